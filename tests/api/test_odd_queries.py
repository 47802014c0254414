"""Whatever is sent, no answer is the server's own mistake."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import harbour

FINE = {200, 400, 403, 406, 413}
ODD = [
    "SELECT (<http://x>(1) AS ?x) {}",
    "SELECT (<http://www.w3.org/2001/XMLSchema#integer>() AS ?x) {}",
    "SELECT (ng:nothing(?s) AS ?x) { ?s ?p ?o } LIMIT 1",
    "SELECT * { ?s <http://x>+ ?o }",
    "SELECT * { FILTER(<http://x>(1)) }",
    "SELECT (1/0 AS ?x) {}",
    "SELECT (COUNT(*) AS ?n) (?n + 1 AS ?m) {}",
    "SELECT ?x { ?x ?x ?x } GROUP BY ?y",
    "SELECT (?a AS ?a) {}",
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?a) }",
    "SELECT * { VALUES (?a ?b) { (1) } }",
    "SELECT * {} LIMIT 99999999999999999999999999",
    "SELECT * {} OFFSET -1",
    "SELECT (REGEX('a', '(') AS ?x) {}",
    "SELECT (REPLACE('a', '', 'b') AS ?x) {}",
    "SELECT (SUBSTR('a', -9223372036854775808, 9223372036854775807) AS ?x) {}",
    "SELECT (9223372036854775807 + 1 AS ?x) {}",
    "SELECT (ABS(-9223372036854775808) AS ?x) {}",
    "SELECT (STRDT('x', 1) AS ?x) {}",
    "SELECT (IRI('no iri') AS ?x) {}",
    "SELECT (STRLANG('x', '') AS ?x) {}",
    "CONSTRUCT { 'literal' <x> ?o } WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?o ?s ?p } WHERE { ?s ?p ?o }",
    "DESCRIBE 'x'",
    "DESCRIBE *",
    "DESCRIBE * {}",
    "ASK FROM <relative> {}",
    "ASK FROM <a b> {}",
    "BASE <no> ASK { <x> ?p ?o }",
    "PREFIX : <> ASK { :a :b :c }",
    "SELECT * { ?s ?p '\\ud800' }",
    "SELECT * { ?s ?p '\ud800' }",
    "ASK { ?s ?p \x00 }",
    "ASK { <\\u0000> ?p ?o }",
    "",
    "{}",
    "#",
    "\ufeffASK {}",
    "ASK {" * 200,
    "ASK { " + "{" * 60 + "}" * 60 + " }",
    "ASK { ?s " + "/".join(["?p"] * 50) + " ?o }",
    "VERSION '9' ASK {}",
    "SELECT * { GRAPH 'x' {} }",
    "SELECT * { GRAPH ?g {} }",
    "SELECT (GROUP_CONCAT(?s; SEPARATOR=1) AS ?x) { ?s ?p ?o }",
    "SELECT (<http://www.w3.org/2001/XMLSchema#dateTime>('2024-99-99T00:00:00') AS ?x) {}",
]
FORMS = ["application/sparql-results+json", "text/csv", "application/sparql-results+xml", "*/*"]
PIECES = [
    *(
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "DESCRIBE",
        "WHERE",
        "FROM",
        "NAMED",
        "GRAPH",
        "OPTIONAL",
        "UNION",
        "MINUS",
    ),
    *(
        "FILTER",
        "BIND",
        "VALUES",
        "EXISTS",
        "NOT",
        "GROUP BY",
        "HAVING",
        "ORDER BY",
        "LIMIT",
        "OFFSET",
        "DISTINCT",
    ),
    *(
        "COUNT(*)",
        "AS",
        "?a",
        "?b",
        "$c",
        "ng:met",
        "a",
        "<x>",
        "<urn:x:y>",
        "_:b",
        "[]",
        "()",
        "1",
        "'t'",
        "'''",
        '"',
    ),
    *(
        "{",
        "}",
        "(",
        ")",
        ".",
        ";",
        ",",
        "*",
        "+",
        "^",
        "/",
        "|",
        "!",
        "<",
        ">",
        "=",
        "&&",
        "<<(",
        ")>>",
        "\\",
        "\n",
        "#",
    ),
]
BASES = [
    "SELECT DISTINCT ?a (COUNT(?b) AS ?n) { ?a ng:met ?b FILTER(?a != ?b) } GROUP BY ?a ORDER BY DESC(?n) LIMIT 5",
    "CONSTRUCT { ?a ng:met ?b } WHERE { GRAPH ?g { ?a ng:met/^ng:met* ?b } MINUS { ?b a ng:Person } }",
    "ASK { VALUES (?a ?b) { (UNDEF 1) (<x> 'y'@nn) } OPTIONAL { ?a ?p ?b BIND(STR(?a) AS ?t) } }",
]


@pytest.fixture(scope="module")
def asked() -> Iterator[TestClient]:
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        application = create_app(Settings(max_query_seconds=20), store)
        with TestClient(application, raise_server_exceptions=False) as client:
            yield client


def send(client: TestClient, query: str, accept: str = "*/*") -> int:
    body = query.encode("utf-8", errors="surrogatepass")
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    return client.post("/sparql", content=body, headers=headers).status_code


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_odd_queries(asked: TestClient, query: str) -> None:
    for accept in FORMS:
        assert send(asked, query, accept) in FINE
    parameters = {"query": query.encode("utf-8", errors="surrogatepass"), "max-rows": "3"}
    assert asked.get("/sparql?" + urlencode(parameters)).status_code in FINE


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2), st.integers(0, 2**32), st.sampled_from(FORMS))
def test_queries_with_pieces_put_in_and_left_out(
    asked: TestClient, base: int, seed: int, accept: str
) -> None:
    """Near enough to a query to get far."""
    chance = random.Random(seed)
    words = BASES[base].split(" ")
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(words))
        words[place : place + chance.randint(0, 2)] = chance.choices(PIECES, k=chance.randint(0, 2))
        words = words or [""]
    # 503 is a query that has become endless.
    assert send(asked, " ".join(words), accept) in FINE | {503}


def test_a_function_that_is_not_there_is_named(asked: TestClient) -> None:
    answer = asked.get("/sparql", params={"query": ODD[0]})
    assert answer.status_code == 400
    assert "<http://x>" in answer.json()["detail"]
