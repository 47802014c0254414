"""The network as nodes and edges, in either projection."""

from collections.abc import Iterator

from app.query.filters import FactFilter
from app.query.network.elements import GraphEdge, GraphNode, Projection, entity_edges, entity_nodes
from app.query.network.events import event_edges, event_nodes
from app.query.network.network import Network
from app.query.reading import DEFAULT_LANGUAGES


def nodes(
    network: Network,
    chosen: FactFilter,
    *,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    projection: Projection = Projection.ENTITIES,
) -> Iterator[GraphNode]:
    """The nodes that a filter leaves, sorted."""
    find = event_nodes if projection is Projection.EVENTS else entity_nodes
    return find(network, chosen, languages)


def edges(
    network: Network,
    chosen: FactFilter,
    *,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    projection: Projection = Projection.ENTITIES,
) -> Iterator[GraphEdge]:
    """The edges that a filter leaves, sorted."""
    find = event_edges if projection is Projection.EVENTS else entity_edges
    return find(network, chosen, languages)
