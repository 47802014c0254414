"""When two reports are of one event."""

from dataclasses import replace
from datetime import date

import pytest

from app.identity.events import Match, Participant, Report, candidates, matches, similarity
from app.model.vocabulary import EventClass, Modality, Polarity, Role

KARI = Participant(Role.AGENT, "person/kari", "Kari Vik", True, False)
LIV = Participant(Role.COAGENT, "person/liv", "Liv Strand", True, False)
TOWN = Participant(Role.PLACE, "no/storvik", "Storvik", True, True)
DAY = date(2024, 3, 5)
MEETING = Report(
    "fact/1",
    "a",
    EventClass.MEETING,
    "møte",
    Polarity.POSITIVE,
    Modality.ACTUAL,
    DAY,
    None,
    None,
    (KARI, LIV, TOWN),
)
AGAIN = replace(MEETING, iri="fact/2", article="b", published=date(2024, 3, 6))
CROWD = [
    replace(
        MEETING,
        iri=f"fact/x{n}",
        article=f"x{n}",
        event_class=EventClass.ATTACK,
        participants=(Participant(Role.AGENT, f"person/{n}", f"Nr {n}", True, False),),
    )
    for n in range(80)
]


def found(*reports: Report) -> list[Match]:
    return [*matches([*CROWD, *reports])]


def test_the_same_meeting_told_twice() -> None:
    (match,) = found(MEETING, AGAIN)
    assert match.pair == ("fact/1", "fact/2")
    assert "Kari Vik, Liv Strand, Storvik" in match.reason


@pytest.mark.parametrize(
    "other",
    [
        replace(AGAIN, event_class=EventClass.NEGOTIATION),
        replace(AGAIN, polarity=Polarity.NEGATIVE),
        replace(AGAIN, modality=Modality.POSSIBLE),
        replace(AGAIN, published=date(2024, 4, 6)),
        replace(AGAIN, begin=date(2023, 1, 1), end=date(2023, 12, 31)),
        replace(AGAIN, participants=(replace(KARI, iri="person/ola", label="Ola Nes"), LIV)),
        replace(AGAIN, participants=(KARI,)),
    ],
    ids=["class", "denied", "possible", "later", "last year", "another party", "one alone"],
)
def test_another_event(other: Report) -> None:
    assert found(MEETING, other) == []


def test_what_was_announced_and_then_held_is_one() -> None:
    planned = replace(MEETING, modality=Modality.PLANNED, published=date(2024, 3, 3))
    assert len(found(planned, AGAIN)) == 1
    # What is announced after it was held is the next one.
    assert found(replace(planned, published=date(2024, 3, 8)), AGAIN) == []


def test_named_times_have_to_agree() -> None:
    dated = replace(MEETING, begin=DAY, end=DAY)
    assert len(found(dated, replace(AGAIN, begin=date(2024, 3, 1), end=date(2024, 3, 31)))) == 1
    assert found(dated, replace(AGAIN, begin=date(2024, 3, 6), end=date(2024, 3, 6))) == []


def test_one_dies_once() -> None:
    dead = replace(KARI, role=Role.PATIENT)
    death = replace(MEETING, event_class=EventClass.DEATH, predicate="døy", participants=(dead, TOWN))
    later = replace(death, iri="fact/2", article="b", published=date(2024, 8, 1))
    assert len(found(death, later)) == 1


def test_things_said_are_each_for_themselves() -> None:
    said = replace(MEETING, event_class=EventClass.UTTERANCE)
    assert found(said, replace(AGAIN, event_class=EventClass.UTTERANCE)) == []


def test_work_grows_with_the_number() -> None:
    many = [replace(MEETING, iri=f"fact/{n}", article=f"a{n}") for n in range(400)]
    assert len(candidates(many)) <= 3 * 40 * 400


def test_descriptions_are_compared_by_the_beginnings_of_words_and_by_numbers() -> None:
    assert similarity("framlegget til strategi", "framlegg til strategi") > 0.4
    assert similarity("20 soldatar", "20 soldatane") == 1.0
    assert similarity("20 soldatar", "30 soldatar") < 0.5
    assert similarity("ein bil", "i dag") == 0.0
