"""When one name is two persons."""

import random
from dataclasses import replace
from datetime import date

import pytest

from app.identity.namesakes import Apart, Sighting, Together, namesakes

KARI = Sighting("person/kari-vik", "Kari Vik", "a", date(2024, 3, 5), None)
MAYOR = replace(
    KARI,
    births=(1969, 1970),
    offices=frozenset({"mayor"}),
    parties=frozenset({"org/ap"}),
    homes=frozenset({"no/storvik"}),
    beside=frozenset({"no/storvik", "org/ap", "person/liv-strand"}),
)
SKIER = replace(
    KARI,
    article="x",
    births=(1999, 2000),
    offices=frozenset({"skier"}),
    homes=frozenset({"no/lillevik"}),
    beside=frozenset({"no/lillevik", "event/vm", "person/per-nes"}),
)


def told_apart(*sightings: Sighting) -> set[str]:
    return {found.article for found in namesakes(sightings) if isinstance(found, Apart)}


def test_a_mayor_of_54_and_a_skier_of_24_are_two() -> None:
    again = replace(MAYOR, article="b", births=(1969, 1970))
    (apart,) = namesakes([MAYOR, again, SKIER])
    assert isinstance(apart, Apart)
    assert (apart.who, apart.article) == ("person/kari-vik", "x")
    assert apart.score > 0.9
    assert "another age, another office, another home" in apart.reason


def test_those_who_are_told_apart_are_one_with_their_like() -> None:
    again = replace(SKIER, article="y", day=date(2024, 4, 1))
    found = list(namesakes([MAYOR, replace(MAYOR, article="b"), replace(MAYOR, article="c"), SKIER, again]))
    assert {f.article for f in found if isinstance(f, Apart)} == {"x", "y"}
    (together,) = (f for f in found if isinstance(f, Together))
    assert together.articles == ("x", "y")


@pytest.mark.parametrize(
    "other",
    [
        replace(KARI, article="x"),
        replace(KARI, article="x", offices=frozenset({"cabinet minister"})),
        replace(KARI, article="x", homes=frozenset({"no/lillevik"})),
        replace(KARI, article="x", parties=frozenset({"org/sv"})),
        replace(KARI, article="x", births=(1970, 1971)),
        replace(SKIER, births=None, homes=frozenset(), beside=MAYOR.beside),
        replace(MAYOR, article="x", day=date(2012, 3, 5), offices=frozenset({"member"})),
    ],
    ids=["nothing", "office", "home", "party", "birthday", "same company", "years later"],
)
def test_one_thing_that_differs_is_not_enough(other: Sighting) -> None:
    assert told_apart(MAYOR, other) == set()


@pytest.mark.parametrize(
    "other",
    [
        replace(KARI, article="x", births=(1960, 1961)),
        replace(KARI, article="x", offices=frozenset({"skier"}), parties=frozenset({"org/sv"})),
        replace(SKIER, births=None),
    ],
    ids=["age", "office and party", "office, home and company"],
)
def test_what_contradicts(other: Sighting) -> None:
    assert told_apart(MAYOR, replace(MAYOR, article="b"), other) == {"x"}


def test_an_article_that_tells_nothing_goes_with_its_company() -> None:
    many = [
        replace(KARI, who=f"person/n{n}", article=f"z{n}", beside=frozenset({f"person/other-{n}"}))
        for n in range(60)
    ]
    bare = replace(KARI, article="q", beside=frozenset({"event/vm", "person/per-nes"}))
    main = [MAYOR, replace(MAYOR, article="b"), replace(MAYOR, article="c")]
    pairs = [replace(s, article=f"{s.article}2") for s in many]
    assert told_apart(*many, *pairs, *main, SKIER, bare) == {"q", "x"}
    assert told_apart(*main, SKIER, replace(bare, beside=frozenset())) == {"x"}


def test_the_order_changes_nothing() -> None:
    sightings = [
        replace(
            s, article=f"{s.article}{n}", beside=s.beside | {f"person/p{n % 3}"}, offices=offices or s.offices
        )
        for n, offices in enumerate((None, frozenset({"poet"}), frozenset[str](), frozenset({"priest"})))
        for s in (MAYOR, SKIER, replace(KARI, article="k"))
    ]
    expected = list(namesakes(sightings))
    assert expected
    chance = random.Random(7)
    for _ in range(20):
        chance.shuffle(sightings)
        assert list(namesakes(sightings)) == expected


def test_a_name_of_very_many_articles_is_left_alone() -> None:
    crowd = [
        replace(MAYOR, article=f"a{n}", births=(1900 + 3 * n % 90, 1901 + 3 * n % 90)) for n in range(200)
    ]
    assert told_apart(*crowd) == set()
