"""What became of an event, and what its reports do not agree on, as the API tells it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode

from app.api import create_app, schemas
from app.cli.facts import reservations
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.model.article import PartialDate
from app.model.extraction import MentionKind, Status
from app.model.vocabulary import EntityType, EventClass, Modality, Polarity, RelationType, Role, Tenure
from app.query import entity_profile, happenings, merge
from tests.graph.examples import Story

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def told(identifier: str, day: int, crowd: str, status: Status | None = None) -> Story:
    story = Story(identifier, f"Møtet med {crowd} i Storvik.", date=PartialDate(2024, 3, day))
    people = story.entity(f"{identifier}/person/folk", EntityType.PERSON, crowd, mention=MentionKind.NOMINAL)
    town = story.entity("no/storvik", EntityType.GEOPOLITICAL_ENTITY, "Storvik")
    roles = ((Role.AGENT, people), (Role.PLACE, town))
    story.event(EventClass.MEETING, "møte", "Møtet", story.article.text, *roles, status=status)
    return story


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    """The event's document, and the figures of the network."""
    with Store.memory() as store:
        for story in (
            told("a", 1, "tolv fiskarar", Status(Polarity.POSITIVE, Modality.PLANNED)),
            told("b", 7, "12 frammøtte"),
            told("c", 8, "rundt tretti fiskarar"),
        ):
            store.replace_article(article_quads(story.linked()))
        application = create_app(Settings(language="nn"), store)
        with TestClient(application) as client:
            first, *others = [e["id"] for e in client.get("/api/events?class=Meeting").json()["events"]]
        for other in others:
            merge(store, first, other, base=DEFAULT_BASE, by="Liv", now=NOW)
        assert len(happenings(store)) == 1
        with TestClient(create_app(Settings(language="nn"), store)) as client:
            return {
                "event": client.get(f"/api/events/{first}").json(),
                "stats": client.get("/api/graph/stats?status=all").json(),
            }


def test_its_history(documents: dict[str, Any]) -> None:
    event = documents["event"]
    assert schemas.EventDetail.model_validate(event).reports_truncated is False
    assert [(s["status"], s["article"]["id"]) for s in event["history"]] == [
        ("planned", "a"),
        ("actual", "b"),
    ]


def test_numbers_in_words_and_figures_are_compared(documents: dict[str, Any]) -> None:
    differences = {d["about"]: d["values"] for d in documents["event"]["differences"]}
    assert differences["number of agent"] == [
        {"value": "12", "articles": ["a", "b"], "sources": []},
        {"value": "rundt 30", "articles": ["c"], "sources": []},
    ]
    assert "place" not in differences
    # That it was announced first is its history.
    assert "status" not in differences


def test_how_a_position_is_held_is_told_and_tells_apart() -> None:
    with Store.memory() as store:
        for identifier, words, tenure in (
            ("a", "tidlegare leiar", Tenure.FORMER),
            ("b", "fungerande leiar", Tenure.ACTING),
            ("c", "leiaren", None),
            ("d", "tidlegare leiar", Tenure.FORMER),
        ):
            story = Story(identifier, f"Kari Vik, {words}.")
            kari = story.entity("person/kari-vik", EntityType.PERSON, "Kari Vik")
            kind = RelationType.HOLDS_POSITION
            story.relation(kind, kari, words, story.article.text, literal="leiar", tenure=tenure)
            store.replace_article(article_quads(story.linked()))
        with TestClient(create_app(Settings(language="nn"), store)) as client:
            facts = client.get("/api/events").json()["events"]
            assert [fact["tenure"] for fact in facts] == ["Former", "Acting", None, "Former"]
            reports = [client.get(f"/api/events/{fact['id']}").json()["reports"] for fact in facts]
        assert [len(its) for its in reports] == [2, 1, 1, 2]
        assert schemas.FactOut.model_validate(facts[0]).tenure == "Former"
        profile = entity_profile(store, NamedNode(f"{DEFAULT_BASE}person/kari-vik"))
        assert profile is not None
        assert [fact.tenure for fact in profile.facts] == ["Former", "Acting", None, "Former"]
        assert [reservations(fact) for fact in profile.facts[1:3]] == [" [acting]", ""]


def test_events_and_reports_are_counted(documents: dict[str, Any]) -> None:
    assert (documents["stats"]["reports"], documents["stats"]["events"]) == (3, 1)
