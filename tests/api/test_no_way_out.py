"""Nothing that is sent to the endpoint opens a connection, whatever it looks like.

Each trap is first set for a bare store, and has to spring there: a disguise that works nowhere would prove nothing.
"""

import contextlib
import re
import socket
import threading
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from pyoxigraph import QueryBoolean
from pyoxigraph import Store as BareStore

from app.api import create_app
from app.config import Settings
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE

# «@» is the address of the listener.
TRAPS = {
    "plain": "SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "small letters": "SELECT * { service <@> { ?s ?p ?o } }",
    "mixed letters": "SELECT * { sErViCe <@> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <@> { ?s ?p ?o } }",
    "silent without blank": "SELECT * { SERVICESILENT<@>{ ?s ?p ?o } }",
    "no blanks": "SELECT*{SERVICE<@>{?s?p?o}}",
    "odd blanks": "SELECT\t*\r{\r\n\tSERVICE\t\r<@>\n\n{ ?s ?p ?o } }",
    "prefix": "PREFIX x: <@> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "empty prefix": "PREFIX : <@> SELECT * { SERVICE: { ?s ?p ?o } }",
    "empty prefix and local name": "PREFIX : <@> SELECT * { SERVICE:x{ ?s ?p ?o } }",
    "empty prefix and comment": "PREFIX : <@> SELECT * { SERVICE:x # a name?\n{ ?s ?p ?o } }",
    "prefix of the same name": "PREFIX service: <@> SELECT * { SERVICE service:x { ?s ?p ?o } }",
    "base": "BASE <@> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "relative": "BASE <@> SELECT * { SERVICE <service> { ?s ?p ?o } }",
    "escaped address": "SELECT * { SERVICE <\\u0068@ttp> { ?s ?p ?o } }",
    "comment before": "SELECT * { # SERVICE\nSERVICE <@> { ?s ?p ?o } }",
    "comment within": "SELECT * { SERVICE # {\n<@> # }\n{ ?s ?p ?o } }",
    "comment ended by return": "SELECT * { # no\rSERVICE <@> { ?s ?p ?o } }",
    "after a number": "SELECT * { VALUES ?n { 2 }SERVICE <@> { ?s ?p ?o } }",
    "after a bracket": "SELECT * {{}SERVICE<@>{ ?s ?p ?o }}",
    "optional": "SELECT * { OPTIONAL { SERVICE <@> { ?s ?p ?o } } }",
    "union": "SELECT * { { ?s ?p ?o } UNION { SERVICE <@> { ?s ?p ?o } } }",
    "minus": "SELECT * { VALUES ?s { 1 } MINUS { SERVICE <@> { ?s ?p ?o } } }",
    "subselects": "SELECT * { { SELECT * { { SELECT ?s { SERVICE <@> { ?s ?p ?o } } LIMIT 1 } } } }",
    "exists": "ASK { VALUES ?s { 1 } FILTER EXISTS { SERVICE <@> { ?s ?p ?o } } }",
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <@> { ?s ?p ?o } }",
    "describe": "DESCRIBE ?s WHERE { SERVICE <@> { ?s ?p ?o } }",
    "service in service": "SELECT * { SERVICE <@> { SERVICE <@> { ?s ?p ?o } } }",
    "lateral": "SELECT * { VALUES ?s { 1 } LATERAL { SERVICE <@> { ?s ?p ?o } } }",
    "version": "VERSION '1.2' SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "number sign in a string": "SELECT * { OPTIONAL { ?s ?p '#' } SERVICE <@> { ?s ?p ?o } }",
    "quote in a string": "SELECT * { OPTIONAL { ?s ?p '\\'' } SERVICE <@> { ?s ?p ?o } }",
    "backslash in a string": "SELECT * { OPTIONAL { ?s ?p '\\\\' } SERVICE <@> { ?s ?p ?o } #'\n}",
    "escaped quote in a string": 'SELECT * { OPTIONAL { ?s ?p "\\u0022#" } SERVICE <@> { ?s ?p ?o } }',
    "escaped backslash in a string": 'SELECT * { OPTIONAL { ?s ?p "\\u005C" } SERVICE <@> { ?s ?p ?o } #"\n}',
    "long string": 'SELECT * { OPTIONAL { ?s ?p """a "" # """ } SERVICE <@> { ?s ?p ?o } }',
    "number sign in an address": "SELECT * { OPTIONAL { ?s <http://x/#> ?o } SERVICE <@> { ?s ?p ?o } }",
    "escape in an address": "SELECT * { OPTIONAL { ?s <http://x/\\u0041#> ?o } SERVICE <@> { ?s ?p ?o } }",
    "escapes in an address and a string": (
        'SELECT * { OPTIONAL { ?s <http://x/\\u0041#> "\\u0022#" } SERVICE <@> { ?s ?p ?o } }'
    ),
    "number sign in a name": "PREFIX x: <u:> SELECT * { OPTIONAL { ?s ?p x:a\\# } SERVICE <@> { ?s ?p ?o } }",
    "number sign after a dot": (
        "PREFIX x: <u:> SELECT * { OPTIONAL { ?s ?p x:a.\\# } SERVICE <@> { ?s ?p ?o } }"
    ),
    "number sign after a middle dot": (
        "PREFIX x: <u:> SELECT * { OPTIONAL { ?s ?p x:a·\\# } SERVICE <@> { ?s ?p ?o } }"
    ),
    "quote after a dot": (
        "PREFIX x: <u:> SELECT * { OPTIONAL { ?s ?p x:a.\\' } SERVICE <@> { ?s ?p ?o } #'\n}"
    ),
    "less than": "PREFIX x: <@> SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE#>\nx: { ?s ?p ?o } }",
    "less than and long string": (
        "PREFIX x: <@> SELECT * { BIND(1 AS ?a) FILTER(?a<2)#> '''\nSERVICE x: { ?s ?p ?o } #'''\n}"
    ),
    "language tag": "SELECT * { OPTIONAL { ?s ?p 'a'@en--ltr}SERVICE <@> { ?s ?p ?o } }",
    "variable of that name": "SELECT * { OPTIONAL { ?service ?p ?o }SERVICE <@> { ?s ?p ?o } }",
    "triple term": "SELECT * { OPTIONAL { ?s ?p <<( ?a ?b ?c )>> } SERVICE <@> { ?s ?p ?o } }",
}
# What names an address, and must not fetch it whether or not it is answered.
OTHERS = {
    "variable": "SELECT * { VALUES ?e { <@> } OPTIONAL { SERVICE SILENT ?e { ?s ?p ?o } } }",
    "bound": "SELECT * { BIND(<@> AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "from": "SELECT * FROM <@> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <@> { GRAPH ?g { ?s ?p ?o } }",
    "graph": "SELECT * { GRAPH <@> { ?s ?p ?o } }",
    "describe the address": "DESCRIBE <@>",
    "byte order mark": "\ufeffSELECT * { SERVICE <@> { ?s ?p ?o } }",
    "escaped word": "SELECT * { \\u0053ERVICE <@> { ?s ?p ?o } }",
    "long s": "SELECT * { \u017fERVICE <@> { ?s ?p ?o } }",
    "zero-width space": "SELECT * { SER\u200bVICE <@> { ?s ?p ?o } }",
    "no-break space": "SELECT * { ?s ?p ?o .\u00a0SERVICE <@> { ?s ?p ?o } }",
    "load": "LOAD <@>",
    "load into": "LOAD SILENT <@> INTO GRAPH <http://example.org/g>",
    "load after": "CREATE GRAPH <u:g> ; # and\nlOaD <@>",
    "insert": "INSERT { ?s ?p ?o } WHERE { SERVICE <@> { ?s ?p ?o } }",
    "using": "DELETE { ?s ?p ?o } USING <@> WHERE { ?s ?p ?o }",
}
UPDATE_TRAPS = {
    "load": "LOAD <@>",
    "small letters": "load<@>",
    "silent": "LOAD SILENT <@> INTO GRAPH <u:g>",
    "second": "CREATE GRAPH <u:g> ;#\nlOaD <@>",
    "prefix": "PREFIX x: <@> LOAD x:",
    "empty prefix": "PREFIX : <@> LOAD:",
    "empty prefix and graph": "PREFIX : <@> LOAD:x INTO GRAPH <u:g>",
    "prefix of the same name": "PREFIX load: <@> LOAD load:x",
    "after a name with a number sign": "PREFIX x: <u:> INSERT DATA { x:a x:b x:c.\\# };LOAD <@>",
    "after a name with a quote": "PREFIX x: <u:> INSERT DATA { x:a x:b x:c.\\' };LOAD <@> #'",
    "service": "INSERT { ?s ?p ?o } WHERE { SERVICE <@> { ?s ?p ?o } }",
    "service in deletion": "DELETE { ?s ?p ?o } WHERE { OPTIONAL { ?s ?p <u:\\u0041#> } SERVICE <@> { ?s ?p ?o } }",
}
# Every disguise of a query is one of an update's pattern too.
_FIRST_SELECT = re.compile(r"SELECT ?\*")
UPDATE_TRAPS |= {
    f"pattern: {name}": _FIRST_SELECT.sub("INSERT { <u:s> <u:p> <u:o> } WHERE ", trap, count=1)
    for name, trap in TRAPS.items()
    if _FIRST_SELECT.search(trap)
}
HARMLESS = [
    "SELECT * { ?s ?p 'the SERVICE of the town, LOAD <http://127.0.0.1/> and FROM' }",
    'SELECT * { ?s ?p """SERVICE <http://127.0.0.1:1/> { }""" }',
    "SELECT * { ?s ?p 'it\\'s SERVICE <x>' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://127.0.0.1:1/> { }",
    "# LOAD <http://127.0.0.1:1/>\nASK {}",
    "SELECT ?service $load ?from { ?service $load ?from }",
    "SELECT * { ?s <http://example.org/service> ?o }",
    "SELECT * { ?s <http://example.org/Service_(economics)#SERVICE> ?o }",
    "BASE <http://example.org/> SELECT * { ?s <service> <load> }",
    "PREFIX service: <http://example.org/service#> SELECT * { ?s service:hours ?o ; service:x service:y . }",
    "PREFIX s: <http://example.org/service/> SELECT * { ?s s:service ?o . ?o s:a-service-b 2 }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s rdfs:label ?l FILTER(CONTAINS(LCASE(?l), 'service')) }",
    "SELECT * { ?s rdfs:label ?l FILTER REGEX(?l, '(self-)?service', 'i') }",
    "ASK { _:service ?p ?o }",
    "SELECT (COUNT(*) AS ?services) { ?s ?p ?o }",
]


