"""Days, weeks, months and years counted from the date of publication, as precisely as it is known."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from app.extraction.words import time_words
from app.model.article import PartialDate
from app.model.extraction import TimeExpression

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def full_date(published: PartialDate | None) -> date | None:
    """The date, where its day is known."""
    if published is None or published.month is None or published.day is None:
        return None
    return date(published.year, published.month, published.day)


def to_the_day(day: date | None) -> PartialDate | None:
    """A day as a date that may be partial; None stays None."""
    return PartialDate(day.year, day.month, day.day) if day is not None else None


def checked(year: int, month: int, day: int) -> PartialDate | None:
    """The date, where the calendar has it."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return PartialDate(year, month, day)
    return None


def after_days(published: PartialDate, days: int, *, exact: bool) -> PartialDate | None:
    """So many days from publication, to the day or to the month; unknown where the day of publication is."""
    day = full_date(published)
    if day is None or abs(days) > 36500:
        return None
    moved = day + timedelta(days=days)
    return PartialDate(moved.year, moved.month, moved.day if exact else None)


def after_months(published: PartialDate, count: int) -> PartialDate | None:
    """The month so many months from that of publication."""
    if published.month is None:
        return None
    months = published.year * 12 + published.month - 1 + count
    return PartialDate(months // 12, months % 12 + 1) if months >= 12 else None


def after_units(published: PartialDate | None, unit: str, number: int) -> PartialDate | None:
    """So many units from publication: days to the day, years to the year, weeks and months to the month."""
    if published is None:
        return None
    if unit == "years":
        year = published.year + number
        return PartialDate(year) if year > 0 else None
    if unit == "months":
        return after_months(published, number)
    return after_days(published, number * (7 if unit == "weeks" else 1), exact=unit == "days")


def of_phrase(published: PartialDate | None, unit: str, offset: int) -> PartialDate | None:
    """What a set phrase tells, by the table of `time.yaml` that it stands in and its offset there."""
    if published is None:
        return None
    if unit == "years":
        return PartialDate(published.year + offset)
    if unit == "months_relative":
        return after_months(published, offset)
    if unit == "weeks":
        return week_of(published, offset)
    day = full_date(published)
    if day is None:
        # The day is not known: what is left is the month of publication, if one is.
        return published if offset == 0 else PartialDate(published.year, published.month)
    moved = day + timedelta(days=offset)
    return PartialDate(moved.year, moved.month, moved.day)


def week_of(published: PartialDate, offset: int) -> PartialDate | None:
    """A week from that of publication: the month that it lies in, or the year where it lies in two."""
    day = full_date(published)
    if day is None:
        return None
    first = day + timedelta(days=7 * offset - day.weekday())
    last = first + timedelta(days=6)
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month == last.month else None)


def weekday_of(published: PartialDate | None, weekday: str, *, ahead: bool) -> PartialDate | None:
    """The last such day up to publication, or the next one; only the month where the day of publication is unknown."""
    day = full_date(published)
    if day is None:
        return published
    distance = (day.weekday() - WEEKDAYS.index(weekday)) % 7
    moved = day - timedelta(days=distance) if not ahead else day + timedelta(days=(7 - distance) % 7 or 7)
    return PartialDate(moved.year, moved.month, moved.day)


def nearest(published: PartialDate | None, month: int, day: int | None) -> PartialDate | None:
    """A date without a year is the one nearest to publication; unknown without a publication month."""
    if published is None or published.month is None:
        return PartialDate(published.year, month, day) if published is not None and day is None else None
    distance = month - published.month
    year = published.year + (1 if distance < -8 else -1 if distance > 5 else 0)
    return PartialDate(year, month) if day is None else checked(year, month, day)


_LONG_PAST_DAYS = 92


def _lacks_year(time: TimeExpression) -> bool:
    """«2. september»."""
    words = time.surface.lower().split()
    return words[-1] in time_words()["months"] and not any(len(w) == 4 and w.isdecimal() for w in words)


def coming(time: TimeExpression, published: PartialDate | None) -> TimeExpression:
    """A weekday without a date, or a month or date without a year, as the next one; others as they are.

    Of a date that has just been it is not known that the next one is meant («skulle vere ferdig 1. mars»).
    """
    if published is not None and published.month is not None and time.value is not None:
        is_month = time.surface.lower() in time_words()["months"]
        if is_month and time.value.day is None and time.value.month is not None:
            passed = (time.value.year, time.value.month) < (published.year, published.month)
            return replace(time, value=PartialDate(time.value.year + 1, time.value.month)) if passed else time
    day, value = full_date(published), full_date(time.value)
    if day is not None and value is not None and (day - value).days > _LONG_PAST_DAYS and _lacks_year(time):
        return replace(time, value=checked(value.year + 1, value.month, value.day))
    is_bare = time.weekday is not None and not any(c.isdigit() for c in time.surface)
    if day is None or value is None or not is_bare or value >= day:
        return time
    moved = value + timedelta(days=7)
    return replace(time, value=PartialDate(moved.year, moved.month, moved.day))
