"""What is asked of a server in tables: rows, numbers, patterns, whole graphs."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions

from app.graph.port import Term
from app.graph.remote.answers import MEDIA_TYPE, CutAnswerError, answer_of
from app.graph.remote.client import Parameters, SparqlClient
from app.graph.vocabulary import DCTERMS, ONTOLOGY_GRAPH, SCHEMA

ARTICLES = f"""
SELECT ?article ?id ?language ?headline ?published ?url {{ GRAPH ?article {{
  ?article a <{SCHEMA("NewsArticle").value}> .
  OPTIONAL {{ ?article <{DCTERMS("identifier").value}> ?id }}
  OPTIONAL {{ ?article <{SCHEMA("inLanguage").value}> ?language }}
  OPTIONAL {{ ?article <{SCHEMA("headline").value}> ?headline }}
  OPTIONAL {{ ?article <{SCHEMA("datePublished").value}> ?published }}
  OPTIONAL {{ ?article <{SCHEMA("url").value}> ?url }}
}} }}"""
NUMBER_OF_ARTICLES = f"""
SELECT (COUNT(DISTINCT ?g) AS ?n) {{ GRAPH ?g {{ ?g a <{SCHEMA("NewsArticle").value}> }} }}"""
# Servers have graphs of their own beside ours.
NUMBER_OF_QUADS = f"""
SELECT (COUNT(*) AS ?n) {{
  {{ GRAPH ?g {{ ?g a <{SCHEMA("NewsArticle").value}> . ?s ?p ?o }} }}
  UNION {{ GRAPH {ONTOLOGY_GRAPH} {{ ?s ?p ?o }} }}
}}"""


class Asking:
    """Questions to one server."""

    def __init__(self, client: SparqlClient) -> None:
        self._client = client

    def graph(self, graph: NamedNode) -> list[Quad]:
        """The quads of a graph."""
        # As a table: where Virtuoso cuts one it says so, where it cuts a graph it does not.
        rows = self.rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return [Quad(s, p, o, graph) for s, p, o in rows]  # type: ignore[arg-type]

    def matching(self, pattern: tuple[object, ...]) -> Iterator[Quad]:
        """The quads of a pattern of subject, predicate, object and graph, in which None is whatever there is."""
        names = ("?s", "?p", "?o", "?g")
        wanted = [name for name, term in zip(names, pattern, strict=True) if term is None]
        s, p, o, g = (name if term is None else str(term) for name, term in zip(names, pattern, strict=True))
        query = f"SELECT {' '.join(wanted) or '(1 AS ?found)'} {{ GRAPH {g} {{ {s} {p} {o} }} }}"
        for row in self.rows(query):
            found = iter(row)
            subject, predicate, object_, graph = (next(found) if t is None else t for t in pattern)
            yield Quad(subject, predicate, object_, graph)  # type: ignore[arg-type]

    def rows(self, query: str) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a SELECT."""
        try:
            answer = self.asked(query)
        except SyntaxError as error:
            # Ours is SPARQL 1.1, so the server is something else.
            raise self._client.failed(
                f"does not understand a query ({error})",
                "Check NYHENDEGRAF_STORE and NYHENDEGRAF_STORE_QUERY_URL",
            ) from error
        assert isinstance(answer, QuerySolutions)
        names = [variable.value for variable in answer.variables]
        rows = iter(answer)
        while True:
            try:
                row = next(rows, None)
            except SyntaxError as error:
                raise self._client.failed(
                    f"breaks off in the middle of an answer ({error})",
                    "Try again, and see the log of its server",
                ) from error
            if row is None:
                return
            yield tuple(row[name] for name in names)

    def number(self, query: str) -> int:
        """The one number that a SELECT gives."""
        ((value,),) = self.rows(query)
        assert isinstance(value, Literal)
        return int(value.value)

    def asked(self, query: str, parameters: Parameters = ()) -> QuerySolutions | QueryBoolean:
        """The answer to SELECT or ASK; RunError where it is none or was cut."""
        response = self._client.query(query, MEDIA_TYPE, parameters)
        try:
            return answer_of(response)
        except CutAnswerError as error:
            raise self._client.failed(
                f"cuts its answers at {error} rows", "Raise ResultSetMaxRows in virtuoso.ini, or set a LIMIT"
            ) from error
        except ValueError as error:
            raise self._client.failed(
                f"answers with what is no SPARQL result ({error})",
                "Check NYHENDEGRAF_STORE and NYHENDEGRAF_STORE_QUERY_URL",
            ) from error
