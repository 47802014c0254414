"""JSON documents and lines of JSON."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from app.errors import ArticleError
from app.reading.limits import Limits
from app.reading.sources.drafts import Draft
from app.reading.sources.encodings import text_of
from app.reading.sources.records import Fields, drafts_of, records_in

_DEEP = "it is nested too deep"


def read_json(data: bytes, place: str, fields: Fields) -> Iterator[Draft | ArticleError]:
    """The articles of a JSON document: an object, a list of them, or an object with such a list (JSON Feed, ninjs)."""
    try:
        document = json.loads(text_of(data))
    except (ValueError, RecursionError) as error:
        reason = _DEEP if isinstance(error, RecursionError) else str(error)
        raise ArticleError(place, f"this is no JSON ({reason})", "Mend it, or fetch it anew") from error
    yield from drafts_of(records_in(document), place, fields)


def read_json_lines(
    stream: BinaryIO, place: str, fields: Fields, limits: Limits
) -> Iterator[Draft | ArticleError]:
    """The articles of lines of JSON, one line in memory at a time; empty lines are passed over."""
    number = 0
    while data := stream.readline(limits.document + 1):
        number += 1
        where = f"{place}, line {number}"
        if len(data) > limits.document:
            while data and not data.endswith(b"\n"):
                data = stream.readline(limits.document)
            yield ArticleError(
                where,
                f"the line is longer than {limits.document / 1e6:g} MB",
                "Split it, or raise NYHENDEGRAF_MAX_DOCUMENT_BYTES",
            )
            continue
        if not data.strip():
            continue
        try:
            record = json.loads(text_of(data))
        except (ValueError, RecursionError) as error:
            reason = _DEEP if isinstance(error, RecursionError) else str(error)
            yield ArticleError(where, f"the line is no JSON ({reason})", "Mend it, or leave it out")
            continue
        yield from drafts_of(records_in(record), where, fields)
