"""A document of whatever kind to its articles."""

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from app.errors import ArticleError
from app.model.article import Article
from app.reading.limits import DEFAULT_LIMITS, Limits
from app.reading.plain import plain_article
from app.reading.sources.detection import Kind, is_complete_json, kind_of
from app.reading.sources.drafts import Draft, article_of
from app.reading.sources.json_records import read_json, read_json_lines
from app.reading.sources.pages import read_page
from app.reading.sources.records import Fields
from app.reading.sources.streams import SAMPLE, Budget, Inflated, buffered, gunzipped
from app.reading.sources.tables import read_table

_PACKED_ENDINGS = (".gz", ".zip")
_HIDDEN = (".", "__MACOSX")
_LINES_TO_TELL = 20
_OFFICE = ("[Content_Types].xml", "mimetype")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read: its place for messages, its name without folders, and the address it came from."""

    place: str
    name: str
    address: str | None = None
    fields: Fields = field(default_factory=dict)
    limits: Limits = DEFAULT_LIMITS
    depth: int = 0
    budget: Budget | None = None
    """Of the archive that it is packed in."""


def is_source(head: bytes, name: str = "") -> bool:
    """Whether a file that begins so is anything but one article in plain text."""
    return kind_of(head, name) is not Kind.TEXT


def read_source(stream: BinaryIO, source: Source) -> Iterator[Article | ArticleError]:
    """The articles of a document in its order, what cannot be read as the error itself in its place.

    The kind is told by the content. Archives and lines are streamed; other documents must fit the limits.
    """
    try:
        for item in _read(stream, source):
            if isinstance(item, Draft):
                try:
                    yield article_of(item, source.limits)
                except ArticleError as error:
                    yield error
            else:
                yield item
    except ArticleError as error:
        yield error
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        # Damaged archives; RuntimeError is what an encrypted one gives.
        yield _damaged(source.place, error)


def _damaged(place: str, error: Exception) -> ArticleError:
    return ArticleError(place, f"it cannot be read to its end ({error})", "Fetch it anew, or unpack it")


def _read(stream: BinaryIO, source: Source) -> Iterator[Draft | Article | ArticleError]:
    opened = buffered(stream)
    kind = kind_of(opened.peek(SAMPLE)[:SAMPLE], source.name)
    place, limits = source.place, source.limits
    match kind:
        case Kind.GZIP | Kind.ZIP if source.depth >= limits.depth:
            raise ArticleError(
                place, f"archives are packed in archives more than {limits.depth} deep", "Unpack them"
            )
        case Kind.GZIP:
            yield from _gzip(opened, source)
        case Kind.ZIP:
            yield from _zip(opened, source)
        case Kind.WARC:
            # Here and below, because most runs need none of these libraries, and all would wait for them.
            from app.reading.sources.web_archives import read_warc

            yield from read_warc(opened, place, limits)
        case Kind.NEWSML:
            from app.reading.sources.newsml import read_newsml

            yield from read_newsml(opened, place, limits)
        case Kind.TABLE:
            yield from read_table(opened, place, source.fields, limits)
        case Kind.JSON:
            yield from _json(opened, source)
        case Kind.FEED:
            from app.reading.sources.feeds import read_feed

            yield from read_feed(_whole(opened, source), place, source.address)
        case Kind.PAGE:
            identifier = source.address or _stem(source.name)
            yield read_page(_whole(opened, source), place, identifier=identifier, address=source.address)
        case Kind.OTHER_XML:
            raise ArticleError(
                place,
                "this XML is no feed, no NewsML-G2, no NITF and no page",
                "Convert it to one of those, or to JSON lines (docs/sources.md)",
            )
        case Kind.TEXT:
            yield plain_article(
                place, source.address or _stem(source.name), opened.read(limits.article + 1), limits.article
            )


def _gzip(stream: BinaryIO, source: Source) -> Iterator[Article | ArticleError]:
    inflated = gunzipped(stream, source.place, source.budget)
    name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
    yield from _unpacked(inflated, _inner(source, source.place, name, inflated.budget))


def _zip(stream: BinaryIO, source: Source) -> Iterator[Article | ArticleError]:
    # The directory stands at the end, so what cannot be sought in is copied to disk first.
    with tempfile.TemporaryFile() as copy:
        while data := stream.read(1 << 20):
            copy.write(data)
        size = copy.tell()
        budget = source.budget or Budget(lambda: size)
        with zipfile.ZipFile(copy) as archive:
            members = archive.infolist()
            if members and members[0].filename in _OFFICE:
                raise ArticleError(
                    source.place, "the file is an office document", "Save the article as plain text in UTF-8"
                )
            seen = [m for m in members if not m.is_dir() and not _is_hidden(PurePosixPath(m.filename))]
            if not seen:
                raise ArticleError(
                    source.place, "the archive has no file in it", "Look whether it is the right one"
                )
            for member in seen:
                path = PurePosixPath(member.filename)
                place = f"{source.place}, {member.filename}"
                if member.flag_bits & 1:
                    yield ArticleError(place, "it is encrypted", "Unpack it yourself")
                    continue
                with archive.open(member) as inner:
                    inflated = Inflated(inner, place, budget)  # type: ignore[arg-type]
                    yield from _unpacked(inflated, _inner(source, place, path.name, budget))


def _unpacked(inflated: Inflated, source: Source) -> Iterator[Article | ArticleError]:
    yield from read_source(buffered(inflated), source)
    if inflated.damage is not None:
        yield _damaged(source.place, inflated.damage)


def _is_hidden(path: PurePosixPath) -> bool:
    # Nothing is written by these names, so that a way up is only a name.
    return any(part.startswith(_HIDDEN) and part != ".." for part in path.parts)


def _json(stream: BinaryIO, source: Source) -> Iterator[Draft | ArticleError]:
    limits = source.limits
    first, are_lines = _first_lines(stream, limits.document)
    if are_lines:
        rest = buffered(_Chained(first, stream))  # type: ignore[arg-type]
        yield from read_json_lines(rest, source.place, source.fields, limits)
    else:
        yield from read_json(
            _limited(first + stream.read(limits.document + 1), source), source.place, source.fields
        )


def _first_lines(stream: BinaryIO, longest: int) -> tuple[bytes, bool]:
    """The first lines, and whether each is a document of its own, though some may be broken.

    In one document over many lines, no line that is complete follows another, since a comma would be between them.
    """
    taken: list[bytes] = []
    before = False
    while len(taken) < _LINES_TO_TELL and sum(map(len, taken)) <= longest:
        line = stream.readline(longest + 1)
        if line and not line.strip():
            taken.append(line)
            continue
        # A line alone that is longer than a document cannot be read as one either.
        complete = len(line) > longest or is_complete_json(line)
        if complete and (before or not any(map(bytes.strip, taken))):
            return b"".join((*taken, line)), True
        if not line:
            return b"".join(taken), before
        before = complete
        taken.append(line)
    return b"".join(taken), False


class _Chained:
    """What was read already, and what is left."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = io.BytesIO(first), rest

    def read(self, size: int) -> bytes:
        return self._first.read(size) or self._rest.read(size)


def _whole(stream: BinaryIO, source: Source) -> bytes:
    return _limited(stream.read(source.limits.document + 1), source)


def _limited(data: bytes, source: Source) -> bytes:
    if len(data) > source.limits.document:
        raise ArticleError(
            source.place,
            f"the document is larger than {source.limits.document / 1e6:g} MB and cannot be read in parts",
            "Split it, or raise NYHENDEGRAF_MAX_DOCUMENT_BYTES",
        )
    return data


def _inner(source: Source, place: str, name: str, budget: Budget) -> Source:
    return Source(place, name, None, source.fields, source.limits, source.depth + 1, budget)


def _stem(name: str) -> str:
    stem = PurePosixPath(name).stem
    while stem.lower().endswith(_PACKED_ENDINGS):
        stem = PurePosixPath(stem).stem
    return stem or name
