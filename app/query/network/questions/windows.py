"""Windows of time, from their first to their last day."""

from enum import StrEnum

from app.query.filters import FilterError
from app.query.network.questions.asking import Asking
from app.query.records import day_bounds

MOST_WINDOWS = 120


class Step(StrEnum):
    """How long a window is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


_MONTHS = {Step.YEAR: 12, Step.QUARTER: 3, Step.MONTH: 1}


def period(parameter: str, value: str) -> tuple[str, str]:
    """A period as people write it: «2024», «2024-03», or «2024-01/2024-06»; FilterError where it is none."""
    first, last = day_bounds(value)
    if first is None or last is None or first > last:
        remedy = "Give a year, a month, a day, or two of them as in 2024-01/2024-06"
        raise FilterError(parameter, value, "is no period", remedy)
    return first, last


def windows(first: str, last: str, step: Step) -> tuple[tuple[str, str], ...]:
    """The calendar years, quarters or months from the one of a first day to that of a last; FilterError if too many."""
    months = _MONTHS[step]

    def number(day: str) -> int:
        return (int(day[:4]) * 12 + int(day[5:7]) - 1) // months

    begin, end = number(first), number(last)
    if end - begin >= MOST_WINDOWS:
        remedy = f"Ask for at most {MOST_WINDOWS}: longer ones, or a shorter time with from and to"
        raise FilterError("window", step, f"makes {end - begin + 1} windows", remedy)
    found = []
    for window in range(begin, end + 1):
        (year, month), (last_year, last_month) = (
            divmod(m, 12) for m in (window * months, window * months + months - 1)
        )
        found.append(
            (
                f"{year:04}-{month + 1:02}-01",
                day_bounds(f"{last_year:04}-{last_month + 1:02}")[1] or "",
            )
        )
    return tuple(found)


def time_span(asking: Asking) -> tuple[str, str] | None:
    """From the first to the last day of the facts that a filter leaves; None where none has a date."""
    claims = [c for c in asking.network.claims(asking.chosen) if c.first is not None and c.last is not None]
    if not claims:
        return None
    return min(c.first or "" for c in claims), max(c.last or "" for c in claims)


def windows_of(asking: Asking, step: Step) -> tuple[tuple[str, str], ...]:
    """The windows of the filter's time, or where that is open, of the facts that it leaves."""
    first, last = asking.chosen.first, asking.chosen.last
    if first is None or last is None:
        span = time_span(asking)
        if span is None:
            return ()
        first, last = first or span[0], last or span[1]
    return windows(first, last, step)
