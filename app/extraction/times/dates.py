"""Dates that are written out: days, months and years («25. mars 2024», «mai i fjor»)."""

import re
from functools import cache

from app.extraction.times.calendar import checked, nearest
from app.extraction.times.phrases import phrases
from app.extraction.words import time_words
from app.language.tokens import Token
from app.model.article import PartialDate

_YEAR = re.compile(r"(1[5-9]|20)\d\d$")
_DAY = re.compile(r"(\d{1,2})\.?$")
_ISO = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_STANDARD = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")


def find_date(
    words: list[Token], index: int, published: PartialDate | None
) -> tuple[int, PartialDate | None] | None:
    """The date that begins at a word, with how many words tell it; None where none does."""
    months: dict[str, int] = time_words()["months"]
    if index >= len(words) or _is_life_span(words, index):
        return None
    texts = [w.lower_ for w in words[index : index + 4]]
    if match := _ISO.match(texts[0]):
        return 1, checked(int(match[3]), int(match[2]), int(match[1]))
    if match := _STANDARD.match(texts[0]):
        return 1, checked(int(match[1]), int(match[2]), int(match[3]))
    day = _DAY.match(texts[0])
    offset = 0
    if day and len(texts) > 1:
        offset = (
            1 if texts[1] in months else 2 if len(texts) > 2 and texts[1] == "." and texts[2] in months else 0
        )
    if day and offset:
        month = months[texts[offset]]
        if len(texts) > offset + 1 and _YEAR.match(texts[offset + 1]):
            return offset + 2, checked(int(texts[offset + 1]), month, int(day[1]))
        if (year := _year_behind(words, index + offset + 1, published)) is not None:
            return offset + 1 + year[0], checked(year[1], month, int(day[1]))
        return offset + 1, nearest(published, month, int(day[1]))
    if texts[0] in months and words[index].pos_ in ("NOUN", "PROPN", "X") and not _is_name(words[index]):
        if len(texts) > 1 and _YEAR.match(texts[1]):
            return 2, PartialDate(int(texts[1]), months[texts[0]])
        if (year := _year_behind(words, index + 1, published)) is not None:
            return 1 + year[0], PartialDate(year[1], months[texts[0]])
        return 1, nearest(published, months[texts[0]], None)
    if _YEAR.match(texts[0]) and _is_year(words[index]):
        return 1, PartialDate(int(texts[0]))
    return None


def date_behind_weekday(
    words: list[Token], index: int, published: PartialDate | None
) -> tuple[int, PartialDate | None] | None:
    """The date behind a weekday: «måndag 25. mars», «måndag den 25. mars»."""
    skipped = 1 if index < len(words) and words[index].lower_ in time_words()["date_articles"] else 0
    found = find_date(words, index + skipped, published)
    return (found[0] + skipped, found[1]) if found is not None else None


def _year_behind(words: list[Token], index: int, published: PartialDate | None) -> tuple[int, int] | None:
    """«mai neste år», «mai i fjor»: how many words tell the year, and which it is."""
    lower = tuple(w.lower_ for w in words[index : index + 3])
    for phrase, unit, offset in phrases().get(lower[0] if lower else "", ()):
        if unit == "years" and published is not None and lower[: len(phrase)] == phrase:
            return len(phrase), published.year + offset
    return None


def _is_name(word: Token) -> bool:
    """«Mars», in the middle of a sentence: months are written with small letters."""
    first = next((t for t in word.sent if t.is_alpha), word)
    return word.text[:1].isupper() and word.i != first.i and not word.text.isupper()


@cache
def _life_span() -> re.Pattern[str]:
    before = "|".join(map(re.escape, time_words()["life_span"]))
    return re.compile(rf"(?:{before})?(?:1[0-9]|20)\d\d(?:[-–—](?:(?:1[0-9]|20)?\d\d)?)?")


def _is_life_span(words: list[Token], index: int) -> bool:
    """«(1920–1999)», «(1905)»: when somebody lived or a work came out, and not when something happened to it."""
    opening = next((w for w in reversed(words[:index]) if w.text in ("(", ")")), None)
    closing = next((w for w in words[index:] if w.text in ("(", ")")), None)
    if opening is None or closing is None or opening.text != "(" or closing.text != ")":
        return False
    inside = "".join(w.text for w in words if opening.i < w.i < closing.i)
    return _life_span().fullmatch(inside) is not None


def _is_year(word: Token) -> bool:
    # «OL 2016», «Windows 2000»: the year is part of a name.
    before = word.nbor(-1) if word.i > word.sent.start else None
    named = word.dep_.startswith("flat") or (before is not None and before.pos_ == "PROPN")
    if before is not None and named and word.head.i == before.i:
        return False
    # «2010 kroner», «1800 menneske»: a number that counts something is no year.
    return word.dep_ != "nummod" and not (
        word.i + 1 < len(word.doc) and word.nbor().lower_ in time_words()["counted"]
    )
