"""The questions about the graph over HTTP."""

import csv
import io
import zipfile
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from lxml import etree
from pydantic import TypeAdapter

from app.api import create_app
from app.api.routes import network, structure
from app.config import Settings
from app.export import ExportFormat, ExportOptions, Profile, exported
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query import fact_filter
from app.query.network import NotReadyError, Projection, build_network
from app.query.network.documents import subgraph_document
from app.query.network.questions import Asking, neighbourhood
from tests.graph.examples import bokmaal, harbour

KARI, LIV = "person/kari-vik", "person/liv-strand"
LANGUAGES = Settings(language="en").languages
PATHS = [
    f"/api/graph?center={KARI}&depth=2&layout=true",
    "/api/graph",
    "/api/graph?status=all",
    f"/api/paths?from={KARI}&to={LIV}",
    f"/api/paths?from={KARI}&to={LIV}&all=true&status=all&directed=true",
    *(
        f"/api/graph/centrality?measure={m}"
        for m in ("degree", "pagerank", "betweenness", "eigenvector", "hubs")
    ),
    "/api/graph/centrality?window=month",
    "/api/graph/communities",
    "/api/graph/communities?method=louvain&seed=3",
    "/api/graph/stats",
    "/api/graph/components",
    "/api/graph/bridges",
    "/api/graph/cores",
    "/api/graph/balance?status=all",
    "/api/graph/speakers?status=all",
    "/api/graph/contested",
    "/api/graph/changes?before=2023&after=2024",
    f"/api/graph/similar?id={KARI}&by=jaccard",
    "/api/graph/comentions",
    f"/api/graph/comentions?id={KARI}&without_facts=true",
]


def model_of(address: str) -> Any:
    path = address.partition("?")[0]
    routes = [r for module in (network, structure) for r in module.router.routes if isinstance(r, APIRoute)]
    return next(route.response_model for route in routes if route.path == path)


@pytest.mark.parametrize("address", PATHS)
def test_answers_are_what_the_description_says(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.text
    schema = client.get("/openapi.json").json()["paths"][address.partition("?")[0]]["get"]
    assert schema["responses"]["200"]["content"]["application/json"]["schema"]
    assert all("description" in parameter for parameter in schema["parameters"])
    assert client.get(address).json() == response.json()
    model = model_of(address)
    TypeAdapter(model).validate_json(response.content)


def test_a_part_of_the_network(client: TestClient, store: Store) -> None:
    told = client.get("/api/graph", params={"center": KARI, "class": "Meeting", "language": "nn"}).json()
    asking = Asking(build_network(store), fact_filter(classes=["Meeting"]))
    expected = subgraph_document(neighbourhood(asking, [DEFAULT_BASE + KARI]), DEFAULT_BASE)
    assert told == expected
    assert (told["nodes"][0]["id"], told["nodes"][0]["positions"]) == (KARI, None)
    edge = next(e for e in told["edges"] if {e["source"], e["target"]} == {KARI, LIV})
    assert (edge["class"], edge["label"], edge["facts"], edge["articles"]) == ("Meeting", "møtte", 2, 2)
    assert all(client.get(f"/api/events/{fact}").status_code == 200 for fact in edge["evidence"])
    cut = client.get("/api/graph", params={"center": KARI, "limit": 2}).json()
    assert (len(cut["nodes"]), cut["truncated"]) == (2, True)
    assert client.get("/api/graph", params={"center": DEFAULT_BASE + KARI, "depth": 0}).json()["edges"] == []
    drawn = client.get("/api/graph", params={"layout": True}).json()["nodes"]
    assert all(-1 <= n["x"] <= 1 and -1 <= n["y"] <= 1 for n in drawn)


def test_paths_have_sentences(client: TestClient) -> None:
    told = client.get("/api/paths", params={"from": KARI, "to": LIV, "k": 1}).json()
    (path,) = told["paths"]
    assert [n["id"] for n in path["nodes"]] == [KARI, LIV]
    (step,) = path["steps"]
    assert (step["from"]["id"], step["to"]["id"], step["total"]) == (KARI, LIV, 3)
    assert [p["label"] for p in step["predicates"]] == ["vere samd", "met"]
    assert "Kari Vik møtte Liv Strand i dag." in [f["sentence"] for f in step["facts"]]
    assert all(client.get(f"/api/events/{f['id']}").json()["iri"] == f["iri"] for f in step["facts"])
    # Where from and to are ends, the window has other names.
    window = {"from": KARI, "to": LIV, "since": "2024-04", "until": "2024-04-30"}
    (only,) = client.get("/api/paths", params=window).json()["paths"][0]["steps"][0]["facts"]
    assert (only["article"], only["time"]) == ("havnen-2024", "2024-04-02")
    assert client.get("/api/paths", params={**window, "since": "2025", "until": "2025"}).json()["paths"] == []


def test_centrality_by_window(client: TestClient) -> None:
    told = client.get("/api/graph/centrality", params={"window": "month"}).json()["rankings"]
    assert [(r["first"], r["last"]) for r in told] == [
        ("2024-03-01", "2024-03-31"),
        ("2024-04-01", "2024-04-30"),
    ]
    assert {e["actor"]["id"] for e in told[1]["entities"]} == {KARI, LIV}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/graph?center=person/ingen", 404, ["person/ingen", "/api/entities?q="]),
        (f"/api/paths?from={KARI}&to=ingen", 404, ["ingen"]),
        (f"/api/paths?from={KARI}", 422, ["the parameter to is missing"]),
        (f"/api/paths?from={KARI}&to={LIV}&max_length=99", 422, ["max_length = '99'"]),
        ("/api/graph?class=Quarrel", 422, ["class = 'Quarrel' is no event class"]),
        ("/api/graph?from=2025&to=2024", 422, ["from = '2025' is after"]),
        ("/api/graph/centrality?measure=fame", 422, ["measure = 'fame'", "pagerank"]),
        ("/api/graph/centrality?window=month&from=1500&to=2000", 422, ["makes 6012 windows"]),
        ("/api/graph/changes?before=once&after=2024", 422, ["before = 'once' is no period"]),
        ("/api/graph/similar?id=ingen", 404, ["ingen"]),
        ("/api/graph/speakers?about=ingen", 404, ["ingen"]),
        ("/api/graph?center=%00", 404, ["no entity"]),
        ("/api/graph/communities?resolution=nan", 422, ["resolution"]),
        ("/api/export?format=graphml&status=maybe", 422, ["status = 'maybe'"]),
    ],
)
def test_problems_tell_value_and_remedy(
    client: TestClient, address: str, status: int, words: list[str]
) -> None:
    response = client.get(address)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    for word in words:
        assert word in response.json()["detail"]


