"""Words that refer back, and what they can refer to (`reference.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.extraction.words.loading import load
from app.model.vocabulary import EntityType


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
    we: frozenset[str]
    """Pronouns of those who speak, where they are several."""
    reflexives: frozenset[str]
    tried: frozenset[str]
    """Persons in court, who are told of without an article («tiltalte»)."""
    honorifics: frozenset[str]
    """What may stand before a name and tells no position («dr.»)."""
    generic: frozenset[str]
    """Pronouns for anybody («ein»)."""
    definite: Mapping[str, tuple[EntityType, ...]]
    countries: frozenset[str]
    """Definite nouns that only countries are meant by; «byen» and its like never mean one."""
    settlements: frozenset[str]
    counties: frozenset[str]
    """Definite nouns that only a county is meant by."""
    bodies: frozenset[str]
    territories: frozenset[str]
    """Bodies that are called as what they govern is."""
    people: frozenset[str]
    people_ends: tuple[str, ...]
    """Ends of nouns that tell an age and so a person («femtiåring»)."""
    ships: frozenset[str]
    roads: frozenset[str]
    """Words that make the name of a road with a number («riksveg 13»)."""
    legal_forms: tuple[str, ...]
    """What names of companies end in, with the space before it."""
    league_ends: tuple[str, ...]
    leagues: frozenset[str]
    """What clubs play in, by the end of its name and by the whole of it."""
    partitives: frozenset[str]
    quantities: frozenset[str]
    """Words that say how many or which, and name nothing («mange», «den eine»)."""
    no_bodies: tuple[str, ...]
    """Ends of nouns that sound like bodies and are none («sjølvstyre»)."""
    uncounted: tuple[str, ...]
    """Ends of nouns that are no bodies in the indefinite singular («har myndighet»)."""
    only_known_bodies: frozenset[str]
    """Nouns that are bodies only in the definite and with nothing that they lead to («retten», not «retten til»)."""
    no_body_phrases: Mapping[str, frozenset[str]]
    """Word before → nouns that are no bodies behind it («i opposisjon», «tek leiinga»)."""
    speakers: tuple[str, ...]
    """Ends of nouns for somebody («tipsar»)."""
    perhaps_somebody: tuple[str, ...]
    """Ends of nouns in Bokmål that may stand for somebody, though nothing says so for certain («dykker», «fyr»)."""
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
    data = load("reference.yaml")
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
        we=frozenset(data["we"]),
        reflexives=frozenset(data["reflexives"]),
        tried=frozenset(data["tried"]),
        honorifics=frozenset(data["honorifics"]),
        generic=frozenset(data["generic"]),
        definite={form: tuple(EntityType(t) for t in types) for form, types in data["definite"].items()},
        countries=frozenset(data["countries"]),
        counties=frozenset(data["counties"]),
        settlements=frozenset(data["settlements"]),
        bodies=frozenset(data["bodies"]),
        territories=frozenset(data["territories"]),
        people=frozenset(data["people"]),
        people_ends=tuple(data["people_ends"]),
        ships=frozenset(data["ships"]),
        roads=frozenset(data["roads"]),
        legal_forms=tuple(f" {form}" for form in data["legal_forms"]),
        league_ends=tuple(data["league_ends"]),
        leagues=frozenset(data["leagues"]),
        partitives=frozenset(data["partitives"]),
        quantities=frozenset(data["quantities"]),
        no_bodies=tuple(data["no_bodies"]),
        uncounted=tuple(data["uncounted"]),
        only_known_bodies=frozenset(data["only_known_bodies"]),
        no_body_phrases={word: frozenset(nouns) for word, nouns in data["no_body_phrases"].items()},
        speakers=tuple(data["speakers"]),
        perhaps_somebody=tuple(data["perhaps_somebody"]),
        aliases=frozenset(data["aliases"]),
        before_name=data["before_name"],
        broader={title: tuple(ends) for title, ends in data["broader"].items()},
        genders=genders,
        gender_ends=tuple(noun[1:] for noun in genders if noun[0] == "-"),
    )
