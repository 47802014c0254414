"""Parts of the network as documents, the same from the API and the commands."""

from typing import Any

from app.query.network.elements import MOST_EVIDENCE, GraphEdge, GraphNode
from app.query.network.layout import layout
from app.query.network.questions.neighbourhood import Subgraph
from app.query.network.questions.paths import Paths
from app.query.plain import plain

Document = dict[str, Any]


def subgraph_document(found: Subgraph, base: str, *, places: bool = False) -> Document:
    """Nodes and edges by their ids; with `places`, coordinates from -1 to 1 to draw them at."""
    told = [_node(node, found.degrees, base) for node in found.nodes]
    if places:
        by_node = layout([n.iri for n in found.nodes], [(e.source, e.target, e.facts) for e in found.edges])
        for document, node in zip(told, found.nodes, strict=True):
            document["x"], document["y"] = by_node[node.iri]
    return {
        "nodes": told,
        "edges": [_edge(edge, base) for edge in found.edges],
        "truncated": found.truncated,
    }


def paths_document(found: Paths) -> Document:
    """Each path with its nodes, and its steps with what joins their ends."""
    return {
        "paths": [
            {
                "length": len(path.steps),
                "nodes": plain(path.nodes),
                "steps": [
                    {
                        "from": plain(step.source),
                        "to": plain(step.target),
                        "predicates": plain(step.predicates),
                        "total": step.facts,
                        "facts": plain(step.reports),
                    }
                    for step in path.steps
                ],
            }
            for path in found.paths
        ],
        "truncated": found.truncated,
    }


def _node(node: GraphNode, degrees: dict[str, int], base: str) -> Document:
    return {
        "id": node.iri.removeprefix(base),
        "iri": node.iri,
        "label": node.label,
        "type": node.type,
        "degree": degrees[node.iri],
        "mentions": node.mentions,
        "articles": node.articles,
        "positions": node.positions,
        "age": node.age,
    }


def _edge(edge: GraphEdge, base: str) -> Document:
    return {
        "id": edge.id,
        "source": edge.source.removeprefix(base),
        "target": edge.target.removeprefix(base),
        "predicate": edge.predicate,
        "label": edge.label,
        "class": edge.category,
        "kind": "relation" if edge.is_relation else "event",
        "symmetric": edge.symmetric,
        "facts": edge.facts,
        "events": edge.events,
        "articles": edge.articles,
        "first": edge.earliest,
        "last": edge.latest,
        "confidence": edge.confidence,
        "asserted": edge.asserted,
        "planned": edge.planned,
        "negative": edge.negative,
        "evidence": [iri.removeprefix(base) for iri in edge.evidence[:MOST_EVIDENCE]],
    }
