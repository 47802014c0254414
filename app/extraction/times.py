"""Time expressions and what they mean, at the precision that the words and the publication date allow."""

import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Token

from app.extraction.words import relation_words, time_words
from app.model.article import PartialDate
from app.model.extraction import Span, TimeExpression

_YEAR = re.compile(r"(1[5-9]|20)\d\d$")
_DAY = re.compile(r"(\d{1,2})\.?$")
_ISO = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """By their first words, the longest first."""
    data = time_words()
    found: list[tuple[tuple[str, ...], str, int]] = []
    for unit in ("days", "years", "months_relative", "weeks"):
        found.extend((tuple(phrase.split()), unit, offset) for phrase, offset in data[unit].items())
    table: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
    for phrase in sorted(found, key=lambda f: (-len(f[0]), f[0])):
        table[phrase[0][0]].append(phrase)
    return dict(table)


def find_times(words: list[Token], published: PartialDate | None) -> list[TimeExpression]:
    """The time expressions among a sentence's words, in text order, none within another."""
    found: list[TimeExpression] = []
    index = 0
    while index < len(words):
        match = _match(words, index, published)
        if match is None:
            index += 1
            continue
        length, value, weekday = match
        last = words[index + length - 1]
        span = Span(words[index].idx, last.idx + len(last))
        found.append(TimeExpression(span, words[0].doc.text[span.start : span.end], value, weekday=weekday))
        index += length
    return found


def _match(
    words: list[Token], index: int, published: PartialDate | None
) -> tuple[int, PartialDate | None, str | None] | None:
    data = time_words()
    lower = [w.lower_ for w in words[index : index + 4]]
    for phrase, unit, offset in _phrases().get(lower[0], ()):
        if tuple(lower[: len(phrase)]) == phrase:
            length = len(phrase)
            if lower[length : length + 1] and lower[length] in (*data["parts"], *data["seasons"]):
                length += 1
            return length, _shift(published, unit, offset), None
    if (ago := _ago(lower, published)) is not None:
        return 4, ago[0], None
    if lower[0] in data["weekdays"]:
        weekday = data["weekdays"][lower[0]]
        length = 2 if len(lower) > 1 and lower[1] in data["parts"] else 1
        # «måndag 25. mars» is told by its date.
        rest = _date(words, index + length, published)
        if rest is not None:
            return length + rest[0], rest[1], weekday
        before = words[index - 1].lower_ if index else ""
        ahead = before in data["future"]
        return length, _weekday(published, weekday, ahead=ahead), weekday
    found = _date(words, index, published)
    return (found[0], found[1], None) if found is not None else None


def _ago(words: list[str], published: PartialDate | None) -> tuple[PartialDate | None] | None:
    """«for tre dagar sidan»: days to the day, years to the year, the rest to the month; None where it is none."""
    data = time_words()
    if len(words) < 4 or words[0] not in data["ago"] or words[3] not in data["since"]:
        return None
    count = relation_words().numbers.get(words[1], words[1])
    unit = next((u for u, forms in data["ago_units"].items() if words[2] in forms), None)
    if unit is None or not count.isdigit() or len(count) > 4:
        return None
    number = int(count)
    if published is None:
        return (None,)
    if unit == "years":
        year = published.year - number
        return (PartialDate(year) if year > 0 else None,)
    if unit == "months":
        return (_months(published, -number),)
    return (_days(published, -number * (7 if unit == "weeks" else 1), exact=unit == "days"),)


def _days(published: PartialDate, days: int, *, exact: bool) -> PartialDate | None:
    """So many days from publication, to the day or to the month; unknown where the day of publication is."""
    day = _full(published)
    if day is None or abs(days) > 36500:
        return None
    moved = day + timedelta(days=days)
    return PartialDate(moved.year, moved.month, moved.day if exact else None)


