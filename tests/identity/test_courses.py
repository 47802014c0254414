"""Announced events that other words tell once they are moved, called off or held."""

from dataclasses import replace
from datetime import date

import pytest

from app.identity.courses import SIBLINGS, is_poll, is_whole, may_be_told_as
from app.identity.events import matches
from app.identity.reports import Participant, Report, Turn
from app.identity.wording import ALIKE, kin, similarity
from app.model.vocabulary import EventClass, Modality, Polarity, Role

KARI = Participant(Role.AGENT, "person/kari", "Kari Vik", True, False)
LAND = Participant(Role.PLACE, "country/senegal", "Senegal", True, True)
BRIDGE = Participant(Role.PATIENT, "place/hafrsbrua", "Hafrsbrua", True, True, is_town=True, is_spot=True)
PLANNED = Report(
    "fact/1",
    "a",
    EventClass.VISIT,
    "besøkje",
    Polarity.POSITIVE,
    Modality.PLANNED,
    date(2024, 3, 1),
    None,
    None,
    (KARI, replace(LAND, role=Role.PATIENT)),
)
OFF = replace(
    PLANNED,
    iri="fact/2",
    article="b",
    event_class=EventClass.TRAVEL,
    predicate="reise",
    polarity=Polarity.NEGATIVE,
    modality=Modality.ACTUAL,
    published=date(2024, 3, 8),
    participants=(KARI, replace(LAND, role=Role.DESTINATION)),
    turn=Turn.CANCELLED,
)
ELECTION = replace(
    PLANNED,
    event_class=EventClass.ELECTION,
    predicate="halde val",
    begin=date(2024, 3, 24),
    end=date(2024, 3, 24),
    participants=(LAND,),
)
HELD = replace(
    ELECTION,
    iri="fact/2",
    article="b",
    predicate="val",
    modality=Modality.ACTUAL,
    published=date(2024, 3, 25),
)


def test_a_visit_may_be_called_off_as_a_journey() -> None:
    assert [match.pair for match in matches([PLANNED, OFF])] == [("fact/1", "fact/2")]
    # But of what was held a visit and a journey are two things.
    done = replace(PLANNED, modality=Modality.ACTUAL)
    assert not may_be_told_as(done, replace(OFF, turn=None, polarity=Polarity.POSITIVE))
    assert not may_be_told_as(PLANNED, replace(OFF, article="a"))
    assert not may_be_told_as(PLANNED, replace(OFF, event_class=EventClass.ATTACK))
    assert all(len(pair) == 2 for pair in SIBLINGS)


def test_a_country_has_one_election_at_a_time() -> None:
    assert len(list(matches([ELECTION, HELD]))) == 1
    later = replace(HELD, begin=date(2025, 3, 24), end=date(2025, 3, 24))
    assert list(matches([ELECTION, later])) == []
    # Who was elected is another matter.
    elected = replace(HELD, participants=(LAND, replace(KARI, role=Role.PATIENT)))
    assert is_poll(HELD) and not is_poll(elected)
    assert list(matches([ELECTION, elected])) == []
    assert list(matches([ELECTION, replace(HELD, predicate="folkerøysting")])) == []


def test_a_bridge_is_opened_once() -> None:
    opening = replace(PLANNED, event_class=EventClass.FOUNDING, predicate="opne", participants=(KARI, BRIDGE))
    moved = replace(
        opening, iri="fact/2", article="b", predicate="opning", participants=(BRIDGE,), turn=Turn.POSTPONED
    )
    opened = replace(opening, iri="fact/3", article="c", modality=Modality.ACTUAL, published=date(2024, 8, 1))
    assert is_whole(opening, moved) and not is_whole(opening, replace(moved, participants=(BRIDGE, LAND)))
    assert len(list(matches([opening, moved, opened]))) == 3
    shop = replace(BRIDGE, iri="a/concept/butikk-1", label="butikk", shared=False)
    shops = [replace(report, participants=(KARI, shop)) for report in (opening, opened)]
    assert list(matches(shops)) == []


def test_what_may_have_called_off_either_of_two_calls_off_none() -> None:
    first = replace(PLANNED, event_class=EventClass.PERFORMANCE, participants=(KARI,))
    second = replace(first, iri="fact/3")
    off = replace(OFF, event_class=EventClass.PERFORMANCE, participants=(KARI,))
    assert len(list(matches([first, off]))) == 1
    days = date(2024, 3, 20), date(2024, 3, 27)
    both = [replace(r, begin=day, end=day) for r, day in zip((first, second), days, strict=True)]
    assert list(matches([*both, off])) == []
    # With its time it is clear which.
    dated = replace(off, begin=days[1], end=days[1])
    assert [match.pair for match in matches([*both, dated])] == [("fact/2", "fact/3")]


def test_what_is_not_planned_any_more_was_announced_before() -> None:
    given_up = replace(
        PLANNED, iri="fact/2", article="b", polarity=Polarity.NEGATIVE, published=date(2024, 3, 8)
    )
    assert len(list(matches([PLANNED, given_up]))) == 1
    assert list(matches([PLANNED, replace(given_up, published=date(2024, 2, 1))])) == []


def test_an_article_may_announce_and_call_off() -> None:
    off = replace(OFF, article="a", event_class=EventClass.VISIT, participants=PLANNED.participants)
    assert len(list(matches([PLANNED, off]))) == 1
    assert list(matches([PLANNED, replace(off, turn=None)])) == []


@pytest.mark.parametrize(
    ("verb", "noun"),
    [("opne", "opning"), ("leggje ned", "nedlegging"), ("møtast", "møte"), ("stenge", "stenging")],
)
def test_a_verb_and_the_noun_for_its_doing_are_kin(verb: str, noun: str) -> None:
    assert kin(verb, noun) and kin(noun, verb)
    assert not kin(verb, "angrep")


def test_an_article_may_name_more_who_take_part_the_second_time() -> None:
    liv = Participant(Role.COAGENT, "org/havbruket", "Havbruket", True, False)
    topic = Participant(Role.TOPIC, "a/work/ordbok", "Ordboka", True, False)
    together = replace(
        PLANNED,
        event_class=EventClass.COOPERATION,
        predicate="samarbeide",
        modality=Modality.ACTUAL,
        participants=(KARI, liv),
    )
    more = replace(together, iri="fact/2", participants=(KARI, liv, topic))
    assert len(list(matches([together, more]))) == 1
    # Of one alone it is not known with whom.
    alone = replace(together, participants=(KARI,))
    assert list(matches([alone, replace(more, participants=(KARI, liv))])) == []


def test_a_description_may_say_more_of_the_same() -> None:
    assert similarity("høyringsutkastet", "Helse Fjords høyringsutkast til strategi og omstilling") >= ALIKE
    assert similarity("ein mann", "ein mann i sekstiåra frå Storvik") < ALIKE
