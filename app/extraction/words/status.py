"""Words that tell whether something is so (`status.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from app.extraction.words.loading import load
from app.model.vocabulary import Modality


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words that tell whether something is so."""

    negative_determiners: frozenset[str]
    """What makes nobody of a noun («ingen»)."""
    negation: frozenset[str]
    modals: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    presuming: tuple[tuple[str, ...], ...]
    """Phrases that guess («etter alt å dømme»)."""
    ensuring: frozenset[str]
    """Words before an adverb of guessing that make it none («heilt sikkert»)."""
    guessing: frozenset[str]
    """Negations that guess, and refuse nothing («vil neppe tåle»)."""
    modifiers: Mapping[str, str]
    """Word before a noun → a modality's name, or «Denied»."""
    nouns: Mapping[str, Modality]
    able: frozenset[str]
    """Nouns that denied tell what did not happen («har ikkje råd til å»)."""
    enabling: frozenset[str]
    """Modal verbs that do the same («kan ikkje tilby»)."""
    noun_ends: tuple[str, ...]
    """Those of them that count also as the end of a compound."""
    taken: Mapping[str, frozenset[str]]
    """«tok seg tid til å», «nytta høvet til å»: `verbs` and `nouns` that together tell what was done."""
    known_for: frozenset[str]
    """Predicates over «for å» and what somebody has done («kjend for å»)."""
    causing: Mapping[str, frozenset[str]]
    """«fekk publikum til å le», «vil ha X til å»: `verbs` and `wanted` over one who does something, `to` before it."""
    nearly: Mapping[str, frozenset[str]]
    """«heldt på å miste»: `verbs`, their `particles`, and the verbs of what befalls somebody (`befalling`)."""
    knowing: frozenset[str]
    """Verbs over what there is to know («veit ikkje at X vann»)."""
    over_infinitives: frozenset[str]
    """Nouns that tell how real an infinitive under them is, and nothing of a clause («problemet at»)."""
    regretted: frozenset[str]
    """Modal verbs that negated tell of the past what did happen («skulle aldri ha vore starta»)."""
    supposed: frozenset[str]
    """Forms of «ha» that under a condition tell what did not happen."""
    compelling: frozenset[str]
    """Modal verbs that in the past tense tell what was done («måtte avlyse»)."""
    needed: frozenset[str]
    """Verbs under which they tell a need («måtte ha støtte»)."""
    after_no_negation: frozenset[str]
    """Words after «ikkje» that make it no negation («ikkje berre»)."""
    excepted: frozenset[str]
    """Words before a noun that turn a negation round («ikkje anna val enn å»)."""
    neg_raising: frozenset[str]
    """Verbs whose negation is that of the clause under them («trur ikkje at X kjem»)."""
    over_enabling: frozenset[str]
    """Modal verbs over «kunne» whose modality stays («må kunne hjelpe»)."""
    managed: Mapping[str, frozenset[str]]
    """What makes a past «kunne» tell what was done: `adverbs`, `verbs` under it, and markers of its clause (`when`)."""
    accomplished: frozenset[str]
    """Modal verbs that as participles tell what was done («har måtta avlyse»)."""
    perfect_infinitives: frozenset[str]
    """What under a modal verb makes hearsay of it («skal ha drepe»)."""
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
    awaiting: frozenset[str]
    """«før»: after what is not done, what follows may come or not."""
    elapsing: frozenset[str]
    """Verbs under which it tells how long something took («det går ikkje lang tid før»)."""
    presupposing: frozenset[str]
    negation_openers: frozenset[str]
    singles: frozenset[str]
    """After a negation these make it nobody («ikkje ein einaste»)."""
    admitting: frozenset[str]
    """Verbs that «må» makes no duty of («må vedgå»)."""
    borne: frozenset[str]
    """Predicates that «må» makes no duty of («må nøye seg med»)."""
    future_presents: frozenset[str]
    ahead: Mapping[str, frozenset[str]]
    """«om nokre dagar», «snart»: prepositions (`in`), `units` of time, `adverbs`, and words for how many (`some`)."""
    habitual: Mapping[str, frozenset[str]]
    """`adverbs` and determiners (`every`) that make a habit of a present tense («blir ofte …»)."""
    appointed: frozenset[str]
    """Words for the hour, which with a present tense tell what is to come."""
    plans: frozenset[str]
    as_planned: frozenset[str]
    """Prepositions before a plan that do the same («startar etter planen»)."""
    as_agreed: tuple[frozenset[str], frozenset[str]]
    """The words of «går som planlagt»: the first one, and those that follow it."""
    raising: Mapping[str, Modality]
    taking_part: frozenset[str]
    """Prepositions before an event that somebody takes part in («skal tale på landsmøtet»)."""
    preparing: frozenset[str]
    """Verbs before «til» and an event that is to be held."""
    about: frozenset[str]
    """Prepositions between a verb of saying and what it speaks of («fortalde om planen om å»)."""
    departing: Mapping[str, frozenset[str]]
    """`verbs` that in the present with one of `to` tell what is to come («reiser til Kina»)."""
    claims: frozenset[str]
    """Nouns whose holder is the source of the clause under them («X har tru på at»)."""
    claim_ends: tuple[str, ...]
    """Those that count also as the end of a compound."""
    claiming: frozenset[str]
    """Verbs whose subject makes the claim that is their object («gjentok trugsmålet om å»)."""
    pointing_back: frozenset[str]
    """Pronouns that before a verb of saying stand for the sentence before («Det melder X»)."""
    in_passing: frozenset[str]
    """What opens a clause that tells in passing who says so («som X seier»)."""
    meeting_prepositions: frozenset[str]
    """Prepositions before a definite event in which something is said («framlegget på møtet»)."""
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

    def weight_of(self, lemma: str, form: str) -> Modality | None:
        """How real what is under a noun is, by the noun or the end of a compound («lovforslag om å …»)."""
        found = self.nouns.get(lemma) or self.nouns.get(form)
        if found is not None:
            return found
        return next((self.nouns[end] for end in self.noun_ends if lemma.endswith(end)), None)