class Listener:
    """Counts who calls, and hangs up."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self.calls = 0
        self.address = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"

    def answer(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                self.calls += 1
                connection.close()

    def trapped(self, query: str) -> str:
        # The scheme may be written with an escape.
        return query.replace("\\u0068@ttp", "\\u0068" + self.address[1:]).replace("@>", f"{self.address}>")


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        listening = Listener(server)
        thread = threading.Thread(target=listening.answer, daemon=True)
        thread.start()
        yield listening
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.fixture(scope="module")
def writing() -> Iterator[TestClient]:
    token = SecretStr("kaifront-og-krabbe")
    application = create_app(Settings(update_token=token), Store.memory(), writable=True)
    with TestClient(application, headers={"Authorization": f"Bearer {token.get_secret_value()}"}) as client:
        yield client


def statuses(client: TestClient, query: str) -> set[int]:
    """In each way that the protocol knows."""
    body = {"Content-Type": "application/sparql-query"}
    return {
        client.get("/sparql", params={"query": query}).status_code,
        client.post("/sparql", data={"query": query}).status_code,
        client.post("/sparql", content=query.encode(), headers=body).status_code,
    }


def evaluate(query: str) -> None:
    answer = BareStore().query(query)
    if not isinstance(answer, QueryBoolean):
        for _ in answer:
            pass


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS.keys())
def test_what_would_call_out_is_refused(client: TestClient, listener: Listener, trap: str) -> None:
    query = listener.trapped(trap)
    with contextlib.suppress(OSError):
        evaluate(query)
    assert listener.calls, "the trap does not work on a bare store"
    listener.calls = 0
    assert statuses(client, query) == {403}
    assert listener.calls == 0


@pytest.mark.parametrize("trap", OTHERS.values(), ids=OTHERS.keys())
def test_naming_an_address_fetches_nothing(client: TestClient, listener: Listener, trap: str) -> None:
    query = listener.trapped(trap)
    assert statuses(client, query) <= {200, 400, 403}
    update = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", data={"update": query}).status_code >= 400
    assert client.post("/sparql", content=query.encode(), headers=update).status_code >= 400
    assert listener.calls == 0


@pytest.mark.parametrize("trap", UPDATE_TRAPS.values(), ids=UPDATE_TRAPS.keys())
def test_no_update_calls_out_either(writing: TestClient, listener: Listener, trap: str) -> None:
    update = listener.trapped(trap)
    with contextlib.suppress(OSError):
        BareStore().update(update)
    assert listener.calls, "the trap does not work on a bare store"
    listener.calls = 0
    body = {"Content-Type": "application/sparql-update"}
    assert writing.post("/update", data={"update": update}).status_code == 403
    assert writing.post("/update", content=update.encode(), headers=body).status_code == 403
    assert listener.calls == 0


def test_harmless_updates_are_done(writing: TestClient) -> None:
    for said in ("'LOAD <http://127.0.0.1:1/>'", "<http://example.org/load>", "'SERVICE'"):
        update = f"INSERT DATA {{ GRAPH <u:g> {{ <u:s> <u:load> {said} }} }} # LOAD"
        assert writing.post("/update", data={"update": update}).status_code == 204


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri", "using-graph-uri"])
def test_a_dataset_by_parameter_fetches_nothing(client: TestClient, listener: Listener, name: str) -> None:
    for data in ({"query": "SELECT * { ?s ?p ?o }"}, {"update": f"LOAD <{listener.address}>"}):
        client.post("/sparql", params={name: listener.address}, data=data)
    assert listener.calls == 0


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless_queries_are_answered(client: TestClient, query: str) -> None:
    assert statuses(client, query) == {200}


def test_the_dataset_may_be_a_graph_of_the_store(client: TestClient, listener: Listener) -> None:
    def names(query: str) -> set[str]:
        rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        return {row["id"]["value"] for row in rows}

    every = names("SELECT DISTINCT ?id { ?article dcterms:identifier ?id }")
    assert len(every) == 2
    for article in sorted(every):
        iri = f"{DEFAULT_BASE}article/{article}"
        assert names(
            f"SELECT ?id FROM <{iri}> FROM <{listener.address}> {{ ?a dcterms:identifier ?id }}"
        ) == {article}
        assert names(f"SELECT ?id FROM NAMED <{iri}> {{ GRAPH ?g {{ ?a dcterms:identifier ?id }} }}") == {
            article
        }
    assert listener.calls == 0
