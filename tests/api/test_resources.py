"""Articles, entities, exports and the state of the server."""

from io import BytesIO
from pathlib import Path

import pyoxigraph
import pytest
import rustworkx
from fastapi.testclient import TestClient

import app
from app.api import create_app
from app.config import Settings
from app.errors import RunError
from app.export import ExportFormat, ExportOptions, exported
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.model.vocabulary import EntityType, EventClass, Role
from app.query.index.rows import ArticleRow
from tests.graph.examples import TEXT, Story, harbour

KARI = "person/kari-vik"


def missing(client: TestClient, path: str, *words: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    for word in words:
        assert word in response.json()["detail"]


@pytest.mark.parametrize("local", [KARI, KARI.replace("/", "%2F"), DEFAULT_BASE + KARI])
def test_an_entity_by_local_part_or_iri(client: TestClient, local: str) -> None:
    found = client.get(f"/api/entities/{local}").json()
    assert (found["id"], found["iri"], found["label"]) == (KARI, DEFAULT_BASE + KARI, "Kari Vik")
    assert (found["type"], found["mentions"], len(found["facts"])) == ("Person", 2, 6)
    assert [a["id"] for a in found["articles"]] == ["hamna-2024", "havnen-2024"]


def test_a_fact_has_its_ends_and_its_evidence(client: TestClient) -> None:
    facts = client.get(f"/api/entities/{KARI}").json()["facts"]
    met = next(f for f in facts if f["kind"] == "Meeting")
    assert [s["id"] for s in met["subjects"]] == [KARI, "person/per-aa-moe"]
    assert met["predicate"]["label"] == "met"
    assert met["asserted"] is True
    assert TEXT[met["trigger"]["begin"] : met["trigger"]["end"]] == met["trigger"]["text"] == "møtte"
    aged = next(f for f in facts if f["rule"] == "by hand" and f["objects"][0]["label"] == "52")
    assert aged["objects"][0]["iri"] is None


def test_offsets_in_code_points_and_in_utf16() -> None:
    story = Story("fisk", "🐟🐟 Kari møtte Liv.")
    people = [story.entity(f"person/{n.lower()}", EntityType.PERSON, n) for n in ("Kari", "Liv")]
    roles = zip((Role.AGENT, Role.COAGENT), people, strict=True)
    story.event(EventClass.MEETING, "møte", "møtte", "Kari møtte Liv.", *roles)
    with Store.memory() as store:
        store.replace_article(article_quads(story.linked()))
        article = TestClient(create_app(Settings(), store)).get("/api/articles/fisk").json()
    sentence = article["facts"][0]["sentence"]
    assert (sentence["begin"], sentence["utf16"][0]) == (3, 5)
    units = article["text"].encode("utf-16-le")
    begin, end = sentence["utf16"]
    assert units[2 * begin : 2 * end].decode("utf-16-le") == sentence["text"] == "Kari møtte Liv."


@pytest.mark.parametrize("text", ["", "måndag", "🐟", "a🐟b🐟", "𝕬𝖇c"])
def test_utf16_offsets_are_those_of_the_encoding(text: str) -> None:
    wide = tuple(place for place, character in enumerate(text) if ord(character) > 0xFFFF)
    offsets = ArticleRow("", "", None, None, None, None, "", wide).utf16
    for place in range(len(text) + 1):
        assert offsets(place) == len(text[:place].encode("utf-16-le")) // 2


def test_labels_in_the_language_asked_for(client: TestClient) -> None:
    path = "/api/entities/body/harbour-council"
    labels = [client.get(path, params={"language": tag}).json()["label"] for tag in ("nn", "nb", "en")]
    assert labels == ["Hamnerådet", "Havnerådet", "the Harbour Council"]
    assert client.get(path).json()["label"] == labels[2]
    assert client.get(path).json()["same_as"] == ["http://www.wikidata.org/entity/Q42"]


@pytest.mark.parametrize(
    "local", ["person/åse", "Kari Vik", "kari", "a b<c>", "article/hamna-2024", "..%2F..%2Fetc"]
)
def test_an_unknown_entity(client: TestClient, local: str) -> None:
    missing(client, f"/api/entities/{local}", local.replace("%2F", "/"), "/api/entities?q=")


def test_entities_by_name(client: TestClient) -> None:
    found = client.get("/api/entities", params={"q": "HAVNERÅDET"}).json()
    assert [(e["id"], e["type"]) for e in found["entities"]] == [("body/harbour-council", "GovernmentBody")]
    some = client.get("/api/entities", params={"q": "s", "limit": 1}).json()
    assert (some["truncated"], len(some["entities"])) == (True, 1)
    assert client.get("/api/entities", params={"q": "finst ikkje"}).json() == {
        "truncated": False,
        "entities": [],
        "next": None,
        "total": 0,
    }


def test_articles_by_page(client: TestClient) -> None:
    whole = client.get("/api/articles").json()
    assert [a["id"] for a in whole["articles"]] == ["hamna-2024", "havnen-2024"]
    assert client.get("/api/articles/").json() == whole
    page = client.get("/api/articles", params={"limit": 1}).json()
    assert (page["total"], page["truncated"], page["articles"]) == (2, True, whole["articles"][:1])
    page = client.get("/api/articles", params={"limit": 1, "offset": 1}).json()
    assert (page["truncated"], page["articles"]) == (False, whole["articles"][1:])
    assert client.get("/api/articles", params={"offset": 9}).json()["articles"] == []


def test_an_article_with_text_and_facts(client: TestClient) -> None:
    article = client.get("/api/articles/hamna-2024").json()
    assert client.get(f"/api/articles/{article['iri']}").json() == article
    assert (article["text"], article["language"], article["published"]) == (TEXT, "nn", "2024-03")
    begins = [f["trigger"]["begin"] for f in article["facts"]]
    assert len(begins) == 10
    assert begins == sorted(begins)
    assert next(f for f in article["facts"] if f["source"])["modality"] == "Possible"
    missing(client, "/api/articles/blåbær", "blåbær", "/api/articles lists them")


@pytest.mark.parametrize("form", ExportFormat)
def test_export_is_what_the_command_writes(client: TestClient, store: Store, form: ExportFormat) -> None:
    response = client.get("/api/export", params={"format": form.value})
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    assert response.headers["content-disposition"] == f'attachment; filename="nyhendegraf{form.suffix}"'
    assert response.content == exported(
        store, form, ExportOptions(languages=Settings(language="en").languages)
    )
    if form.is_rdf:
        rdf = pyoxigraph.RdfFormat.from_media_type(form.media_type)
        assert rdf is not None
        assert len(set(pyoxigraph.parse(BytesIO(response.content), format=rdf))) > 300


def test_exported_graphml_opens_elsewhere(client: TestClient, tmp_path: Path) -> None:
    content = client.get("/api/export", params={"format": "graphml", "language": "nn"}).content
    (tmp_path / "graph.graphml").write_bytes(content)
    graph = rustworkx.read_graphml(str(tmp_path / "graph.graphml"))[0]
    assert "Hamnerådet" in {node["label"] for node in graph.nodes()}
    assert all(edge["weight"] >= 1 for edge in graph.edges())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/export?format=docx", ["format = 'docx'", "graphml", "jsonld"]),
        ("/api/export", ["format", "missing"]),
        ("/api/export?format=graphml&language=sv", ["language = 'sv'", "'nn', 'nb' or 'en'"]),
        ("/api/articles?limit=0", ["limit = '0'"]),
        ("/api/articles?offset=blå", ["offset = 'blå'"]),
        ("/api/entities?q=", ["q = ''"]),
        ("/api/entities/person/kari-vik/events?role=king", ["role = 'king'"]),
        (f"/api/entities?q={'x' * 501}", ["500"]),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, path: str, words: list[str]) -> None:
    response = client.get(path)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.json()["detail"]) < 300
    for word in (*words, "/docs"):
        assert word in response.json()["detail"]


