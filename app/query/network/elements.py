"""Nodes and edges as tools and programs take them: labelled, counted, dated, and told by the facts that hold them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.graph.vocabulary import NG
from app.model.vocabulary import Polarity
from app.query.filters import FactFilter
from app.query.network.claims import Claim, Key, is_symmetric
from app.query.network.network import Network
from app.query.reading import DEFAULT_LANGUAGES

_POSITION, _AGE = NG("holdsPosition").value, NG("aged").value
MOST_EVIDENCE = 50
"""So many facts are named with an edge; how many there are, it says."""
_ID_DIGITS = 16
_NEVER = "9999-12-32"
"""After every day."""


class Projection(StrEnum):
    """What the nodes are: entities with facts as edges, or entities and events with roles as edges."""

    ENTITIES = "entities"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An entity or an event; what is only of one of them is None or 0 for the other."""

    iri: str
    label: str
    type: str
    """The class of the entity or of the event."""
    is_event: bool = False
    mentions: int = 0
    articles: int = 0
    positions: str | None = None
    age: int | None = None
    same_as: tuple[str, ...] = ()
    polarity: str | None = None
    modality: str | None = None
    confidence: float | None = None
    date: str | None = None
    """When it happened, at its real precision."""
    first: str | None = None
    last: str | None = None
    """The first and last day of the facts that it has part in."""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """All facts of one property between two nodes, or a participant's role in an event."""

    source: str
    predicate: str
    target: str
    label: str
    category: str
    """The event class or the name of the relation; a role between event and participant."""
    is_relation: bool
    symmetric: bool
    facts: int
    events: int
    """How many happenings these are, as far as decisions, dates and the articles themselves tell them apart."""
    articles: int
    first: str | None
    last: str | None
    """The first and the last day that the facts may be of."""
    earliest: str | None
    latest: str | None
    """The same at the precision that is known."""
    confidence: float
    asserted: int
    planned: int
    negative: int
    evidence: tuple[str, ...]
    """The IRIs of the facts."""
    spans: tuple[tuple[str | None, str | None], ...] = ()
    """The days of the dated facts, from the first to the last of each; what overlaps is one."""

    @property
    def id(self) -> str:
        """The same for the same ends and property, in every export."""
        return edge_id(self.source, self.predicate, self.target)


def edge_id(source: str, predicate: str, target: str) -> str:
    """A short name that is the same wherever the edge is."""
    ends = f"{source}\n{predicate}\n{target}".encode(errors="surrogatepass")
    return "e" + hashlib.sha256(ends).hexdigest()[:_ID_DIGITS]


def entity_edges(
    network: Network,
    chosen: FactFilter,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    keys: Iterable[Key] | None = None,
) -> Iterator[GraphEdge]:
    """The edges between entities that a filter leaves, sorted; with `keys`, of those alone and in their order."""
    for key in network.all_keys() if keys is None else keys:
        claims = network.held(key, chosen)
        if claims:
            yield edge(network, key, claims, languages)


def edge(network: Network, key: Key, claims: tuple[Claim, ...], languages: tuple[str, ...]) -> GraphEdge:
    """One edge between entities, of the facts that hold it."""
    category, symmetric = claims[0].category, is_symmetric(key[1])
    return edge_of(network, key, claims, languages, category=category, symmetric=symmetric)


