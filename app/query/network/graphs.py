"""The network in the forms that graph libraries compute on."""

from typing import TYPE_CHECKING, Any

from app.query.filters import FactFilter
from app.query.network.claims import is_symmetric
from app.query.network.elements import MOST_EVIDENCE, GraphEdge, GraphNode, Projection
from app.query.network.network import Network
from app.query.network.projections import edges, nodes
from app.query.reading import DEFAULT_LANGUAGES

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(
    network: Network,
    chosen: FactFilter | None = None,
    *,
    projection: Projection = Projection.ENTITIES,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
) -> "nx.MultiDiGraph[str]":
    """Nodes by IRI, edges by the IRI of their property, with what `node_attributes` and `edge_attributes` say.

    Literals are no nodes: positions and ages are `positions` and `age` of their node, where told. Nodes and edges are
    added in sorted order. An edge of a symmetric property stands once, from the lesser IRI, with `symmetric`.
    """
    # Here, because processes that answer queries need no graph library and start often.
    import networkx as nx

    accepted = chosen or FactFilter()
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes(network, accepted, languages=languages, projection=projection):
        result.add_node(node.iri, **node_attributes(node))
    for edge in edges(network, accepted, languages=languages, projection=projection):
        if edge.source in result and edge.target in result:
            result.add_edge(edge.source, edge.target, key=edge.predicate, **edge_attributes(edge))
    return result


def node_attributes(node: GraphNode) -> dict[str, str | int | float]:
    """What is known of a node, by the names that files and graph libraries show."""
    found: dict[str, str | int | float | None] = {
        "label": node.label,
        "type": node.type,
        "iri": node.iri,
        "kind": "event" if node.is_event else "entity",
        "mentions": None if node.is_event else node.mentions,
        "articles": node.articles,
        "positions": node.positions,
        "age": node.age,
        "wikidata": next((iri.rsplit("/", 1)[-1] for iri in node.same_as if "wikidata" in iri), None),
        "polarity": node.polarity,
        "modality": node.modality,
        "confidence": node.confidence,
        "date": node.date,
        "start": node.first,
        "end": node.last,
    }
    return {name: value for name, value in found.items() if value is not None}


def edge_attributes(edge: GraphEdge) -> dict[str, str | int | float | bool]:
    """What is known of an edge, likewise."""
    found: dict[str, Any] = {
        "label": edge.label,
        "type": "relation" if edge.is_relation else "event",
        "iri": edge.predicate,
        "class": edge.category,
        "weight": float(edge.facts),
        "facts": edge.facts,
        "events": edge.events,
        "articles": edge.articles,
        "confidence": edge.confidence,
        "first": edge.earliest,
        "last": edge.latest,
        "start": edge.first,
        "end": edge.last,
        "asserted": edge.asserted,
        "planned": edge.planned,
        "negative": edge.negative,
        "symmetric": edge.symmetric,
        "evidence": " ".join(edge.evidence[:MOST_EVIDENCE]) or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def undirected(network: Network, chosen: FactFilter) -> "nx.Graph[str]":
    """Entities that some fact joins; `weight` is how many facts do. Kept by the network, so not to be changed."""
    return network.kept(("undirected", chosen), lambda: _undirected(network, chosen))


def _undirected(network: Network, chosen: FactFilter) -> "nx.Graph[str]":
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for (source, target), weight in sorted(_weights(network, chosen, both_ways=True).items()):
        if source < target:
            graph.add_edge(source, target, weight=weight)
    return graph


def directed(network: Network, chosen: FactFilter) -> "nx.DiGraph[str]":
    """The same from who acts to whom it is done; what holds both ways runs both ways."""
    return network.kept(("directed", chosen), lambda: _directed(network, chosen))


def _directed(network: Network, chosen: FactFilter) -> "nx.DiGraph[str]":
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for (source, target), weight in sorted(_weights(network, chosen, both_ways=False).items()):
        graph.add_edge(source, target, weight=weight)
    return graph


def _weights(network: Network, chosen: FactFilter, *, both_ways: bool) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for key in network.all_keys():
        weight = network.count(key, chosen)
        if not weight:
            continue
        source, predicate, target = key
        found[source, target] = found.get((source, target), 0.0) + weight
        if both_ways or is_symmetric(predicate):
            found[target, source] = found.get((target, source), 0.0) + weight
    return found
