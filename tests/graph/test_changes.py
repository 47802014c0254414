"""What has to be written for a graph to become another."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from app.graph.changes import difference, lines_of, predicate_of, quad_difference, stored_lines

G, S, P = (
    NamedNode("https://example.org/g"),
    NamedNode("https://example.org/s"),
    NamedNode("https://example.org/p"),
)
ODD = (
    r"\u0041",
    r"\\U00000041",
    "a\nb\r\tc",
    "a\r\n",
    'say "x" \\',
    "\x00\x01\x7f\x0b",
    "\ufffe\u2028\u0085😀",
    f" {G} .\n",
    "_:b",
    "'''",
    "",
)


def quad(value: str, subject: NamedNode = S) -> Quad:
    return Quad(subject, P, Literal(value), G)


@pytest.mark.parametrize("text", ODD)
def test_every_text_is_written_read_and_taken_out_as_it_is(text: str) -> None:
    store = Store()
    plain, named = quad(text), Quad(S, P, Literal(text, language="nn"), G)
    store.update(quad_difference(G, (), (plain, named)))
    assert set(store) == {plain, named}
    assert stored_lines(store, G) == lines_of((plain, named), G)
    assert difference(G, stored_lines(store, G), lines_of((named, plain), G)) == ""
    store.update(quad_difference(G, store, (named,)))
    assert set(store) == {named}


def test_only_what_differs_is_written() -> None:
    old = [quad(str(number)) for number in range(9)]
    new = [*old[1:], quad("x", NamedNode("https://example.org/t"))]
    update = quad_difference(G, old, new)
    assert update == (
        f'DELETE DATA {{ GRAPH {G} {{ {S} {P} "0" }} }} ;\n'
        f'INSERT DATA {{ GRAPH {G} {{ <https://example.org/t> {P} "x" }} }}'
    )


def test_a_subject_is_written_once() -> None:
    update = quad_difference(G, (), [quad("a"), quad("b"), quad("c", NamedNode("https://example.org/t"))])
    assert update.count(str(S)) == 1
    store = Store()
    store.update(update)
    assert len(store) == 3


def test_what_has_no_name_is_replaced_whole() -> None:
    store = Store()
    store.extend([Quad(BlankNode(), P, Literal("a"), G), quad("b"), Quad(S, P, Literal("z"), S)])
    store.update(difference(G, stored_lines(store, G), lines_of([quad("b")], G)))
    assert set(store) == {quad("b"), Quad(S, P, Literal("z"), S)}


def test_of_a_graph_that_is_not_there_nothing_is_said() -> None:
    store = Store()
    store.add(quad("a"))
    assert stored_lines(store, S) == frozenset()


def test_the_predicate_of_a_line() -> None:
    (line,) = lines_of([quad("a b c")], G)
    assert predicate_of(line) == P.value
