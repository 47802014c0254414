"""Seasons, holidays, weekends and numbered weeks: «til hausten», «i jula», «sist helg», «veke 12»."""

from datetime import date, timedelta

from app.extraction.words import time_words
from app.model.article import PartialDate

_WINTER = 12
_LAST_WEEK = 53
_FAR = 6
"""Months: what is as far away may as well be that of another year."""


def match_season(words: list[str], published: PartialDate | None) -> tuple[int, PartialDate | None] | None:
    """How many of the first words tell one of these times, and its value; None where they tell none.

    A season is known to the year, winter not at all, a weekend and a week to the month. «før jul» is a time without
    a value, because nobody knows how long before.
    """
    first, second = (*words, "", "")[:2]
    data = time_words()
    if first in data["week_numbers"] and second.isdigit() and 1 <= int(second) <= _LAST_WEEK:
        return 2, _numbered_week(int(second), published)
    if second in data["season_months"]:
        for when in ("season_now", "season_past", "season_ahead"):
            if first in data[when]:
                return 2, _season(data["season_months"][second], when, published)
    if second in data["weekends"]:
        past = first in data["season_past"] or first in data["season_now"]
        if past or first in data["season_ahead"] or first in data["future"]:
            return 2, _weekend(published, ahead=not past)
    if second in data["holidays"] and first in data["holiday_within"]:
        return 2, _holiday(data["holidays"][second], published, ahead=first in data["future"])
    around = first in data["holiday_around"] or first in data["holiday_within"]
    if around and (second in data["holidays"] or second in data["movable"]):
        return 2, None
    if first in data["ordinals"] and second in data["parts_of_year"]:
        year = words[2] if len(words) > 2 and words[2].isdigit() and len(words[2]) == len("2024") else None
        return (3, PartialDate(int(year))) if year is not None else (2, None)
    return None


def _season(month: int, when: str, published: PartialDate | None) -> PartialDate | None:
    if published is None or month == _WINTER:
        return None
    if published.month is None:
        return None
    if when == "season_now":
        # «i haust» in February may be either.
        return PartialDate(published.year) if month - published.month < _FAR else None
    if when == "season_past":
        # «sist haust» in September is last year's.
        return PartialDate(published.year if published.month > month + 2 else published.year - 1)
    return PartialDate(published.year if published.month < month else published.year + 1)


def _holiday(month: int, published: PartialDate | None, *, ahead: bool) -> PartialDate | None:
    """The one nearest to publication, or the next one."""
    if published is None or published.month is None:
        return None
    last = published.month < _FAR and not ahead
    return PartialDate(published.year - 1 if last else published.year, month)


def _weekend(published: PartialDate | None, *, ahead: bool) -> PartialDate | None:
    if published is None or published.month is None or published.day is None:
        return None
    day = date(published.year, published.month, published.day)
    saturday = day + timedelta(days=5 - day.weekday() - (0 if ahead or day.weekday() >= 5 else 7))
    return _month_of(saturday, saturday + timedelta(days=1))


def _numbered_week(number: int, published: PartialDate | None) -> PartialDate | None:
    """The week of the year that brings it nearest to publication."""
    if published is None:
        return None
    found: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            found.append(date.fromisocalendar(year, number, 1))
        except ValueError:
            # Most years have no week 53.
            continue
    if published.month is None or not found:
        found = [day for day in found if (day + timedelta(days=3)).year == published.year]
        return _month_of(found[0], found[0] + timedelta(days=6)) if found else None
    middle = date(published.year, published.month, published.day or 15)
    first = min(found, key=lambda day: abs((day - middle).days))
    return _month_of(first, first + timedelta(days=6))


def _month_of(first: date, last: date) -> PartialDate | None:
    """The month that both days lie in, or only the year, or neither."""
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month == last.month else None)
