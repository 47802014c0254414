"""The other projection: events are nodes too, once each however many articles report them, and edges are roles."""

from collections.abc import Iterable, Iterator

from app.graph.vocabulary import EVENT_CLASSES, NG
from app.model.vocabulary import EventClass
from app.query.filters import FactFilter
from app.query.network.claims import Claim
from app.query.network.elements import GraphEdge, GraphNode, Span, edge_of, node
from app.query.network.network import Network
from app.query.reading import DEFAULT_LANGUAGES

Reports = tuple[Claim, ...]
"""The facts that are of one event, the one that stands for it first."""


def event_nodes(
    network: Network, chosen: FactFilter, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> Iterator[GraphNode]:
    """Those who take part in what a filter leaves, sorted, and then the events, sorted."""
    spans: dict[str, Span] = {}
    events = [reports for reports in _events(network, chosen) if any(claim.parties for claim in reports)]
    for reports in events:
        for claim in reports:
            for party in claim.parties:
                spans.setdefault(party, Span()).widen(claim)
    for entity in sorted(spans):
        yield node(network, entity, chosen, languages, spans[entity])
    for reports in events:
        yield event_node(network, reports, languages)


def event_edges(
    network: Network, chosen: FactFilter, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> Iterator[GraphEdge]:
    """Who takes part in the events that a filter leaves, in which role, sorted."""
    for reports in _events(network, chosen):
        told: dict[tuple[str, str], list[Claim]] = {}
        for claim in reports:
            for role in roles_of(claim):
                told.setdefault(role, []).append(claim)
        for (called, party), claims in sorted(told.items()):
            predicate = called if called.startswith("rdf:") else NG(called).value
            key = (network.entity(reports[0].iri), predicate, party)
            yield edge_of(network, key, tuple(claims), languages, category=called, symmetric=False)


def event_node(network: Network, reports: Reports, languages: tuple[str, ...]) -> GraphNode:
    """An event, labelled by the ends or the participants of the report that stands for it."""
    told, span = reports[0], Span()
    for claim in reports:
        span.widen(claim)
    dated = next((claim.value for claim in reports if claim.value is not None), None)
    return GraphNode(
        iri=network.entity(told.iri),
        label=_label(network, told, languages),
        type=told.category,
        is_event=True,
        articles=len({network.entity(claim.article) for claim in reports}),
        polarity=told.polarity,
        modality=told.modality,
        confidence=max(claim.confidence for claim in reports),
        date=dated,
        first=span.first,
        last=span.last,
    )


def roles_of(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Role and participant; of a relation, whose parties have no roles, `rdf:subject` and `rdf:object`."""
    if claim.roles or not claim.is_relation:
        return claim.roles
    subjects = [claim.subject] if claim.subject is not None else [s for s, _, _ in claim.keys]
    found = [("rdf:subject", s) for s in subjects] + [("rdf:object", o) for _, _, o in claim.keys]
    return tuple(dict.fromkeys(found))


def _events(network: Network, chosen: FactFilter) -> Iterable[Reports]:
    """What a filter leaves, by event."""
    found: dict[str, list[Claim]] = {}
    for claim in network.claims(chosen):
        found.setdefault(network.entity(claim.iri), []).append(claim)
    for event, claims in sorted(found.items()):
        # What happened rather than what was planned; then what all stands under, and what is surest.
        yield tuple(sorted(claims, key=lambda c: (not c.asserted, c.iri != event, -c.confidence, c.iri)))


def _label(network: Network, claim: Claim, languages: tuple[str, ...]) -> str:
    if claim.keys:
        source, predicate, target = claim.keys[0]
        names = (network.name(source, languages), network.name(target, languages))
        return f"{names[0]} — {network.predicate_label(predicate, languages)} — {names[1]}"
    known = NG(claim.category).value if claim.is_relation else EVENT_CLASSES[EventClass(claim.category)].value
    word = network.predicate_label(claim.predicate or known, languages)
    told = [network.name(party, languages) for party in claim.parties]
    label = " — ".join([word, ", ".join(told)] if told else [word])
    return label if claim.literal is None else f"{label} — {claim.literal}"
