"""The formats of answers, and how an answer is written in one."""

from collections.abc import Iterable
from enum import StrEnum
from typing import IO

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat, Triple

from app.graph.serialisation import prefixes, turtle_of


class ResultFormat(StrEnum):
    """How the answer to SELECT and ASK is written."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"


class GraphFormat(StrEnum):
    """How the answer to CONSTRUCT and DESCRIBE is written."""

    TURTLE = "turtle"
    TRIG = "trig"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"


_RESULT_FORMATS = {
    ResultFormat.JSON: QueryResultsFormat.JSON,
    ResultFormat.XML: QueryResultsFormat.XML,
    ResultFormat.CSV: QueryResultsFormat.CSV,
    ResultFormat.TSV: QueryResultsFormat.TSV,
}
_GRAPH_FORMATS = {
    GraphFormat.TURTLE: RdfFormat.TURTLE,
    # The triples of an answer are those of the default graph.
    GraphFormat.TRIG: RdfFormat.TRIG,
    GraphFormat.NQUADS: RdfFormat.N_QUADS,
    GraphFormat.NTRIPLES: RdfFormat.N_TRIPLES,
    GraphFormat.RDFXML: RdfFormat.RDF_XML,
    GraphFormat.JSONLD: RdfFormat.JSON_LD,
}


def write_table(
    answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean, out: IO[bytes], results: ResultFormat
) -> None:
    """Write the answer to SELECT or ASK."""
    if isinstance(answer, pyoxigraph.QueryBoolean) and results in (ResultFormat.CSV, ResultFormat.TSV):
        # The CSV and TSV recommendation has no form for ASK.
        out.write(b"true\r\n" if answer else b"false\r\n")
    else:
        answer.serialize(out, format=_RESULT_FORMATS[results])


def graph_text(triples: Iterable[Triple], graph: GraphFormat, base: str) -> bytes:
    """Sorted triples in a graph's format."""
    if graph in (GraphFormat.TURTLE, GraphFormat.TRIG):
        return turtle_of(triples, base=base)
    return pyoxigraph.serialize(triples, format=_GRAPH_FORMATS[graph], prefixes=prefixes(base)) or b""


def write_graph(triples: Iterable[Triple], out: IO[bytes], graph: GraphFormat, base: str) -> None:
    """Write triples as they come."""
    pyoxigraph.serialize(triples, out, format=_GRAPH_FORMATS[graph], prefixes=prefixes(base))
