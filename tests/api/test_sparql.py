"""The SPARQL protocol: every way to ask, every form of answer, every mistake."""

import asyncio
import csv
import io
import json
import threading
import time
from collections.abc import Callable
from functools import partial
from xml.etree import ElementTree

import pytest
import rdflib
from fastapi.testclient import TestClient
from httpx2 import Response
from pyoxigraph import (
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from app.api import create_app
from app.api.limits import QueryRunner
from app.config import Settings
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE, NG
from app.query.workers.turns import LightTurns
from app.query.workers.worker import QueryTimeError, TooManyQueriesError

WHO = "SELECT DISTINCT ?name { ?who ng:met ?whom ; skos:prefLabel ?label BIND(STR(?label) AS ?name) } ORDER BY ?name"
NAMES = ["Kari Vik", "Per Å. Moe"]
MET = "CONSTRUCT WHERE { ?a ng:met ?b }"
FORM, BODY = "application/x-www-form-urlencoded", "application/sparql-query"


def get(client: TestClient, query: str, accept: str = "*/*", **parameters: str) -> Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


def post(client: TestClient, body: str | bytes, media_type: str) -> Response:
    return client.post("/sparql", content=body, headers={"Content-Type": media_type})


def problem(response: Response, status: int, *words: str) -> None:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    document = response.json()
    assert document["status"] == status
    assert document["title"]
    for word in words:
        assert word in document["detail"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: get(c, WHO),
        lambda c: get(c, WHO, output="json", nonsense="1"),
        lambda c: c.post("/sparql", data={"query": WHO}),
        lambda c: post(c, WHO, BODY),
        lambda c: post(c, WHO, f"{BODY}; charset=utf-8"),
        lambda c: c.post("/sparql", params={"default-graph-uri": ""}, data={"query": WHO}),
        lambda c: get(c, WHO, **{"default-graph-uri": "urn:x-rdflib:default"}),
    ],
    ids=["get", "unknown parameters", "form", "body", "charset", "no graph", "graph of rdflib"],
)
def test_every_way_to_ask_gives_the_same(client: TestClient, ask: Callable[[TestClient], Response]) -> None:
    response = ask(client)
    assert response.status_code == 200
    assert [b["name"]["value"] for b in response.json()["results"]["bindings"]] == NAMES


def from_json(text: str) -> list[str | None]:
    return [b["name"]["value"] for b in json.loads(text)["results"]["bindings"]]


def from_xml(text: str) -> list[str | None]:
    return [
        e.text for e in ElementTree.fromstring(text).iter("{http://www.w3.org/2005/sparql-results#}literal")
    ]


def from_csv(text: str) -> list[str | None]:
    return [row[0] for row in list(csv.reader(io.StringIO(text)))[1:]]


def from_tsv(text: str) -> list[str | None]:
    return [line.strip('"') for line in text.splitlines()[1:]]


