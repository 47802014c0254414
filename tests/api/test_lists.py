"""What the API answers from its index: shapes, pages, and parts of entities and events."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from app.api import schemas, work_schemas
from app.graph.vocabulary import DEFAULT_BASE
from tests.graph.examples import TEXT

KARI = "/api/entities/person/kari-vik"
SHAPES: dict[str, type[BaseModel]] = {
    "/api/entities": schemas.EntityList,
    "/api/entities?q=kari": schemas.EntityList,
    KARI: schemas.EntityDetail,
    f"{KARI}/events": schemas.FactList,
    f"{KARI}/neighbours": schemas.NeighbourList,
    f"{KARI}/timeline": schemas.Timeline,
    f"{KARI}/quotes": schemas.QuoteList,
    f"{KARI}/mentions": schemas.MentionList,
    "/api/events": schemas.FactList,
    "/api/articles": schemas.ArticleList,
    "/api/articles/hamna-2024": schemas.ArticleDetail,
    "/api/articles/hamna-2024/changes": work_schemas.ArticleChanges,
}


@pytest.mark.parametrize("path", SHAPES)
def test_answers_are_what_is_documented(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    document = response.json()
    parsed = SHAPES[path].model_validate(document)
    assert parsed.model_dump(by_alias=True, mode="json") == document, "nothing that is not documented"


def whole(client: TestClient, path: str, name: str, limit: int) -> list[Any]:
    """All pages, by Link."""
    found: list[Any] = []
    address: str | None = f"{path}{'&' if '?' in path else '?'}limit={limit}"
    while address is not None:
        response = client.get(address)
        page = response.json()
        assert len(page[name]) <= limit or name == "quotes"
        link = response.headers.get("link")
        assert page["truncated"] == (page["next"] is not None) == (link is not None)
        found += page[name]
        match = re.fullmatch(r'<([^>]+)>; rel="next"', link) if link else None
        address = match[1] if match else None
    return found


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/entities", "entities"),
        ("/api/entities?q=s", "entities"),
        ("/api/entities?type=Person", "entities"),
        (f"{KARI}/events", "events"),
        (f"{KARI}/events?class=Meeting&class=aged", "events"),
        (f"{KARI}/neighbours", "neighbours"),
        (f"{KARI}/quotes", "quotes"),
        (f"{KARI}/mentions", "mentions"),
        ("/api/events", "events"),
        ("/api/events?status=asserted&lang=nn", "events"),
        ("/api/articles", "articles"),
        ("/api/articles?order=published", "articles"),
    ],
)
def test_pages_put_together_are_the_whole(client: TestClient, path: str, name: str) -> None:
    expected = client.get(path, params={"limit": 200} if "?" not in path else None).json()
    assert not expected["truncated"]
    assert whole(client, path, name, 1) == whole(client, path, name, 2) == expected[name]
    assert expected[name]


def test_a_timeline_in_pages(client: TestClient) -> None:
    found = client.get(f"{KARI}/timeline").json()
    assert [(d["date"], d["precision"], len(d["facts"])) for d in found["timeline"]] == [
        ("2024-04-02", "day", 1)
    ]
    assert len(found["undated"]) == 5
    council = client.get("/api/entities/body/harbour-council/timeline").json()
    assert [(d["date"], d["precision"]) for d in council["timeline"]] == [("2024-03", "month")]


def test_a_cursor_is_of_its_list(client: TestClient) -> None:
    cursor = client.get("/api/events?limit=1").json()["next"]
    assert client.get(f"/api/events?limit=5&cursor={cursor}").status_code == 200
    for other in (f"/api/events?class=Meeting&cursor={cursor}", f"/api/articles?cursor={cursor}"):
        response = client.get(other)
        assert (response.status_code, response.json()["title"]) == (422, "Invalid request")


@pytest.mark.parametrize(
    "cursor", ["", "=", "ÆØÅ", "W10", "bnVsbA", "W251bGwsMV0", "W1tdXQ", "e30", "%00", "x" * 2_900]
)
def test_what_is_no_cursor(client: TestClient, cursor: str) -> None:
    assert client.get("/api/events", params={"cursor": cursor}).status_code == 422


def test_quotes_are_in_the_text(client: TestClient) -> None:
    quotes = client.get("/api/entities/person/per-aa-moe/quotes").json()["quotes"]
    assert quotes == []
    said = client.get(f"{KARI}/quotes").json()["quotes"]
    assert [(q["text"], q["fact"]["label"], q["about"]) for q in said] == [
        ("Vi er samde", "utsegn — Kari Vik", [])
    ]
    for quote_ in said:
        assert TEXT[quote_["begin"] : quote_["end"]] == quote_["text"]


def test_mentions_are_in_the_text(client: TestClient) -> None:
    mentions = client.get(f"{KARI}/mentions").json()
    assert mentions["total"] == len(mentions["mentions"]) == 2
    first = mentions["mentions"][0]
    assert TEXT[first["begin"] : first["end"]] == first["text"] == "Kari Vik"
    assert first["article"]["id"] == "hamna-2024"


def test_an_article_tells_where_it_speaks_of_whom(client: TestClient) -> None:
    article = client.get("/api/articles/hamna-2024", params={"language": "nb"}).json()
    council = next(m for m in article["mentions"] if m["entity"] == "body/harbour-council")
    assert (council["label"], council["type"], council["kind"]) == ("Havnerådet", "GovernmentBody", "name")
    assert article["text"][council["begin"] : council["end"]] == "Hamnerådet i Storvik"


def test_events_of_several_and_by_place(client: TestClient) -> None:
    both = client.get(
        "/api/events", params={"participant": ["person/kari-vik", f"{DEFAULT_BASE}person/liv-strand"]}
    ).json()
    assert [e["class"] for e in both["events"]] == ["Meeting", "Event", "Meeting"]
    agents = client.get("/api/events", params={"participant": "person/liv-strand", "role": "agent"}).json()
    assert [e["class"] for e in agents["events"]] == ["Visit"]
    assert client.get("/api/events", params={"place": "place/storvik"}).json()["events"] == []
    assert client.get("/api/events", params={"participant": "person/ingen"}).json()["events"] == []


def test_one_event_with_its_reports(client: TestClient) -> None:
    event = client.get("/api/events?class=Meeting&article=havnen-2024").json()["events"][0]
    for id_ in (event["id"], quote(event["iri"], safe="")):
        found = client.get(f"/api/events/{id_}").json()
        assert schemas.EventDetail.model_validate(found).kind == "Meeting"
        assert {k: found[k] for k in event} == event
        assert found["reports"] == [event]
        assert [e["text"] for e in found["evidence"]] == ["Kari Vik møtte Liv Strand i dag."]
    missing = client.get("/api/events/fact/0000")
    assert (missing.status_code, missing.json()["title"]) == (404, "No such event")


@pytest.mark.parametrize("part", ["events", "neighbours", "timeline", "quotes", "mentions"])
def test_parts_of_nobody(client: TestClient, part: str) -> None:
    response = client.get(f"/api/entities/person/ingen/{part}")
    assert (response.status_code, response.json()["title"]) == (404, "No such entity")
