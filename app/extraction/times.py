"""Time expressions and what they mean, at the precision that the words and the publication date allow."""

import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from app.language.tokens import Token

from app.extraction.seasons import match_season
from app.extraction.words import relation_words, time_words
from app.model.article import PartialDate
from app.model.extraction import Span, TimeExpression

_YEAR = re.compile(r"(1[5-9]|20)\d\d$")
_DAY = re.compile(r"(\d{1,2})\.?$")
_LIFE_SPAN = re.compile(r"(?:f\.|født|d\.|død|ca\.)?(?:1[0-9]|20)\d\d(?:[-–—](?:(?:1[0-9]|20)?\d\d)?)?")
_ISO = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_STANDARD = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_LOOK_AHEAD = 5
_ARTICLES = frozenset({"den", "dei", "de"})


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
    lower = [w.lower_ for w in words[index : index + _LOOK_AHEAD]]
    for phrase, unit, offset in _phrases().get(lower[0], ()):
        if tuple(lower[: len(phrase)]) == phrase:
            length = len(phrase)
            if lower[length : length + 1] and lower[length] in (*data["parts"], *data["seasons"]):
                length += 1
            return length, _shift(published, unit, offset), None
    if (ago := _ago(lower, published)) is not None:
        return 4, ago[0], None
    if (later := _ahead(lower, published)) is not None:
        return 3, later[0], None
    if (season := match_season(lower, published)) is not None:
        return season[0], season[1], None
    night = lower[0] in data["night_before"] and len(lower) > 2 and lower[1] in data["night_to"]
    if night and lower[2] in data["weekdays"]:
        # «natt til laurdag»: the night that the day begins with, which is over where nothing else is said.
        rest = _weekday_date(words, index + 3, published)
        weekday = data["weekdays"][lower[2]]
        if rest is not None:
            return 3 + rest[0], rest[1], weekday
        return 3, _weekday(published, weekday, ahead=False), weekday
    if lower[0] in data["weekdays"]:
        weekday = data["weekdays"][lower[0]]
        length = 2 if len(lower) > 1 and lower[1] in data["parts"] else 1
        # «måndag 25. mars» is told by its date.
        rest = _weekday_date(words, index + length, published)
        if rest is not None:
            return length + rest[0], rest[1], weekday
        if (week := _of_week(lower[length:], published, weekday)) is not None:
            return length + week[0], week[1], weekday
        before = words[index - 1].lower_ if index else ""
        # «natt til onsdag» comes before it.
        night = index > 1 and words[index - 2].lower_ in data["nights"]
        ahead = before in data["future"] and not night
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
    return (_moved(published, unit, -int(count)),)


def _ahead(words: list[str], published: PartialDate | None) -> tuple[PartialDate | None] | None:
    """«om to veker», as precise as what is past; None where it is none."""
    data = time_words()
    if len(words) < 3 or words[0] not in data["ahead"]:
        return None
    count = relation_words().numbers.get(words[1], words[1])
    unit = next((u for u, forms in data["ago_units"].items() if words[2] in forms), None)
    if unit is None or not count.isdigit() or len(count) > 3:
        return None
    return (_moved(published, unit, int(count)),)


def _moved(published: PartialDate | None, unit: str, number: int) -> PartialDate | None:
    if published is None:
        return None
    if unit == "years":
        year = published.year + number
        return PartialDate(year) if year > 0 else None
    if unit == "months":
        return _months(published, number)
    return _days(published, number * (7 if unit == "weeks" else 1), exact=unit == "days")


def _of_week(
    words: list[str], published: PartialDate | None, weekday: str
) -> tuple[int, PartialDate | None] | None:
    """What stands behind a weekday and tells its week: «fredag i førre veke», «torsdag neste uke», «… om ei veke»."""
    data = time_words()
    skipped = 1 if words[:1] and words[0] in data["within_week"] else 0
    day = _full(published)
    number = _WEEKDAYS.index(weekday)
    for phrase, unit, offset in _phrases().get(words[skipped] if words[skipped:] else "", ()):
        if unit == "weeks" and tuple(words[skipped : skipped + len(phrase)]) == phrase:
            moved = day + timedelta(days=7 * offset - day.weekday() + number) if day is not None else None
            return skipped + len(phrase), _exact(moved)
    ahead = (
        words[:1] and words[0] in data["ahead"] and len(words) > 2 and words[2] in data["ago_units"]["weeks"]
    )
    count = relation_words().numbers.get(words[1], words[1]) if ahead else ""
    if not count.isdigit() or len(count) > 2:
        return None
    following = _full(_weekday(published, weekday, ahead=True)) if day is not None else None
    return 3, _exact(following + timedelta(days=7 * int(count)) if following is not None else None)


