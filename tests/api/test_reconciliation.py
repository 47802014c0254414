"""The Reconciliation API, as OpenRefine asks it."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.model.vocabulary import EntityType, EventClass, Role
from tests.graph.examples import Story

API = "/api/reconcile"


def test_the_manifest_tells_of_everything_else(client: TestClient) -> None:
    manifest = client.get(API).json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace"} <= set(manifest)
    for kind, service in manifest["suggest"].items():
        path = (service["service_url"] + service["service_path"]).removeprefix("http://testserver")
        assert client.get(path, params={"prefix": "per"}).status_code == 200, kind
    proposed = manifest["extend"]["propose_properties"]
    path = (proposed["service_url"] + proposed["service_path"]).removeprefix("http://testserver")
    assert {p["id"] for p in client.get(path, params={"type": "Person"}).json()["properties"]} >= {
        "label",
        "wikidata",
    }
    page = client.get(
        manifest["preview"]["url"].removeprefix("http://testserver").replace("{{id}}", "person/kari-vik")
    )
    assert page.headers["content-type"].startswith("text/html")
    assert "Kari Vik" in page.text


def asked(client: TestClient, how: str, queries: dict[str, Any]) -> dict[str, Any]:
    values = {"queries": json.dumps(queries)}
    response = client.get(API, params=values) if how == "get" else client.post(API, data=values)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize("how", ["get", "post"])
def test_names_become_candidates(client: TestClient, how: str) -> None:
    found = asked(
        client,
        how,
        {
            "q0": {"query": "kari vik"},
            "q1": {"query": "Storvik", "type": "Person"},
            "q2": {"query": "havneradet", "type": ["GovernmentBody", "Party"], "limit": 1, "properties": []},
            "q3": {"query": "ingen som finst"},
        },
    )
    best = found["q0"]["result"][0]
    assert (best["id"], best["name"], best["score"], best["match"]) == (
        "person/kari-vik",
        "Kari Vik",
        100.0,
        True,
    )
    assert best["type"][0]["id"] == "Person"
    assert all(c["type"][0]["id"] == "Person" and not c["match"] for c in found["q1"]["result"])
    assert [c["id"] for c in found["q2"]["result"]] == ["body/harbour-council"]
    assert found["q3"] == {"result": []}


def test_tables_are_extended(client: TestClient) -> None:
    wanted = {
        "ids": ["body/harbour-council", "person/ingen"],
        "properties": [{"id": "wikidata"}, {"id": "articles"}],
    }
    found = client.post(API, data={"extend": json.dumps(wanted)}).json()
    assert [m["id"] for m in found["meta"]] == ["wikidata", "articles"]
    assert found["rows"] == {
        "body/harbour-council": {"wikidata": [{"str": "Q42"}], "articles": [{"int": 1}]},
        "person/ingen": {"wikidata": [], "articles": []},
    }


def test_suggestions(client: TestClient) -> None:
    people = client.get(f"{API}/suggest/entity", params={"prefix": "liv"}).json()["result"]
    assert [p["id"] for p in people] == ["person/liv-strand"]
    types = client.get(f"{API}/suggest/type", params={"prefix": "Gov"}).json()["result"]
    assert [t["id"] for t in types] == ["GovernmentBody"]
    assert client.get(f"{API}/suggest/entity", params={"prefix": "liv", "cursor": 1}).json()["result"] == []


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"queries": "{"}, 400),
        ({"queries": "[]"}, 422),
        ({"queries": '{"q0": "Kari"}'}, 422),
        ({"queries": '{"q0": {"query": 1}}'}, 422),
        ({"extend": '{"ids": 1}'}, 422),
        ({"extend": '{"ids": [], "properties": [{"id": "colour"}]}'}, 422),
    ],
)
def test_what_cannot_be_asked(client: TestClient, values: dict[str, str], status: int) -> None:
    for response in (client.get(API, params=values), client.post(API, data=values)):
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"
    assert client.post(API, json={}).status_code == 415
    many = json.dumps({str(n): {"query": "a"} for n in range(501)})
    assert client.post(API, data={"queries": many}).status_code == 422
    assert client.get(API, params={"queries": many}).status_code == 422
    assert client.post(API, data={"a": "b"}).status_code == 400
    assert client.get(f"{API}/preview", params={"id": "person/ingen"}).status_code == 404


def test_names_are_no_markup() -> None:
    name = '<script>alert("1")</script>'
    story = Story("fare", f"{name} møtte Kari.")
    hostile, kari = (
        story.entity("person/fare", EntityType.PERSON, name),
        story.entity("person/kari", EntityType.PERSON, "Kari"),
    )
    story.event(
        EventClass.MEETING, "møte", "møtte", story.article.text, (Role.AGENT, hostile), (Role.COAGENT, kari)
    )
    with Store.memory() as store:
        store.replace_article(article_quads(story.linked()))
        page = TestClient(create_app(Settings(), store)).get(f"{API}/preview", params={"id": "person/fare"})
    assert (page.status_code, "<script>" in page.text, "&lt;script&gt;" in page.text) == (200, False, True)
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
