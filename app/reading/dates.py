"""The date line that an article may begin with."""

import re
from datetime import date

from app.errors import ArticleError
from app.model.article import PartialDate

_HEADER = re.compile(r"date:? (\d\S*)(?:\s|$)", re.IGNORECASE)
_VALUE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


def split_date(place: str, text: str) -> tuple[PartialDate | None, str]:
    """The date of a normalised text that begins with `date YYYY[-MM[-DD]]`, and what follows it.

    «date» before anything but a digit is just how the text begins. ArticleError where the date is none; `place`
    is for its message.
    """
    header = _HEADER.match(text)
    if header is None:
        return None, text
    found = _VALUE.match(header[1])
    if found is None:
        raise _no_date(place, header[1])
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise _no_date(place, header[1]) from error
    assert year is not None
    if month == 0 or day == 0:
        raise _no_date(place, header[1])
    return PartialDate(year, month, day), text[header.end() :]


def _no_date(place: str, value: str) -> ArticleError:
    return ArticleError(
        place, f"{value!r} is no date", "Begin the file with «date YYYY», «date YYYY-MM» or «date YYYY-MM-DD»"
    )