def _months(published: PartialDate, count: int) -> PartialDate | None:
    if published.month is None:
        return None
    months = published.year * 12 + published.month - 1 + count
    return PartialDate(months // 12, months % 12 + 1) if months >= 12 else None


def _date(
    words: list[Token], index: int, published: PartialDate | None
) -> tuple[int, PartialDate | None] | None:
    months: dict[str, int] = time_words()["months"]
    if index >= len(words):
        return None
    texts = [w.lower_ for w in words[index : index + 4]]
    if match := _ISO.match(texts[0]):
        return 1, _checked(int(match[3]), int(match[2]), int(match[1]))
    day = _DAY.match(texts[0])
    offset = 0
    if day and len(texts) > 1:
        offset = (
            1 if texts[1] in months else 2 if len(texts) > 2 and texts[1] == "." and texts[2] in months else 0
        )
    if day and offset:
        month = months[texts[offset]]
        if len(texts) > offset + 1 and _YEAR.match(texts[offset + 1]):
            return offset + 2, _checked(int(texts[offset + 1]), month, int(day[1]))
        return offset + 1, _nearest(published, month, int(day[1]))
    if texts[0] in months and words[index].pos_ in ("NOUN", "PROPN", "X"):
        if len(texts) > 1 and _YEAR.match(texts[1]):
            return 2, PartialDate(int(texts[1]), months[texts[0]])
        return 1, _nearest(published, months[texts[0]], None)
    if _YEAR.match(texts[0]) and _is_year(words[index]):
        return 1, PartialDate(int(texts[0]))
    return None


def _is_year(word: Token) -> bool:
    # «2010 kroner», «1800 menneske»: a number that counts something is no year.
    return word.dep_ != "nummod" and not (
        word.i + 1 < len(word.doc) and word.nbor().lower_ in ("kroner", "prosent", "meter")
    )


def _checked(year: int, month: int, day: int) -> PartialDate | None:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return PartialDate(year, month, day)
    return None


def _nearest(published: PartialDate | None, month: int, day: int | None) -> PartialDate | None:
    """A date without a year is the one nearest to publication; unknown without a publication month."""
    if published is None or published.month is None:
        return PartialDate(published.year, month, day) if published is not None and day is None else None
    distance = month - published.month
    year = published.year + (1 if distance < -8 else -1 if distance > 5 else 0)
    return PartialDate(year, month) if day is None else _checked(year, month, day)


def _full(published: PartialDate | None) -> date | None:
    if published is None or published.month is None or published.day is None:
        return None
    return date(published.year, published.month, published.day)


def _shift(published: PartialDate | None, unit: str, offset: int) -> PartialDate | None:
    if published is None:
        return None
    if unit == "years":
        return PartialDate(published.year + offset)
    if unit == "months_relative":
        return _months(published, offset)
    if unit == "weeks":
        return _week(published, offset)
    day = _full(published)
    if day is None:
        # The day is not known: what is left is the month of publication, if one is.
        return published if offset == 0 else PartialDate(published.year, published.month)
    moved = day + timedelta(days=offset)
    return PartialDate(moved.year, moved.month, moved.day)


def _week(published: PartialDate, offset: int) -> PartialDate | None:
    """A week from that of publication: the month that it lies in, or the year where it lies in two."""
    day = _full(published)
    if day is None:
        return None
    first = day + timedelta(days=7 * offset - day.weekday())
    last = first + timedelta(days=6)
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month == last.month else None)


def coming(time: TimeExpression, published: PartialDate | None) -> TimeExpression:
    """A weekday without a date as the next one after publication; any other time as it is."""
    day, value = _full(published), _full(time.value)
    is_bare = time.weekday is not None and not any(c.isdigit() for c in time.surface)
    if day is None or value is None or not is_bare or value >= day:
        return time
    moved = value + timedelta(days=7)
    return replace(time, value=PartialDate(moved.year, moved.month, moved.day))


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _weekday(published: PartialDate | None, weekday: str, *, ahead: bool) -> PartialDate | None:
    """The last such day up to publication, or the next one; only the month where the day of publication is unknown."""
    day = _full(published)
    if day is None:
        return published
    distance = (day.weekday() - _WEEKDAYS.index(weekday)) % 7
    moved = day - timedelta(days=distance) if not ahead else day + timedelta(days=(7 - distance) % 7 or 7)
    return PartialDate(moved.year, moved.month, moved.day)
