"""Records with named fields, as JSON and CSV have them, to articles."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from app.errors import ArticleError
from app.reading.sources.drafts import Draft
from app.reading.sources.markup import line, plain
from app.reading.sources.moments import partial_date
from app.resources import load_yaml

FIELDS = ("id", "headline", "text", "date", "url")
_WITHDRAWN = ("canceled", "cancelled", "withheld")
Fields = Mapping[str, str]
"""Our field → the record's, for those that the user names."""


def drafts_of(records: Sequence[object], place: str, fields: Fields) -> Iterator[Draft | ArticleError]:
    """The articles of records, in their order."""
    for number, record in enumerate(records, start=1):
        where = f"{place}, record {number}" if len(records) > 1 else place
        yield draft_of(record, where, fields)


def draft_of(record: object, place: str, fields: Fields) -> Draft | ArticleError:
    """The article of a record; ninjs 1 and 2 (IPTC) are such records. An error where it has no text or no such date."""
    if not isinstance(record, Mapping):
        return ArticleError(
            place,
            f"an article is expected to be an object with fields, not {_shown(record)}",
            "See docs/sources.md",
        )
    record = _unwrapped(record)
    status = record.get("pubstatus")
    if status in _WITHDRAWN:
        return ArticleError(
            place, "its publisher has withdrawn it", "Where it was built before, use nyhendegraf remove"
        )
    text = _text_of(record, fields)
    headline = _value(record, "headline", fields) or _main(record.get("headlines"))
    if not text.strip() and not headline:
        names = ", ".join(sorted(map(str, record))[:12])
        return ArticleError(
            place,
            f"the record has no field with a text, only {names or 'nothing'}",
            "Name the field: --field text=NAME",
        )
    given = _value(record, "date", fields)
    date = partial_date(given)
    if given not in (None, "") and date is None:
        return ArticleError(
            place, f"{_shown(given)} is no date", "Write YYYY-MM-DD, or name another field: --field date=NAME"
        )
    identifier, url = _value(record, "id", fields), _value(record, "url", fields)
    return Draft(
        place,
        plain(text),
        id=None if identifier in (None, "") else str(identifier),
        headline=line(str(headline)) if headline else None,
        date=date,
        url=str(url) if url else None,
    )


def records_in(document: object) -> Sequence[object]:
    """The records of a JSON document: its list, the list in one of the usual fields, or the document itself."""
    if isinstance(document, list):
        return document
    if isinstance(document, Mapping):
        for name in _names()["records"]:
            found = _at(document, name)
            if isinstance(found, list):
                return found
    return [document]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in load_yaml("sources", "fields.yaml").items()}


@cache
def known_names() -> Mapping[str, frozenset[str]]:
    """Name of a field or a column, in small letters → which of our fields it may be."""
    found: dict[str, set[str]] = {}
    for field in FIELDS:
        for name in _names()[field]:
            found.setdefault(name.casefold(), set()).add(field)
    return {name: frozenset(fields) for name, fields in found.items()}


def _unwrapped(record: Mapping[Any, Any]) -> Mapping[Any, Any]:
    for name in _names()["wrapped"]:
        inner = record.get(name)
        if isinstance(inner, Mapping):
            outer = {key: value for key, value in record.items() if key != name}
            return {**outer, **inner}
    return record


def _value(record: Mapping[Any, Any], name: str, fields: Fields) -> Any:
    """The first of the field's names that the record has a plain value for."""
    names = (fields[name],) if name in fields else _names()[name]
    for candidate in names:
        found = _at(record, candidate)
        if isinstance(found, str | int | float) and not isinstance(found, bool) and found != "":
            return found
    return None


def _text_of(record: Mapping[Any, Any], fields: Fields) -> str:
    found = _value(record, "text", fields)
    if found is None and "text" not in fields:
        found = _main(record.get("bodies"))
    if found is None:
        names = (fields["text"],) if "text" in fields else _names()["text"]
        # Paragraphs in a list.
        for candidate in names:
            value = _at(record, candidate)
            if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
                return "\n\n".join(value)
    return "" if found is None else str(found)


def _main(parts: object) -> str | None:
    """The main of several headlines or bodies, as ninjs 2 has them, else the first."""
    if not isinstance(parts, list):
        return None
    known = [part for part in parts if isinstance(part, Mapping) and isinstance(part.get("value"), str)]
    best = next((part for part in known if part.get("role") == "main"), known[0] if known else None)
    return str(best["value"]) if best else None


def _at(record: Mapping[Any, Any], path: str) -> Any:
    if path in record:
        return record[path]
    found: Any = record
    for part in path.split("."):
        if not isinstance(found, Mapping):
            return None
        wanted = _folded(part)
        found = next((value for key, value in found.items() if _folded(str(key)) == wanted), None)
    return found


def _folded(name: str) -> str:
    return name.strip().replace("_", "").replace("-", "").replace(" ", "").casefold()


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
