"""What the network keeps of an article: its facts without their words, and what it says of its entities."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, cast

from app.graph.ontology import load_ontology
from app.graph.port import ArticleRecord
from app.model.vocabulary import Modality, Polarity
from app.query.records import ArticleContent, EntityRecord, FactRecord

T = TypeVar("T", bound=Hashable | None)

Key = tuple[str, str, str]
"""Subject, property and object of an edge; of a symmetric property the lesser IRI first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact of one article as the network keeps it; its sentence is read from the store when asked for."""

    iri: str
    article: str
    category: str
    """The event class, or for a relation its name."""
    is_relation: bool
    predicate: str | None
    keys: tuple[Key, ...]
    """The edges that it supports."""
    subject: str | None
    """Of whom `literal` is said."""
    literal: str | None
    roles: tuple[tuple[str, str], ...]
    polarity: str
    modality: str
    source: str | None
    confidence: float
    value: str | None
    """When, at its real precision."""
    first: str | None
    last: str | None
    quoted: int
    """How many quotations it has."""

    @property
    def asserted(self) -> bool:
        """Whether the text presents it as having happened or being so."""
        return self.polarity == Polarity.POSITIVE and self.modality == Modality.ACTUAL

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone and everything that takes part, once each; who says so is not among them."""
        ends = (end for subject, _, object_ in self.keys for end in (subject, object_))
        one = () if self.subject is None else (self.subject,)
        return tuple(dict.fromkeys((*(party for _, party in self.roles), *ends, *one)))


@dataclass(frozen=True, slots=True)
class Naming:
    """What one article says of an entity itself."""

    type: str
    labels: tuple[tuple[str, str], ...]
    """Language tag and preferred name."""
    same_as: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """One article in the network."""

    article: ArticleRecord
    claims: tuple[Claim, ...]
    entities: tuple[tuple[str, Naming], ...]
    predicates: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class Pool:
    """One object for equal values: names, classes and dates recur in thousands of facts."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, value: T) -> T:
        """The first value that was equal."""
        return cast(T, self._known.setdefault(value, value))


def contribution(content: ArticleContent, canonical: Callable[[str], str], pool: Pool) -> Contribution:
    """What an article brings into the network; `canonical` gives each entity its id there."""

    def entity(iri: str) -> str:
        return pool(canonical(iri))

    article = pool(content.article.iri.value)
    named: dict[str, Naming] = {}
    for record in content.entities:
        iri = entity(record.iri)
        naming = _naming(record, pool)
        before = named.get(iri)
        named[iri] = naming if before is None else _together(before, naming)
    return Contribution(
        content.article,
        tuple(_claim(fact, article, entity, pool) for fact in content.facts),
        tuple(sorted(named.items())),
        tuple((pool(iri), pool(tuple(sorted(labels.items())))) for iri, labels in content.predicates.items()),
    )


def _claim(fact: FactRecord, article: str, entity: Callable[[str], str], pool: Pool) -> Claim:
    symmetric = _symmetric()
    keys = []
    for subject, object_ in fact.pairs if fact.predicate is not None else ():
        s, o = entity(subject), entity(object_)
        if s != o:
            assert fact.predicate is not None
            if fact.predicate in symmetric and o < s:
                s, o = o, s
            keys.append(pool((s, pool(fact.predicate), o)))
    return Claim(
        iri=fact.iri,
        article=article,
        category=pool(fact.category),
        is_relation=fact.kind == "Relation",
        predicate=pool(fact.predicate),
        keys=tuple(dict.fromkeys(keys)),
        subject=entity(fact.subjects[0]) if fact.literal is not None and fact.subjects else None,
        literal=pool(fact.literal),
        roles=tuple(dict.fromkeys(pool((pool(role), entity(party))) for role, party in fact.roles)),
        polarity=pool(fact.polarity),
        modality=pool(fact.modality),
        source=entity(fact.source) if fact.source is not None else None,
        confidence=pool(fact.confidence),
        value=pool(fact.time.value) if fact.time is not None else None,
        first=pool(fact.first),
        last=pool(fact.last),
        quoted=len(fact.quotations),
    )


def is_symmetric(predicate: str) -> bool:
    """Whether a property holds both ways by the ontology."""
    return predicate in _symmetric()


@cache
def _symmetric() -> frozenset[str]:
    return frozenset(node.value for node in load_ontology().symmetric)


def _naming(record: EntityRecord, pool: Pool) -> Naming:
    labels = pool(tuple((pool(tag), pool(text)) for tag, text in sorted(record.labels.items())))
    return Naming(pool(record.type), labels, pool(record.same_as), record.mentions)


def _together(one: Naming, other: Naming) -> Naming:
    """Two entities of an article that are one in the network."""
    labels = dict(sorted({*one.labels, *other.labels}, reverse=True))
    return Naming(
        min(one.type, other.type),
        tuple(sorted(labels.items())),
        tuple(sorted({*one.same_as, *other.same_as})),
        one.mentions + other.mentions,
    )
