"""Dates as feeds, databases and agencies write them."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

from app.model.article import PartialDate
from app.resources import load_yaml

_NORWAY = ZoneInfo("Europe/Oslo")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}(?:Z|[+-]\d{4})?)?$")
_NORWEGIAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\D.*)?$")
_WRITTEN = re.compile(r"(?<!\d)(\d{1,2})\.? ([^\W\d_]{3,9})\.? (\d{4})(?!\d)")
_EPOCH_SECONDS = range(10**8, 10**10)


def partial_date(value: object) -> PartialDate | None:
    """The date of publication in Norway at the precision that is given; None where the value is no date.

    Takes ISO 8601, RFC 5322 (as RSS has it), «25.3.2024», «mandag 25. mars 2024», and seconds or milliseconds since
    1970. A moment with a time zone counts as the day that it was in Norway, since «i dag» means that one.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        seconds = value / 1000 if value >= _EPOCH_SECONDS.stop else value
        if not _EPOCH_SECONDS.start <= seconds < _EPOCH_SECONDS.stop:
            return _date(int(value)) if value in range(1000, 3000) else None
        return _local(datetime.fromtimestamp(seconds, UTC))
    text = str(value).strip()
    if (found := _PARTIAL.match(text) or _COMPACT.match(text)) is not None:
        return _date(*(int(part) if part else None for part in found.groups()))
    if (found := _NORWEGIAN.match(text)) is not None:
        return _date(int(found[3]), int(found[2]), int(found[1]))
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _local(parse(text))
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    if (found := _WRITTEN.search(text)) is not None:
        month = _months().get(found[2].casefold()[:3])
        return _date(int(found[3]), month, int(found[1])) if month else None
    return None


@cache
def _months() -> dict[str, int]:
    """The first three letters of a month's name → its number."""
    return {name[:3]: int(number) for name, number in load_yaml("lexicon", "time.yaml")["months"].items()}


def _local(moment: datetime) -> PartialDate | None:
    try:
        day = (moment.astimezone(_NORWAY) if moment.tzinfo else moment).date()
    except (OverflowError, ValueError):
        return None
    return PartialDate(day.year, day.month, day.day)


def _date(year: int | None, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    assert year is not None
    return PartialDate(year, month, day)
