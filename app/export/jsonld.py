"""JSON-LD with a context: one object for each article's graph, IRIs shortened as in the contract."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from app.graph.serialisation import prefixes
from app.graph.vocabulary import DEFAULT_BASE, TYPE, XSD

_STRING = XSD("string")


def context(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The `@context` that the documents carry."""
    return prefixes(base)


def jsonld(quads: Iterable[Quad], *, base: str = DEFAULT_BASE) -> bytes:
    """The quads as a JSON-LD 1.1 document, sorted; typed values keep their type, so nothing is lost."""
    graphs: dict[str, set[Quad]] = {}
    for quad in quads:
        graphs.setdefault(_order(quad.graph_name), set()).add(quad)
    return "".join(jsonld_pieces((graphs[name] for name in sorted(graphs)), base=base)).encode()


def jsonld_pieces(graphs: Iterable[set[Quad]], *, base: str = DEFAULT_BASE) -> Iterator[str]:
    """The same, graph by graph as they come; each set has the quads of one."""
    names = sorted(prefixes(base).items(), key=lambda item: -len(item[1]))
    opening = json.dumps({"@context": context(base)}, ensure_ascii=False, indent=1)
    yield opening.removesuffix("\n}") + ',\n "@graph": ['
    between = "\n  "
    for quads in graphs:
        for element in _elements(quads, names):
            # Deeper by two; a line break within a text is written as \\n.
            yield between + json.dumps(element, ensure_ascii=False, indent=1).replace("\n", "\n  ")
            between = ",\n  "
    yield "]\n}\n" if between == "\n  " else "\n ]\n}\n"


def _elements(quads: set[Quad], names: list[tuple[str, str]]) -> list[dict[str, Any]]:
    nodes: dict[str, dict[str, list[Any]]] = {}
    graph = ""
    for quad in sorted(quads, key=str):
        graph = _graph(quad.graph_name, names)
        node = nodes.setdefault(_resource(quad.subject, names), {})
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            node.setdefault("@type", []).append(_short(quad.object.value, names))
        else:
            node.setdefault(_short(quad.predicate.value, names), []).append(_value(quad.object, names))
    listed = [{"@id": iri, **_simple(properties)} for iri, properties in nodes.items()]
    return [{"@id": graph, "@graph": listed}] if graph else listed


def _order(graph: object) -> str:
    return "" if isinstance(graph, DefaultGraph) else str(graph)


def _simple(properties: dict[str, list[Any]]) -> dict[str, Any]:
    return {name: values[0] if len(values) == 1 else values for name, values in sorted(properties.items())}


def _graph(name: object, names: list[tuple[str, str]]) -> str:
    return "" if isinstance(name, DefaultGraph) else _resource(name, names)


def _resource(node: object, names: list[tuple[str, str]]) -> str:
    if isinstance(node, NamedNode):
        return _short(node.value, names)
    if isinstance(node, BlankNode):
        return f"_:{node.value}"
    raise ValueError(f"{node} has no place in JSON-LD. Leave triple terms out of the graph")


def _value(node: object, names: list[tuple[str, str]]) -> Any:
    if not isinstance(node, Literal):
        return {"@id": _resource(node, names)}
    if node.language:
        return {"@value": node.value, "@language": node.language}
    if node.datatype == _STRING:
        return node.value
    return {"@value": node.value, "@type": _short(node.datatype.value, names)}


def _short(iri: str, names: list[tuple[str, str]]) -> str:
    for prefix, namespace in names:
        # «ng://…» would be read as an IRI of its own.
        if iri.startswith(namespace) and not iri[len(namespace) :].startswith("//"):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
