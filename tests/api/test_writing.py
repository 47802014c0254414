"""Articles written, withdrawn, compared and analysed by requests; with a pipeline small enough to know by heart."""

import gzip
import io
import json
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
import pytest
from fastapi.testclient import TestClient

from app.api import create_app, schemas, work_schemas
from app.api.jobs import JOBS
from app.config import Settings
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from tests.fakes import BREAKS_ANALYSIS, FOREIGN, KILLS_THE_PROCESS, FakeFactory

TOKEN = "eit-hemmeleg-teikn"
WRITER = {"Authorization": f"Bearer {TOKEN}"}
SETTINGS = Settings.model_validate(
    {"update_token": TOKEN, "language": "nn", "max_bytes": 5_000, "batch_size": 2}
)
KARI = {"id": "hamna", "headline": "Møte", "date": "2024-03", "text": "Kari møtte Liv."}


@pytest.fixture(scope="module")
def running() -> Iterator[TestClient]:
    """Starting the process that analyses takes longest."""
    with Store.memory() as store:
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        with TestClient(application, follow_redirects=False) as client:
            yield client


@pytest.fixture
def client(running: TestClient) -> TestClient:
    for article in running.get("/api/articles").json()["articles"]:
        assert running.delete(f"/api/articles/{article['id']}", headers=WRITER).status_code == 204
    return running


def post(client: TestClient, content: Any, kind: str = "application/json") -> Any:
    text = content if isinstance(content, str) else json.dumps(content)
    return client.post("/api/articles", content=text, headers={**WRITER, "Content-Type": kind})


def test_an_article_comes_into_the_graph_and_goes(client: TestClient) -> None:
    made = post(client, KARI)
    assert (made.status_code, made.headers["location"]) == (201, "/api/articles/hamna")
    assert (
        schemas.ArticleDetail.model_validate(made.json()).model_dump(by_alias=True, mode="json")
        == made.json()
    )
    assert [f["class"] for f in made.json()["facts"]] == ["Meeting"]
    assert (made.json()["published"], made.json()["text"]) == ("2024-03", "Møte\n\nKari møtte Liv.")
    shown = client.get("/api/articles/hamna")
    assert shown.json() == made.json()
    assert shown.headers["etag"] == made.headers["etag"]
    assert [e["id"] for e in client.get("/api/entities?q=kari").json()["entities"]] == ["person/kari"]
    assert (
        client.get("/api/entities/person/liv/neighbours").json()["neighbours"][0]["entity"]["id"]
        == "person/kari"
    )
    assert client.delete("/api/articles/hamna", headers=WRITER).status_code == 204
    assert client.get("/api/articles/hamna").status_code == 404
    assert client.get("/api/entities?q=kari").json()["entities"] == []
    assert client.delete("/api/articles/hamna", headers=WRITER).status_code == 404


def test_posted_twice_is_a_conflict_and_put_replaces(client: TestClient) -> None:
    post(client, KARI)
    again = post(client, KARI)
    assert (again.status_code, again.json()["title"]) == (409, "There already")
    assert "PUT /api/articles/hamna" in again.json()["detail"]
    put = client.put("/api/articles/hamna", json={"text": "Per møtte Ola."}, headers=WRITER)
    assert put.status_code == 200
    assert [p["id"] for p in put.json()["facts"][0]["participants"]] == ["person/per", "person/ola"]
    assert client.get("/api/entities/person/kari").status_code == 404
    new = client.put(
        "/api/articles/a%2Fb c",
        content="date 2024\n\nPer møtte Ola.",
        headers={**WRITER, "Content-Type": "text/plain"},
    )
    assert (new.status_code, new.headers["location"]) == (201, "/api/articles/a%2Fb%20c")
    assert client.get(new.headers["location"]).json()["id"] == "a/b c"
    assert client.delete(new.headers["location"], headers=WRITER).status_code == 204


