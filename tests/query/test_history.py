"""An announced event keeps one identity, whatever becomes of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from pyoxigraph import NamedNode, Quad

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.identity.reports import Turn
from app.model.article import PartialDate
from app.model.extraction import MentionKind, Status
from app.model.vocabulary import EntityType, EventClass, Modality, Polarity, Role
from app.query import article_facts, happenings, reject
from app.query.index import histories, index_of, reading
from app.query.resolve import resolve
from app.query.turns import read_turns
from tests.graph.examples import Story

NOW = datetime(2024, 5, 1, tzinfo=UTC)
PLANNED = Status(Polarity.POSITIVE, Modality.PLANNED)


def story(
    identifier: str, day: int, status: Status | None = None, turn: EventClass | None = None, verb: str = ""
) -> tuple[Quad, ...]:
    text = f"Møtet mellom Kari Vik og Liv Strand i Storvik {verb}."
    told = Story(identifier, text, date=PartialDate(2024, 3, day))
    kari = told.entity("person/kari-vik", EntityType.PERSON, "Kari Vik")
    liv = told.entity("person/liv-strand", EntityType.PERSON, "Liv Strand")
    town = told.entity("no/storvik", EntityType.GEOPOLITICAL_ENTITY, "Storvik")
    told.event(
        EventClass.MEETING,
        "møte",
        "Møtet",
        text,
        (Role.AGENT, kari),
        (Role.COAGENT, liv),
        (Role.PLACE, town),
        status=status,
    )
    if turn is not None:
        phrase = "Møtet mellom Kari Vik og Liv Strand"
        meeting = told.entity(
            f"{identifier}/concept/moetet-0", EntityType.CONCEPT, phrase, mention=MentionKind.NOMINAL
        )
        told.event(turn, verb.split()[-1], verb.split()[-1], text, (Role.PATIENT, meeting))
    return article_quads(told.linked())


ANNOUNCED = story("a", 1, PLANNED, verb="skal haldast")
MOVED = story("b", 3, turn=EventClass.POSTPONEMENT, verb="er utsett")
OFF = story("c", 5, turn=EventClass.CANCELLATION, verb="er avlyst")
HELD = story("d", 7, verb="vart halde")


def attack(number: int) -> tuple[Quad, ...]:
    text = f"Nr{number} Nes skaut."
    told = Story(f"x{number}", text)
    person = told.entity(f"person/nr{number}-nes", EntityType.PERSON, f"Nr{number} Nes")
    told.event(EventClass.ATTACK, "skyte", "skaut", text, (Role.AGENT, person))
    return article_quads(told.linked())


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as opened:
        # Others, among whom two who meet are rare.
        for number in range(30):
            opened.replace_article(attack(number))
        yield opened


def history(store: Store, *articles: tuple[Quad, ...]) -> list[tuple[tuple[str, str], ...]]:
    for quads in articles:
        store.replace_article(quads)
    resolve(store, base=DEFAULT_BASE, now=NOW)
    return [h.history for h in happenings(store) if h.reports[0].kind == "Meeting"]


def test_announced_postponed_and_held(store: Store) -> None:
    assert history(store, HELD, MOVED, ANNOUNCED) == [(("planned", "a"), ("postponed", "b"), ("actual", "d"))]


def test_announced_postponed_and_cancelled(store: Store) -> None:
    assert history(store, OFF, ANNOUNCED, MOVED) == [
        (("planned", "a"), ("postponed", "b"), ("cancelled", "c"))
    ]


def test_the_index_tells_the_same_history(store: Store) -> None:
    (steps,) = history(store, ANNOUNCED, MOVED, OFF)
    with closing(index_of(store)) as index:
        index.refresh(store)
        connection = index.reading()
        meeting = next(h for h in happenings(store) if h.reports[0].kind == "Meeting")
        row = reading.fact(connection, meeting.iri)
        assert row is not None
        reports = reading.reports(connection, row, limit=9)
        told = tuple((status, r.article.identifier) for status, r in histories.history(connection, reports))
    assert told == steps


def test_what_was_held_was_not_what_was_cancelled(store: Store) -> None:
    assert history(store, OFF, HELD) == []


def test_a_cancellation_that_is_wrong_or_only_planned_cancels_nothing(store: Store) -> None:
    store.replace_article(OFF)
    record = store.article("c")
    assert record is not None
    facts = {fact.kind: fact.iri for fact in article_facts(store, record)}
    assert read_turns(store) == {NamedNode(facts["Meeting"]): Turn.CANCELLED}
    reject(store, facts["Cancellation"], base=DEFAULT_BASE, by="liv", now=NOW)
    assert read_turns(store) == {}
