"""Seasons, holidays, weekends, numbered weeks, and what stands behind weekdays and months."""

import pytest

from app.model.article import PartialDate
from tests.extraction.times.test_expressions import DAY, MONTH, times

FEBRUARY = PartialDate(2024, 2, 5)
DECEMBER = PartialDate(2024, 12, 20)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # Nights are named after the day that they end in.
        ("kom natt til søndag", DAY, ("natt til søndag", "2024-03-24")),
        ("skjedde natta til laurdag 9. mars", DAY, ("natta til laurdag 9. mars", "2024-03-09")),
        ("skjedde natt til mandag", MONTH, ("natt til mandag", "2024-03")),
        # Ahead by a number.
        ("reiser om tre dagar", DAY, ("om tre dagar", "2024-03-30")),
        ("reiser om to veker", DAY, ("om to veker", "2024-04")),
        ("kommer om to uker", MONTH, ("om to uker", None)),
        ("kjem om ein månad", DAY, ("om ein månad", "2024-04")),
        ("kommer om 3 år", DAY, ("om 3 år", "2027")),
        # A month and a day with the year behind them.
        ("giftar seg i mai neste år", DAY, ("mai neste år", "2025-05")),
        ("møttes i mai i fjor", DAY, ("mai i fjor", "2023-05")),
        ("feira 17. mai i fjor", DAY, ("17. mai i fjor", "2023-05-17")),
        ("møtes 25. april neste år", DAY, ("25. april neste år", "2025-04-25")),
        # Weekdays with a date or a week.
        ("måndag den 25. mars", DAY, ("måndag den 25. mars", "2024-03-25")),
        ("mandag den 25. mars", None, ("mandag den 25. mars", None)),
        ("fredag i førre veke", DAY, ("fredag i førre veke", "2024-03-22")),
        ("tirsdag i forrige uke", DAY, ("tirsdag i forrige uke", "2024-03-19")),
        ("onsdag neste uke", DAY, ("onsdag neste uke", "2024-04-03")),
        ("torsdag om ei veke", DAY, ("torsdag om ei veke", "2024-04-04")),
        ("torsdag om en uke", MONTH, ("torsdag om en uke", None)),
        # Seasons.
        ("opnar til hausten", DAY, ("til hausten", "2024")),
        ("åpner til våren", DAY, ("til våren", "2025")),
        ("opna i vår", DAY, ("i vår", "2024")),
        ("åpner i sommer", DAY, ("i sommer", "2024")),
        ("åpnet i høst", FEBRUARY, ("i høst", None)),
        ("stengde sist haust", DAY, ("sist haust", "2023")),
        ("stengte sist sommer", DECEMBER, ("sist sommer", "2024")),
        ("stengde sist vinter", DAY, ("sist vinter", None)),
        ("kjem til sommaren", MONTH, ("til sommaren", "2024")),
        ("kjem til sommaren", None, ("til sommaren", None)),
        # Weekends and weeks by number.
        ("vann i helga", DAY, ("i helga", "2024-03")),
        ("vant sist helg", FEBRUARY, ("sist helg", "2024-02")),
        ("spelar neste helg", DAY, ("neste helg", "2024-03")),
        ("spiller til helgen", MONTH, ("til helgen", None)),
        ("vinterferie i veke 9", FEBRUARY, ("veke 9", "2024")),
        ("kommer uke 14", DAY, ("uke 14", "2024-04")),
        ("kjem veke 2", DECEMBER, ("veke 2", "2025-01")),
        ("kom uke 52", FEBRUARY, ("uke 52", "2023-12")),
        # Holidays: the month where it is known, a time without a value where it is not.
        ("døydde i jula", FEBRUARY, ("i jula", "2023-12")),
        ("kjem til jul", FEBRUARY, ("til jul", "2024-12")),
        ("åpner i julen", DECEMBER, ("i julen", "2024-12")),
        ("kom før jul", DAY, ("før jul", None)),
        ("åpner etter påske", DAY, ("etter påske", None)),
        ("startar over nyttår", DAY, ("over nyttår", None)),
        # Parts of a year.
        ("tente 3 kroner fyrste kvartal 2023", DAY, ("fyrste kvartal 2023", "2023")),
        ("tapte penger i første halvår", DAY, ("første halvår", None)),
        # Standard dates, and words that were missing.
        ("publisert 2024-03-20", DAY, ("2024-03-20", "2024-03-20")),
        ("publisert 2024-13-20", DAY, ("2024-13-20", None)),
        ("reiser i overmorgon", DAY, ("i overmorgon", "2024-03-29")),
        ("stengte sist måned", DAY, ("sist måned", "2024-02")),
        ("kjem førstkommande fredag", DAY, ("fredag", "2024-03-29")),
    ],
)
def test_value(text: str, published: PartialDate | None, expected: tuple[str, str | None]) -> None:
    assert [(surface, value) for surface, value, _ in times(text, published)] == [expected]


@pytest.mark.parametrize("text", ["auka om fem prosent", "gikk til uken", "ved veke seks", "i vinteren"])
def test_what_is_no_such_time(text: str) -> None:
    assert all(value is None for _, value, _ in times(text, DAY))


def test_a_week_that_no_year_nearby_has() -> None:
    assert times("kom uke 53", PartialDate(2024, 3, 27)) == [("uke 53", None, None)]
    assert times("kom uke 53", PartialDate(2021, 1, 20)) == [("uke 53", None, None)]
    assert times("kom uke 53", PartialDate(2020, 12, 31)) == [("uke 53", None, None)]
