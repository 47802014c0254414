"""SPARQL over a store: the articles' union is the default graph, and nothing leaves the machine."""

import re
from dataclasses import dataclass
from enum import StrEnum

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from app.errors import NyhendegrafError
from app.graph.serialisation import prefixes, turtle_of
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query.guard import has_dataset, refuse_outside

Term = NamedNode | BlankNode | Literal | Triple
_LONGEST_MESSAGE = 160
_POSITION = re.compile(r"error at (\d+):(\d+)")


class QuerySyntaxError(NyhendegrafError):
    """The query is no SPARQL query; `line` and `column` count from 1, None where the parser does not tell."""

    def __init__(self, message: str, line: int | None, column: int | None) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class ResultFormat(StrEnum):
    """How the answer to SELECT and ASK is written."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"


class GraphFormat(StrEnum):
    """How the answer to CONSTRUCT and DESCRIBE is written."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
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
    GraphFormat.NTRIPLES: RdfFormat.N_TRIPLES,
    GraphFormat.RDFXML: RdfFormat.RDF_XML,
    GraphFormat.JSONLD: RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to SELECT: a row holds a term or None for each column, in the order of the query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def table(self, *, base: str = DEFAULT_BASE) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them: literals bare, IRIs with prefixes where there are some, empty for unbound."""
        return tuple(
            tuple("" if term is None else readable(term, base=base) for term in row) for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Statements:
    """The answer to CONSTRUCT or DESCRIBE, without doubles, sorted."""

    triples: tuple[Triple, ...]


def run(store: Store, query: str, *, base: str = DEFAULT_BASE) -> Solutions | Answer | Statements:
    """Run a query with the usual prefixes declared.

    RefusedQueryError where it reaches outside, QuerySyntaxError where it is no query. Everything is read into memory.
    """
    result = _evaluate(store, query, base)
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Answer(bool(result))
    if isinstance(result, pyoxigraph.QueryTriples):
        return Statements(tuple(sorted(set(result), key=str)))
    columns = tuple(variable.value for variable in result.variables)
    return Solutions(columns, tuple(tuple(solution[c] for c in columns) for solution in result))


def serialise(
    store: Store,
    query: str,
    *,
    results: ResultFormat = ResultFormat.JSON,
    graph: GraphFormat = GraphFormat.TURTLE,
    base: str = DEFAULT_BASE,
) -> bytes:
    """Run a query and write its answer in a standard format: `results` for SELECT and ASK, `graph` for the others."""
    result = _evaluate(store, query, base)
    if isinstance(result, pyoxigraph.QueryTriples):
        triples = sorted(set(result), key=str)
        if graph is GraphFormat.TURTLE:
            return turtle_of(triples, base=base)
        return pyoxigraph.serialize(triples, format=_GRAPH_FORMATS[graph], prefixes=prefixes(base)) or b""
    if isinstance(result, pyoxigraph.QueryBoolean) and results in (ResultFormat.CSV, ResultFormat.TSV):
        # The CSV and TSV recommendation has no form for ASK.
        return b"true\r\n" if result else b"false\r\n"
    return result.serialize(format=_RESULT_FORMATS[results]) or b""


def readable(term: Term, *, base: str = DEFAULT_BASE) -> str:
    """A term as people read it: a literal's text, an IRI with its prefix."""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        matches = [(iri, prefix) for prefix, iri in prefixes(base).items() if term.value.startswith(iri)]
        if matches:
            iri, prefix = max(matches, key=lambda match: len(match[0]))
            return f"{prefix}:{term.value[len(iri) :]}"
        return term.value
    return str(term)


def _evaluate(
    store: Store, query: str, base: str
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
    refuse_outside(query)
    try:
        # Oxigraph would put the union in place of a dataset that the query itself names.
        union = not has_dataset(query)
        return store.database.query(query, prefixes=prefixes(base), use_default_graph_as_union=union)
    except SyntaxError as error:
        message = str(error.msg or error)
        found = _POSITION.search(message)
        line, column = (int(found[1]), int(found[2])) if found else (None, None)
        raise QuerySyntaxError(
            f"the query is no SPARQL query: {message}. See https://www.w3.org/TR/sparql11-query/",
            line,
            column,
        ) from error
