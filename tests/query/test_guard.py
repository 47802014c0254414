"""No query opens a connection, whatever it looks like."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.graph.store import Store
from app.query import QuerySyntaxError, RefusedQueryError, refuse_outside, run
from app.query.guard import _step, tokens

DISGUISES = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { service <%s> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SILENT <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE<%s>{ ?s ?p ?o } }",
    "SELECT * {{SERVICE <%s> { ?s ?p ?o }}}",
    "SELECT * { ?s ?p ?o.SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 2 SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 2.SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@en SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { SERVICE <%s> { ?s ?p ?o } } }",
    "SELECT * { BIND(<%s> AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <%s> } SERVICE ?e { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "ASK { { SELECT * { SERVICE <%s> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { # SERVICE\nSERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <%s> { ?s ?p ?o } }",
    'SELECT * { ?s ?p """it\'s "" # """ . SERVICE <%s> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '\\'' . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\\\' . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s <http://x/#> ?o . SERVICE <%s> { ?s ?p ?o } }",
    "PREFIX ex: <%s> SELECT * { SERVICE ex: { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { SERVICE: { ?s ?p ?o } }",
    "BASE <%s> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "PREFIX ex: <%s> SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE#>\nex: { ?s ?p ?o } }",
    "PREFIX ex: <%s> SELECT * { BIND(1 AS ?a) FILTER(?a<2)#> '''\nSERVICE ex: { ?s ?p ?o } #'''\n}",
    "PREFIX ex: <%s> SELECT * { BIND(1 AS ?a) FILTER(?a<2#> '''\n)SERVICE ex: { ?s ?p ?o } #'''\n}",
    'SELECT * { ?s ?p "x\\u005C" . SERVICE <%s> { ?s ?p ?o } #" \n}',
    'SELECT * { ?s ?p "x\\u0022 . SERVICE <%s> { ?s ?p ?o } #" \n}',
    "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { S\\U00000045RVICE <%s> { ?s ?p ?o } }",
    "SELECT * FROM <%s> { ?s ?p ?o }",
    "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <%s>",
    "LOAD SILENT <%s> INTO GRAPH <http://g/>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
]


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address, and the list of who has called there."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    connection, caller = server.accept()
                except OSError:
                    return
                calls.append(caller)
                connection.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.mark.parametrize("query", DISGUISES)
def test_nothing_calls_out(query: str, listener: tuple[str, list[object]]) -> None:
    address, calls = listener
    with Store.memory() as store, contextlib.suppress(RefusedQueryError, QuerySyntaxError):
        run(store, query.replace("%s", address))
    assert calls == []


def test_service_is_refused_rather_than_misunderstood() -> None:
    for query in DISGUISES:
        if "SERVICE" in query.upper() and "INSERT" not in query:
            with pytest.raises(RefusedQueryError, match="may not reach outside"):
                refuse_outside(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'the SERVICE of the town' }",
        'SELECT * { ?s ?p """SERVICE <http://x/> { }""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> { }",
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s <http://example.org/service> ?o }",
        "PREFIX ex: <http://example.org/service/> SELECT * { ?s ex:service ?o . ?o ex:a-service-b 2 }",
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
        "ASK { _:service ?p ?o }",
    ],
)
def test_innocent_queries_run(query: str) -> None:
    with Store.memory() as store:
        run(store, query)


def test_long_queries_take_no_long_time() -> None:
    refuse_outside("SELECT * { " + "?s <urn:x:a> 'service' . FILTER(?a<2) " * 20_000 + "}")


PIECES = [
    *(
        "<",
        ">",
        "<a>",
        "<http://x/#>",
        "#",
        "#c\n",
        "'",
        '"',
        "'''",
        '"""',
        "\\",
        "\\'",
        "\\u0041",
        "?",
        "$x",
        "@en",
        "@",
    ),
    *(
        "_:b",
        "_",
        "__x",
        ":",
        ":a",
        "a:b",
        "a.b",
        "a.",
        "from:x",
        "FROM",
        ":a\\#b",
        "%41",
        "{",
        "}",
        "GRAPH",
        "-",
        ".",
    ),
    *("1.5", "é", " ", "\n", "\r", "\xa0"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_tokens_are_the_first_reading_of_each_step(text: str) -> None:
    expected = []
    position = 0
    while position < len(text):
        following, word = _step(text, position)
        if not text[position].isspace():
            expected.append((position, "" if text.startswith(":", position + len(word)) else word))
        position = following[0]
    assert [(place, word) for place, word in tokens(text) if not text[place].isspace()] == expected
