"""JSON-LD with a context: one object for each article's graph, IRIs shortened as in the contract."""

import json
from collections.abc import Iterable
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
    names = sorted(prefixes(base).items(), key=lambda item: -len(item[1]))
    graphs: dict[str, dict[str, dict[str, list[Any]]]] = {}
    for quad in sorted(set(quads), key=str):
        graph = graphs.setdefault(_graph(quad.graph_name, names), {})
        node = graph.setdefault(_resource(quad.subject, names), {})
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            node.setdefault("@type", []).append(_short(quad.object.value, names))
        else:
            node.setdefault(_short(quad.predicate.value, names), []).append(_value(quad.object, names))
    document: dict[str, Any] = {"@context": context(base), "@graph": []}
    for name, nodes in sorted(graphs.items()):
        listed = [{"@id": iri, **_simple(properties)} for iri, properties in nodes.items()]
        document["@graph"] += [{"@id": name, "@graph": listed}] if name else listed
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


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
