"""The query operation of the SPARQL 1.1 Protocol, as the W3C's protocol tests have it."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from app.api import create_app
from app.config import Settings
from app.graph.store import Store

FORM, BODY = "application/x-www-form-urlencoded", "application/sparql-query"
ONE, TWO, THREE = (f"https://graphs.example/{name}" for name in ("one", "two", "three"))
TYPED = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
DEFAULT, NAMED = "default-graph-uri", "named-graph-uri"
IN_GRAPHS = f"""ASK {{ GRAPH ?a {{ <{ONE}> a ?type }} GRAPH ?b {{ <{TWO}> a ?type }}
  FILTER NOT EXISTS {{ GRAPH ?c {{ <{THREE}> a ?type }} }} }}"""
SELECT, ASK = "SELECT (1 AS ?value) {}", "ASK {}"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Three graphs, each of which says of itself that it is one."""
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    with Store.memory() as store:
        for iri in (ONE, TWO, THREE):
            node = NamedNode(iri)
            store.database.add(Quad(node, kind, NamedNode("https://graphs.example/Graph"), node))
        with TestClient(create_app(Settings(), store)) as asking:
            yield asking


def post(client: TestClient, body: str | bytes, media_type: str | None) -> Response:
    headers = {} if media_type is None else {"Content-Type": media_type}
    return client.post("/sparql", content=body, headers=headers)


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda c: c.put("/sparql", params={"query": ASK}), 405),
        (lambda c: c.get("/sparql", params={"query": [ASK, SELECT]}), 400),
        (lambda c: post(c, f"query={quote(ASK)}&query={quote(ASK)}", FORM), 400),
        (lambda c: c.post("/sparql", params={"query": ASK}, data={"query": ASK}), 400),
        (
            lambda c: c.post("/sparql", params={"query": ASK}, content=ASK, headers={"Content-Type": BODY}),
            400,
        ),
        (lambda c: c.get("/sparql", params={"query": "INSERT DATA { <a:a> <a:a> 1 }"}), 400),
        (lambda c: post(c, f"query={quote(ASK)}", "text/plain"), 415),
        (lambda c: post(c, f"query={quote(ASK)}", None), 415),
        (lambda c: post(c, ASK, None), 415),
        (lambda c: post(c, ASK.encode("utf-16"), f"{BODY}; charset=UTF-16"), 415),
        (lambda c: post(c, "ASK { ?å ?b ?c }".encode("latin-1"), BODY), 400),
        (lambda c: post(c, b"query=ASK%20%7B%20%3F%E5%20%3Fb%20%3Fc%20%7D", FORM), 400),
        (lambda c: c.get("/sparql", params={"query": "ASK {"}), 400),
        (lambda c: c.get("/sparql", params={"query": ASK, DEFAULT: "relative"}), 400),
    ],
    ids=[
        "method",
        "two queries",
        "two queries in a form",
        "one in the address, one in a form",
        "one in the address, one as the body",
        "an update",
        "media type",
        "form without type",
        "query without type",
        "charset",
        "not UTF-8",
        "form not UTF-8",
        "syntax",
        "relative graph",
    ],
)
def test_bad_requests(client: TestClient, ask: Callable[[TestClient], Response], status: int) -> None:
    response = ask(client)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "ask",
    [
        lambda c, q, p: c.get("/sparql", params={"query": q, **p}),
        lambda c, q, p: c.post("/sparql", data={"query": q, **p}),
        lambda c, q, p: c.post("/sparql", params=p, content=q, headers={"Content-Type": BODY}),
    ],
    ids=["get", "form", "body"],
)
@pytest.mark.parametrize(
    ("query", "parameters", "expected"),
    [
        (TYPED, {DEFAULT: [ONE, TWO]}, True),
        (TYPED, {DEFAULT: [ONE, THREE]}, False),
        (TYPED, {NAMED: [ONE, TWO]}, False),
        (IN_GRAPHS, {NAMED: [ONE, TWO]}, True),
        (IN_GRAPHS, {NAMED: [ONE, TWO, THREE]}, False),
        (IN_GRAPHS, {DEFAULT: [ONE, TWO]}, False),
        (IN_GRAPHS, {DEFAULT: [THREE], NAMED: [ONE, TWO]}, True),
        # What the request says counts, not what the query says.
        (TYPED.replace("{", f"FROM <{THREE}> {{", 1), {DEFAULT: [ONE, TWO]}, True),
        (IN_GRAPHS.replace("{", f"FROM NAMED <{THREE}> {{", 1), {NAMED: [ONE, TWO]}, True),
        (TYPED.replace("{", f"FROM <{ONE}> FROM <{TWO}> {{", 1), {}, True),
        (TYPED.replace("{", f"FROM <{THREE}> {{", 1), {}, False),
        (f"ASK {{ <{ONE}> a ?type }}", {DEFAULT: ["https://graphs.example/none"]}, False),
    ],
)
def test_the_dataset_of_a_query(
    client: TestClient,
    ask: Callable[[TestClient, str, dict[str, list[str]]], Response],
    query: str,
    parameters: dict[str, list[str]],
    expected: bool,
) -> None:
    response = ask(client, query, parameters)
    assert response.status_code == 200, response.text
    assert response.json()["boolean"] is expected


def test_relative_iris_are_relative_to_the_endpoint(client: TestClient) -> None:
    query = "SELECT (STR(<that>) AS ?iri) {}"
    for response in (client.get("/sparql", params={"query": query}), post(client, query, BODY)):
        assert response.json()["results"]["bindings"][0]["iri"]["value"] == "http://testserver/that"


def test_the_triples_of_an_answer_are_in_the_default_graph(client: TestClient) -> None:
    query = f"CONSTRUCT {{ ?s a ?type }} {{ GRAPH <{ONE}> {{ ?s a ?type }} }}"
    for media_type in ("application/trig", "application/n-quads"):
        response = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
        assert response.headers["content-type"] == media_type
        written = RdfFormat.from_media_type(media_type)
        assert written is not None
        (quad,) = parse(response.content, format=written)
        assert (quad.subject, str(quad.graph_name)) == (NamedNode(ONE), "DEFAULT")


def test_a_query_of_many_bytes(client: TestClient) -> None:
    values = " ".join(f"<https://graphs.example/{number}>" for number in range(500))
    query = f"ASK {{ VALUES ?s {{ {values} <{ONE}> }} ?s a ?type }}"
    for response in (client.get("/sparql", params={"query": query}), post(client, query, BODY)):
        assert response.json()["boolean"] is True


def test_graphs_in_the_address_and_in_a_form_are_one_dataset(client: TestClient) -> None:
    def found(**form: str) -> list[str]:
        query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
        answer = client.post("/sparql", params={NAMED: ONE}, data={"query": query, **form})
        return [row["g"]["value"] for row in answer.json()["results"]["bindings"]]

    assert found() == [ONE]
    assert found(**{NAMED: TWO}) == [ONE, TWO]


def test_what_no_format_suits_depends_on_what_was_accepted(client: TestClient) -> None:
    for path in ("/sparql", "/.well-known/void"):
        refused = client.get(path, headers={"Accept": "image/png"})
        assert refused.status_code == 406
        assert "accept" in [name.strip().lower() for name in refused.headers["vary"].split(",")]
    refused = client.get("/sparql", params={"query": ASK}, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert refused.headers["vary"].startswith("Accept")
