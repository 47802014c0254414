"""Which facts are meant: the one filter of the graph, its questions, the exports, the API and the commands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from pyoxigraph import NamedNode

from app.errors import NyhendegrafError
from app.graph.ontology import load_ontology
from app.graph.port import ArticleRecord
from app.graph.vocabulary import DEFAULT_BASE, NG, RDFS
from app.model.article import Variety
from app.model.vocabulary import EventClass, Modality, Polarity, RelationType
from app.query.records import day_bounds

ARTICLE_ITSELF = "article"
"""As a source: what no other than the article says."""
OPEN_CLASS = EventClass.EVENT.value


class Status(StrEnum):
    """What the text presents as having happened or being so, or everything that it tells of."""

    ASSERTED = "asserted"
    ALL = "all"


class Dated(StrEnum):
    """By which date facts fall into a window: when it happened, or when the article appeared."""

    EVENT = "event"
    PUBLISHED = "published"


class FilterError(NyhendegrafError):
    """A filter has a value that it cannot have; `parameter` is its name in addresses, without dashes."""

    def __init__(self, parameter: str, value: object, reason: str, remedy: str) -> None:
        self.parameter = parameter
        self.value = value
        super().__init__(f"{parameter} = {str(value)[:100]!r} {reason}. {remedy}")


# Each says what its name says, as in the record.
class Filterable(Protocol):
    """What a filter asks of a fact; see `app.query.records.FactRecord`."""

    @property
    def asserted(self) -> bool: ...  # noqa: D102
    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def polarity(self) -> str: ...  # noqa: D102
    @property
    def modality(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def confidence(self) -> float: ...  # noqa: D102
    @property
    def first(self) -> str | None: ...  # noqa: D102
    @property
    def last(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Conditions that all have to hold; the default is everything that is asserted. Made by `fact_filter`."""

    first: str | None = None
    last: str | None = None
    """The window, as its first and last day. What may lie in it is in it; what has no date is not."""
    classes: frozenset[str] = frozenset()
    """Event classes and names of relations, groups spelled out."""
    min_confidence: float = 0.0
    source: str | None = None
    """The IRI of who says so, or `article` for what the articles say themselves."""
    articles: frozenset[str] = frozenset()
    """Ids or IRIs."""
    polarity: str | None = None
    modalities: frozenset[str] = frozenset()
    status: Status = Status.ASSERTED
    language: str | None = None
    """Of the article."""
    dated: Dated = Dated.EVENT

    def accepts(self, fact: Filterable, article: ArticleRecord) -> bool:
        """Whether a fact of an article is meant."""
        return (
            (self.status is Status.ALL or fact.asserted)
            and fact.confidence >= self.min_confidence
            and (not self.classes or fact.category in self.classes)
            and (self.polarity is None or fact.polarity == self.polarity)
            and (not self.modalities or fact.modality in self.modalities)
            and (self.source is None or self._said_so(fact))
            and self.accepts_article(article)
            and (not (self.first or self.last) or self._in_window(fact, article))
        )

    def accepts_article(self, article: ArticleRecord) -> bool:
        """Whether an article may have facts that are meant."""
        if self.language is not None and article.language != self.language:
            return False
        return not self.articles or not self.articles.isdisjoint((article.identifier, article.iri.value))

    def _said_so(self, fact: Filterable) -> bool:
        return (fact.source is None) if self.source == ARTICLE_ITSELF else fact.source == self.source

    def _in_window(self, fact: Filterable, article: ArticleRecord) -> bool:
        first, last = (fact.first, fact.last)
        if self.dated is Dated.PUBLISHED:
            first, last = day_bounds(article.published)
        if first is None and last is None:
            return False
        after = self.first is None or last is None or last >= self.first
        return after and (self.last is None or first is None or first <= self.last)


ASSERTED = FactFilter()
EVERYTHING = FactFilter(status=Status.ALL)


