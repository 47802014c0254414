"""The closed word lists of `ontology/lexicon/`: status, reference, relations and time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.model.vocabulary import EntityType, Modality, RelationType
from app.resources import load_yaml


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("lexicon", name)
    return data


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words that tell whether something is so."""

    negation: frozenset[str]
    modals: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    modifiers: Mapping[str, str]
    """Word before a noun → a modality's name, or «Denied»."""
    nouns: Mapping[str, Modality]
    compelling: frozenset[str]
    """Modal verbs that in the past tense tell what was done («måtte avlyse»)."""
    after_no_negation: frozenset[str]
    """Words after «ikkje» that make it no negation («ikkje berre»)."""
    excepted: frozenset[str]
    """Words before a noun that turn a negation round («ikkje anna val enn å»)."""
    neg_raising: frozenset[str]
    """Verbs whose negation is that of the clause under them («trur ikkje at X kjem»)."""
    accomplished: frozenset[str]
    """Modal verbs that as participles tell what was done («har måtta avlyse»)."""
    without: frozenset[str]
    instead: frozenset[str]
    """Nouns between «i» and «for» before what was not done («i staden for å»)."""
    cases: frozenset[str]
    in_cases: frozenset[str]
    """Prepositions before these for what holds only then («i så fall», «om nødvendig»)."""
    doubts: frozenset[str]
    """Nouns that make a fact where there are none («ingen tvil om at»)."""
    manner: frozenset[str]
    """Prepositions before an infinitive under a noun that tell what is done already («arbeidet med å»)."""
    judged: Mapping[str, str]
    """Predicate over a clause → a modality's name, or «Denied»."""
    truths: frozenset[str]
    """Predicates that say of a clause that it is so («det stemmer at»)."""
    conditionals: frozenset[str]
    concessive: frozenset[str]
    """Words before «om» that make it tell a fact («sjølv om»)."""
    according_to: frozenset[str]
    factive_markers: frozenset[str]
    showing: frozenset[str]
    """Verbs of no class whose subject is the source of the clause under them («rapporten viser at»)."""
    willing: frozenset[str]
    """Modal verbs that denied refuse what stands under them («vil ikkje svare»)."""
    unwilled: frozenset[str]
    """Verbs under them that nobody refuses («vil ikkje lukkast»)."""
    whenever: frozenset[str]
    """«når»: what follows is so under a duty, and to come under a plan."""
    presupposing: frozenset[str]
    negation_openers: frozenset[str]
    singles: frozenset[str]
    """After a negation these make it nobody («ikkje ein einaste»)."""
    admitting: frozenset[str]
    """Verbs that «må» makes no duty of («må vedgå»)."""
    future_presents: frozenset[str]
    appointed: frozenset[str]
    """Words for the hour, which with a present tense tell what is to come."""
    plans: frozenset[str]
    as_planned: frozenset[str]
    """Prepositions before a plan that do the same («startar etter planen»)."""
    raising: Mapping[str, Modality]
    complement_prepositions: frozenset[str]
    """Prepositions between a noun of `nouns` and an event («krav om sal»)."""
    means: frozenset[str]
    """Prepositions before what something is done by («gjennom forhandlingar»)."""
    charged_with: frozenset[str]
    """Prepositions before what somebody is charged with or suspected of."""
    weighing: frozenset[str]
    """Verbs whose object may come or not («drøftar sanksjonar»)."""
    averting: frozenset[str]
    """Verbs whose object did not come («avverja eit åtak»)."""
    granted: frozenset[str]
    """What is given by saying that somebody shall have it («skal ha ros»)."""
    stating: frozenset[str]
    documents: tuple[str, ...]
    """Ends of nouns for what something is written or found in («rapport»)."""
    after_what: Mapping[str, frozenset[str]]
    """«etter det X får opplyst»: the preposition (`case`) and the pronoun (`what`)."""
    following: Mapping[str, frozenset[str]]
    """«i følgje X»: the preposition (`case`) and the noun (`noun`)."""


