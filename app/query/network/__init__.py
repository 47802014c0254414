"""The direct layer as a graph in memory, and the questions that SPARQL cannot answer."""

from app.query.network.building import LiveNetwork, NotReadyError, build_network, refresh
from app.query.network.elements import GraphEdge, GraphNode, Projection
from app.query.network.network import Network
from app.query.network.projections import edges, nodes

__all__ = [
    "GraphEdge",
    "GraphNode",
    "LiveNetwork",
    "Network",
    "NotReadyError",
    "Projection",
    "build_network",
    "edges",
    "nodes",
    "refresh",
]
