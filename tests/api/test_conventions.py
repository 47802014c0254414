"""What holds for every answer: tags, ids, measures, rates and lines in the log."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.api.rates import Rates
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import bokmaal, harbour


@pytest.fixture
def own() -> Iterator[Store]:
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        yield store


TAGGED = [
    "/api/articles",
    "/api/articles/hamna-2024",
    "/api/entities?q=kari",
    "/api/events",
    "/api/export?format=trig",
]


@pytest.mark.parametrize("path", TAGGED)
def test_what_is_held_is_not_sent_again(client: TestClient, path: str) -> None:
    client.get("/api/articles")  # waits for the index, without which there is nothing to name
    first = client.get(path)
    tag = first.headers["etag"]
    assert re.fullmatch(r'"[^"]+"', tag)
    for given in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get(path, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.head(path, headers={"If-None-Match": tag}).status_code == 304
    for given in ('"other"', "", "*", "nonsense"):
        assert client.get(path, headers={"If-None-Match": given}).status_code == 200


def test_a_change_of_the_store_is_another_tag(own: Store) -> None:
    with TestClient(create_app(Settings(), own)) as client:
        client.get("/api/articles")
        tag = client.get("/api/articles").headers["etag"]
        own.replace_article(article_quads(bokmaal()))
        client.app.state.current.written([])  # type: ignore[attr-defined]
        answer = client.get("/api/articles", headers={"If-None-Match": tag})
        assert (answer.status_code, answer.json()["total"]) == (200, 2)
        assert answer.headers["etag"] != tag


def test_what_others_write_shows_after_some_seconds(own: Store) -> None:
    with TestClient(create_app(Settings(), own)) as client:
        assert client.get("/api/articles").json()["total"] == 1
        own.replace_article(article_quads(bokmaal()))
        client.app.state.current.wake()  # type: ignore[attr-defined]
        for _ in range(200):
            if client.get("/api/articles").json()["total"] == 2:
                break
        else:
            pytest.fail("the index did not follow")


def test_another_language_is_another_answer(own: Store) -> None:
    tags = set()
    for language in ("nn", "nb"):
        client = TestClient(create_app(Settings.model_validate({"language": language}), own))
        client.get("/api/events")
        tags.add(client.get("/api/events").headers["etag"])
    assert len(tags) == 2


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/sparql?query=ASK%7B%7D", "/api/articles/ingen"])
def test_what_depends_on_more_has_no_tag(client: TestClient, path: str) -> None:
    assert "etag" not in client.get(path).headers


def test_each_request_has_an_id(client: TestClient) -> None:
    ids = {client.get("/healthz").headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3
    assert client.get("/ingen", headers={"X-Request-Id": "abc-1"}).headers["x-request-id"] == "abc-1"
    for wrong in ("a b", "x" * 101, "<script>", ""):
        assert client.get("/healthz", headers={"X-Request-Id": wrong}).headers["x-request-id"] != wrong


@pytest.mark.parametrize("style", ["json", "text", "none"])
def test_a_line_in_the_log(own: Store, caplog: pytest.LogCaptureFixture, style: str) -> None:
    client = TestClient(create_app(Settings.model_validate({"request_log": style}), own))
    with caplog.at_level(logging.INFO, "nyhendegraf.requests"):
        client.get("/api/articles/ein%0Atil?x=løynd", headers={"X-Request-Id": "abc"})
    lines = [record.getMessage() for record in caplog.records]
    if style == "none":
        assert lines == []
        return
    (line,) = lines
    assert "\n" not in line
    assert "løynd" not in line
    if style == "json":
        told = json.loads(line)
        assert (told["id"], told["method"], told["status"]) == ("abc", "GET", 404)
        assert told["path"] == "/api/articles/ein\ntil"
        assert told["milliseconds"] > 0
    else:
        assert "abc" in line
        assert "GET /api/articles/ein\\ntil 404" in line


def test_measures(own: Store) -> None:
    with TestClient(create_app(Settings(), own)) as client:
        for _ in range(3):
            client.get("/api/articles/hamna-2024")
        client.get("/ingen")
        response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    assert (
        'nyhendegraf_requests_total{method="GET",route="/api/articles/{id:path}",status="200"} 3.0'
        in response.text
    )
    assert 'status="404"' in response.text
    assert "nyhendegraf_articles 1.0" in response.text
    assert 'nyhendegraf_request_seconds_bucket{le="0.05",route="/api/articles/{id:path}"}' in response.text


def test_who_asks_too_often_has_to_wait(own: Store) -> None:
    client = TestClient(create_app(Settings(max_requests_per_second=1.5), own))
    answers = [client.get("/healthz") for _ in range(5)]
    assert [a.status_code for a in answers[:3]] == [200, 200, 200]
    late = answers[-1]
    assert (late.status_code, late.headers["content-type"]) == (429, "application/problem+json")
    assert int(late.headers["retry-after"]) >= 1
    assert late.json()["title"] == "Too many requests"


def test_rates_are_of_each_client(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("app.api.rates.time.monotonic", lambda: now[0])
    rates = Rates(1 / 60, 2)
    assert [rates.wait("a") for _ in range(3)] == [None, None, 60]
    assert rates.wait("b") is None
    now[0] = 60.0
    assert [rates.wait("a"), rates.wait("a")] == [None, 60]
    assert Rates(0).wait("a") is None


def test_the_index_is_told_of_while_it_is_made(own: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    application = create_app(Settings(), own)
    monkeypatch.setattr(type(application.state.current), "index", lambda self, patience=0.0: None)
    response = TestClient(application).get("/api/articles")
    assert (response.status_code, response.json()["title"]) == (503, "Index not ready")
    assert response.headers["retry-after"] == "10"
    assert "etag" not in response.headers
