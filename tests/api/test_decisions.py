"""Decisions made, listed and taken back by requests, and what the API answers then."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import create_app, schemas
from app.api.deciding import UNLIKE, DecisionList, DecisionOut
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.fakes import FakeFactory
from tests.graph.examples import harbour
from tests.query.index.test_standing import second

TOKEN = "eit-hemmeleg-teikn"
WRITER = {"Authorization": f"Bearer {TOKEN}"}
SETTINGS = Settings.model_validate({"update_token": TOKEN, "language": "nn"})
KARI, OTHER = "person/kari-vik", "person/kari-b-vik"
SAME = {"kind": "same", "a": KARI, "b": OTHER, "because": "same kontor", "by": "Liv"}


@pytest.fixture
def client() -> Iterator[TestClient]:
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        store.replace_article(article_quads(second().linked()))
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        with TestClient(application, follow_redirects=False) as asking:
            yield asking


def post(client: TestClient, content: Any, address: str = "", headers: Any = None) -> Any:
    return client.post(f"/api/decisions{address}", json=content, headers=headers or WRITER)


def test_a_decision_is_made_told_and_taken_back(client: TestClient) -> None:
    before = {iri: client.get(f"/api/entities/{iri}").json() for iri in (KARI, OTHER)}
    assert before[KARI]["merged"] == before[OTHER]["merged"] == []
    made = post(client, SAME)
    assert made.status_code == 201
    decision = made.json()
    assert DecisionOut.model_validate(decision).model_dump(mode="json") == decision
    assert (decision["kind"], decision["of"], decision["by"], decision["by_person"]) == (
        "same",
        "entities",
        "Liv",
        True,
    )
    assert {decision["a"]["id"], decision["b"]["id"]} == {KARI, OTHER}
    assert (decision["because"], decision["counts"], decision["undone"]) == ("same kontor", True, None)
    assert client.get(made.headers["location"]).json() == decision

    after = {iri: client.get(f"/api/entities/{iri}").json() for iri in (KARI, OTHER)}
    assert after[KARI] == after[OTHER]
    assert (after[KARI]["id"], after[KARI]["merged"]) == (OTHER, [KARI])
    assert schemas.EntityDetail.model_validate(after[KARI]).merged == [KARI]
    assert after[KARI]["mentions"] == sum(one["mentions"] for one in before.values())
    assert "Kari Vik" in after[KARI]["aliases"]
    found = client.get("/api/entities", params={"q": "Kari"}).json()["entities"]
    assert [hit["id"] for hit in found] == [OTHER]
    for part in ("events", "neighbours", "timeline", "quotes", "mentions"):
        its = [client.get(f"/api/entities/{iri}/{part}").json() for iri in (KARI, OTHER)]
        assert its[0] == its[1]
    asked = client.get("/api/events", params={"participant": KARI}).json()["events"]
    assert {event["article"]["id"] for event in asked} == {"hamna-2024", "hamna-igjen"}

    listed = client.get("/api/decisions").json()
    assert DecisionList.model_validate(listed).total == 1
    assert listed["decisions"] == [decision]
    assert client.get("/api/decisions", params={"of": OTHER}).json()["decisions"] == [decision]
    assert client.get("/api/decisions", params={"of": "person/ola-nes"}).json()["decisions"] == []

    undone = post(client, {"by": "Ola"}, f"/{decision['id'][:8]}/undo")
    assert undone.status_code == 200
    assert (undone.json()["undone_by"], undone.json()["counts"]) == ("Ola", False)
    assert {iri: client.get(f"/api/entities/{iri}").json() for iri in (KARI, OTHER)} == before
    assert client.get("/api/decisions").json()["decisions"] == []
    assert client.get("/api/decisions?all=true").json()["decisions"] == [undone.json()]


def test_what_is_told_apart_is_two_again(client: TestClient) -> None:
    assert post(client, SAME).status_code == 201
    apart = post(client, {**SAME, "kind": "different", "because": ""})
    assert (apart.status_code, apart.json()["kind"]) == (201, "different")
    assert client.get(f"/api/entities/{KARI}").json()["id"] == KARI
    listed = client.get("/api/decisions").json()["decisions"]
    assert [(one["kind"], one["counts"]) for one in listed] == [("same", False), ("different", True)]


def test_a_fact_that_is_wrong_is_told_apart(client: TestClient) -> None:
    event = client.get("/api/events?class=Meeting").json()["events"][0]
    assert event["wrong"] is False
    made = post(client, {"kind": "wrong", "a": event["id"], "by": "Liv"})
    assert made.status_code == 201
    decision = made.json()
    assert DecisionOut.model_validate(decision).b is None
    assert (decision["of"], decision["a"]["id"], decision["counts"]) == ("facts", event["id"], True)
    assert event["id"] not in [one["id"] for one in client.get("/api/events").json()["events"]]
    article = client.get(f"/api/articles/{event['article']['id']}").json()
    assert event["id"] not in [one["id"] for one in article["facts"]]
    assert client.get("/api/events?wrong=true").json()["events"] == [{**event, "wrong": True}]
    assert client.get(f"/api/events/{event['id']}").json()["wrong"] is True
    assert post(client, {"kind": "wrong", "a": event["id"], "by": "Liv"}).status_code == 409
    assert post(client, {"by": "Liv"}, f"/{decision['id']}/undo").status_code == 200
    assert client.get("/api/events?class=Meeting").json()["events"][0] == event


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "wrong", "a": KARI, "by": "Liv"},
        {"kind": "wrong", "a": KARI, "b": OTHER, "by": "Liv"},
        {"kind": "same", "a": KARI, "by": "Liv"},
    ],
)
def test_only_a_fact_alone_is_wrong(client: TestClient, content: dict[str, str]) -> None:
    assert post(client, content).status_code == 422


def test_pages_of_decisions_go_on_where_they_ended(client: TestClient) -> None:
    for kind in ("same", "different", "same"):
        assert post(client, {**SAME, "kind": kind}).status_code == 201
    found, address = [], "/api/decisions?limit=2"
    for expected in (2, 1):
        page = client.get(address)
        assert len(page.json()["decisions"]) == expected
        assert page.json()["total"] == 3
        found += page.json()["decisions"]
        address = page.links.get("next", {}).get("url", "")
    assert address == ""
    assert [one["kind"] for one in found] == ["same", "different", "same"]


@pytest.mark.parametrize(
    ("change", "status", "word"),
    [
        ({"a": "person/ingen"}, 404, "person/ingen"),
        ({"b": KARI}, 422, "two things"),
        ({"b": ""}, 422, "b"),
        ({"kind": "perhaps"}, 422, "kind"),
        ({"by": ""}, 422, "by"),
        ({"by": None}, 422, "by"),
        ({"because": "to\nlinjer"}, 422, "because"),
        ({"more": 1}, 422, "more"),
        ({"a": "<>\\ \n"}, 404, "<>"),
    ],
)
def test_what_cannot_be_decided_is_told(
    client: TestClient, change: dict[str, Any], status: int, word: str
) -> None:
    answer = post(client, SAME | change)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert word in answer.json()["detail"]
    assert client.get("/api/decisions?all=true").json()["total"] == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"a": KARI, "b": OTHER, "by": "Liv"}, ("kind is missing", '"kind": "same"')),
        ({"kind": "same", "a": KARI, "b": OTHER}, ("by is missing", '"by": "Liv"')),
        ({**SAME, "kind": "merge"}, ("kind = 'merge'", "'same', 'different' or 'wrong'")),
        ({**SAME, "why": ""}, ("why is no part of it", "because")),
        ({"kind": "same", "a": KARI, "by": "Liv"}, ("kind = 'same'", "give a and b")),
        ({"kind": "wrong", "a": KARI, "by": "Liv"}, (f"{KARI} is an entity", "fact/…")),
        ([], ("'[]' and no object", '"kind": "same"')),
    ],
)
def test_what_is_not_right_is_told_with_its_name_and_how_it_would_be(
    client: TestClient, content: Any, words: tuple[str, ...]
) -> None:
    answer = post(client, content)
    assert answer.status_code == 422
    for word in words:
        assert word in answer.json()["detail"]


def test_a_near_id_is_offered(client: TestClient) -> None:
    assert f"Did you mean {KARI}" in post(client, {**SAME, "a": "person/kari-vikk"}).json()["detail"]


def test_a_person_and_a_town_are_one_only_where_somebody_insists(client: TestClient) -> None:
    towns = client.get("/api/entities?type=GeopoliticalEntity").json()["entities"]
    wanted = {**SAME, "b": towns[0]["id"]}
    refused = post(client, wanted)
    assert (refused.status_code, refused.json()["title"]) == (422, UNLIKE)
    assert "GeopoliticalEntity" in refused.json()["detail"] and '"force": true' in refused.json()["detail"]
    assert post(client, {**wanted, "force": True}).status_code == 201
    assert client.get(f"/api/entities/{KARI}").json()["merged"]


def test_an_entity_and_an_event_are_not_the_same(client: TestClient) -> None:
    event = client.get("/api/events?class=Meeting").json()["events"][0]["id"]
    assert post(client, {**SAME, "b": event}).status_code == 422


def test_what_is_so_already_is_a_conflict(client: TestClient) -> None:
    made = post(client, SAME).json()
    again = post(client, {**SAME, "a": OTHER, "b": KARI})
    assert again.status_code == 409
    assert made["id"] in again.json()["detail"]
    assert post(client, {"by": "Liv"}, f"/{made['id']}/undo").status_code == 200
    assert post(client, {"by": "Liv"}, f"/{made['id']}/undo").status_code == 409
    assert post(client, {"by": "Liv"}, "/0123456789abcdef/undo").status_code == 404
    assert client.get("/api/decisions/0123456789abcdef").status_code == 404


def test_only_who_has_the_token_decides(client: TestClient) -> None:
    assert post(client, SAME, headers={"X-None": ""}).status_code == 401
    assert post(client, SAME, headers={"Authorization": "Bearer feil"}).status_code == 401
    assert post(client, {"by": "Liv"}, "/0123/undo", headers={"X-None": ""}).status_code == 401
    with Store.memory() as store, TestClient(create_app(SETTINGS, store)) as reader:
        assert post(reader, SAME).status_code == 403
        assert reader.get("/api/decisions").json()["decisions"] == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [("{", "application/json", 400), ("[]", "application/json", 422), ("kind=same", "text/plain", 415)],
)
def test_a_body_that_is_no_decision(client: TestClient, body: str, kind: str, status: int) -> None:
    answer = client.post("/api/decisions", content=body, headers={**WRITER, "Content-Type": kind})
    assert answer.status_code == status
    long = client.post(
        "/api/decisions", content="x" * 30_000, headers={**WRITER, "Content-Type": "application/json"}
    )
    assert long.status_code == 413