def test_the_network_follows_the_store() -> None:
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        with TestClient(create_app(Settings(), store)) as client:
            assert client.get("/api/graph/stats").json()["articles"] == 1
            store.replace_article(article_quads(bokmaal()))
            assert client.get("/api/graph/stats").json()["articles"] == 2
            store.remove_article(next(r.iri for r in store.articles() if r.identifier == "hamna-2024"))
            told = client.get("/api/graph").json()
            assert {n["id"] for n in told["nodes"]} == {KARI, LIV}


def test_a_network_that_is_not_ready_says_when_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.memory() as store:
        application = create_app(Settings(), store)

        def never(_patience: float) -> None:
            raise NotReadyError("it is being made")

        monkeypatch.setattr(application.state.network, "reading", never)
        with TestClient(application) as client:
            response = client.get("/api/graph")
        assert (response.status_code, response.headers["retry-after"]) == (503, "10")
        assert "Ask again" in response.json()["detail"]


def test_an_empty_store_has_answers() -> None:
    with Store.memory() as store, TestClient(create_app(Settings(), store)) as client:
        for address in PATHS:
            response = client.get(address)
            if "person/" in address:
                assert response.status_code == 404
            else:
                assert response.status_code == 200, response.text
                model = model_of(address)
                TypeAdapter(model).validate_json(response.content)


# Exports


@pytest.mark.parametrize("form", ExportFormat)
def test_exports_with_filters_are_what_the_command_writes(
    client: TestClient, store: Store, form: ExportFormat
) -> None:
    response = client.get(
        "/api/export", params={"format": form.value, "class": "Meeting", "article": "hamna-2024"}
    )
    chosen = fact_filter(classes=["Meeting"], articles=["hamna-2024"], status="all" if form.is_rdf else None)
    assert response.content == exported(store, form, ExportOptions(chosen=chosen, languages=LANGUAGES))
    assert response.headers["content-disposition"] == f'attachment; filename="nyhendegraf{form.suffix}"'


def test_exports_tell_what_is_asserted_unless_asked_for_all(client: TestClient, store: Store) -> None:
    for given, told in (({}, None), ({"status": "all"}, "all"), ({"modality": "possible"}, "possible")):
        response = client.get("/api/export", params={"format": "gexf", **given})
        chosen = fact_filter(modalities=["possible"]) if told == "possible" else fact_filter(status=told)
        assert response.content == exported(
            store, ExportFormat.GEXF, ExportOptions(chosen=chosen, languages=LANGUAGES)
        )
    asserted = client.get("/api/export", params={"format": "trig", "status": "asserted"}).content
    assert b"ng:Possible" in client.get("/api/export", params={"format": "trig"}).content
    assert b"ng:Possible" not in asserted


def test_exports_for_a_program_and_with_events(client: TestClient, store: Store) -> None:
    response = client.get("/api/export", params={"format": "graphml", "profile": "yed", "nodes": "events"})
    options = ExportOptions(profile=Profile.YED, projection=Projection.EVENTS, languages=LANGUAGES)
    assert response.content == exported(store, ExportFormat.GRAPHML, options)
    assert etree.fromstring(response.content).tag.endswith("graphml")


def test_exported_tables_are_a_zip_file(client: TestClient) -> None:
    response = client.get("/api/export", params={"format": "csv"})
    assert response.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode())))
    assert "Northland" in {row["Label"] for row in rows}