@cache
def status_words() -> StatusWords:
    """The lists of `status.yaml`."""
    data = _load("status.yaml")

    def invert(table: dict[str, list[str]]) -> dict[str, str]:
        return {word: status for status, words in table.items() for word in words}

    def modalities(table: dict[str, list[str]]) -> dict[str, Modality]:
        return {word: Modality(status) for word, status in invert(table).items()}

    return StatusWords(
        negation=frozenset(data["negation"]) | frozenset(data["negative_determiners"]),
        modals={lemma: Modality(status) for lemma, status in data["modals"].items()},
        adverbs=modalities(data["adverbs"]),
        modifiers=invert(data["modifiers"]),
        nouns=modalities(data["nouns"]),
        compelling=frozenset(data["compelling"]),
        after_no_negation=frozenset(data["after_no_negation"]),
        excepted=frozenset(data["excepted"]),
        neg_raising=frozenset(data["neg_raising"]),
        accomplished=frozenset(data["accomplished"]),
        without=frozenset(data["without"]),
        instead=frozenset(data["instead"]),
        cases=frozenset(data["cases"]),
        in_cases=frozenset(data["in_cases"]),
        doubts=frozenset(data["doubts"]),
        manner=frozenset(data["manner"]),
        judged=invert(data["judged"]),
        truths=frozenset(data["truths"]),
        conditionals=frozenset(data["conditionals"]),
        concessive=frozenset(data["concessive"]),
        according_to=frozenset(data["according_to"]),
        showing=frozenset(data["showing"]),
        willing=frozenset(data["willing"]),
        unwilled=frozenset(data["unwilled"]),
        whenever=frozenset(data["whenever"]),
        factive_markers=frozenset(data["factive_markers"]),
        presupposing=frozenset(data["presupposing"]),
        negation_openers=frozenset(data["negation_openers"]),
        singles=frozenset(data["singles"]),
        admitting=frozenset(data["admitting"]),
        future_presents=frozenset(data["future_presents"]),
        appointed=frozenset(data["appointed"]),
        plans=frozenset(data["plans"]),
        as_planned=frozenset(data["as_planned"]),
        raising=modalities(data["raising"]),
        complement_prepositions=frozenset(data["complement_prepositions"]),
        means=frozenset(data["means"]),
        charged_with=frozenset(data["charged_with"]),
        weighing=frozenset(data["weighing"]),
        averting=frozenset(data["averting"]),
        granted=frozenset(data["granted"]),
        stating=frozenset(data["stating"]),
        documents=tuple(data["documents"]),
        after_what={part: frozenset(words) for part, words in data["after_what"].items()},
        following={part: frozenset(words) for part, words in data["following"].items()},
    )


@dataclass(frozen=True, slots=True)
class JudgementWords:
    """Adjectives and nouns that praise and blame."""

    good: frozenset[str]
    bad: frozenset[str]
    denied: frozenset[str]
    """What blames where it is denied («ikkje godt nok»)."""
    deed_verbs: frozenset[str]
    deeds: frozenset[str]
    """What somebody does well or badly («ein god jobb»)."""
    good_deeds: frozenset[str]
    """What praises a deed, but says too little of somebody or something."""


