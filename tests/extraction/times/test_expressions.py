"""Time expressions at their true precision."""

import pytest

from app.extraction.times import find_times
from app.model.article import PartialDate
from tests.extraction.documents import document

DAY = PartialDate(2024, 3, 27)  # a Wednesday
MONTH = PartialDate(2024, 3)


def times(text: str, published: PartialDate | None) -> list[tuple[str, str | None, str | None]]:
    rows = "\n".join(f"{w} {w.lower()} NOUN {0 if i == 0 else 1} obl" for i, w in enumerate(text.split()))
    words = list(document(rows).doc)
    return [(t.surface, str(t.value) if t.value else None, t.weekday) for t in find_times(words, published)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("kom måndag kveld", DAY, ("måndag kveld", "2024-03-25", "Monday")),
        ("kom onsdag", DAY, ("onsdag", "2024-03-27", "Wednesday")),
        ("kjem neste mandag", DAY, ("mandag", "2024-04-01", "Monday")),
        ("kom måndag", MONTH, ("måndag", "2024-03", "Monday")),
        ("kom måndag", None, ("måndag", None, "Monday")),
        ("kom i går", DAY, ("i går", "2024-03-26", None)),
        ("kom i går", MONTH, ("i går", "2024-03", None)),
        ("kom i fjor haust", DAY, ("i fjor haust", "2023", None)),
        ("kom i fjor", None, ("i fjor", None, None)),
        ("den 5. mai 2021", DAY, ("5. mai 2021", "2021-05-05", None)),
        ("den 17. mai", DAY, ("17. mai", "2024-05-17", None)),
        ("den 31. desember", PartialDate(2024, 1, 3), ("31. desember", "2023-12-31", None)),
        ("den 30. februar", DAY, ("30. februar", None, None)),
        ("sidan 2004", None, ("2004", "2004", None)),
        ("den 21. januar i fjor", DAY, ("21. januar i fjor", "2023-01-21", None)),
        ("i november i fjor", DAY, ("november i fjor", "2023-11", None)),
        ("natt til tysdag", DAY, ("natt til tysdag", "2024-03-26", "Tuesday")),
        ("ventar til tysdag", DAY, ("tysdag", "2024-04-02", "Tuesday")),
        ("kom i mars", DAY, ("mars", "2024-03", None)),
        ("laurdag 9. mars 2024", None, ("laurdag 9. mars 2024", "2024-03-09", "Saturday")),
    ],
)
def test_value(
    text: str, published: PartialDate | None, expected: tuple[str, str | None, str | None]
) -> None:
    assert times(text, published) == [expected]


def test_a_number_that_counts_is_no_year() -> None:
    rows = "2010 2010 NUM 2 nummod\nkroner krone NOUN 0 root"
    assert find_times(list(document(rows).doc), DAY) == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("kjem neste veke", DAY, ("neste veke", "2024-04", None)),
        ("kommer neste uke", DAY, ("neste uke", "2024-04", None)),
        ("kom forrige uke", DAY, ("forrige uke", "2024-03", None)),
        ("kom denne veka", PartialDate(2024, 2, 28), ("denne veka", "2024", None)),
        ("kom denne uka", MONTH, ("denne uka", None, None)),
        ("kom for tre dagar sidan", DAY, ("for tre dagar sidan", "2024-03-24", None)),
        ("kom for 3 dager siden", DAY, ("for 3 dager siden", "2024-03-24", None)),
        ("kom for to veker sidan", DAY, ("for to veker sidan", "2024-03", None)),
        ("kom for fire uker siden", DAY, ("for fire uker siden", "2024-02", None)),
        ("kom for to månader sidan", MONTH, ("for to månader sidan", "2024-01", None)),
        ("kom for fem år siden", MONTH, ("for fem år siden", "2019", None)),
        ("kom for 9000 år siden", DAY, ("for 9000 år siden", None, None)),
        ("kom for fem år siden", None, ("for fem år siden", None, None)),
    ],
)
def test_weeks_and_times_since(
    text: str, published: PartialDate | None, expected: tuple[str, str | None, str | None]
) -> None:
    assert times(text, published) == [expected]


@pytest.mark.parametrize(
    "text", ["Dahl ( 1857 - 1913 )", "Dahl ( 1857–1913 )", "boka ( 1905 )", "reisa til Mars"]
)
def test_life_spans_years_of_works_and_names_are_no_times(text: str) -> None:
    assert times(text, DAY) == []


def test_a_year_in_brackets_with_more_is_a_time() -> None:
    assert times("kom ( i mai 1905 )", DAY) == [("mai 1905", "1905-05", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leidde klubben frå 2003 til 2011", ("2003 til 2011", "2003", "2011")),
        ("budde der mellom 1990 og 1999", ("1990 og 1999", "1990", "1999")),
        ("krigen 1940 – 1945 tok slutt", ("1940 – 1945", "1940", "1945")),
        ("frå mars til juni 2021", ("mars til juni 2021", "2021-03", "2021-06")),
    ],
)
def test_two_times_open_and_close_an_interval(text: str, expected: tuple[str, str, str]) -> None:
    rows = "\n".join(f"{w} {w.lower()} NOUN {0 if i == 0 else 1} obl" for i, w in enumerate(text.split()))
    (found,) = find_times(list(document(rows).doc), DAY)
    assert (found.surface, str(found.value), str(found.end)) == expected


@pytest.mark.parametrize(
    "text", ["i 2003 og 2011", "frå 2011 til 2003", "mellom 1990 til 1999 kroner", "kom i 2003 frå 2011"]
)
def test_two_times_that_make_no_interval_stay_two(text: str) -> None:
    rows = "\n".join(f"{w} {w.lower()} NOUN {0 if i == 0 else 1} obl" for i, w in enumerate(text.split()))
    assert all(t.end is None for t in find_times(list(document(rows).doc), DAY))
