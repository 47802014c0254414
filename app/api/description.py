"""The endpoint's account of itself and of what it serves."""

import threading

from fastapi import Request, Response
from pyoxigraph import NamedNode, Triple

from app.api.current import Current
from app.api.negotiation import choose
from app.api.problems import problem
from app.graph.description import SD, service
from app.graph.port import Size
from app.graph.serialisation import turtle_of
from app.graph.statistics import VOID, Statistics, statistics, void
from app.query import GraphFormat, ResultFormat
from app.query.formats import graph_text

GRAPH_TYPES = {
    "text/turtle": GraphFormat.TURTLE,
    "application/ld+json": GraphFormat.JSONLD,
    "application/n-triples": GraphFormat.NTRIPLES,
    "application/rdf+xml": GraphFormat.RDFXML,
}
VOID_PATH = "/.well-known/void"
_PREFIXES = {"void": VOID, "sd": SD, "format": "http://www.w3.org/ns/formats/"}
_FORMAT_NAMES = {
    GraphFormat.TURTLE: "Turtle",
    GraphFormat.TRIG: "TriG",
    GraphFormat.NTRIPLES: "N-Triples",
    GraphFormat.NQUADS: "N-Quads",
    GraphFormat.RDFXML: "RDF_XML",
    GraphFormat.JSONLD: "JSON-LD",
}


class Counts:
    """The statistics of a store, counted when first asked for, and again when its size is another."""

    def __init__(self, current: Current) -> None:
        self._current = current
        self._counting = threading.Lock()
        self._counted: tuple[Size, Statistics] | None = None

    def current(self) -> Statistics:
        """Some seconds at a million quads where they have to be counted; others who ask wait for the one count."""
        with self._counting, self._current.using() as store:
            size = store.size()
            if self._counted is None or self._counted[0] != size:
                self._counted = size, statistics(store)
            return self._counted[1]


def service_description(request: Request, counts: Counts, base: str, *, union: bool) -> Response:
    """The service description, in the form that the request prefers."""
    formats = [f"SPARQL_Results_{name.upper()}" for name in ResultFormat]
    formats += [_FORMAT_NAMES[name] for name in GraphFormat]
    triples = service(
        _at(request, "/sparql"),
        NamedNode(f"{base}dataset"),
        _at(request, VOID_PATH),
        counts.current(),
        formats,
        union=union,
        update_endpoint=_at(request, "/update") if request.app.state.writable else None,
    )
    return _document(request, triples, base)


def dataset_description(request: Request, counts: Counts, base: str) -> Response:
    """The VoID of the articles, in the form that the request prefers."""
    dataset = NamedNode(f"{base}dataset")
    about = (
        Triple(_at(request, VOID_PATH), NamedNode(f"{VOID}inDataset"), dataset),
        Triple(dataset, NamedNode(f"{VOID}sparqlEndpoint"), _at(request, "/sparql")),
    )
    return _document(request, (*void(counts.current(), dataset, base), *about), base)


def _at(request: Request, path: str) -> NamedNode:
    # Below a proxy the application may have a path of its own.
    return NamedNode(str(request.base_url).rstrip("/") + path)


def _document(request: Request, triples: tuple[Triple, ...], base: str) -> Response:
    media_type = choose(request.headers.get("accept"), tuple(GRAPH_TYPES))
    if media_type is None:
        raise problem(
            406, "No acceptable format", f"This can be had as {', '.join(GRAPH_TYPES)}.", {"Vary": "Accept"}
        )
    if media_type == "text/turtle":
        text = turtle_of(triples, base=base, others=_PREFIXES)
    else:
        text = graph_text(triples, GRAPH_TYPES[media_type], base)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(text, headers={"Content-Type": media_type + charset, "Vary": "Accept"})