@cache
def judgement_words() -> JudgementWords:
    """The lists of `judgements.yaml`."""
    data = _load("judgements.yaml")
    deeds = data["deeds"]
    return JudgementWords(
        good=frozenset(data["good"]),
        bad=frozenset(data["bad"]),
        denied=frozenset(data["denied"]),
        deed_verbs=frozenset(deeds["verbs"]),
        deeds=frozenset(deeds["nouns"]),
        good_deeds=frozenset(deeds["good"]),
    )


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun can refer to; `gender` is m, f or None."""

    gender: str | None
    types: tuple[EntityType, ...]
    plural: bool
    weak: bool
    speaker: bool


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """Words that refer back."""

    pronouns: Mapping[str, Pronoun]
    reflexives: frozenset[str]
    generic: frozenset[str]
    """Pronouns for anybody («ein»)."""
    definite: Mapping[str, tuple[EntityType, ...]]
    countries: frozenset[str]
    """Definite nouns that only countries are meant by; «byen» and its like never mean one."""
    settlements: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]
    roads: frozenset[str]
    """Words that make the name of a road with a number («riksveg 13»)."""
    partitives: frozenset[str]
    quantities: frozenset[str]
    """Words that say how many or which, and name nothing («mange», «den eine»)."""
    no_bodies: tuple[str, ...]
    """Ends of nouns that sound like bodies and are none («sjølvstyre»)."""
    only_known_bodies: frozenset[str]
    """Nouns that are bodies only in the definite and with nothing that they lead to («retten», not «retten til»)."""
    no_body_phrases: Mapping[str, frozenset[str]]
    """Word before → nouns that are no bodies behind it («i opposisjon», «tek leiinga»)."""
    speakers: tuple[str, ...]
    """Ends of nouns for somebody («tipsar»)."""
    aliases: frozenset[str]
    """What stands between two names of one bearer («betre kjend som»)."""
    before_name: Mapping[str, str]
    """Form of a title before a name → the title («kong» → «konge»)."""
    broader: Mapping[str, tuple[str, ...]]
    """Title → ends of the titles whose holders it can refer to («statsråd» → «minister»)."""
    genders: Mapping[str, str]
    """Noun for a person, or with «-» before it the end of one → m or f."""
    gender_ends: tuple[str, ...]
    """Those ends, in the same order."""

    def gender(self, lemma: str) -> str | None:
        """The gender that a noun tells of whom it stands for («talskvinne»)."""
        if lemma in self.genders:
            return self.genders[lemma]
        # All at once first, because few do.
        if not lemma.endswith(self.gender_ends):
            return None
        return next(self.genders["-" + end] for end in self.gender_ends if lemma.endswith(end))


@cache
def reference_words() -> ReferenceWords:
    """The lists of `reference.yaml`."""
    data = _load("reference.yaml")
    genders = {noun: gender for gender, nouns in data["genders"].items() for noun in nouns}
    pronouns: dict[str, Pronoun] = {}
    for entry in data["pronouns"]:
        pronoun = Pronoun(
            entry.get("gender"),
            tuple(EntityType(t) for t in entry["types"]),
            bool(entry.get("plural")),
            bool(entry.get("weak")),
            bool(entry.get("speaker")),
        )
        pronouns.update(dict.fromkeys(entry["forms"], pronoun))
    return ReferenceWords(
        pronouns=pronouns,
        reflexives=frozenset(data["reflexives"]),
        generic=frozenset(data["generic"]),
        definite={form: tuple(EntityType(t) for t in types) for form, types in data["definite"].items()},
        countries=frozenset(data["countries"]),
        settlements=frozenset(data["settlements"]),
        bodies=frozenset(data["bodies"]),
        people=frozenset(data["people"]),
        roads=frozenset(data["roads"]),
        partitives=frozenset(data["partitives"]),
        quantities=frozenset(data["quantities"]),
        no_bodies=tuple(data["no_bodies"]),
        only_known_bodies=frozenset(data["only_known_bodies"]),
        no_body_phrases={word: frozenset(nouns) for word, nouns in data["no_body_phrases"].items()},
        speakers=tuple(data["speakers"]),
        aliases=frozenset(data["aliases"]),
        before_name=data["before_name"],
        broader={title: tuple(ends) for title, ends in data["broader"].items()},
        genders=genders,
        gender_ends=tuple(noun[1:] for noun in genders if noun[0] == "-"),
    )


@dataclass(frozen=True, slots=True)
class RelationNoun:
    """A noun that says what somebody is to somebody."""

    relation: RelationType
    flip: bool
    needs: str | None
    """«person», «work» or «org»: what the other one must be."""


@dataclass(frozen=True, slots=True)
class RelationVerb:
    """A verb that tells a state."""

    relation: RelationType
    prepositions: frozenset[str]
    needs_object: bool
    subject: str | None
    object: str | None


@dataclass(frozen=True, slots=True)
class StateWord:
    """A participle or adjective that tells a state («gift med»); `flip` where its bearer is the object."""

    relation: RelationType
    prepositions: frozenset[str]
    flip: bool
    together: bool
    """Whether it says the same of two bearers alone («Kari og Per er gifte»)."""


@dataclass(frozen=True, slots=True)
class RelationWords:
    """Words that tell relations, by lemma."""

    nouns: Mapping[str, RelationNoun]
    verbs: Mapping[str, RelationVerb]
    states: Mapping[str, StateWord]
    members: frozenset[str]
    """Ends of compounds whose first part is what their bearers are members of («Nato-land»)."""
    shares: frozenset[str]
    """Nouns for a share of something («40 prosent av X»)."""
    assemblies: tuple[str, ...]
    """Ends of nouns and names for what one has a seat in («kommunestyre»)."""
    designated: frozenset[str]
    """Adjectives before titles that somebody does not hold yet («påtroppande»)."""
    seats: tuple[str, ...]
    """Ends of nouns for where somebody is at home («hovudkontor»)."""
    municipal: frozenset[str]
    """Words in names of places that employ («Voss kommune»)."""
    staff: frozenset[str]
    """Lemmas for those who work for somebody («tilsett»)."""
    becoming: frozenset[str]
    """Verbs after which the subject is what their complement says («bli»)."""
    facilities: tuple[str, ...]
    """Ends of nouns for what stands in a place («rådhus», «kontor»)."""
    units: tuple[str, ...]
    """Ends of nouns for parts of an organisation («organ»)."""
    possessions: tuple[str, ...]
    """Ends of nouns for what somebody owns («båt»)."""
    named_after_place: frozenset[str]
    """Words that follow the name of its place in an organisation's name («Førde sjukehus»)."""
    of_office: frozenset[str]
    """Prepositions between an office and whom it is held for; those below likewise."""
    of_residence: frozenset[str]
    of_origin: frozenset[str]
    of_relational: frozenset[str]
    of_realm: frozenset[str]
    of_capacity: frozenset[str]
    of_part: frozenset[str]
    of_age: frozenset[str]
    of_workplace: frozenset[str]
    of_maker: frozenset[str]
    of_owner: frozenset[str]
    of_place: frozenset[str]
    of_company: frozenset[str]
    after_name: frozenset[str]
    title_bodies: Mapping[str, str]
    """Beginning of a title → id of the body that its holder is a member of («stortingsrepresentant»)."""
    leaders: frozenset[str]
    """Titles that say of a country too that somebody leads it («Islands leiar»)."""
    vague_titles: frozenset[str]
    """Titles that name no position («medlem»)."""
    national_titles: tuple[str, ...]
    sent_titles: tuple[str, ...]
    """Ends of titles that are held for a country («minister»)."""
    no_kinds: frozenset[str]
    """Nouns before names that do not say what it is («namnet X»)."""
    aged: frozenset[str]
    years: frozenset[str]
    aged_nouns: frozenset[str]
    """Ends of words that tell an age («20-åring», «34-årig»)."""
    depicting: tuple[str, ...]
    """Those of them that show whom «av» leads to («biletet av X»)."""
    works: tuple[str, ...]
    """Ends of nouns for works («rapport», «roman»)."""
    kinds: tuple[str, ...]
    """Ends of nouns for sorts of places, organisations and works («by», «selskap»)."""
    plain_kinds: frozenset[str]
    """Sorts that «og andre …» tells nothing by («land»)."""
    others: frozenset[str]
    """Lemmas that add a sort to some of it («X og andre etatar»)."""
    both: frozenset[str]
    """Words for all of several persons («begge frå Y»)."""
    one: frozenset[str]
    """Forms for one of several («ein av byane»)."""
    numbers: Mapping[str, str]
    """Number words → figures."""
    born_to: frozenset[str]
    """Titles that one is born to, at whatever age."""
    home_country: str
    """Id of the country whose office-holders news call by their titles alone."""


