"""GraphML, node by node: for every graph library, and in profiles for Gephi, Cytoscape and yEd."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO

from app.export import xml
from app.export.attributes import EDGE_TYPES, NODE_TYPES, Profile, Types, Value, typed
from app.export.styles import colour, hexadecimal, shape, size
from app.query.network import GraphEdge, GraphNode
from app.query.network.graphs import edge_attributes, node_attributes

_NAMES = {str: "string", int: "int", float: "double", bool: "boolean"}
_ID_DIGITS = 16
_Y = "http://www.yworks.com/xml/graphml"
_GEPHI: Types = {"r": int, "g": int, "b": int, "size": float}
_CYTOSCAPE_NODES: Types = {"name": str}
_CYTOSCAPE_EDGES: Types = {"interaction": str}


def write_graphml(
    nodes: Iterable[GraphNode], edges: Iterable[GraphEdge], out: IO[bytes], profile: Profile = Profile.PLAIN
) -> None:
    """Nodes and edges as they come; edges to nodes that did not come are left out.

    An id is made of the IRI, so that a node has the same one in every export: GraphML's ids may not hold an IRI. Gephi
    takes colours and sizes from `r`, `g`, `b` and `size`, Cytoscape names from `name` and `interaction`, and yEd needs
    its own elements to show anything but boxes without names.
    """
    for piece in _pieces(nodes, edges, profile):
        out.write(piece.encode())


def node_id(iri: str) -> str:
    """A name token that is the same for the same node everywhere."""
    return "n" + hashlib.sha256(iri.encode(errors="surrogatepass")).hexdigest()[:_ID_DIGITS]


def _pieces(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge], profile: Profile) -> Iterator[str]:
    node_types, edge_types = {**NODE_TYPES}, {**EDGE_TYPES}
    if profile is Profile.GEPHI:
        node_types.update(_GEPHI)
    elif profile is Profile.CYTOSCAPE:
        node_types.update(_CYTOSCAPE_NODES)
        edge_types.update(_CYTOSCAPE_EDGES)
    yed = profile is Profile.YED
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    yield ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    yield f' xmlns:y="{_Y}"' if yed else ""
    schema = (
        "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd"
        if yed
        else ("http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd")
    )
    yield f' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns {schema}">\n'
    for kind, types in (("node", node_types), ("edge", edge_types)):
        for name, of in types.items():
            declared = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": _NAMES[of]}
            yield "<key" + "".join(f' {n}="{v}"' for n, v in declared.items()) + "/>\n"
    if yed:
        yield '<key id="node-graphics" for="node" yfiles.type="nodegraphics"/>\n'
        yield '<key id="edge-graphics" for="edge" yfiles.type="edgegraphics"/>\n'
    yield '<graph id="nyhendegraf" edgedefault="directed">\n'
    seen: set[str] = set()
    for node in nodes:
        identifier = node_id(node.iri)
        seen.add(identifier)
        yield f'<node id="{identifier}">'
        yield from _data("node", typed({**node_attributes(node), **_node_extras(node, profile)}, node_types))
        yield _yed_node(node) if yed else ""
        yield "</node>\n"
    for edge in edges:
        ends = node_id(edge.source), node_id(edge.target)
        if not seen.issuperset(ends):
            continue
        # Libraries such as networkx refuse a file with both kinds; Gephi shows both.
        direction = ' directed="false"' if edge.symmetric and profile is Profile.GEPHI else ""
        yield f'<edge id="{edge.id}" source="{ends[0]}" target="{ends[1]}"{direction}>'
        extras = {"interaction": edge.label} if profile is Profile.CYTOSCAPE else {}
        yield from _data("edge", typed({**edge_attributes(edge), **extras}, edge_types))
        yield _yed_edge(edge) if yed else ""
        yield "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(kind: str, values: dict[str, Value]) -> Iterator[str]:
    for name, value in values.items():
        yield f'<data key="{kind}-{name}">{xml.literal(value)}</data>'


def _node_extras(node: GraphNode, profile: Profile) -> dict[str, Value]:
    if profile is Profile.GEPHI:
        red, green, blue = colour(node)
        return {"r": red, "g": green, "b": blue, "size": size(node)}
    return {"name": node.label} if profile is Profile.CYTOSCAPE else {}


def _yed_node(node: GraphNode) -> str:
    width = max(40, min(260, 9 * len(node.label) + 20))
    return (
        '<data key="node-graphics"><y:ShapeNode>'
        f'<y:Geometry height="30.0" width="{width}.0" x="0.0" y="0.0"/>'
        f'<y:Fill color="{hexadecimal(colour(node))}" transparent="false"/>'
        '<y:BorderStyle color="#333333" type="line" width="1.0"/>'
        f"<y:NodeLabel>{xml.text(node.label)}</y:NodeLabel>"
        f'<y:Shape type="{shape(node)}"/></y:ShapeNode></data>'
    )


def _yed_edge(edge: GraphEdge) -> str:
    arrow = "none" if edge.symmetric else "standard"
    # What is not presented as so is dashed.
    line = "line" if edge.asserted else "dashed"
    return (
        '<data key="edge-graphics"><y:PolyLineEdge>'
        f'<y:LineStyle color="#666666" type="{line}" width="{min(6.0, 0.5 + edge.facts / 2)}"/>'
        f'<y:Arrows source="none" target="{arrow}"/>'
        f"<y:EdgeLabel>{xml.text(edge.label)}</y:EdgeLabel></y:PolyLineEdge></data>"
    )