@pytest.mark.parametrize(
    ("accept", "media_type", "read"),
    [
        ("*/*", "application/sparql-results+json", from_json),
        ("application/json", "application/json", from_json),
        ("application/sparql-results+json;q=0.1, application/sparql-results+xml", "", from_xml),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml", from_xml),
        ("text/csv", "text/csv; charset=utf-8", from_csv),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", from_tsv),
    ],
)
def test_results_by_accept(
    client: TestClient, accept: str, media_type: str, read: Callable[[str], list[str | None]]
) -> None:
    response = get(client, WHO, accept)
    assert response.headers["content-type"] == (media_type or "application/sparql-results+xml")
    assert "Accept" in response.headers["vary"]
    assert read(response.content.decode("utf-8")) == NAMES


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("application/sparql-results+xml, application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_graphs_by_accept(client: TestClient, accept: str, media_type: str) -> None:
    response = get(client, MET, accept)
    assert response.headers["content-type"] == media_type
    parsed = RdfFormat.from_media_type(media_type)
    assert parsed is not None
    triples = {quad.triple for quad in parse(response.content, format=parsed)}
    kari, liv = (NamedNode(f"{DEFAULT_BASE}person/{local}") for local in ("kari-vik", "liv-strand"))
    assert Triple(kari, NG("met"), liv) in triples
    assert len(triples) == 4


def test_describe_and_ask(client: TestClient) -> None:
    described = get(client, "DESCRIBE ngr:person\\/per-aa-moe", "text/turtle")
    assert "Per Å. Moe" in described.content.decode("utf-8")
    assert get(client, "ASK { ?a ng:met ?b }").json()["boolean"] is True
    assert get(client, "# CONSTRUCT\nASK { ?a ng:killed ?b }", "text/csv").text.strip() == "false"


@pytest.mark.parametrize("query", [WHO.replace("ORDER", "ORDR"), f"{MET} LIMIT many"])
def test_a_bad_query_is_told_with_its_place(client: TestClient, query: str) -> None:
    for response in (get(client, query), post(client, f"\n{query}", BODY)):
        problem(response, 400, "no SPARQL query", "https://www.w3.org/TR/sparql11-query/")
    assert response.json()["line"] == 2
    assert response.json()["column"] >= 40


@pytest.mark.parametrize(
    ("ask", "status", "words"),
    [
        (lambda c: c.get("/sparql?q=x"), 400, ["none", "/sparql?query="]),
        (lambda c: c.get("/sparql?query="), 400, ["none"]),
        (lambda c: post(c, " \n", BODY), 400, ["parameter query"]),
        (lambda c: post(c, "", FORM), 400, ["none"]),
        (lambda c: c.get("/sparql?query=a&query=b"), 400, ["2"]),
        (lambda c: get(c, WHO, **{"named-graph-uri": "no iri"}), 400, ["no absolute IRI"]),
        (lambda c: post(c, b"query=%E5", FORM), 400, ["UTF-8"]),
        (lambda c: post(c, "Åse".encode("latin-1"), BODY), 400, ["UTF-8"]),
        (lambda c: get(c, WHO, "text/turtle"), 406, ["text/csv", "application/sparql-results+json"]),
        (lambda c: get(c, MET, "text/csv"), 406, ["text/turtle"]),
        (lambda c: post(c, WHO, "application/json"), 415, [FORM, BODY, "not as application/json"]),
        (lambda c: c.post("/sparql"), 415, ["without type"]),
        (lambda c: post(c, "é" * 50_001, BODY), 413, ["100000 bytes"]),
        (lambda c: post(c, "x" * 400_000, BODY), 413, ["100000 bytes"]),
        (lambda c: get(c, "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"), 403, ["SERVICE"]),
    ],
)
def test_mistakes_name_the_remedy(
    client: TestClient, ask: Callable[[TestClient], Response], status: int, words: list[str]
) -> None:
    problem(ask(client), status, *words)


@pytest.mark.parametrize("query", ["SELECT * { ?a ?b ?c . ?d ?e ?f }", "CONSTRUCT WHERE { ?a ?b ?c }"])
def test_an_answer_that_is_too_large_is_refused(store: Store, query: str) -> None:
    with TestClient(create_app(Settings(max_answer_bytes=10_000), store)) as asking:
        problem(get(asking, query), 403, "more than 0.01 MB", "LIMIT", "NYHENDEGRAF_MAX_ANSWER_BYTES")
        assert get(asking, WHO).status_code == 200


@pytest.mark.parametrize("update", ["CLEAR ALL", "PREFIX x: <urn:x:> DELETE WHERE { ?s ?p ?o }"])
def test_updates_are_refused(client: TestClient, store: Store, update: str) -> None:
    before = len(store)
    # What is no query is a bad request; the others are no queries at all, and refused.
    problem(get(client, update), 400, "nyhendegraf build")
    for response in (
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"update": update}),
        post(client, update, "application/sparql-update"),
    ):
        problem(response, 403, "nyhendegraf build")
    assert len(store) == before


def test_without_a_query_programs_get_a_description_and_people_a_page(client: TestClient) -> None:
    described = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert described.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = rdflib.Graph().parse(data=described.text, format="turtle", publicID="http://testserver/sparql")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert list(graph.objects(predicate=sd.endpoint)) == [rdflib.URIRef("http://testserver/sparql")]
    person = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert person.headers["content-type"] == "text/html; charset=utf-8"


