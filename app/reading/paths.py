"""The files that paths, folders and patterns stand for."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from app.errors import ArticleError

TEXT_SUFFIX = ".txt"
SUFFIXES = (
    TEXT_SUFFIX,
    *(".xml", ".rss", ".atom", ".rdf"),
    *(".html", ".htm", ".xhtml"),
    *(".json", ".jsonl", ".ndjson", ".csv", ".tsv"),
    *(".warc", ".gz", ".zip"),
)
"""What is looked for in folders; a file that is named itself may have any name."""

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Address:
    """A place on the web."""

    url: str


def article_paths(paths: Iterable[PathLike]) -> Iterator[Path | Address | ArticleError]:
    """The files that paths, folders and globs stand for, each once; addresses of http and https as they are.

    Folders are searched to the bottom for files in `SUFFIXES`, hidden ones left out, and so is what has the name of a
    text beside it but for the ending: that is about the text. Within a folder and a glob the order is that of the
    names.
    """
    seen: set[str] = set()
    for given in paths:
        for item in _expand(os.fspath(given)):
            if isinstance(item, ArticleError):
                yield item
                continue
            key = item.url if isinstance(item, Address) else os.path.abspath(item)
            if key not in seen:
                seen.add(key)
                yield item


def _expand(given: str) -> Iterator[Path | Address | ArticleError]:
    if given.lower().startswith(("http://", "https://")):
        yield Address(given)
    elif os.path.isdir(given):  # noqa: PTH112  (Path.is_dir raises where it may not look)
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
        texts = {Path(name).stem for name in names if name.lower().endswith(TEXT_SUFFIX)}
        files += [
            Path(parent, name)
            for name in sorted(names)
            if name.lower().endswith(SUFFIXES)
            and not name.startswith(".")
            and (name.lower().endswith(TEXT_SUFFIX) or Path(name).stem not in texts)
        ]
    yield from files
    for error in closed:
        place = os.fspath(error.filename)
        yield ArticleError(
            place, f"the folder cannot be opened ({error.strerror})", f"Try: chmod u+rx {quote(place)}"
        )
    if not files and not closed:
        yield ArticleError(
            folder,
            "the folder holds no file of articles",
            f"Give a folder with articles as {TEXT_SUFFIX}, or feeds, pages, JSON, CSV or archives of them",
        )