def test_health(client: TestClient, store: Store) -> None:
    expected = {"status": "ok", "version": app.__version__, "articles": 2, "quads": len(store)}
    assert client.get("/healthz").json() == expected


def test_an_empty_store_answers(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store"):
        pass
    with TestClient(create_app(Settings(store=tmp_path / "store"))) as asking:
        assert asking.get("/healthz").json()["articles"] == 0
        assert asking.get("/api/articles").json()["articles"] == []
        assert asking.get("/sparql?query=ASK { ?a ng:met ?b }").json()["boolean"] is False
        for form in ExportFormat:
            assert asking.get("/api/export", params={"format": form.value}).status_code == 200


def test_a_missing_store_is_told_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="Build one"):
        create_app(Settings(store=tmp_path / "none"))
    assert list(tmp_path.iterdir()) == []


def test_the_snapshot_stays_as_it_was_and_goes_with_the_application(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with Store.open(place) as writing:
        writing.replace_article(article_quads(harbour()))
    with TestClient(create_app(Settings(store=place))) as asking:
        with Store.open(place) as writing:
            writing.replace_article(article_quads(harbour("hamna-2025")))
        assert asking.get("/healthz").json()["articles"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/entities?type=Dragon", ["type = 'Dragon'", "Person"]),
        ("/api/events?class=Dance", ["class = 'Dance'", "Meeting"]),
        ("/api/events?from=mandag", ["from = 'mandag'", "2024-03"]),
        ("/api/events?role=agent", ["role = 'agent'", "participant"]),
        ("/api/events?cursor=abc", ["cursor = 'abc'"]),
    ],
)
def test_what_a_parameter_cannot_mean_is_told(client: TestClient, path: str, words: list[str]) -> None:
    response = client.get(path)
    assert response.status_code == 422
    assert response.json()["title"] == "Invalid request"
    for word in words:
        assert word in response.json()["detail"]
