"""Files to articles: one in each text, any number in each source."""

import errno
import filecmp
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import BinaryIO
from urllib.parse import urlsplit

from app.errors import ArticleError
from app.model.article import Article
from app.reading.limits import DEFAULT_LIMITS, DEFAULT_MAX_BYTES, Limits
from app.reading.paths import Address, PathLike, article_paths
from app.reading.plain import plain_article
from app.reading.repeats import first_of_each
from app.reading.sources import Source, is_source, read_source
from app.reading.sources.streams import SAMPLE
from app.reading.web import Fetcher

NO_FIELDS: Mapping[str, str] = {}
DEFAULT_FETCHER = Fetcher()


def read_articles(
    paths: Iterable[PathLike],
    *,
    limits: Limits = DEFAULT_LIMITS,
    fields: Mapping[str, str] = NO_FIELDS,
    fetcher: Fetcher = DEFAULT_FETCHER,
) -> Iterator[Article | ArticleError]:
    """Every article under the paths; what cannot be read comes as the error itself, in its place.

    `fields` names fields of JSON and CSV that are not called as usual. Two texts of one name would be one article in
    the graph. Where they hold the same bytes, one is read and the other passed over; else the one whose path sorts
    first is read, and each other one is an error that names both.
    """
    found = list(article_paths(paths))
    texts = {p for p in found if isinstance(p, Path) and not _is_source(p)}
    first: dict[str, Path] = {}
    for path in sorted(texts):
        first.setdefault(_stem(path), path)
    for item in found:
        if isinstance(item, ArticleError):
            yield item
        elif isinstance(item, Address):
            yield from read_address(item.url, limits=limits, fields=fields, fetcher=fetcher)
        elif item not in texts:
            yield from _source(item, limits, fields)
        elif first[_stem(item)] == item:
            try:
                yield read_article(item, max_bytes=limits.article)
            except ArticleError as error:
                yield error
        elif not _same_bytes(item, first[_stem(item)]):
            yield ArticleError(
                str(item),
                f"its name gives the article id {_stem(item)!r}, which {first[_stem(item)]} already has",
                "Rename one of the two files",
            )


def read_article(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Article:
    """The article of one text, under the file's name without its ending; ArticleError where there is none."""
    with _opened(path) as (stream, size):
        if size > max_bytes:
            raise ArticleError(
                str(path),
                f"the file is {size / 1e6:.1f} MB, more than an article can be ({max_bytes / 1e6:g} MB)",
                "Split it into one file for each article, or raise NYHENDEGRAF_MAX_BYTES",
            )
        return plain_article(str(path), path.stem, stream.read(), max_bytes)


def _source(path: Path, limits: Limits, fields: Mapping[str, str]) -> Iterator[Article | ArticleError]:
    try:
        with _opened(path) as (stream, _):
            source = Source(str(path), path.name, fields=fields, limits=limits)
            yield from first_of_each(read_source(stream, source))
    except ArticleError as error:
        yield error


def read_address(
    url: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    fields: Mapping[str, str] = NO_FIELDS,
    fetcher: Fetcher = DEFAULT_FETCHER,
) -> Iterator[Article | ArticleError]:
    """Every article at an address of http or https, errors in their places."""
    try:
        with fetcher.open(url) as answer:
            if answer.stream is not None:
                yield from first_of_each(
                    read_source(answer.stream, at_address(url, answer.url, limits, fields))
                )
    except ArticleError as error:
        yield error


def at_address(url: str, final: str, limits: Limits, fields: Mapping[str, str]) -> Source:
    """What an address answered, `final` being where its redirects ended."""
    return Source(url, urlsplit(final).path.rsplit("/", 1)[-1], final, fields, limits)


def _is_source(path: Path) -> bool:
    try:
        with _opened(path) as (stream, _):
            return is_source(stream.read(SAMPLE), path.name)
    except ArticleError:
        return False  # the reader of texts tells what is wrong


def _stem(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem)


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file and its size; ArticleError where it cannot be read."""
    place = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError(place, "this is no regular file", "Save the article as a file and give that")
        with path.open("rb") as stream:
            yield stream, status.st_size
    except PermissionError as error:
        raise ArticleError(
            place, "no permission to read the file", f"Try: chmod u+r {quote(place)}"
        ) from error
    except FileNotFoundError as error:
        reason = "the file is a link that leads nowhere" if path.is_symlink() else "the file is gone"
        raise ArticleError(place, reason, "Put the file back, or leave it out") from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise ArticleError(
                place, "the file is a link that leads back to itself", "Put the file back, or leave it out"
            ) from error
        raise ArticleError(
            place, f"the file cannot be read ({error.strerror})", "Check the disk and the path"
        ) from error
