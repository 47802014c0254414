"""Days that a date or an interval may be."""

import calendar
import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?", re.ASCII)


def day_bounds(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day of a date or an interval at any precision («2024», «2024-03», «2019/..»).

    None for a side that is open, unknown or no date.
    """
    if value is None:
        return None, None
    begin, _, end = value.partition("/")
    return _day(begin, first=True), _day(end or begin, first=False)


def _day(value: str, *, first: bool) -> str | None:
    # Of years with another number of digits, order by character is not order in time.
    match = _DATE.fullmatch(value)
    if match is None or match[1] == "0000" or (match[2] and not 1 <= int(match[2]) <= 12):
        return None
    if match[2] is None:
        return f"{match[1]}-01-01" if first else f"{match[1]}-12-31"
    days = calendar.monthrange(int(match[1]), int(match[2]))[1]
    if match[3] is None:
        return f"{match[1]}-{match[2]}-01" if first else f"{match[1]}-{match[2]}-{days}"
    return value[:10] if 1 <= int(match[3]) <= days else None
