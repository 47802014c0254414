"""GEXF 1.3 with spans of time, for Gephi and its timeline."""

from collections.abc import Iterable, Iterator
from typing import IO

from app.export import xml
from app.export.attributes import EDGE_TYPES, NODE_TYPES, Value, typed
from app.export.styles import colour, size
from app.query.network import GraphEdge, GraphNode
from app.query.network.graphs import edge_attributes, node_attributes

_NAMES = {str: "string", int: "integer", float: "double", bool: "boolean"}
# These have places of their own in GEXF.
_OWN = frozenset({"label", "weight", "start", "end"})
_NODE_COLUMNS = {name: kind for name, kind in NODE_TYPES.items() if name not in _OWN}
_EDGE_COLUMNS = {name: kind for name, kind in EDGE_TYPES.items() if name not in _OWN}


def write_gexf(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge], out: IO[bytes]) -> None:
    """Nodes and edges as they come; edges to nodes that did not come are left out.

    An edge is there in the days of its facts, a node from the first to the last day of its own; what has no date is
    there always. Ids are IRIs.
    """
    for piece in _pieces(nodes, edges):
        out.write(piece.encode())


def _pieces(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3"'
    yield ' xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta><creator>Nyhendegraf</creator><description>Who does what to whom, as news tell it</description>"
    yield '</meta>\n<graph mode="dynamic" defaultedgetype="directed" timeformat="date"'
    yield ' timerepresentation="interval" idtype="string">\n'
    for kind, columns in (("node", _NODE_COLUMNS), ("edge", _EDGE_COLUMNS)):
        yield f'<attributes class="{kind}" mode="static">\n'
        for name, of in columns.items():
            yield f"<attribute{xml.attributes(id=name, title=name, type_=_NAMES[of])}/>\n"
        yield "</attributes>\n"
    yield "<nodes>\n"
    seen: set[str] = set()
    for node in nodes:
        seen.add(node.iri)
        red, green, blue = colour(node)
        yield f"<node{xml.attributes(id=node.iri, label=node.label, start=node.first, end=node.last)}>"
        yield from _values(
            {n: v for n, v in typed(node_attributes(node), NODE_TYPES).items() if n not in _OWN}
        )
        yield f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{size(node)}"/></node>\n'
    yield "</nodes>\n<edges>\n"
    for edge in edges:
        if edge.source not in seen or edge.target not in seen:
            continue
        told: dict[str, object] = {
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
            "type_": "undirected" if edge.symmetric else "directed",
            "label": edge.label,
            # Two edges between the same nodes need different kinds to stay two.
            "kind": edge.predicate,
            "weight": float(edge.facts),
        }
        if len(edge.spans) == 1:
            told |= {"start": edge.spans[0][0], "end": edge.spans[0][1]}
        yield f"<edge{xml.attributes(**told)}>"
        yield from _values(
            {n: v for n, v in typed(edge_attributes(edge), EDGE_TYPES).items() if n not in _OWN}
        )
        if len(edge.spans) > 1:
            spells = "".join(f"<spell{xml.attributes(start=f, end=t)}/>" for f, t in edge.spans)
            yield f"<spells>{spells}</spells>"
        yield "</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(values: dict[str, Value]) -> Iterator[str]:
    yield "<attvalues>"
    for name, value in values.items():
        shown = xml.literal(value) if not isinstance(value, str) else None
        yield f"<attvalue{xml.attributes(for_=name, value=value if shown is None else shown)}/>"
    yield "</attvalues>"
