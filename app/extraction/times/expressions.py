"""Time expressions and what they mean, at the precision that the words and the publication date allow."""

import re
from datetime import timedelta

from app.extraction.seasons import match_season
from app.extraction.times.calendar import (
    WEEKDAYS,
    after_units,
    full_date,
    of_phrase,
    to_the_day,
    weekday_of,
)
from app.extraction.times.dates import date_behind_weekday, find_date
from app.extraction.times.phrases import phrases
from app.extraction.words import relation_words, time_words
from app.language.tokens import Token
from app.model.article import PartialDate
from app.model.extraction import Span, TimeExpression

_LOOK_AHEAD = 5
_BARE_YEAR = re.compile(r"\d{4}")


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
    return _intervals(found, words)


def _intervals(times: list[TimeExpression], words: list[Token]) -> list[TimeExpression]:
    """«frå 2003 til 2011», «mellom måndag og fredag», «1940–1945»: two times that open and close one."""
    found: list[TimeExpression] = []
    for time in times:
        whole = _interval(found[-1], time, words) if found else None
        if whole is None:
            found.append(time)
        else:
            found[-1] = whole
    return found


def _interval(first: TimeExpression, last: TimeExpression, words: list[Token]) -> TimeExpression | None:
    """The time that two make together; None where they are two."""
    data = time_words()
    between = [w.lower_ for w in words if first.span.end <= w.idx < last.span.start]
    before = next((w.lower_ for w in reversed(words) if w.idx < first.span.start), "")
    years = all(_BARE_YEAR.fullmatch(t.surface) for t in (first, last))
    joined = between[:1] == [data["interval"].get(before)] and len(between) == 1
    joined |= years and len(between) == 1 and between[0] in data["interval_dashes"]
    start, end = first.value, last.value
    if not joined or first.end is not None or start is None or end is None:
        return None
    if not any(c.isdigit() for c in first.surface) and start.month is not None and first.weekday is None:
        # «frå mars til juni 2004»
        start = PartialDate(end.year, start.month, start.day)
    precision = min(len(str(start)), len(str(end)))
    if str(start)[:precision] > str(end)[:precision]:
        return None
    span = Span(first.span.start, last.span.end)
    surface = words[0].doc.text[span.start : span.end]
    return TimeExpression(span, surface, start, end)


def _match(
    words: list[Token], index: int, published: PartialDate | None
) -> tuple[int, PartialDate | None, str | None] | None:
    data = time_words()
    lower = [w.lower_ for w in words[index : index + _LOOK_AHEAD]]
    for phrase, unit, offset in phrases().get(lower[0], ()):
        if tuple(lower[: len(phrase)]) == phrase:
            length = len(phrase)
            if lower[length : length + 1] and lower[length] in (*data["parts"], *data["seasons"]):
                length += 1
            return length, of_phrase(published, unit, offset), None
    if (ago := _ago(lower, published)) is not None:
        return 4, ago[0], None
    if (later := _ahead(lower, published)) is not None:
        return 3, later[0], None
    if (season := match_season(lower, published)) is not None:
        return season[0], season[1], None
    night = lower[0] in data["night_before"] and len(lower) > 2 and lower[1] in data["night_to"]
    if night and lower[2] in data["weekdays"]:
        # «natt til laurdag»: the night that the day begins with, which is over where nothing else is said.
        rest = date_behind_weekday(words, index + 3, published)
        weekday = data["weekdays"][lower[2]]
        if rest is not None:
            return 3 + rest[0], rest[1], weekday
        return 3, weekday_of(published, weekday, ahead=False), weekday
    if lower[0] in data["weekdays"]:
        weekday = data["weekdays"][lower[0]]
        length = 2 if len(lower) > 1 and lower[1] in data["parts"] else 1
        # «måndag 25. mars» is told by its date.
        rest = date_behind_weekday(words, index + length, published)
        if rest is not None:
            return length + rest[0], rest[1], weekday
        if (week := _of_week(lower[length:], published, weekday)) is not None:
            return length + week[0], week[1], weekday
        before = words[index - 1].lower_ if index else ""
        # «natt til onsdag» comes before it.
        night = index > 1 and words[index - 2].lower_ in data["nights"]
        ahead = before in data["future"] and not night
        return length, weekday_of(published, weekday, ahead=ahead), weekday
    found = find_date(words, index, published)
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
    return (after_units(published, unit, -int(count)),)


def _ahead(words: list[str], published: PartialDate | None) -> tuple[PartialDate | None] | None:
    """«om to veker», as precise as what is past; None where it is none."""
    data = time_words()
    if len(words) < 3 or words[0] not in data["ahead"]:
        return None
    count = relation_words().numbers.get(words[1], words[1])
    unit = next((u for u, forms in data["ago_units"].items() if words[2] in forms), None)
    if unit is None or not count.isdigit() or len(count) > 3:
        return None
    return (after_units(published, unit, int(count)),)


def _of_week(
    words: list[str], published: PartialDate | None, weekday: str
) -> tuple[int, PartialDate | None] | None:
    """What stands behind a weekday and tells its week: «fredag i førre veke», «torsdag neste uke», «… om ei veke»."""
    data = time_words()
    skipped = 1 if words[:1] and words[0] in data["within_week"] else 0
    day = full_date(published)
    number = WEEKDAYS.index(weekday)
    for phrase, unit, offset in phrases().get(words[skipped] if words[skipped:] else "", ()):
        if unit == "weeks" and tuple(words[skipped : skipped + len(phrase)]) == phrase:
            moved = day + timedelta(days=7 * offset - day.weekday() + number) if day is not None else None
            return skipped + len(phrase), to_the_day(moved)
    ahead = (
        words[:1] and words[0] in data["ahead"] and len(words) > 2 and words[2] in data["ago_units"]["weeks"]
    )
    count = relation_words().numbers.get(words[1], words[1]) if ahead else ""
    if not count.isdigit() or len(count) > 2:
        return None
    following = full_date(weekday_of(published, weekday, ahead=True)) if day is not None else None
    return 3, to_the_day(following + timedelta(days=7 * int(count)) if following is not None else None)