@cache
def relation_words() -> RelationWords:
    """The lists of `relations.yaml`."""
    data = _load("relations.yaml")
    nouns: dict[str, RelationNoun] = {}
    for entry in data["nouns"]:
        needs = next((k.removeprefix("needs_") for k in entry if k.startswith("needs_")), None)
        noun = RelationNoun(RelationType(entry["relation"]), bool(entry.get("flip")), needs)
        nouns.update(dict.fromkeys(entry["lemma"], noun))
    verbs: dict[str, RelationVerb] = {}
    for entry in data["verbs"]:
        verb = RelationVerb(
            RelationType(entry["relation"]),
            frozenset(entry.get("preposition", ())),
            entry.get("needs") == "obj",
            entry.get("subject"),
            entry.get("object"),
        )
        verbs.update(dict.fromkeys(entry["lemma"], verb))
    states: dict[str, StateWord] = {}
    for entry in data["states"]:
        state = StateWord(
            RelationType(entry["relation"]),
            frozenset(entry["preposition"]),
            bool(entry.get("flip")),
            bool(entry.get("together")),
        )
        states.update(dict.fromkeys(entry["lemma"], state))
    return RelationWords(
        nouns,
        verbs,
        states,
        frozenset(data["members"]),
        frozenset(data["shares"]),
        tuple(data["assemblies"]),
        frozenset(data["designated"]),
        tuple(data["seats"]),
        frozenset(data["municipal"]),
        frozenset(data["staff"]),
        frozenset(data["becoming"]),
        tuple(data["facilities"]),
        tuple(data["units"]),
        tuple(data["possessions"]),
        frozenset(data["named_after_place"]),
        **{name: frozenset(words) for name, words in data["prepositions"].items()},
        title_bodies=data["title_bodies"],
        leaders=frozenset(data["leaders"]),
        vague_titles=frozenset(data["vague_titles"]),
        national_titles=tuple(data["national_titles"]),
        sent_titles=tuple(data["sent_titles"]),
        no_kinds=frozenset(data["no_kinds"]),
        aged=frozenset(data["aged"]),
        years=frozenset(data["years"]),
        aged_nouns=frozenset(data["aged_nouns"]),
        works=tuple(data["works"]),
        depicting=tuple(data["depicting"]),
        kinds=tuple(data["kinds"]),
        plain_kinds=frozenset(data["plain_kinds"]),
        others=frozenset(data["others"]),
        both=frozenset(data["both"]),
        one=frozenset(data["one"]),
        numbers={word: str(number) for word, number in _load("numbers.yaml")["numbers"].items()},
        born_to=frozenset(data["born_to"]),
        home_country=data["home_country"],
    )


@cache
def time_units() -> frozenset[str]:
    """Nouns that measure time, and the names of days and months."""
    data = time_words()
    return frozenset((*data["units"], *data["weekdays"], *data["months"]))


@cache
def time_words() -> dict[str, Any]:
    """The tables of `time.yaml`."""
    return _load("time.yaml")
