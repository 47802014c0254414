"""The event lexicon of `ontology/lexicon/verbs.yaml` and `nouns.yaml`; the format is described beside them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from app.errors import RunError
from app.model.vocabulary import EntityType, EventClass, Modality, Polarity, Role, Stance
from app.resources import load_yaml

DEFAULT_CONFIDENCE = 0.8
_KEYS = {
    "roles", "needs", "types", "lemmas", "polarity", "negated_class", "modality", "stance", "complement", "inherit",
    "confidence", "class", "compound", "alone", "variety", "without",
}  # fmt: skip
TYPE_GROUPS: Mapping[str, frozenset[EntityType]] = {
    "Person": frozenset({EntityType.PERSON}),
    "Organization": frozenset(t for t in EntityType if t.is_organization),
    "NewsMedium": frozenset({EntityType.NEWS_MEDIUM}),
    "Party": frozenset({EntityType.PARTY}),
    "SportsTeam": frozenset({EntityType.SPORTS_TEAM}),
    "GPE": frozenset({EntityType.GEOPOLITICAL_ENTITY}),
    "Place": frozenset({EntityType.PLACE, EntityType.GEOPOLITICAL_ENTITY}),
    "Work": frozenset({EntityType.CREATIVE_WORK, EntityType.PRODUCT}),
    "Product": frozenset({EntityType.PRODUCT}),
    "Event": frozenset({EntityType.NAMED_EVENT, EntityType.CONCEPT}),
    "Concept": frozenset({EntityType.CONCEPT}),
}
"""What `types` may ask for; beside these, «Named» is anything with a name and «Office» any noun."""
COMPLEMENTS = frozenset({"Actual", "Planned", "Requested", "Possible", "Denied", "Reported"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of one variety: alternatives for the head word and for each word that must stand with it."""

    lemmas: tuple[str, ...]
    particles: tuple[tuple[str, ...], ...] = ()
    noun: tuple[str, ...] = ()
    fixed: tuple[tuple[str, ...], ...] = ()
    """Alternative phrases, each as its word forms in order."""
    openers: frozenset[str] = field(init=False)
    """The first words of these."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "openers", frozenset(phrase[0] for phrase in self.fixed))

    @property
    def specificity(self) -> int:
        """How much more than the head word it asks for."""
        longest = 4 + min(len(phrase) for phrase in self.fixed) if self.fixed else 0
        return 3 * len(self.particles) + 4 * bool(self.noun) + longest


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a word: what it tells and where its participants stand.

    `event_class` is None for words that only say how real the clause under them is. `roles` go from a slot («subj»,
    «obj», «iobj», «comp», «pred», «poss», «mod», «compound» or a preposition) to one role, or to two for coordinated
    participants. `complement` is one of COMPLEMENTS or None.
    """

    name: str
    pattern: Pattern
    event_class: EventClass | None
    roles: Mapping[str, tuple[Role, ...]]
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Slots that have to be empty («åpner for …», but «åpnet butikken for å …»)."""
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lemmas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    polarity: Polarity = Polarity.POSITIVE
    negated_class: EventClass | None = None
    """What it tells instead where it is negated («ikkje falle i god jord» is criticism)."""
    modality: Modality | None = None
    stance: Stance | None = None
    complement: str | None = None
    inherit: Mapping[Role, tuple[EventClass, ...]] = field(default_factory=dict)
    confidence: float = DEFAULT_CONFIDENCE
    compound: bool = False
    alone: bool = False

    @property
    def specificity(self) -> int:
        """How narrow the sense is; the narrowest that fits wins."""
        return (
            self.pattern.specificity
            + 2 * len(self.types)
            + 2 * len(self.lemmas)
            + len(self.needs)
            + len(self.without)
            + (self.event_class is not None)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by the lemma of their head word; both varieties in one table, since texts mix them."""

    verbs: Mapping[str, tuple[Sense, ...]]
    """The narrowest sense first; of equals, the one that stands first in the file."""
    nouns: Mapping[str, tuple[Sense, ...]]
    compounds: Mapping[str, Sense]
    """Noun that also counts as the last part of a compound → its sense there."""

    def noun_senses(self, lemma: str) -> tuple[Sense, ...]:
        """The senses of a noun, or of the last part of a compound."""
        if lemma in self.nouns:
            return self.nouns[lemma]
        # From the longest end on: far fewer than there are compounds.
        ends = (lemma[start:] for start in range(3, len(lemma)))
        return next(((self.compounds[end],) for end in ends if end in self.compounds), ())


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon; RunError where an entry cannot be understood."""
    nouns = _index(_read("nouns.yaml"))
    compounds: dict[str, Sense] = {}
    for lemma, senses in nouns.items():
        for sense in senses:
            if sense.compound:
                compounds.setdefault(lemma, sense)
    verbs = {
        lemma: tuple(sorted(senses, key=lambda sense: -sense.specificity))
        for lemma, senses in _index(_read("verbs.yaml")).items()
    }
    return Lexicon(verbs, nouns, compounds)


def _read(name: str) -> list[Sense]:
    data = load_yaml("lexicon", name)
    senses: list[Sense] = []
    for heading, group in data.items():
        for entry in group.get("entries") or ():
            words, extra = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
            try:
                senses.extend(_senses(str(words), extra or {}, heading, group))
            except (ValueError, KeyError, TypeError) as error:
                raise RunError(
                    f"ontology/lexicon/{name}: the entry {words!r} under {heading} is wrong: {error}"
                ) from error
    return senses


def _senses(words: str, extra: dict[str, Any], heading: str, group: dict[str, Any]) -> list[Sense]:
    if unknown := sorted(extra.keys() - _KEYS):
        raise ValueError(f"unknown key {unknown[0]!r}")
    if extra.get("variety", "nn") not in ("nn", "nb"):
        raise ValueError(f"unknown variety {extra['variety']!r}; write nn or nb, or leave it out for both")
    class_name = extra.get("class", None if heading == "Status" else heading)
    moved = "class" in extra
    roles = {**(group.get("roles") or {}), **(extra.get("roles") or {})}
    complement = extra.get("complement", None if moved else group.get("complement"))
    if complement is not None and complement not in COMPLEMENTS:
        raise ValueError(f"unknown complement {complement!r}")
    known = {*TYPE_GROUPS, "Named", "Office"}
    if unknown := sorted({name for names in extra.get("types", {}).values() for name in names} - known):
        raise ValueError(f"unknown type {unknown[0]!r}; known are {', '.join(sorted(known))}")
    sides = words.split(" / ")
    if not 1 <= len(sides) <= 2:
        raise ValueError("write «nynorsk / bokmål»")
    common: dict[str, Any] = {
        "event_class": EventClass(class_name) if class_name else None,
        "roles": {slot: _roles(value) for slot, value in roles.items() if value is not None},
        "needs": tuple(extra.get("needs", ())),
        "without": tuple(extra.get("without", ())),
        "types": {slot: tuple(v) for slot, v in extra.get("types", {}).items()},
        "lemmas": {slot: tuple(v) for slot, v in extra.get("lemmas", {}).items()},
        "polarity": Polarity(extra.get("polarity", "Positive")),
        "negated_class": EventClass(extra["negated_class"]) if "negated_class" in extra else None,
        "modality": Modality(extra["modality"]) if "modality" in extra else None,
        "stance": Stance(extra["stance"]) if "stance" in extra else None,
        "complement": complement,
        "inherit": {
            Role(role): tuple(EventClass(c) for c in classes)
            for role, classes in extra.get("inherit", {}).items()
        },
        "confidence": float(extra.get("confidence", DEFAULT_CONFIDENCE)),
        "compound": bool(extra.get("compound", False)),
        "alone": bool(extra.get("alone", False)),
    }
    patterns = [_pattern(side) for side in sides]
    # Writers mix the varieties, and the pipeline may give a verb the other's infinitive.
    # But «skyte +av / avfyre» are two words: «skyte» alone is none of them.
    if len({_kinds(pattern) for pattern in patterns}) == 1:
        heads = tuple(dict.fromkeys(lemma for pattern in patterns for lemma in pattern.lemmas))
        patterns = [replace(pattern, lemmas=heads) for pattern in patterns]
    return [Sense(name=f"{heading}: {words}", pattern=pattern, **common) for pattern in patterns]


def _kinds(pattern: Pattern) -> tuple[int, bool, bool]:
    """Which marks a pattern has."""
    return len(pattern.particles), bool(pattern.noun), bool(pattern.fixed)


def _roles(value: str | list[str]) -> tuple[Role, ...]:
    return tuple(Role(v) for v in ([value] if isinstance(value, str) else value))


def _pattern(text: str) -> Pattern:
    head, *rest = text.split()
    particles: list[tuple[str, ...]] = []
    noun: tuple[str, ...] = ()
    fixed: list[tuple[str, ...]] = []
    for part in rest:
        words = tuple(part[1:].split(","))
        if part.startswith("+"):
            particles.append(words)
        elif part.startswith("="):
            noun = words
        elif part.startswith("~"):
            fixed.extend(tuple(phrase.split("_")) for phrase in words)
        else:
            raise ValueError(f"{part!r} needs one of the marks + (particle), = (noun) or ~ (fixed phrase)")
    return Pattern(tuple(head.split(",")), tuple(particles), noun, tuple(fixed))


def _index(senses: list[Sense]) -> dict[str, tuple[Sense, ...]]:
    table: dict[str, list[Sense]] = defaultdict(list)
    for sense in senses:
        for lemma in sense.pattern.lemmas:
            if sense not in table[lemma]:
                table[lemma].append(sense)
    return {lemma: tuple(found) for lemma, found in table.items()}
