"""When two articles tell of one attack or accident with another number of victims, and when of two."""

from dataclasses import replace
from datetime import date

import pytest

from app.identity.events import matches
from app.identity.reports import Participant, Report
from app.identity.scenes import one_scene
from app.model.vocabulary import EventClass, Modality, Polarity, Role

DAY = date(2024, 3, 5)
TOWN = Participant(
    Role.PLACE, "no/storvik", "Storvik", True, True, frozenset({"country/noreg"}), is_town=True
)
COUNTRY = Participant(Role.PLACE, "country/noreg", "Noreg", True, True)


def victims(words: str, article: str) -> Participant:
    return Participant(Role.PATIENT, f"{article}/person/{words}", words, False, False)


def report(article: str, *participants: Participant, day: date | None = DAY, published: int = 5) -> Report:
    return Report(
        f"fact/{article}",
        article,
        EventClass.KILLING,
        "drepe",
        Polarity.POSITIVE,
        Modality.ACTUAL,
        date(2024, 3, published),
        day,
        day,
        participants,
        sentence=article,
    )


ONE = report("a", victims("minst 20 menneske", "a"), TOWN)
OTHER = report("b", victims("30 personar", "b"), TOWN, published=6)


def test_numbers_of_victims_grow() -> None:
    assert one_scene([ONE, OTHER]) == {("fact/a", "fact/b")}
    (match,) = matches([ONE, OTHER])
    assert "scene 1.00" in match.reason


def test_the_next_day_needs_no_date() -> None:
    assert one_scene([ONE, replace(OTHER, begin=None, end=None)])
    assert not one_scene([ONE, replace(OTHER, begin=None, end=None, published=date(2024, 3, 8))])
    # Attacks are told of every day, so that one of the two has to name it.
    assert not one_scene([replace(r, begin=None, end=None) for r in (ONE, OTHER)])


@pytest.mark.parametrize(
    "other",
    [
        replace(OTHER, begin=date(2024, 3, 6), end=date(2024, 3, 6)),
        replace(OTHER, event_class=EventClass.INJURY),
        replace(OTHER, polarity=Polarity.NEGATIVE),
        replace(OTHER, participants=(victims("30 soldatar", "b"), TOWN)),
        replace(OTHER, participants=(victims("400 personar", "b"), TOWN)),
        replace(OTHER, participants=(victims("30 personar", "b"), COUNTRY)),
        replace(OTHER, participants=(victims("30 personar", "b"), replace(TOWN, iri="no/nes"))),
        replace(OTHER, article="a"),
    ],
    ids=["day", "class", "denied", "kind", "far more", "country", "town", "one article"],
)
def test_another_attack(other: Report) -> None:
    assert not one_scene([ONE, other])


def test_somebody_is_not_several() -> None:
    man = replace(ONE, participants=(victims("ein mann", "a"), TOWN))
    assert not one_scene([man, replace(OTHER, participants=(victims("to menn", "b"), TOWN))])
    anyone = replace(ONE, participants=(victims("ein person", "a"), TOWN))
    assert one_scene([anyone, replace(OTHER, participants=(victims("to personar", "b"), TOWN))])


def test_other_doers_and_other_things_that_were_hit_keep_apart() -> None:
    ola, liv = (
        Participant(Role.AGENT, f"person/{name}", name, True, False) for name in ("Ola Nes", "Liv Strand")
    )
    sides = [replace(r, participants=(*r.participants, who)) for r, who in ((ONE, ola), (OTHER, liv))]
    assert not one_scene(sides)
    assert one_scene([sides[0], OTHER])
    hit = [
        replace(
            r,
            participants=(
                *r.participants,
                Participant(Role.PLACE, f"{r.article}/place/1", what, False, True),
            ),
        )
        for r, what in ((ONE, "ein marknad"), (OTHER, "ei kyrkje"))
    ]
    assert not one_scene(hit)


def test_an_article_that_tells_of_two_says_not_which() -> None:
    second = replace(ONE, iri="fact/a2", participants=(victims("tre menneske", "a"), TOWN), sentence="a2")
    assert not one_scene([ONE, second, OTHER])


def test_a_sentence_tells_town_and_day_of_all_in_it() -> None:
    killing = replace(OTHER, participants=(victims("30 personar", "b"),), begin=None, end=None)
    attack = replace(
        OTHER, iri="fact/c", event_class=EventClass.ATTACK, predicate="angripe", participants=(TOWN,)
    )
    assert not one_scene([ONE, killing])
    assert one_scene([ONE, killing, attack]) == {("fact/a", "fact/b")}


def test_without_victims_the_word_tells_which() -> None:
    fires = [
        replace(
            r, event_class=EventClass.DISASTER, predicate=word, participants=(TOWN,), begin=None, end=None
        )
        for r, word in ((ONE, "brann"), (OTHER, "storbrann"))
    ]
    assert one_scene(fires)
    assert not one_scene([fires[0], replace(fires[1], predicate="flaum")])
    # In a capital there is more than one fire a day.
    assert not one_scene([replace(f, participants=(replace(TOWN, is_capital=True),)) for f in fires])
