"""Answers that are kept: the same bytes again, until the graph is another one."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import answers, create_app
from app.api.answers import KeptAnswers
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.query.index import reading
from tests.graph.examples import bokmaal, harbour

TOKEN = "eit-hemmeleg-teikn"
SETTINGS = Settings.model_validate({"update_token": TOKEN})


@pytest.fixture
def client() -> Iterator[TestClient]:
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        with TestClient(create_app(SETTINGS, store, writable=True)) as asking:
            asking.headers["Accept-Encoding"] = "identity"
            yield asking


@pytest.fixture
def reads(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read of the index, one for each answer that was made."""
    found: list[str] = []
    real = reading.one_moment

    def counted(connection: Any) -> Any:
        found.append("read")
        return real(connection)

    client.get("/api/articles")
    monkeypatch.setattr(reading, "one_moment", counted)
    return found


PATHS = (
    "/api/entities?q=kari",
    "/api/entities/person/kari-vik",
    "/api/events?limit=1",
    "/api/articles/hamna-2024",
)


@pytest.mark.parametrize("path", PATHS)
def test_the_same_again_without_reading(client: TestClient, reads: list[str], path: str) -> None:
    first, again = client.get(path), client.get(path)
    assert len(reads) == 1
    assert first.status_code == 200
    assert again.content == first.content
    apart = "x-request-id"
    assert first.headers[apart] != again.headers[apart]
    assert {k: v for k, v in first.headers.items() if k != apart} == {
        k: v for k, v in again.headers.items() if k != apart
    }
    told = client.get("/metrics").text
    assert 'status="200"' in told and 'route="other"' not in told


def test_what_an_answer_depends_on_is_told_apart(client: TestClient, reads: list[str]) -> None:
    path = "/api/articles/hamna-2024"
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    elsewhere = client.get(path, headers={"Origin": "https://blad.example"})
    other = client.get(f"{path}?language=nn")
    assert len(reads) == 4
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert elsewhere.headers["access-control-allow-origin"] == "*"
    assert packed.json() == plain.json() != other.json()
    head = client.head(path)
    assert (head.content, len(reads)) == (b"", 5)


def test_what_is_no_answer_is_not_kept(client: TestClient, reads: list[str]) -> None:
    for path in ("/api/entities/person/ingen", "/api/graph/stats"):
        assert [client.get(path).status_code for _ in range(2)] in ([404, 404], [200, 200])
    assert len(reads) == 2


def test_a_change_shows_at_once(client: TestClient) -> None:
    before = client.get("/api/articles").json()
    assert client.get("/api/articles").json() == before
    store = client.app.state.store  # type: ignore[attr-defined]
    store.replace_article(article_quads(bokmaal()))
    client.app.state.current._refresh()  # type: ignore[attr-defined]
    assert client.get("/api/articles").json()["total"] == before["total"] + 1


def test_so_much_is_kept_and_no_more(
    client: TestClient, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(client.get("/api/events?limit=1").content)
    reads.clear()
    monkeypatch.setattr(answers, "_MOST_BYTES", 2 * size + 200)
    for limit in (1, 2, 1, 2, 1):
        client.get(f"/api/events?limit=1&min_confidence=0.0{limit}")
    assert len(reads) == 2
    monkeypatch.setattr(answers, "_LONGEST", size - 1)
    for _ in range(2):
        client.get("/api/events?limit=1&min_confidence=0.03")
    assert len(reads) == 4


def test_a_change_while_an_answer_is_made_keeps_nothing() -> None:
    import asyncio

    tags = iter(["a", "b", "b", "b", "b"])
    made: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        made.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async def nothing(_message: Any = None) -> Any:
        return None

    layer = KeptAnswers(app, tag=lambda: next(tags))
    scope = {"type": "http", "method": "GET", "path": "/api/events", "query_string": b"", "headers": []}
    for _ in range(3):
        asyncio.run(layer({**scope}, nothing, nothing))
    # The first was made while «a» became «b»; the second is kept.
    assert len(made) == 2