@cache
def status_words() -> StatusWords:
    """The lists of `status.yaml`."""
    data = load("status.yaml")

    def invert(table: dict[str, list[str]]) -> dict[str, str]:
        return {word: status for status, words in table.items() for word in words}

    def modalities(table: dict[str, list[str]]) -> dict[str, Modality]:
        return {word: Modality(status) for word, status in invert(table).items()}

    special: dict[str, Any] = {
        "presuming": tuple(tuple(phrase.split()) for phrase in data["presuming"]),
        "negation": frozenset(data["negation"]) | frozenset(data["negative_determiners"]),
        "modals": {lemma: Modality(status) for lemma, status in data["modals"].items()},
        "adverbs": modalities(data["adverbs"]),
        "modifiers": invert(data["modifiers"]),
        "nouns": modalities(data["nouns"]),
        "noun_ends": tuple(data["noun_ends"]),
        "judged": invert(data["judged"]),
        "as_agreed": (frozenset(data["as_agreed"]["mark"]), frozenset(data["as_agreed"]["how"])),
        "raising": modalities(data["raising"]),
        "claims": frozenset(data["claims"]["nouns"]),
        "claim_ends": tuple(data["claims"]["ends"]),
        "claiming": frozenset(data["claims"]["verbs"]),
        "documents": tuple(data["documents"]),
    }
    # The others are lists, or lists by what they are for, under the names that they have here.
    plain = {f.name: _frozen(data[f.name]) for f in fields(StatusWords) if f.name not in special}
    return StatusWords(**special, **plain)


def _frozen(words: list[str] | dict[str, list[str]]) -> Any:
    if isinstance(words, dict):
        return {part: frozenset(those) for part, those in words.items()}
    return frozenset(words)
