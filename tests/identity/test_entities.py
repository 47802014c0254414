"""Which names may be one person's, and what else has to speak for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identity.entities import Likeness, Profile, candidates, folded, likenesses, names_alike, sound


def profile(
    name: str,
    *,
    iri: str = "",
    is_local: bool = False,
    is_known: bool = False,
    offices: str = "",
    belongs: str = "",
    beside: str = "",
    kind: str = "Person",
    day: date = date(2024, 3, 1),
) -> Profile:
    return Profile(
        iri or name,
        kind,
        name,
        is_local,
        is_known,
        frozenset({"a"}),
        (day,),
        frozenset(offices.split()),
        frozenset(belongs.split()),
        frozenset(beside.split()),
    )


CROWD = [profile(f"Nr{n} Person{n}", beside=f"thing{n}") for n in range(60)]
"""Others, who make the things that are told of beside them rare."""


def found(*profiles: Profile) -> list[Likeness]:
    return [*likenesses([*CROWD, *profiles])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Viktor Jusjtsjenko", "Victor Jushtshenko"),
        ("Kari Vik", "Kari B. Vik"),
        ("K. B. Vik", "Kari Berit Vik"),
        ("Anne-Grete Vik", "Anne Grethe Vik"),
        ("Håvard Øverland", "Havard Overland"),
        ("Lisbet Strandheim", "Lisbeth Strandheim"),
        ("Marit Haugen", "Mariit Haugen"),
    ],
)
def test_names_that_may_be_one(one: str, other: str) -> None:
    assert names_alike(one, other) == names_alike(other, one) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kari Vik", "Liv Vik"),
        ("Kari Vik", "Kari Nes"),
        ("K. Vik", "L. Vik"),
        ("Ola Nes", "Ole Nes"),
        ("Kari Berit Vik", "Kari Anne Vik"),
        ("Vik", "Kari Vik"),
        ("Olak", "Olaq"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert names_alike(one, other) == names_alike(other, one) == 0


def test_a_spelling_needs_something_beside_the_name() -> None:
    one, other = (
        profile("Lisbet Strandheim", offices="ordførar"),
        profile("Lisbeth Strandheim", offices="ordførar"),
    )
    (match,) = found(one, other)
    assert match.pair == ("Lisbet Strandheim", "Lisbeth Strandheim")
    assert "office 1.00" in match.reason and "name 1.00" in match.reason
    far = date(1990, 1, 1)
    assert found(profile("Lisbet Strandheim", day=far), profile("Lisbeth Strandheim")) == []


def test_another_country_speaks_against() -> None:
    one = profile("Jon Smit", offices="minister", belongs="id/country/noreg")
    assert found(one, profile("John Smit", offices="minister", belongs="id/country/usa")) == []


def test_two_of_the_gazetteer_are_never_one() -> None:
    pair = [profile(n, is_known=True, offices="president") for n in ("George Busk", "George W. Busk")]
    assert found(*pair) == []


def test_a_surname_alone_is_the_one_bearer_told_of_among_the_same_others() -> None:
    beside = "thing1 thing2 thing3 thing4 thing5"
    part = profile("Strand", iri="a/person/strand", is_local=True, beside=beside)
    whole = profile("Liv Strand", beside=beside)
    (match,) = found(part, whole)
    assert match.pair == ("Liv Strand", "a/person/strand")
    # Where two may be meant, neither is.
    assert found(part, whole, profile("Per Strand", beside=beside)) == []
    assert found(part, profile("Liv Strand")) == []


def test_kinds_are_kept_apart() -> None:
    assert candidates([profile("Stor Vik"), profile("Stor Vik AS", kind="Organization")]) == set()


def test_work_grows_with_the_number() -> None:
    block = [profile(f"Kari{n:04} Vik") for n in range(1000)]
    assert len(candidates(block)) <= 60 * 1000


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert sound(text) == sound(text)