def test_conditions(client: TestClient) -> None:
    created = client.put(
        "/api/articles/x", json={"text": "Kari møtte Liv."}, headers={**WRITER, "If-None-Match": "*"}
    )
    assert created.status_code == 201
    tag = created.headers["etag"]
    # Another article changes the state of the graph, not this one.
    post(client, {**KARI, "id": "y"})
    changed = client.put(
        "/api/articles/x", json={"text": "Liv møtte Kari."}, headers={**WRITER, "If-Match": tag}
    )
    assert changed.status_code == 200
    for headers in (
        {"If-Match": tag},
        {"If-Match": f"W/{changed.headers['etag']}"},
        {"If-Match": '"nonsense"'},
        {"If-Match": ""},
        {"If-None-Match": "*"},
        {"If-None-Match": changed.headers["etag"]},
    ):
        refused = client.put(
            "/api/articles/x", json={"text": "Per møtte Ola."}, headers={**WRITER, **headers}
        )
        assert refused.status_code == 412, headers
    assert client.delete("/api/articles/x", headers={**WRITER, "If-Match": tag}).status_code == 412
    missing = client.put(
        "/api/articles/z", json={"text": "Per møtte Ola."}, headers={**WRITER, "If-Match": "*"}
    )
    assert missing.status_code == 412
    assert client.get("/api/articles/x").json()["facts"][0]["participants"][0]["id"] == "person/liv"
    gone = client.delete("/api/articles/x", headers={**WRITER, "If-Match": f'"a", {changed.headers["etag"]}'})
    assert gone.status_code == 204


