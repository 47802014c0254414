"""GraphML of the direct layer, for Gephi, Cytoscape, yEd and every graph library."""

import io
import re
from collections.abc import Iterable
from typing import Any

import networkx as nx

# What XML 1.0 has no place for; the pure Python writer would write a file that nothing reads.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NODE_ATTRIBUTES: dict[str, type] = {"label": str, "type": str, "iri": str, "positions": str, "age": int}
EDGE_ATTRIBUTES: dict[str, type] = {
    "label": str,
    "type": str,
    "iri": str,
    "weight": float,
    "articles": int,
    "confidence": float,
}
"""Attribute → its one type: two types for one name would give two keys of the same name."""


def graphml(graph: "nx.MultiDiGraph[str]") -> bytes:
    """A projection as GraphML: nodes `n0`, `n1` … in its order, edges with `weight` as a number."""
    numbers = {node: f"n{index}" for index, node in enumerate(graph)}
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        plain.add_node(numbers[node], **_attributes(attributes, NODE_ATTRIBUTES))
    for source, target, attributes in graph.edges(data=True):
        # No `id` among the attributes: it is the edge's own, and some readers would take it for the node's.
        plain.add_edge(numbers[source], numbers[target], **_attributes(attributes, EDGE_ATTRIBUTES))
    out = io.BytesIO()
    nx.write_graphml_xml(plain, out, named_key_ids=True)
    return out.getvalue() + b"\n"


def _attributes(attributes: dict[str, Any], types: dict[str, type]) -> dict[str, str | int | float]:
    unknown = set(attributes) - set(types)
    if unknown:
        raise ValueError(
            f"no type is set for the attributes {_listed(unknown)}. Add them to the tables above"
        )
    # Always in one order, so that the keys of the file do not depend on which node has what.
    return {
        name: _value(attributes[name], kind)
        for name, kind in types.items()
        if attributes.get(name) is not None
    }


def _value(value: Any, kind: type) -> str | int | float:
    converted: str | int | float = kind(value)
    return _UNWRITABLE.sub("\ufffd", converted) if isinstance(converted, str) else converted


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
