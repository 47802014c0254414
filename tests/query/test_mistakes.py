"""Where a query is wrong, and in which words that is told."""

import pyoxigraph
import pytest

from app.graph.serialisation import prefixes
from app.graph.vocabulary import DEFAULT_BASE
from app.query.mistakes import QuerySyntaxError, syntax_error


def mistake(text: str, what: str = "query") -> QuerySyntaxError:
    store = pyoxigraph.Store()
    with pytest.raises(SyntaxError) as caught:
        (store.update if what == "update" else store.query)(text, prefixes=prefixes(DEFAULT_BASE))
    return syntax_error(caught.value, text, DEFAULT_BASE, what)


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("SELCT * {}", (1, 1), "SELCT may not stand here"),
        ("INSERT DATA { ?a ?b ?c }", (1, 1), "INSERT may not stand here"),
        ("SELECT *\n{ ?a ?b }", (2, 9), "expected"),
        ("SELECT * { ?s ?p ?o }}", (1, 22), "} may not stand here"),
        ("SELECT * { ?s ?p ?o . FILTER(?o > ) }", (1, 35), ") may not stand here"),
        ("SELECT * { ?s ?p ?o FILTER(STRLENG(?o) > 3) }", (1, 28), "STRLENG may not stand here"),
        ("SELECT * {\r\n\t?s ?p ?o FILTR(?o > 3) }", (2, 11), "FILTR may not stand here"),
        ('SELECT * { ?a "x" ?b }', (1, 15), "expected"),
        ("SELECT * { ?s ?p ?o", (1, 20), "expected"),
        ("SELECT * { ?s ?p 'å, æ, {  }' . } LIMIT x", (1, 41), "expected"),
        ("# SELECT { {\nSELECT * { ?s <http://a.example/#x> ?o , }", (2, 42), ""),
        ("SELECT (COUNT(?x) AS ?n { ?x a ?y }", (1, 25), 'expected ")"'),
        ("SELECT ?y { ?x a ?z } GROUP BY ?x", (1, 34), "unbound"),
        ("SELECT", (1, 7), "expected"),
        ("", (1, 1), "expected"),
    ],
)
def test_a_mistake_is_told_where_it_is(query: str, place: tuple[int, int], words: str) -> None:
    found = mistake(query)
    assert (found.line, found.column) == place
    assert words in str(found)


@pytest.mark.parametrize(
    ("update", "place"),
    [("ASK {}", (1, 1)), ("DELETE WERE { ?s ?p ?o }", (1, 8)), ("INSERT DATA {\n <a:b> }", (2, 8))],
)
def test_so_it_is_in_updates(update: str, place: tuple[int, int]) -> None:
    found = mistake(update, "update")
    assert (found.line, found.column) == place