def _exact(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day is not None else None


def _weekday_date(
    words: list[Token], index: int, published: PartialDate | None
) -> tuple[int, PartialDate | None] | None:
    """The date behind a weekday: «måndag 25. mars», «måndag den 25. mars»."""
    skipped = 1 if index < len(words) and words[index].lower_ in _ARTICLES else 0
    found = _date(words, index + skipped, published)
    return (found[0] + skipped, found[1]) if found is not None else None


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
    if index >= len(words) or _is_life_span(words, index):
        return None
    texts = [w.lower_ for w in words[index : index + 4]]
    if match := _ISO.match(texts[0]):
        return 1, _checked(int(match[3]), int(match[2]), int(match[1]))
    if match := _STANDARD.match(texts[0]):
        return 1, _checked(int(match[1]), int(match[2]), int(match[3]))
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
        if (year := _year_behind(words, index + offset + 1, published)) is not None:
            return offset + 1 + year[0], _checked(year[1], month, int(day[1]))
        return offset + 1, _nearest(published, month, int(day[1]))
    if texts[0] in months and words[index].pos_ in ("NOUN", "PROPN", "X") and not _is_name(words[index]):
        if len(texts) > 1 and _YEAR.match(texts[1]):
            return 2, PartialDate(int(texts[1]), months[texts[0]])
        if (year := _year_behind(words, index + 1, published)) is not None:
            return 1 + year[0], PartialDate(year[1], months[texts[0]])
        return 1, _nearest(published, months[texts[0]], None)
    if _YEAR.match(texts[0]) and _is_year(words[index]):
        return 1, PartialDate(int(texts[0]))
    return None


def _year_behind(words: list[Token], index: int, published: PartialDate | None) -> tuple[int, int] | None:
    """«mai neste år», «mai i fjor»: how many words tell the year, and which it is."""
    lower = tuple(w.lower_ for w in words[index : index + 3])
    for phrase, unit, offset in _phrases().get(lower[0] if lower else "", ()):
        if unit == "years" and published is not None and lower[: len(phrase)] == phrase:
            return len(phrase), published.year + offset
    return None


def _is_name(word: Token) -> bool:
    """«Mars», in the middle of a sentence: months are written with small letters."""
    first = next((t for t in word.sent if t.is_alpha), word)
    return word.text[:1].isupper() and word.i != first.i and not word.text.isupper()


def _is_life_span(words: list[Token], index: int) -> bool:
    """«(1920–1999)», «(1905)»: when somebody lived or a work came out, and not when something happened to it."""
    opening = next((w for w in reversed(words[:index]) if w.text in ("(", ")")), None)
    closing = next((w for w in words[index:] if w.text in ("(", ")")), None)
    if opening is None or closing is None or opening.text != "(" or closing.text != ")":
        return False
    inside = "".join(w.text for w in words if opening.i < w.i < closing.i)
    return _LIFE_SPAN.fullmatch(inside) is not None


def _is_year(word: Token) -> bool:
    # «OL 2016», «Windows 2000»: the year is part of a name.
    before = word.nbor(-1) if word.i > word.sent.start else None
    named = word.dep_.startswith("flat") or (before is not None and before.pos_ == "PROPN")
    if before is not None and named and word.head.i == before.i:
        return False
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
    """A weekday without a date, or a month without a year, as the next one after publication; others as they are."""
    if published is not None and published.month is not None and time.value is not None:
        is_month = time.surface.lower() in time_words()["months"]
        if is_month and time.value.day is None and time.value.month is not None:
            passed = (time.value.year, time.value.month) < (published.year, published.month)
            return replace(time, value=PartialDate(time.value.year + 1, time.value.month)) if passed else time
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
