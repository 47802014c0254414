"""CSV and TSV with a line of names first."""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import BinaryIO

from app.errors import ArticleError
from app.reading.limits import Limits
from app.reading.sources.drafts import Draft
from app.reading.sources.encodings import encoding_of
from app.reading.sources.records import Fields, draft_of
from app.reading.sources.streams import SAMPLE, buffered

_DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r"sep=([,;\t|])\s*$", re.IGNORECASE)
"""What spreadsheets put on a line before the names, and are told the delimiter by."""


def read_table(
    stream: BinaryIO, place: str, fields: Fields, limits: Limits
) -> Iterator[Draft | ArticleError]:
    """One article for each row, one in memory at a time; the delimiter is told by the first line, or by «sep=;»."""
    source = buffered(stream)
    encoding = encoding_of(source.peek(SAMPLE)[:SAMPLE])
    text = io.TextIOWrapper(source, encoding=encoding, errors="replace", newline="")
    lines = _Lines(text, limits.document)
    first = next(lines, "")
    if (said := SEPARATOR.match(first)) is not None:
        first = next(lines, "")
    delimiter = said[1] if said is not None else delimiter_of(first)
    before = csv.field_size_limit(limits.document)
    try:
        rows = csv.reader(itertools.chain([first], lines), delimiter=delimiter)
        names = next(rows, [])
        while True:
            begin = lines.number + 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield ArticleError(
                    place, f"row {begin} cannot be read ({error})", "Mend the quotation marks around it"
                )
                return
            if row:
                where = f"{place}, line {begin}"
                yield _damage(where, row, names, lines, delimiter) or draft_of(
                    dict(zip(names, row, strict=False)), where, fields
                )
    finally:
        csv.field_size_limit(before)


def delimiter_of(first: str) -> str:
    """What parts the cells of a first line."""
    return max(_DELIMITERS, key=first.count)


def _damage(
    place: str, row: list[str], names: list[str], lines: "_Lines", delimiter: str
) -> ArticleError | None:
    """What makes of a row another than was meant: its text would be cut, or would hold the rows below it."""
    if any(cell.strip() for cell in row[len(names) :]):
        return ArticleError(
            place,
            f"the row has {len(row)} cells, and the first line names {len(names)}",
            f"Put quotation marks around what has {delimiter!r} in it",
        )
    # The reader looks for a further line only within quotation marks.
    if lines.ended:
        return ArticleError(
            place,
            "a quotation mark that opens here is not closed before the end of the table",
            "Close it; the rows below it are read then too",
        )
    return None


class _Lines:
    """The lines of a text without zero bytes, and whether they came to an end."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text, self._longest = text, longest
        self.number = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._longest)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        return line.replace("\0", "")