def edge_of(
    network: Network,
    key: Key,
    claims: tuple[Claim, ...],
    languages: tuple[str, ...],
    *,
    category: str,
    symmetric: bool,
) -> GraphEdge:
    """What facts say together of the tie between two nodes."""
    source, predicate, target = key
    firsts = [(c.first, c.value) for c in claims if c.first is not None]
    lasts = [(c.last, c.value) for c in claims if c.last is not None]
    first, earliest = min(firsts, default=(None, None), key=lambda pair: (pair[0], -len(pair[1] or "")))
    last, latest = max(lasts, default=(None, None), key=lambda pair: (pair[0], len(pair[1] or "")))
    return GraphEdge(
        source=source,
        predicate=predicate,
        target=target,
        label=network.predicate_label(predicate, languages),
        category=category,
        is_relation=all(claim.is_relation for claim in claims),
        symmetric=symmetric,
        facts=len(claims),
        events=happenings(network, claims),
        articles=len({network.entity(claim.article) for claim in claims}),
        first=first,
        last=last,
        earliest=earliest.partition("/")[0] if earliest else None,
        latest=latest.rpartition("/")[2] if latest else None,
        confidence=max(claim.confidence for claim in claims),
        asserted=sum(claim.asserted for claim in claims),
        planned=sum(claim.modality == "Planned" for claim in claims),
        negative=sum(claim.polarity == Polarity.NEGATIVE for claim in claims),
        evidence=tuple(claim.iri for claim in claims),
        spans=spans_of(claims),
    )


def entity_nodes(
    network: Network, chosen: FactFilter, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> Iterator[GraphNode]:
    """The entities that a filter leaves, sorted: ends of edges, and those with a position or an age."""
    spans: dict[str, Span] = {}
    for key in network.all_keys():
        for claim in network.held(key, chosen):
            for end in (key[0], key[2]):
                spans.setdefault(end, Span()).widen(claim)
    for entity in network.entities():
        if entity in spans or any(c.predicate in (_POSITION, _AGE) for c in network.literals(entity, chosen)):
            yield node(network, entity, chosen, languages, spans.get(entity))


def node(
    network: Network,
    entity: str,
    chosen: FactFilter,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    span: "Span | None" = None,
) -> GraphNode:
    """One entity, with the positions and the age that a filter leaves."""
    said = network.literals(entity, chosen)
    positions = sorted({c.literal for c in said if c.predicate == _POSITION and c.literal})
    ages = {c.literal for c in said if c.predicate == _AGE and c.literal}
    age = ages.pop() if len(ages) == 1 else ""
    return GraphNode(
        iri=entity,
        label=network.name(entity, languages),
        type=network.type_of(entity),
        mentions=network.mentions_of(entity),
        articles=len({network.entity(a) for a in network.articles_of(entity, chosen)}),
        positions="; ".join(positions) or None,
        age=int(age) if age.isascii() and age.isdecimal() and len(age) < 4 else None,
        same_as=network.same_as(entity),
        first=span.first if span else None,
        last=span.last if span else None,
    )


class Span:
    """From the first to the last day of some facts."""

    __slots__ = ("first", "last")

    def __init__(self) -> None:
        self.first: str | None = None
        self.last: str | None = None

    def widen(self, claim: Claim) -> None:
        """To the days of a fact."""
        if claim.first is not None and (self.first is None or claim.first < self.first):
            self.first = claim.first
        if claim.last is not None and (self.last is None or claim.last > self.last):
            self.last = claim.last


def happenings(network: Network, claims: Iterable[Claim]) -> int:
    """How many happenings facts tell of, at least.

    What was decided to be one event is one. Facts of different articles without different dates may be one; those of
    one article are told apart by it.
    """
    dates: dict[str, tuple[str, str]] = {}
    told: dict[str, set[str]] = {}
    for claim in claims:
        event = network.entity(claim.iri)
        told.setdefault(claim.article, set()).add(event)
        if claim.first is not None or claim.last is not None:
            # Of reports that differ on when it was, the first by date.
            date = (claim.first or "", claim.last or _NEVER)
            dates[event] = min(date, dates.get(event, date))
    return max((len(set(dates.values())), *map(len, told.values())), default=0)


def spans_of(claims: tuple[Claim, ...]) -> tuple[tuple[str | None, str | None], ...]:
    """The days of dated facts, from the first to the last of each; what overlaps is one."""
    dated = {(c.first or "", c.last or _NEVER) for c in claims if c.first is not None or c.last is not None}
    merged: list[tuple[str, str]] = []
    for first, last in sorted(dated):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple((first or None, None if last == _NEVER else last) for first, last in merged)
