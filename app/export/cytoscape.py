"""Cytoscape JSON: for Cytoscape (CX aside) and Cytoscape.js."""

import json
from collections.abc import Iterable, Iterator
from typing import IO

from app.export.attributes import EDGE_TYPES, NODE_TYPES, Value, clean, typed
from app.query.network import GraphEdge, GraphNode
from app.query.network.graphs import edge_attributes, node_attributes


def write_cytoscape(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge], out: IO[bytes]) -> None:
    """Nodes and edges as they come; edges to nodes that did not come are left out."""
    for piece in _pieces(nodes, edges):
        out.write(piece.encode())


def _pieces(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge]) -> Iterator[str]:
    yield '{"format_version":"1.0","generated_by":"nyhendegraf","target_cytoscapejs_version":"~3",\n'
    yield '"data":{"name":"Nyhendegraf"},\n"elements":{"nodes":['
    seen: set[str] = set()
    between = "\n"
    for node in nodes:
        seen.add(node.iri)
        told = {"id": clean(node.iri), "name": clean(node.label), **typed(node_attributes(node), NODE_TYPES)}
        yield between + _element(told)
        between = ",\n"
    yield '],\n"edges":['
    between = "\n"
    for edge in edges:
        if edge.source in seen and edge.target in seen:
            told = {"id": edge.id, "source": clean(edge.source), "target": clean(edge.target)}
            told |= {"interaction": clean(edge.label), **typed(edge_attributes(edge), EDGE_TYPES)}
            yield between + _element(told)
            between = ",\n"
    yield "]}}\n"


def _element(data: dict[str, Value]) -> str:
    return json.dumps({"data": data}, ensure_ascii=False, separators=(",", ":"))
