"""CSV and TSV with a line of names first."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from app.errors import ArticleError
from app.reading.limits import Limits
from app.reading.sources.drafts import Draft
from app.reading.sources.encodings import encoding_of
from app.reading.sources.records import Fields, draft_of
from app.reading.sources.streams import SAMPLE, buffered

_DELIMITERS = ",;\t|"


def read_table(
    stream: BinaryIO, place: str, fields: Fields, limits: Limits
) -> Iterator[Draft | ArticleError]:
    """One article for each row, one in memory at a time; the delimiter is told by the first line."""
    source = buffered(stream)
    sample = source.peek(SAMPLE)[:SAMPLE]
    encoding = encoding_of(sample)
    text = io.TextIOWrapper(source, encoding=encoding, errors="replace", newline="")
    first = sample.decode(encoding, errors="replace").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    before = csv.field_size_limit(limits.document)
    try:
        rows = csv.DictReader(_lines(text, limits.document), delimiter=delimiter)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield ArticleError(
                    place,
                    f"row {rows.line_num} cannot be read ({error})",
                    "Mend the quotation marks around it",
                )
                return
            yield draft_of(
                {
                    name: value
                    for name, value in row.items()
                    if isinstance(name, str) and isinstance(value, str)
                },
                f"{place}, line {rows.line_num}",
                fields,
            )
    finally:
        csv.field_size_limit(before)


def _lines(text: io.TextIOWrapper, longest: int) -> Iterator[str]:
    while line := text.readline(longest):
        yield line.replace("\0", "")
