"""A document that was sent to the articles in it, a line each on the disk, by a process that may be lost with it."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import ArticleError
from app.model.article import Article
from app.reading.limits import DEFAULT_LIMITS, Limits
from app.reading.repeats import first_of_each
from app.reading.sources import Source, read_source

_LONGEST_URL = 2_000
_MOST_TIMES = 20
"""How much longer than what may be sent an archive may be when it is unpacked."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A document on the disk, by what it is known: the name of its file, and the address it is from."""

    path: Path
    name: str
    address: str | None = None
    limits: Limits = DEFAULT_LIMITS
    fields: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = DEFAULT_LIMITS.document
    """How long what is sent may be."""


def unpack(sent: Sent, lines: Path) -> int:
    """Write each article as requests send them, and what cannot be read as the error; how many lines there are.

    The file is there as a whole, or not at all.
    """
    unnamed = lines.with_name(f"{lines.name}.new")
    number, most = 0, _MOST_TIMES * sent.max_bytes
    source = Source(sent.name, sent.name, sent.address, dict(sent.fields), sent.limits)
    with sent.path.open("rb") as stream, unnamed.open("w", encoding="utf-8") as out:
        for item in _up_to(most, sent.name, first_of_each(read_source(stream, source))):
            out.write(json.dumps(_record(item), ensure_ascii=True) + "\n")
            number += 1
        out.flush()
        os.fsync(out.fileno())
    unnamed.replace(lines)
    return number


def error_of(record: Any) -> ArticleError | None:
    """The error that a line is; None where it is an article."""
    if isinstance(record, dict) and set(record) == {"place", "reason", "remedy"}:
        return ArticleError(**record)
    return None


def _up_to(
    most: int, place: str, items: Iterable[Article | ArticleError]
) -> Iterator[Article | ArticleError]:
    """So many characters, and an error for the rest."""
    length = 0
    for item in items:
        length += len(item.text) if isinstance(item, Article) else 0
        if length > most:
            yield ArticleError(
                place,
                f"it holds more than {most / 1e6:g} million characters, and the rest is left",
                "Send it in parts, or build it with nyhendegraf build",
            )
            return
        yield item


def _record(item: Article | ArticleError) -> dict[str, str | None]:
    if isinstance(item, ArticleError):
        return {"place": item.place, "reason": item.reason, "remedy": item.remedy}
    return {
        "id": item.id,
        "text": item.text,
        "date": None if item.date is None else str(item.date),
        "url": item.url if item.url is not None and len(item.url) <= _LONGEST_URL else None,
    }
