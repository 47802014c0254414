"""Nodes and edges as tools and programs take them: labelled, counted, dated, and told by the facts that hold them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.graph.vocabulary import EVENT_CLASSES, NG
from app.model.vocabulary import EventClass, Polarity
from app.query.filters import FactFilter
from app.query.network.claims import Claim, Key, is_symmetric
from app.query.network.network import Network
from app.query.reading import DEFAULT_LANGUAGES

_POSITION, _AGE = NG("holdsPosition").value, NG("aged").value
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
    """How many happenings: facts that are told with different dates, or by one article several times."""
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


def edges(
    network: Network,
    chosen: FactFilter,
    *,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    projection: Projection = Projection.ENTITIES,
    keys: Iterable[Key] | None = None,
) -> Iterator[GraphEdge]:
    """The edges that a filter leaves, sorted; with `keys`, of those alone and in their order."""
    if projection is Projection.EVENTS:
        yield from _roles(network, chosen, languages)
        return
    for key in network.all_keys() if keys is None else keys:
        claims = network.held(key, chosen)
        if claims:
            yield edge(network, key, claims, languages)


def edge(network: Network, key: Key, claims: tuple[Claim, ...], languages: tuple[str, ...]) -> GraphEdge:
    """One edge of the facts that hold it."""
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
        category=claims[0].category,
        is_relation=all(claim.is_relation for claim in claims),
        symmetric=is_symmetric(predicate),
        facts=len(claims),
        events=_happenings(claims),
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
        spans=_spans(claims),
    )


def nodes(
    network: Network,
    chosen: FactFilter,
    *,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    projection: Projection = Projection.ENTITIES,
) -> Iterator[GraphNode]:
    """The nodes that a filter leaves, sorted: ends of edges, and entities with a position or an age."""
    if projection is Projection.EVENTS:
        yield from _participants_and_events(network, chosen, languages)
        return
    spans: dict[str, _Span] = {}
    for key in network.all_keys():
        for claim in network.held(key, chosen):
            for end in (key[0], key[2]):
                spans.setdefault(end, _Span()).widen(claim)
    for entity in network.entities():
        if entity in spans or any(c.predicate in (_POSITION, _AGE) for c in network.literals(entity, chosen)):
            yield node(network, entity, chosen, languages, spans.get(entity))


def node(
    network: Network,
    entity: str,
    chosen: FactFilter,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    span: "_Span | None" = None,
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


def event_node(network: Network, claim: Claim, languages: tuple[str, ...]) -> GraphNode:
    """A fact as a node, labelled by its ends or its participants."""
    if claim.keys:
        source, predicate, target = claim.keys[0]
        names = (network.name(source, languages), network.name(target, languages))
        label = f"{names[0]} — {network.predicate_label(predicate, languages)} — {names[1]}"
    else:
        known = (
            NG(claim.category).value if claim.is_relation else EVENT_CLASSES[EventClass(claim.category)].value
        )
        word = network.predicate_label(claim.predicate or known, languages)
        told = [network.name(party, languages) for party in claim.parties]
        label = " — ".join([word, ", ".join(told)] if told else [word])
        if claim.literal is not None:
            label += f" — {claim.literal}"
    return GraphNode(
        iri=claim.iri,
        label=label,
        type=claim.category,
        is_event=True,
        articles=1,
        polarity=claim.polarity,
        modality=claim.modality,
        confidence=claim.confidence,
        date=claim.value,
        first=claim.first,
        last=claim.last,
    )


class _Span:
    """From the first to the last day of some facts."""

    __slots__ = ("first", "last")

    def __init__(self) -> None:
        self.first: str | None = None
        self.last: str | None = None

    def widen(self, claim: Claim) -> None:
        if claim.first is not None and (self.first is None or claim.first < self.first):
            self.first = claim.first
        if claim.last is not None and (self.last is None or claim.last > self.last):
            self.last = claim.last


def _happenings(claims: tuple[Claim, ...]) -> int:
    """Facts of different articles without different dates may be one; those of one article are told apart by it."""
    dates = {(c.first, c.last) for c in claims if c.first is not None or c.last is not None}
    told: dict[str, int] = {}
    for claim in claims:
        told[claim.article] = told.get(claim.article, 0) + 1
    return max(len(dates), *told.values())


def _spans(claims: tuple[Claim, ...]) -> tuple[tuple[str | None, str | None], ...]:
    dated = {(c.first or "", c.last or _NEVER) for c in claims if c.first is not None or c.last is not None}
    merged: list[tuple[str, str]] = []
    for first, last in sorted(dated):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple((first or None, None if last == _NEVER else last) for first, last in merged)


def _participants_and_events(
    network: Network, chosen: FactFilter, languages: tuple[str, ...]
) -> Iterator[GraphNode]:
    spans: dict[str, _Span] = {}
    events = []
    for claim in network.claims(chosen):
        if not claim.parties:
            continue
        events.append(claim)
        for party in claim.parties:
            spans.setdefault(party, _Span()).widen(claim)
    for entity in sorted(spans):
        yield node(network, entity, chosen, languages, spans[entity])
    for claim in sorted(events, key=lambda c: c.iri):
        yield event_node(network, claim, languages)


def _roles(network: Network, chosen: FactFilter, languages: tuple[str, ...]) -> Iterator[GraphEdge]:
    for claim in sorted(network.claims(chosen), key=lambda c: c.iri):
        for role, party in sorted(roles_of(claim)):
            predicate = NG(role).value if not role.startswith("rdf:") else role
            yield GraphEdge(
                source=claim.iri,
                predicate=predicate,
                target=party,
                label=network.predicate_label(predicate, languages),
                category=role,
                is_relation=claim.is_relation,
                symmetric=False,
                facts=1,
                events=1,
                articles=1,
                first=claim.first,
                last=claim.last,
                earliest=claim.value.partition("/")[0] if claim.value else None,
                latest=claim.value.rpartition("/")[2] if claim.value else None,
                confidence=claim.confidence,
                asserted=int(claim.asserted),
                planned=int(claim.modality == "Planned"),
                negative=int(claim.polarity == Polarity.NEGATIVE),
                evidence=(claim.iri,),
                spans=_spans((claim,)),
            )


def roles_of(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Role and participant; of a relation, whose parties have no roles, `rdf:subject` and `rdf:object`."""
    if claim.roles or not claim.is_relation:
        return claim.roles
    subjects = [claim.subject] if claim.subject is not None else [s for s, _, _ in claim.keys]
    found = [("rdf:subject", s) for s in subjects] + [("rdf:object", o) for _, _, o in claim.keys]
    return tuple(dict.fromkeys(found))