def test_a_remote_query_that_takes_too_long_is_given_up() -> None:
    runner = QueryRunner(LightTurns(1, waiting=1, seconds=0.05), seconds=0.05)
    release = threading.Event()

    async def twice() -> None:
        with pytest.raises(QueryTimeError, match=r"0\.05 seconds"):
            await runner.run(release.wait)
        # It goes on there, and has its place until it is done.
        with pytest.raises(TooManyQueriesError):
            await runner.run(release.wait)

    try:
        asyncio.run(twice())
    finally:
        release.set()


def test_remote_queries_wait_for_a_place() -> None:
    runner = QueryRunner(LightTurns(2, waiting=3, seconds=60), seconds=60)
    at_once, most = 0, 0
    counting = threading.Lock()

    def query(number: int) -> int:
        nonlocal at_once, most
        with counting:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.05)
        with counting:
            at_once -= 1
        if number == 1:
            raise ValueError("this one fails")
        return number

    async def together() -> list[object]:
        queries = (runner.run(partial(query, number)) for number in range(6))
        return await asyncio.gather(*queries, return_exceptions=True)

    found = asyncio.run(together())
    assert [one for one in found if isinstance(one, int)] == [0, 2, 3, 4]
    assert isinstance(found[1], ValueError)
    assert isinstance(found[5], TooManyQueriesError)
    assert most == 2


def test_a_defect_is_told_without_its_inside(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_arguments: object, **_options: object) -> bytes:
        raise ZeroDivisionError("/secret/path")

    monkeypatch.setattr("app.query.workers.pool.QueryPool.ask", broken)
    with TestClient(create_app(Settings(), store), raise_server_exceptions=False) as asking:
        response = get(asking, WHO)
    problem(response, 500, "log")
    assert "secret" not in response.text


# Rows that are counted

EVERYTHING = "SELECT * { ?s ?p ?o }"


@pytest.mark.parametrize(
    "accept", ["application/sparql-results+json", "text/csv", "application/sparql-results+xml"]
)
def test_an_answer_that_is_cut_says_so(client: TestClient, accept: str) -> None:
    response = get(client, EVERYTHING, accept, **{"max-rows": "7"})
    assert response.headers["nyhendegraf-truncated"] == "?1"
    form = QueryResultsFormat.from_media_type(accept)
    assert form is not None
    if accept == "text/csv":
        assert len(list(csv.reader(io.StringIO(response.text)))) == 8
    else:
        answer = parse_query_results(response.content, form)
        assert isinstance(answer, QuerySolutions)
        assert len(list(answer)) == 7
    exposed = client.get("/sparql", params={"query": WHO}, headers={"Origin": "http://elsewhere.example"})
    assert "Nyhendegraf-Truncated" in exposed.headers["access-control-expose-headers"]


@pytest.mark.parametrize(("query", "rows"), [(WHO, "2"), (WHO, "3"), (MET, "4"), ("ASK {}", "1")])
def test_an_answer_that_is_whole_does_not(client: TestClient, query: str, rows: str) -> None:
    response = get(client, query, **{"max-rows": rows})
    assert response.status_code == 200
    assert "nyhendegraf-truncated" not in response.headers
    assert (
        response.text.split() == get(client, query).text.split()
        or response.json() == get(client, query).json()
    )


def test_graphs_are_cut_too(client: TestClient) -> None:
    response = get(client, MET, "application/n-triples", **{"max-rows": "3"})
    assert response.headers["nyhendegraf-truncated"] == "?1"
    assert len(set(response.text.splitlines())) == 3
    whole = get(client, MET, "application/n-triples").text.splitlines()
    assert set(response.text.splitlines()) < set(whole)


def test_the_server_may_have_a_limit_of_its_own(store: Store) -> None:
    with TestClient(create_app(Settings(max_rows=5), store)) as client:
        for rows, expected in (({}, 5), ({"max-rows": "9"}, 5), ({"max-rows": "2"}, 2)):
            response = get(client, EVERYTHING, **rows)
            assert len(response.json()["results"]["bindings"]) == expected
            assert response.headers["nyhendegraf-truncated"] == "?1"


@pytest.mark.parametrize("rows", ["0", "-1", "mange", ""])
def test_a_wrong_number_of_rows(client: TestClient, rows: str) -> None:
    problem(get(client, WHO, **{"max-rows": rows}), 400, "max-rows")