@pytest.mark.parametrize(
    ("content", "kind", "status", "words"),
    [
        ("{", "application/json", 400, ["JSON"]),
        ('{"text": NaN}', "application/json", 400, ["NaN"]),
        ("[" * 4_000, "application/json", 400, ["JSON"]),
        (b"\xff", "application/json", 400, ["UTF-8"]),
        ("", "text/plain", 400, ["empty"]),
        ("{}", "application/json", 422, ["text"]),
        ('{"text": "Kari møtte Liv.", "colour": "red"}', "application/json", 422, ["colour"]),
        ('{"text": "Kari møtte Liv.", "date": "mandag"}', "application/json", 422, ["'mandag'", "YYYY"]),
        ('{"text": "Kari møtte Liv.", "id": " "}', "application/json", 422, ["id"]),
        ('{"text": "\\ud800"}', "application/json", 422, ["text", "unicode"]),
        ('"Kari"', "application/json", 422, ["article"]),
        ("[]", "application/json", 422, ["empty"]),
        ('{"text": "a"}\n{', "application/jsonl", 400, ["Line 2"]),
        ('{"text": "a"}\n{"txt": "b"}', "application/jsonl", 422, ["article 2", "text"]),
        (f"{FOREIGN} is English.", "text/plain", 422, ["English"]),
        (f"{BREAKS_ANALYSIS}.", "text/plain", 422, ["failed"]),
        ("date 2024-13\n\nKari møtte Liv.", "text/plain", 422, ["2024-13"]),
        ("Kari.", "image/png", 415, ["image/png", "application/json"]),
        ("x" * 5_001, "text/plain", 413, ["5000"]),
    ],
)
def test_what_is_no_article(
    client: TestClient, content: str | bytes, kind: str, status: int, words: list[str]
) -> None:
    for path in ("/api/articles", "/api/extract"):
        if path == "/api/extract" and ("jsonl" in kind or content == "[]"):
            continue
        response = client.post(path, content=content, headers={**WRITER, "Content-Type": kind})
        assert response.status_code == status, response.text
        assert response.headers["content-type"] == "application/problem+json"
        for word in words:
            assert word in response.json()["detail"]
    assert client.get("/api/articles").json()["total"] == 0


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/api/articles"), ("PUT", "/api/articles/a"), ("DELETE", "/api/articles/a")]
)
def test_only_who_has_the_token_writes(client: TestClient, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer galt"}, {"Authorization": f"Basic {TOKEN}"}):
        response = client.request(method, path, json=KARI, headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
    with Store.memory() as store:
        reading = TestClient(create_app(SETTINGS, store))
        refused = reading.request(method, path, json=KARI, headers=WRITER)
        assert refused.status_code == 403
        assert "serve --writable" in refused.json()["detail"]


# Analysis without storing


def test_a_text_is_analysed_and_not_stored(client: TestClient) -> None:
    before = client.get("/healthz").json()["quads"]
    response = client.post("/api/extract", json=KARI)
    document = response.json()
    assert schemas.ArticleDetail.model_validate(document).model_dump(by_alias=True, mode="json") == document
    assert [m["entity"] for m in document["mentions"]] == ["person/kari", "person/liv"]
    assert document["facts"][0]["predicate"]["label"] == "møtte"
    assert response.headers["cache-control"] == "no-store"
    assert client.get("/healthz").json()["quads"] == before
    plain = client.post(
        "/api/extract", content="Kari møtte Liv.", headers={"Content-Type": "text/plain"}
    ).json()
    assert plain["id"].startswith("text-")


@pytest.mark.parametrize(
    "media_type", ["application/ld+json", "text/turtle", "application/trig", "application/n-quads"]
)
def test_a_text_as_a_graph(client: TestClient, media_type: str) -> None:
    response = client.post("/api/extract", json=KARI, headers={"Accept": media_type})
    assert response.headers["content-type"].startswith(media_type)
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert form is not None
    quads = list(pyoxigraph.parse(response.content, form))
    assert any(q.subject == pyoxigraph.NamedNode(f"{DEFAULT_BASE}person/kari") for q in quads)
    assert client.post("/api/extract", json=KARI, headers={"Accept": "image/png"}).status_code == 406


def test_a_killed_process_costs_one_text(client: TestClient) -> None:
    killed = client.post("/api/extract", json={"text": KILLS_THE_PROCESS})
    assert (killed.status_code, killed.json()["title"]) == (503, "No analysis")
    assert client.post("/api/extract", json=KARI).status_code == 200


@pytest.fixture
def in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Analysis without a process of its own, which takes seconds to start."""
    monkeypatch.setattr(
        "app.api.analysis.ProcessPoolExecutor", lambda number, **_: ThreadPoolExecutor(number)
    )


@pytest.mark.usefixtures("in_threads")
def test_who_sends_too_many_texts_has_to_wait() -> None:
    settings = SETTINGS.model_copy(update={"max_extracts_per_minute": 1.0})
    with Store.memory() as store:
        application = create_app(settings, store, factory=FakeFactory(settings))
        with TestClient(application) as client:
            assert client.post("/api/extract", json=KARI).status_code == 200
            late = client.post("/api/extract", json=KARI)
            assert late.status_code == 429
            assert 1 <= int(late.headers["retry-after"]) <= 60


def test_what_a_new_text_would_change(client: TestClient) -> None:
    post(client, {"id": "a", "text": "Kari møtte Liv. Per møtte Ola."})
    tag = client.get("/api/articles").headers["etag"]
    response = client.post(
        "/api/articles/a/diff", json={"text": "Fyrst noko anna. Kari møtte Liv. Ola møtte Kari."}
    )
    found = response.json()
    assert work_schemas.Difference.model_validate(found).kept == 1
    assert [[p["id"] for p in f["participants"]] for f in found["added"]] == [["person/ola", "person/kari"]]
    assert [[p["id"] for p in f["participants"]] for f in found["removed"]] == [["person/per", "person/ola"]]
    assert [p["id"] for p in found["entities_removed"]] == ["person/per"]
    assert found["entities_added"] == []
    assert client.get("/api/articles").headers["etag"] == tag
    assert client.post("/api/articles/ingen/diff", json=KARI).status_code == 404


def test_how_an_article_has_changed(client: TestClient) -> None:
    post(client, {"id": "a", "headline": "Før", "text": "Kari møtte Liv.\n\nPer møtte Ola."})
    new = client.get("/api/articles/a/changes").json()
    assert new["added"] is not None
    assert (new["changed"], new["changes"]) == (None, [])
    for text in ("Kari møtte Liv.\n\nOla møtte Kari.", "Kari møtte Liv.\n\nOla møtte Kari."):
        client.put("/api/articles/a", json={"headline": "Etter", "text": text}, headers=WRITER)
    response = client.get("/api/articles/a/changes")
    work_schemas.ArticleChanges.model_validate(response.json())
    assert response.json()["added"] == new["added"]
    (change,) = response.json()["changes"]
    assert response.json()["changed"] == change["time"] >= new["added"]
    assert [[p["id"] for p in f["participants"]] for f in change["added"]] == [["person/ola", "person/kari"]]
    assert [[p["id"] for p in f["participants"]] for f in change["removed"]] == [["person/per", "person/ola"]]
    assert (change["kept"], change["headline_before"]) == (1, None)
    assert (change["lines_added"], change["lines_removed"]) == (
        ["Etter", "Ola møtte Kari."],
        ["Før", "Per møtte Ola."],
    )
    client.put("/api/articles/a", json={"text": "Kari møtte Liv."}, headers=WRITER)
    latest, first = client.get("/api/articles/a/changes").json()["changes"]
    assert first == change
    assert (latest["added"], len(latest["removed"])) == ([], 1)
    client.delete("/api/articles/a", headers=WRITER)
    assert client.get("/api/articles/a/changes").status_code == 404


def test_the_latest_come_first(client: TestClient) -> None:
    dates = {"a": "2024-03", "b": "2024-03-05", "c": None, "d": "2024-03-05", "e": "2023"}
    for identifier, date in dates.items():
        dated = {} if date is None else {"date": date}
        assert post(client, {"id": identifier, "text": "Kari møtte Liv.", **dated}).status_code == 201
    address: str | None = "/api/articles?order=published&limit=2"
    found = []
    while address is not None:
        page = client.get(address)
        found += [article["id"] for article in page.json()["articles"]]
        address = page.links["next"]["url"] if "next" in page.links else None
    assert "".join(found) == "bdaec"
    assert client.get("/api/articles?order=size").status_code == 422


def test_what_was_decided_to_be_wrong_is_no_change(client: TestClient) -> None:
    post(client, {"id": "a", "text": "Kari møtte Liv."})
    (fact,) = client.get("/api/articles/a").json()["facts"]
    client.put("/api/articles/a", json={"text": "Kari møtte Liv.\n\nPer møtte Ola."}, headers=WRITER)
    wrong = {"kind": "wrong", "a": fact["id"], "by": "Liv"}
    made = client.post("/api/decisions", json=wrong, headers=WRITER)
    assert made.status_code == 201
    (change,) = client.get("/api/articles/a/changes").json()["changes"]
    assert [[p["id"] for p in f["participants"]] for f in change["added"]] == [["person/per", "person/ola"]]
    assert change["removed"] == []
    client.post(f"/api/decisions/{made.json()['id']}/undo", json={"by": "Liv"}, headers=WRITER)


# Jobs


def events(client: TestClient, address: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    with client.stream("GET", f"{address}/events") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in response.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                found.append((name, json.loads(line.removeprefix("data: "))))
    return found


@pytest.mark.parametrize("lines", [False, True])
def test_many_articles_are_a_job(client: TestClient, lines: bool) -> None:
    articles = [{"id": f"n{number}", "text": "Kari møtte Liv."} for number in range(5)]
    articles[3]["text"] = f"{FOREIGN} is English."
    if lines:
        taken = post(client, "\n".join(map(json.dumps, articles)) + "\n\n", "application/x-ndjson")
    else:
        taken = post(client, [*articles[:4], {"id": "n4", "text": f"{BREAKS_ANALYSIS}."}])
    assert taken.status_code == 202
    assert work_schemas.JobOut.model_validate(taken.json()).total == 5
    told = events(client, taken.headers["location"])
    assert told[-1][0] == "end"
    last = told[-1][1]
    assert last == client.get(taken.headers["location"]).json()
    assert (last["state"], last["done"], last["failed"]) == ("done", 4 if lines else 3, 1 if lines else 2)
    assert "English" in last["errors"][0]["reason"]
    assert [job["done"] + job["failed"] for _, job in told] == sorted(
        job["done"] + job["failed"] for _, job in told
    )
    assert client.get("/api/articles").json()["total"] == last["done"]
    assert client.get("/api/articles/n0").json()["facts"]


RSS = "<rss version='2.0'><channel><title>Blad</title>{}</channel></rss>".format(
    "".join(
        f"<item><guid>sak-{n}</guid><title>Sak {n}</title><description>Kari møtte Liv.</description></item>"
        for n in range(3)
    )
)
PAGE = (
    "<!doctype html><html lang='nn'><head><title>Møte</title></head><body><article><h1>Møte i hamna</h1>"
    + "<p>Kari møtte Liv. Det var eit langt møte om hamna, vegen og den nye brua over fjorden.</p>" * 3
    + "</article></body></html>"
)


def packed(*files: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files:
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "query", "ids", "errors"),
    [
        (RSS.encode(), "application/rss+xml", "", ["sak-0", "sak-1", "sak-2"], 0),
        # What it is, the content tells.
        (gzip.compress(RSS.encode()), "application/octet-stream", "", ["sak-0", "sak-1", "sak-2"], 0),
        (b"id;text\na;Kari m\xc3\xb8tte Liv.\nb;\n", "text/csv", "?name=saker.csv", ["a"], 1),
        (PAGE.encode(), "text/html", "?name=moete.html", ["moete"], 0),
        (
            PAGE.encode(),
            "text/html",
            "?address=https://blad.example/moete",
            ["https://blad.example/moete"],
            0,
        ),
        (
            packed(("a.txt", "Kari møtte Liv."), ("b.xml", RSS)),
            "application/zip",
            "",
            ["a", "sak-0", "sak-1", "sak-2"],
            0,
        ),
        ("Kari møtte Liv.".encode(), "application/octet-stream", "?name=a.txt", ["a"], 0),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "application/xml", "", [], 1),
        (b"PK\x03\x04 broken", "application/zip", "", [], 1),
    ],
)
def test_a_document_is_a_job(
    client: TestClient, content: bytes, kind: str, query: str, ids: list[str], errors: int
) -> None:
    taken = client.post(f"/api/articles{query}", content=content, headers={**WRITER, "Content-Type": kind})
    assert taken.status_code == 202, taken.text
    told = ended(client, taken.headers["location"])
    assert (told["state"], told["total"], told["done"], told["failed"]) == (
        "done",
        len(ids) + errors,
        len(ids),
        errors,
    )
    assert len(told["errors"]) == errors
    assert [article["id"] for article in client.get("/api/articles").json()["articles"]] == ids
    if ids:
        assert client.get(f"/api/articles/{quote(ids[0], safe='')}").json()["facts"][0]["class"] == "Meeting"


def test_documents_that_are_not_taken(client: TestClient) -> None:
    headers = {**WRITER, "Content-Type": "application/zip"}
    assert client.post("/api/articles", content=b" ", headers=headers).status_code == 400
    for query in ("name=../x", "name=", "address=file:///etc/passwd", "address=https://a b"):
        assert client.post(f"/api/articles?{query}", content=b"x", headers=headers).status_code == 422, query
    small = SETTINGS.model_copy(update={"max_batch_bytes": 10})
    with Store.memory() as store:
        application = create_app(small, store, writable=True, factory=FakeFactory(small))
        long = TestClient(application).post("/api/articles", content=b"x" * 11, headers=headers)
    assert long.status_code == 413


def test_no_such_job(client: TestClient) -> None:
    for path in (f"/api/jobs/{'0' * 32}", f"/api/jobs/{'0' * 32}/events"):
        assert client.get(path).status_code == 404
    assert client.get("/api/jobs/..%2Fx").status_code in (404, 422)


def ended(client: TestClient, address: str) -> dict[str, Any]:
    for _ in range(600):
        job: dict[str, Any] = client.get(address).json()
        if job["state"] in ("done", "failed", "interrupted"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


@pytest.mark.usefixtures("in_threads")
def test_a_job_goes_on_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "store"
    articles = [{"id": f"n{number}", "text": "Kari møtte Liv."} for number in range(6)]
    with Store.open(path) as store:
        # Never started: as if the server had been killed right after its answer.
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        jobs = application.state.jobs
        jobs._run = lambda: None
        job = jobs.take(articles)
    half = json.loads((path / JOBS / f"{job.id}.json").read_text())
    (path / JOBS / f"{job.id}.json").write_text(json.dumps({**half, "state": "running", "done": 2}))
    (path / JOBS / "half.json.new").write_text("{")
    (path / JOBS / "broken.json").write_text("{")
    address = f"/api/jobs/{job.id}"
    with Store.snapshot(path) as store, TestClient(create_app(SETTINGS, store)) as client:
        told = client.get(address).json()
        assert (told["state"], told["done"]) == ("interrupted", 2)
        assert "serve --writable" in told["reason"]
        assert [name for name, _ in events(client, address)] == ["end"]
    with Store.open(path) as store:
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        with TestClient(application) as client:
            told = ended(client, address)
            assert (told["state"], told["done"], told["reason"]) == ("done", 6, None)
            # The first two were said to be done already.
            assert client.get("/api/articles").json()["total"] == 4
        assert not (path / JOBS / f"{job.id}.jsonl").exists()


@pytest.mark.usefixtures("in_threads")
def test_a_server_that_stops_in_the_middle_leaves_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "store"
    articles = [{"id": f"n{number:02}", "text": "Kari møtte Liv."} for number in range(40)]
    with Store.open(path) as store:
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        with TestClient(application) as client:
            address = post(client, articles).headers["location"]
            while client.get(address).json()["done"] == 0:
                time.sleep(0.01)
        kept = store.size().articles
    with Store.open(path) as store:
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        with TestClient(application) as client:
            assert ended(client, address)["done"] == 40
            assert client.get("/api/articles").json()["total"] == 40
    assert 0 < kept <= 40


def test_a_job_whose_process_dies_fails(client: TestClient) -> None:
    address = post(client, [KARI, {"text": KILLS_THE_PROCESS}]).headers["location"]
    told = ended(client, address)
    assert (told["state"], told["done"]) == ("failed", 0)
    assert "has ended" in told["reason"]


# IRIs


def test_iris_lead_to_what_they_mean(client: TestClient) -> None:
    post(client, {"id": "a b", "text": "Kari møtte Åse."})
    turtle = client.get("/id/person/kari", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    subjects = {q.subject.value for q in pyoxigraph.parse(turtle.content, pyoxigraph.RdfFormat.TURTLE)}
    assert subjects == {f"{DEFAULT_BASE}person/kari"}
    default = client.get("/id/person/kari")
    assert default.headers["content-type"] == "application/ld+json"
    assert default.json()["@context"] == client.get("/context.jsonld").json()["@context"]
    for path in ("/id/article/a%20b", "/id/article/a%2520b"):
        whole = client.get(path, headers={"Accept": "application/n-quads"})
        assert whole.status_code == 200
        assert f"<{DEFAULT_BASE}article/a%20b> ." in whole.text
    assert client.get("/id/person/%C3%A5se").status_code == 200


@pytest.mark.parametrize(
    ("path", "page", "document"),
    [
        ("/id/person/kari", "/?entity=person/kari", "/api/entities/person/kari"),
        ("/id/article/a%20b", "/?article=a%20b", "/api/articles/a%20b"),
    ],
)
def test_browsers_are_sent_to_the_page(client: TestClient, path: str, page: str, document: str) -> None:
    post(client, {"id": "a b", "text": "Kari møtte Liv."})
    sent = client.get(path, headers={"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"})
    assert (sent.status_code, sent.headers["location"].removeprefix("http://testserver")) == (303, page)
    other = client.get(path, headers={"Accept": "application/json"})
    assert (other.status_code, other.headers["location"].removeprefix("http://testserver")) == (303, document)
    assert client.get(document).status_code == 200


def test_a_fact_leads_to_its_page_and_to_its_document(client: TestClient) -> None:
    event = post(client, KARI).json()["facts"][0]
    sent = client.get(f"/id/{event['id']}", headers={"Accept": "text/html"})
    assert sent.headers["location"].endswith(f"/?event={event['id']}")
    other = client.get(f"/id/{event['id']}", headers={"Accept": "application/json"})
    assert client.get(other.headers["location"].removeprefix("http://testserver")).json()["id"] == event["id"]


@pytest.mark.parametrize(
    "path", ["/id/person/ingen", "/id/", "/id/a b", "/id/<>", "/id/..%2F..%2Fetc", "/id/%00"]
)
def test_what_leads_nowhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert client.get("/id/person/kari", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.usefixtures("in_threads")
def test_a_document_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        jobs = application.state.jobs
        jobs._run = lambda: None
        job = jobs.take_document(RSS.encode(), "blad", None)
    with Store.open(path) as store:
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        with TestClient(application) as client:
            told = ended(client, f"/api/jobs/{job.id}")
            assert (told["state"], told["total"], told["done"]) == ("done", 3, 3)
        assert [file.name for file in (path / JOBS).iterdir()] == [f"{job.id}.json"]
