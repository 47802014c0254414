"""What the endpoint tells of itself."""

from collections.abc import Callable

import pytest
import rdflib
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, parse

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.statistics import statistics
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from tests.graph.examples import bokmaal, harbour

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
FORMATS = rdflib.Namespace("http://www.w3.org/ns/formats/")
DATASET = rdflib.URIRef(f"{DEFAULT_BASE}dataset")
HERE = "http://testserver"
PATHS = ("/sparql", "/.well-known/void")


def read(client: TestClient, path: str, accept: str = "text/turtle") -> rdflib.Graph:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == accept
    assert "Accept" in response.headers["vary"]
    return rdflib.Graph().parse(data=response.text, format=accept)


def test_the_service_description_is_complete(client: TestClient) -> None:
    graph = read(client, "/sparql")
    (service,) = graph.subjects(rdflib.RDF.type, SD.Service)
    assert set(graph.objects(service, SD.endpoint)) == {rdflib.URIRef(f"{HERE}/sparql")}
    assert SD.SPARQL11Query in set(graph.objects(service, SD.supportedLanguage))
    assert set(graph.objects(service, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(graph.objects(service, SD.resultFormat)) == {
        FORMATS[name]
        for name in (
            *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
            *("Turtle", "TriG", "N-Triples", "N-Quads", "RDF_XML", "JSON-LD"),
        )
    }
    assert graph.value(service, SD.defaultDataset) == DATASET
    assert graph.value(DATASET, VOID.documents) == rdflib.Literal(2)
    assert graph.value(DATASET, rdflib.RDFS.seeAlso) == rdflib.URIRef(f"{HERE}/.well-known/void")


def test_without_the_union_it_does_not_say_that_there_is_one(store: Store) -> None:
    with TestClient(create_app(Settings(union_default_graph=False), store)) as client:
        graph = read(client, "/sparql")
    assert set(graph.objects(predicate=SD.feature)) == set()


def test_updates_are_a_service_where_they_are_possible(store: Store) -> None:
    for writable, endpoints in ((False, {"/sparql"}), (True, {"/sparql", "/update"})):
        with TestClient(create_app(Settings(), store, writable=writable)) as client:
            graph = read(client, "/sparql")
        found = set(graph.objects(predicate=SD.endpoint))
        assert found == {rdflib.URIRef(HERE + path) for path in endpoints}
        assert ((None, SD.supportedLanguage, SD.SPARQL11Update) in graph) is writable


def test_void_counts_what_is_served(client: TestClient, store: Store) -> None:
    graph = read(client, "/.well-known/void")
    numbers = statistics(store)
    assert graph.value(DATASET, VOID.triples) == rdflib.Literal(numbers.quads)
    assert graph.value(DATASET, VOID.sparqlEndpoint) == rdflib.URIRef(f"{HERE}/sparql")
    parts = {
        str(graph.value(part, VOID["class"])): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(DATASET, VOID.classPartition)
    }
    assert parts == dict(numbers.by_class)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["application/ld+json", "application/n-triples", "application/rdf+xml"])
def test_every_form_says_the_same(client: TestClient, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    parsed = RdfFormat.from_media_type(response.headers["content-type"])
    assert parsed is not None
    triples = list(parse(response.content, format=parsed))
    assert len(set(triples)) == len(triples) == len(read(client, path))


@pytest.mark.parametrize("path", PATHS)
def test_what_cannot_be_had_is_told(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["detail"]


def test_counted_once_for_each_state_of_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    count: Callable[[Store], object] = statistics

    def counting(store: Store) -> object:
        counted.append(len(store))
        return count(store)

    monkeypatch.setattr("app.api.description.statistics", counting)
    with Store.memory() as store, TestClient(create_app(Settings(), store)) as client:
        for article in (harbour(), bokmaal()):
            store.replace_article(article_quads(article))
            documents = {read(client, path).value(DATASET, VOID.documents) for path in PATHS * 2}
            assert documents == {rdflib.Literal(len(counted))}
    assert len(counted) == 2
