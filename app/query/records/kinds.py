"""Entities, facts, mentions and times as an article's graph has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.graph.port import ArticleRecord
from app.model.vocabulary import Modality, Polarity
from app.query.records.days import day_bounds


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of an article, `begin` to `end` in code points of its text."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class When:
    """A time: the words, and the value at its real precision («2024-03», an interval as «2019/2021»), if known."""

    words: str
    value: str | None
    weekday: str | None

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """The first and the last day that it may be; None where that side is open or not known."""
        return day_bounds(self.value)


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """Where an article speaks of an entity; `kind` is `name`, `nominal` or `pronoun`."""

    entity: str
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """What one article says of an entity itself."""

    iri: str
    type: str
    """The most particular class, by its local name («Person», «Party»)."""
    labels: Mapping[str, str]
    """Language tag → preferred name."""
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    about: tuple[str, ...]
    """IRIs of what a description mentions."""
    reasons: tuple[str, ...]
    """Why it was taken to be this entity."""
    mentions: int


@dataclass(frozen=True, slots=True)
class FactRecord:
    """An event or a relation of one article, with IRIs where `Fact` has names.

    `subjects`, `predicate` and `objects` are the ends of its direct triples, empty and None where it has none;
    `literal` is the object of a relation to one («forsvarsminister», «34»).
    """

    iri: str
    article: str
    kind: str
    """The event class, or `Relation`."""
    labels: Mapping[str, str]
    """Language tag → the short account of it."""
    predicate: str | None
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    literal: str | None
    roles: tuple[tuple[str, str], ...]
    """Role and participant, in the order of the roles."""
    polarity: str
    modality: str
    source: str | None
    """Who says so; None where it is the article itself."""
    confidence: float
    rule: str
    stance: str | None
    time: When | None
    first: str | None
    last: str | None
    """The first and the last day that `time` may be."""
    quotations: tuple[Evidence, ...]
    trigger: Evidence
    sentence: Evidence
    tenure: str | None = None
    """`Former` or `Acting`, where somebody does not simply hold a position now."""

    @property
    def asserted(self) -> bool:
        """Whether the text presents it as having happened or being so."""
        return self.polarity == Polarity.POSITIVE and self.modality == Modality.ACTUAL

    @property
    def category(self) -> str:
        """The event class, or for a relation the local name of its property («memberOf»)."""
        if self.kind != "Relation" or self.predicate is None:
            return self.kind
        return self.predicate.rsplit("#", 1)[-1]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Subject and object of each direct triple between entities."""
        return tuple((s, o) for s in self.subjects for o in self.objects if s != o)

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone and everything that has part in it, the source too, once each."""
        roles = (party for _, party in self.roles)
        source = () if self.source is None else (self.source,)
        return tuple(dict.fromkeys((*self.subjects, *self.objects, *roles, *source)))


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """One article's graph; entities by IRI, facts in text order, mentions in text order."""

    article: ArticleRecord
    text: str
    entities: tuple[EntityRecord, ...]
    facts: tuple[FactRecord, ...]
    mentions: tuple[MentionRecord, ...]
    predicates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Properties that the article itself names (those of the open class) → language tag → label."""
