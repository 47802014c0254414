"""WARC files, as Common Crawl's news and the archives of libraries are."""

from collections.abc import Iterator
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from app.errors import ArticleError
from app.reading.limits import Limits
from app.reading.sources.drafts import Draft
from app.reading.sources.pages import read_page

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, place: str, limits: Limits) -> Iterator[Draft | ArticleError]:
    """The articles of the pages that were answered with 200, one record in memory at a time; their addresses are ids.

    ArticleError at the end where the file breaks off, or where it has no such page.
    """
    pages = 0
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "resource"):
                continue
            address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            content_type = _content_type(record)
            if not content_type.startswith(_PAGES) or not _is_whole(record):
                continue
            pages += 1
            data = record.content_stream().read(limits.document + 1)
            where = f"{place}, {address}"
            if len(data) > limits.document:
                yield ArticleError(
                    where,
                    f"the page is longer than {limits.document / 1e6:g} MB",
                    "Raise NYHENDEGRAF_MAX_DOCUMENT_BYTES, or leave it out",
                )
                continue
            if getattr(record.raw_stream, "limit", 0) > 0:
                yield ArticleError(where, "the record breaks off before its end", "Fetch the WARC file anew")
                continue
            _, _, charset = content_type.partition("charset=")
            try:
                yield read_page(data, where, identifier=address, address=address, encoding=charset or None)
            except ArticleError as error:
                yield error
    except ArticleError:
        raise
    except Exception as error:  # the library fails on some damaged headers in ways of its own
        known = isinstance(error, ArchiveLoadFailed | EOFError | OSError | ValueError)
        reason = error if known else type(error).__name__
        yield ArticleError(place, f"the WARC file breaks off or is damaged ({reason})", "Fetch it anew")
    else:
        if not pages:
            yield ArticleError(
                place,
                "the WARC file has no HTML page that was answered with 200",
                "Look whether it is the right one; images, redirects and repeats are left out",
            )


def _content_type(record: object) -> str:
    headers = getattr(record, "http_headers", None) or getattr(record, "rec_headers", None)
    value = headers.get_header("Content-Type") if headers is not None else None
    return (value or "").strip().lower()


def _is_whole(record: object) -> bool:
    headers = getattr(record, "http_headers", None)
    return headers is None or headers.get_statuscode() == "200"
