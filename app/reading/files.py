"""Text files with an optional date line, one article each."""

import errno
import filecmp
import glob
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from shlex import quote

from app.errors import ArticleError
from app.model.article import Article, ArticleId
from app.reading.dates import split_date
from app.reading.encoding import decode
from app.reading.normalisation import normalise
from app.reading.structure import find_blocks

DEFAULT_MAX_BYTES = 2_000_000
SUFFIX = ".txt"
_UNSHOWN = frozenset({"Cc", "Zl", "Zp"})
"""Control characters and newlines."""

PathLike = str | os.PathLike[str]


def read_articles(
    paths: Iterable[PathLike], *, max_bytes: int = DEFAULT_MAX_BYTES
) -> Iterator[Article | ArticleError]:
    """Every article under the paths; what cannot be read comes as the error itself, in its place.

    Two files of one name would be one article in the graph. Where they hold the same bytes, one is read and the
    other passed over; else the one whose path sorts first is read, and each other one is an error that names both.
    """
    found = list(article_paths(paths))
    first: dict[str, Path] = {}
    for path in sorted(p for p in found if isinstance(p, Path)):
        first.setdefault(_article_id(path), path)
    for item in found:
        if isinstance(item, ArticleError):
            yield item
            continue
        other = first[_article_id(item)]
        if other != item:
            if not _same_bytes(item, other):
                yield ArticleError(
                    str(item),
                    f"its name gives the article id {_article_id(item)!r}, which {other} already has",
                    "Rename one of the two files",
                )
            continue
        try:
            article = read_article(item, max_bytes=max_bytes)
        except ArticleError as error:
            yield error
        else:
            yield article


def article_paths(paths: Iterable[PathLike]) -> Iterator[Path | ArticleError]:
    """The files that paths, folders and globs stand for, each once.

    Folders are searched to the bottom for files in `.txt`, hidden ones left out; within a folder and a glob the
    order is that of the names.
    """
    seen: set[str] = set()
    for given in paths:
        for item in _expand(os.fspath(given)):
            if isinstance(item, ArticleError):
                yield item
                continue
            key = os.path.abspath(item)
            if key not in seen:
                seen.add(key)
                yield item


def read_article(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Article:
    """The article of one file, under the file's name without its ending; ArticleError where there is none."""
    article_id = _article_id(path)
    try:
        article_id.encode()
    except UnicodeEncodeError as error:
        shown = os.fspath(path).encode(errors="replace").decode()
        raise ArticleError(
            shown, "the file's name is not UTF-8", "Rename it: its name is the article's id"
        ) from error
    if not article_id.strip() or any(unicodedata.category(c) in _UNSHOWN for c in article_id):
        raise ArticleError(
            ascii(str(path))[1:-1],
            "the file's name is blank or has characters that do not show",
            "Rename it: its name is the article's id",
        )
    published, text = split_date(str(path), normalise(decode(str(path), _read_bytes(path, max_bytes))))
    text = normalise(text)
    if not text:
        raise ArticleError(
            str(path),
            "the file has a date but no text" if published else "the file has no text",
            "Put the article into it, or leave the file out",
        )
    return Article(ArticleId(article_id), text, find_blocks(text), published, str(path))


def _article_id(path: Path) -> str:
    # File systems differ in how they spell «å» (one code point or two); ids must not.
    return unicodedata.normalize("NFC", path.stem)


def _expand(given: str) -> Iterator[Path | ArticleError]:
    if os.path.isdir(given):  # noqa: PTH112  (Path.is_dir raises where it may not look)
        yield from _search(given)
    elif os.path.lexists(given):
        yield Path(given)
    elif glob.has_magic(given):
        files = sorted(p for p in map(Path, glob.glob(given, recursive=True)) if not p.is_dir())
        yield from files
        if not files:
            yield ArticleError(
                given, "the pattern matches no file", "Check the pattern and the folder it begins in"
            )
    else:
        yield ArticleError(given, "no such file or folder", "Check the path")


def _search(folder: str) -> Iterator[Path | ArticleError]:
    closed: list[OSError] = []
    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            Path(parent, name)
            for name in sorted(names)
            if name.lower().endswith(SUFFIX) and not name.startswith(".")
        ]
    yield from files
    for error in closed:
        place = os.fspath(error.filename)
        yield ArticleError(
            place, f"the folder cannot be opened ({error.strerror})", f"Try: chmod u+rx {quote(place)}"
        )
    if not files and not closed:
        yield ArticleError(
            folder, f"the folder holds no {SUFFIX} file", f"Give a folder with articles as {SUFFIX}"
        )


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError(
                str(path), "this is no regular file", "Save the article as a file and give that"
            )
        if status.st_size > max_bytes:
            raise ArticleError(
                str(path),
                f"the file is {status.st_size / 1e6:.1f} MB, more than an article can be ({max_bytes / 1e6:g} MB)",
                "Split it into one file for each article, or raise NYHENDEGRAF_MAX_BYTES",
            )
        data = path.read_bytes()
    except PermissionError as error:
        raise ArticleError(
            str(path), "no permission to read the file", f"Try: chmod u+r {quote(str(path))}"
        ) from error
    except FileNotFoundError as error:
        reason = "the file is a link that leads nowhere" if path.is_symlink() else "the file is gone"
        raise ArticleError(str(path), reason, "Put the file back, or leave it out") from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise ArticleError(
                str(path),
                "the file is a link that leads back to itself",
                "Put the file back, or leave it out",
            ) from error
        raise ArticleError(
            str(path), f"the file cannot be read ({error.strerror})", "Check the disk and the path"
        ) from error
    if not data.strip():
        raise ArticleError(str(path), "the file is empty", "Put the article into it, or leave the file out")
    return data
