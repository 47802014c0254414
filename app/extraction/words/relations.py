"""Words that tell relations (`relations.yaml`, `numbers.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.extraction.words.loading import load
from app.model.vocabulary import RelationType, Tenure


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
    functions: tuple[str, ...]
    """Beginnings of titles whose holders lead only a part of what they work for («salssjef»)."""
    tenures: Mapping[str, Tenure]
    """Word before a title → how it is held («tidlegare», «fungerande»)."""
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
    name_nouns: tuple[str, ...]
    """Ends of nouns for names («mannsnamn»)."""
    aged: frozenset[str]
    years: frozenset[str]
    behind_age: frozenset[str]
    """What may follow an age in a parenthesis («(34 år)»)."""
    unaffiliated: tuple[str, ...]
    """Ends of nouns for bodies that belong to no country («norske bedrifter»)."""
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
    originally: frozenset[str]
    """Words beside whence somebody comes who need not live there («opphavleg frå Voss»)."""
    parties: tuple[str, ...]
    """Ends of what compounds with the name of a party begin with («Senterparti-leiar»)."""
    candidates: tuple[str, ...]
    """Ends of titles of those who are to get an office."""
    born_to: frozenset[str]
    """Titles that one is born to, at whatever age."""
    before_called_office: frozenset[str]
    """Articles before an office that stands for its holder («den norske statsministeren»)."""
    of_called_office: frozenset[str]
    """Prepositions behind it («presidenten i Y»)."""
    definite_offices: tuple[str, ...]
    """Endings of its definite form, which no lemma has."""
    home_country: str
    """Id of the country whose office-holders news call by their titles alone."""


@cache
def relation_words() -> RelationWords:
    """The lists of `relations.yaml`."""
    data = load("relations.yaml")
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
        tuple(data["functions"]),
        {word: tenure for tenure in Tenure for word in data[tenure.value.lower()]},
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
        name_nouns=tuple(data["name_nouns"]),
        aged=frozenset(data["aged"]),
        years=frozenset(data["years"]),
        behind_age=frozenset(data["behind_age"]),
        unaffiliated=tuple(data["unaffiliated"]),
        aged_nouns=frozenset(data["aged_nouns"]),
        works=tuple(data["works"]),
        depicting=tuple(data["depicting"]),
        kinds=tuple(data["kinds"]),
        plain_kinds=frozenset(data["plain_kinds"]),
        others=frozenset(data["others"]),
        both=frozenset(data["both"]),
        one=frozenset(data["one"]),
        numbers={word: str(number) for word, number in load("numbers.yaml")["numbers"].items()},
        originally=frozenset(data["originally"]),
        parties=tuple(data["parties"]),
        candidates=tuple(data["candidates"]),
        born_to=frozenset(data["born_to"]),
        before_called_office=frozenset(data["before_called_office"]),
        of_called_office=frozenset(data["of_called_office"]),
        definite_offices=tuple(data["definite_offices"]),
        home_country=data["home_country"],
    )