def fact_filter(
    *,
    begin: str | None = None,
    end: str | None = None,
    classes: Iterable[str] = (),
    min_confidence: float | None = None,
    source: str | None = None,
    articles: Iterable[str] = (),
    polarity: str | None = None,
    modalities: Iterable[str] = (),
    status: str | None = None,
    language: str | None = None,
    dated: str | None = None,
    base: str = DEFAULT_BASE,
    default_status: Status = Status.ASSERTED,
) -> FactFilter:
    """A filter of what people write; FilterError, with what can be written, where it makes no sense.

    `begin` and `end` are dates at any precision («2024», «2024-03»), `classes` may be groups of the ontology
    («Conflict»), `source` is an id, an IRI or `article`. Where a polarity or a modality is asked for, all statuses
    are meant unless one is told.
    """
    wanted_polarity = _one_of("polarity", polarity, Polarity)
    wanted_modalities = frozenset(m for name in modalities if (m := _one_of("modality", name, Modality)))
    first = _bound("from", begin, first=True)
    last = _bound("to", end, first=False)
    if first is not None and last is not None and first > last:
        raise FilterError("from", begin, f"is after to = {end!r}", "Give the earlier date first")
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise FilterError("min_confidence", min_confidence, "is no confidence", "Give a number from 0 to 1")
    told = _one_of("status", status, Status)
    if told is None:
        told = Status.ALL if wanted_polarity or wanted_modalities else default_status
    elif told == Status.ASSERTED and (
        wanted_polarity == Polarity.NEGATIVE
        or (wanted_modalities and Modality.ACTUAL not in wanted_modalities)
    ):
        raise FilterError(
            "status", status, "leaves nothing of that polarity and modality", "Leave it out, or say all"
        )
    return FactFilter(
        first,
        last,
        frozenset(name for given in classes for name in classes_named(given)),
        min_confidence or 0.0,
        _source(source, base),
        frozenset(articles),
        wanted_polarity,
        wanted_modalities,
        Status(told),
        _one_of("lang", language, Variety),
        Dated(_one_of("dated", dated, Dated) or Dated.EVENT),
    )


def classes_named(name: str) -> frozenset[str]:
    """The event classes and relations that a name means, its own or those of a group; FilterError where none."""
    found = _vocabulary().get(name.casefold())
    if found is None:
        near = ", ".join(sorted(_spelled()))
        raise FilterError("class", name, "is no event class, relation or group", f"Known are {near}")
    return found


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    names = [*EventClass, *RelationType, "Relation"]
    found = {name.casefold(): frozenset({str(name)}) for name in names}
    found["relation"] = frozenset(RelationType)
    for group, members in _groups().items():
        # The open class has the name of everything, and means only itself.
        if group.casefold() not in found:
            found[group.casefold()] = frozenset(members)
    return found


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Group → event classes below it."""
    below: dict[str, set[str]] = {}
    for quad in load_ontology().quads:
        if quad.predicate == RDFS("subClassOf"):
            child, parent = NG.local(quad.subject), NG.local(quad.object)
            if child in set(EventClass) and parent is not None:
                below.setdefault(parent, set()).add(child)
    return {group: frozenset(members) for group, members in below.items()}


@cache
def _spelled() -> tuple[str, ...]:
    return (*EventClass, *RelationType, "Relation", *_groups())


def _one_of(parameter: str, value: str | None, choices: type[StrEnum]) -> str | None:
    if value is None:
        return None
    for choice in choices:
        if choice.value.casefold() == value.casefold():
            return choice.value
    listed = ", ".join(choice.value for choice in choices)
    raise FilterError(parameter, value, "cannot be", f"It may be {listed}")


def _bound(parameter: str, value: str | None, *, first: bool) -> str | None:
    if value is None:
        return None
    found = None if "/" in value else day_bounds(value)[0 if first else 1]
    if found is None:
        raise FilterError(
            parameter,
            value,
            "is no date",
            "Give a year, a month or a day, such as 2024, 2024-03 or 2024-03-25",
        )
    return found


def _source(value: str | None, base: str) -> str | None:
    if value is None or value == ARTICLE_ITSELF:
        return value
    for iri in (value, base + value):
        try:
            return NamedNode(iri).value
        except ValueError:
            continue
    raise FilterError(
        "source", value, "is no id", "Give an id such as person/lloyd-austin, an IRI, or article"
    )
