"""How many a description tells of."""

import pytest

from app.identity.sizes import counted, in_figures


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("to", 2),
        ("tjueto", 22),
        ("syttifem", 75),
        ("hundre", 100),
        ("tohundre", 200),
        ("hundreogfem", 105),
        ("tretusen", 3000),
        ("totusenfemhundre", 2500),
        ("toget", None),
        ("tretti", 30),
        ("trettiåring", None),
        ("hundreårsjubileum", None),
        ("fisk", None),
    ],
)
def test_number_words(word: str, number: int | None) -> None:
    assert in_figures(word) == number


@pytest.mark.parametrize(
    ("description", "size", "of"),
    [
        ("to drepne", "2", "drepne"),
        ("2 drepne", "2", "drepne"),
        ("tolv skadde personar", "12", "skadde personar"),
        ("dei tolv skadde", "12", "skadde"),
        ("tjue to menneske", "22", "menneske"),
        ("to hundre og femti soldatar", "250", "soldatar"),
        ("to tusen fem hundre hus", "2500", "hus"),
        ("1 200 hus", "1200", "hus"),
        ("1.200 hus", "1200", "hus"),
        ("1,5 millionar kroner", "1500000", "kroner"),
        ("over 20 døde", "over 20", "døde"),
        ("meir enn hundre døde", "meir enn 100", "døde"),
        ("Minst tre barn", "minst 3", "barn"),
        ("ein soldat", "1", "soldat"),
    ],
)
def test_descriptions(description: str, size: str, of: str) -> None:
    found, behind = counted(description)
    assert (str(found), behind) == (size, of)


@pytest.mark.parametrize(
    "description",
    [
        "ei gruppe soldatar",
        "eit stort tal døde",
        "20-åringen",
        "soldatar",
        "over elva",
        "artikkel 5",
        "tretti-åringen",
        "to",
        "",
    ],
)
def test_what_is_no_number_of_something(description: str) -> None:
    found, behind = counted(description)
    assert found is None or not behind


def test_numbers_that_may_be_one() -> None:
    exact, other, about, far = (counted(f"{n} døde")[0] for n in ("20", "23", "rundt 20", "minst hundre"))
    assert exact and other and about and far
    assert not exact.may_be(other)
    assert about.may_be(other) and other.may_be(about)
    assert not far.may_be(exact)
