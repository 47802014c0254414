"""Articles at addresses, looked at before they are added."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import create_app, schemas
from app.config import Settings
from app.graph.store import Store
from app.reading.web import apart
from app.reading.web.apart import Fetching, FetchingBusyError, FetchingGoneError, Look
from tests.fakes import FakeFactory
from tests.reading.site import Site, serving
from tests.reading.sources import documents as d

TOKEN = "eit-hemmeleg-teikn"
WRITER = {"Authorization": f"Bearer {TOKEN}"}
SETTINGS = Settings.model_validate(
    {"update_token": TOKEN, "allow_private_addresses": True, "max_extracts_per_minute": 0}
)
PROGRAM = "app.scale.fetching"


@pytest.fixture(scope="module")
def fetching() -> Iterator[Fetching]:
    """Its process takes seconds to know languages."""
    with closing(Fetching(PROGRAM)) as process:
        yield process


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def client(fetching: Fetching | None, **settings: Any) -> TestClient:
    chosen = SETTINGS.model_copy(update=settings)
    return TestClient(
        create_app(chosen, Store.memory(), writable=True, factory=FakeFactory(chosen), fetching=fetching)
    )


def test_a_page_is_told_as_it_can_be_added(fetching: Fetching, site: Site) -> None:
    url = site.put("/saker/brua", d.PAGE)
    asking = client(fetching)
    response = asking.post("/api/fetch", json={"address": url}, headers=WRITER)
    found = schemas.FetchedOut.model_validate(response.json())
    assert found.model_dump(mode="json") == response.json()
    assert (found.address, found.errors, found.truncated) == (url, [], False)
    assert response.headers["cache-control"] == "no-store"
    (article,) = response.json()["articles"]
    assert (article["id"], article["headline"]) == (url, article["text"].partition("\n")[0])
    assert article.pop("language") in ("nn", "nb")
    assert asking.get("/api/articles").json()["total"] == 0
    made = asking.post("/api/articles", json=article, headers=WRITER)
    assert made.status_code == 201, made.text
    assert (made.json()["id"], made.json()["text"]) == (url, article["text"])
    assert (made.json()["published"], made.json()["url"]) == (article["date"], article["url"])


def test_a_feed_has_many(fetching: Fetching, site: Site) -> None:
    items = "".join(
        f"<item><guid>n{n}</guid><description>Ein god del ord om sak {n}.</description></item>"
        for n in range(120)
    )
    url = site.put("/rss", f"<rss version='2.0'><channel>{items}<item/></channel></rss>".encode())
    found = client(fetching).post("/api/fetch", json={"address": url}, headers=WRITER).json()
    assert (len(found["articles"]), found["truncated"]) == (100, True)
    short = site.put("/kort", f"<rss version='2.0'><channel>{items[:200]}".encode())
    found = client(fetching).post("/api/fetch", json={"address": short}, headers=WRITER).json()
    assert found["articles"][0]["id"] == "n0"
    assert found["articles"][0]["headline"] is None


def test_other_languages_are_told(fetching: Fetching, site: Site) -> None:
    text = (
        b"The minister said that the road would be opened before the winter, and that they had waited long."
    )
    found = client(fetching).post("/api/fetch", json={"address": site.put("/en.txt", text)}, headers=WRITER)
    assert found.json()["articles"][0]["language"] == "en"


@pytest.mark.parametrize(
    ("sent", "status", "title"),
    [
        ({"address": "ftp://127.0.0.1/x"}, 422, "No address"),
        ({"address": "/etc/passwd"}, 422, "No address"),
        ({"address": "http://"}, 422, "No address"),
        ({"address": "http://[::1/x"}, 422, "Address refused"),
        ({"address": "https://a" + "x" * 2_000}, 422, "No address"),
        ({}, 422, "No address"),
        ({"address": "http://127.0.0.1:1/", "cookies": "x"}, 422, "No address"),
        ([], 422, "No address"),
        ({"address": "http://finst-ikkje.invalid/"}, 502, "Address not read"),
        ({"address": "@/borte"}, 502, "Address not read"),
        ({"address": "@/tom"}, 422, "No article"),
        ({"address": "@/vekk"}, 422, "Address refused"),
    ],
)
def test_what_has_no_article(fetching: Fetching, site: Site, sent: Any, status: int, title: str) -> None:
    site.put("/tom", b"")
    site.put("/vekk", status=302, Location="file:///etc/passwd")
    if isinstance(sent, dict) and sent.get("address", "").startswith("@"):
        sent = {"address": site.address + sent["address"][1:]}
    response = client(fetching).post("/api/fetch", json=sent, headers=WRITER)
    assert (response.status_code, response.json()["title"]) == (status, title), response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_private_addresses_are_refused(fetching: Fetching, site: Site) -> None:
    asking = client(fetching, allow_private_addresses=False)
    response = asking.post("/api/fetch", json={"address": site.put("/rss", d.RSS)}, headers=WRITER)
    assert (response.status_code, response.json()["title"]) == (422, "Address refused")
    assert "local network" in response.json()["detail"]
    assert not site.requests


def test_only_where_it_is_on_and_for_who_has_the_token(fetching: Fetching) -> None:
    sent = {"address": "https://www.example.no/"}
    assert client(fetching).post("/api/fetch", json=sent).status_code == 401
    off = client(None).post("/api/fetch", json=sent, headers=WRITER)
    assert (off.status_code, off.json()["title"]) == (403, "Fetching is off")
    reading = TestClient(create_app(SETTINGS, Store.memory(), fetching=fetching))
    assert reading.post("/api/fetch", json=sent, headers=WRITER).json()["title"] == "Updates are off"


def test_bodies_and_rates(fetching: Fetching, site: Site) -> None:
    asking = client(fetching, max_extracts_per_minute=1.0)
    assert asking.post("/api/fetch", content="{", headers=WRITER).status_code == 415
    typed = {**WRITER, "Content-Type": "application/json"}
    assert asking.post("/api/fetch", content="{", headers=typed).status_code == 400
    assert asking.post("/api/fetch", content=" " * 20_000, headers=typed).status_code == 413
    sent = {"address": site.put("/rss", d.RSS)}
    assert asking.post("/api/fetch", json=sent, headers=WRITER).status_code == 200
    assert asking.post("/api/fetch", json=sent, headers=WRITER).status_code == 429


def test_a_process_that_has_ended_is_told() -> None:
    process = Fetching(PROGRAM)
    os.kill(process._process.pid, signal.SIGKILL)
    with pytest.raises(FetchingGoneError):
        process.look(Look("http://127.0.0.1:1/"))
    response = client(process).post("/api/fetch", json={"address": "http://127.0.0.1:1/"}, headers=WRITER)
    assert (response.status_code, response.json()["title"]) == (503, "Fetching has ended")
    process.close()


def test_one_address_at_a_time(fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_SECONDS_TO_WAIT_FOR_OTHERS", 0.01)
    with fetching._asking:
        with pytest.raises(FetchingBusyError):
            fetching.look(Look("http://127.0.0.1:1/"))
        response = client(fetching).post("/api/fetch", json={"address": "http://a/"}, headers=WRITER)
        assert (response.status_code, response.headers["retry-after"]) == (503, "30")


def test_a_server_that_sends_a_byte_now_and_then_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.scale import fetching as program

    monkeypatch.setattr(program, "_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as slow:
        # It takes the connection, and never answers.
        url = f"http://127.0.0.1:{slow.getsockname()[1]}/"
        began = time.monotonic()
        found = program._answer(Look(url, allow_private=True))
    assert time.monotonic() - began < 5
    assert (found["failure"], found["articles"]) == ("failed", [])
    assert "0.5 seconds" in found["errors"][0]["reason"]
