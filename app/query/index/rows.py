"""What is read from the index."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from app.query.records import FactRecord


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text."""

    iri: str
    identifier: str
    language: str | None
    headline: str | None
    published: str | None
    url: str | None
    digest: str
    """The hash of its graph."""
    wide: tuple[int, ...]
    """Where its text has characters of two UTF-16 units."""

    def utf16(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self.wide, offset)


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity, from all its articles."""

    iri: str
    type: str
    labels: Mapping[str, str]
    mentions: int
    articles: int
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that a name may mean; `score` is 1 where it is its whole name."""

    entity: EntityRow
    score: float


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its article; `key` is its place among all facts."""

    fact: FactRecord
    article: ArticleRow
    key: tuple[str, int]
    said: bytes
    wrong: bool = False
    """Whether somebody decided that it is wrong."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """Where an article speaks of an entity."""

    entity: str
    article: ArticleRow
    begin: int
    end: int
    kind: str
    text: str
    key: tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """How an entity is connected to another by one property: `direction` is `out`, `in` or `both`."""

    predicate: str
    category: str
    direction: str
    facts: int
    articles: int
    asserted: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity that facts connect with another."""

    entity: EntityRow
    facts: int
    articles: int
    ties: tuple[Tie, ...]
