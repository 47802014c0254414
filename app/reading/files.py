"""Text files with an optional date line, one article each."""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from app.errors import ArticleError
from app.model.article import Article, ArticleId, PartialDate
from app.reading.normalisation import normalise
from app.reading.structure import find_blocks

DEFAULT_MAX_BYTES = 2_000_000
SUFFIX = ".txt"

_DATE_LINE = re.compile(r"\s*date[ \t]+(\S+)[ \t]*(?:\n|$|(?=\S))")
_DATE_VALUE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


def article_paths(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | ArticleError]:
    """The files that paths, folders (searched to the bottom) and globs stand for, each once, sorted within a folder."""
    seen: set[Path] = set()
    for given in paths:
        text = os.fspath(given)
        path = Path(text)
        found: list[Path]
        if path.is_dir():
            found = sorted(p for p in path.rglob(f"*{SUFFIX}") if p.is_file() or p.is_symlink())
            # A folder of seeds may carry its own documentation, but never as .txt.
            if not found:
                yield ArticleError(text, f"the folder holds no {SUFFIX} file", f"Give a folder with articles as {SUFFIX}")
        elif os.path.lexists(path):
            found = [path]
        elif glob.has_magic(text):
            found = sorted(Path(p) for p in glob.glob(text, recursive=True) if not Path(p).is_dir())
            if not found:
                yield ArticleError(text, "the pattern matches no file", "Check the pattern, or quote it if the shell reads it")
        else:
            yield ArticleError(text, "no such file or folder", "Check the path")
            continue
        for file in found:
            key = Path(os.path.abspath(file))
            if key not in seen:
                seen.add(key)
                yield file


def read_articles(
    paths: Iterable[str | os.PathLike[str]], *, max_bytes: int = DEFAULT_MAX_BYTES
) -> Iterator[Article | ArticleError]:
    """Every article under the paths; what cannot be read comes as the error itself, in its place.

    Two files of one stem would be one article in the graph: the second is an error that names both.
    """
    taken: dict[str, Path] = {}
    for path in article_paths(paths):
        if isinstance(path, ArticleError):
            yield path
            continue
        if path.stem in taken:
            yield ArticleError(
                str(path),
                f"its name gives the article id {path.stem!r}, which {taken[path.stem]} already has",
                "Rename one of the two files",
            )
            continue
        taken[path.stem] = path
        try:
            article = read_article(path, max_bytes=max_bytes)
        except ArticleError as error:
            yield error
        else:
            yield article


def read_article(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Article:
    """The article of one file; ArticleError where there is none."""
    text = _decode(path, _read_bytes(path, max_bytes))
    published, text = _split_date(path, text)
    text = normalise(text)
    if not text:
        raise ArticleError(str(path), "the file has no text", "Put the article into it, or leave the file out")
    return Article(ArticleId(path.stem), text, find_blocks(text), published, str(path))


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise ArticleError(
                str(path),
                f"the file is {size / 1e6:.1f} MB, more than an article can be ({max_bytes / 1e6:g} MB)",
                "Split it into one file for each article, or raise NYHENDEGRAF_MAX_BYTES",
            )
        data = path.read_bytes()
    except PermissionError as error:
        raise ArticleError(str(path), "no permission to read the file", f"Try: chmod u+r {path}") from error
    except FileNotFoundError as error:
        raise ArticleError(str(path), "the file is a link that leads nowhere", "Mend the link or leave it out") from error
    except OSError as error:
        raise ArticleError(str(path), f"the file cannot be read ({error.strerror})", "Check the disk and the path") from error
    if not data.strip():
        raise ArticleError(str(path), "the file is empty", "Put the article into it, or leave the file out")
    return data


def _decode(path: Path, data: bytes) -> str:
    for mark, name in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            raise _wrong_encoding(path, name, "UTF-16")
    if b"\x00" in data[:8192]:
        if data[:200].count(b"\x00") >= len(data[:200]) // 3:
            raise _wrong_encoding(path, "UTF-16", "UTF-16LE")
        raise ArticleError(str(path), "the file is binary, not text", "Save the article as plain text in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        latin = data.decode("cp1252", errors="replace")
        letters = sum(c.isalpha() or c.isspace() for c in latin)
        if letters >= 0.75 * len(latin):
            raise _wrong_encoding(path, "Latin-1 or Windows-1252", "WINDOWS-1252") from error
        raise ArticleError(str(path), "the file is binary, not text", "Save the article as plain text in UTF-8") from error
    control = sum(ord(c) < 32 and c not in "\n\r\t\f" for c in text[:8192])
    if control > 0.02 * len(text[:8192]):
        raise ArticleError(str(path), "the file is binary, not text", "Save the article as plain text in UTF-8")
    return text


def _wrong_encoding(path: Path, name: str, iconv: str) -> ArticleError:
    return ArticleError(
        str(path), f"the text is {name}, not UTF-8", f"Convert it: iconv -f {iconv} -t UTF-8 {path} > new.txt"
    )


def _split_date(path: Path, text: str) -> tuple[PartialDate | None, str]:
    head = _DATE_LINE.match(text)
    if head is None:
        return None, text
    value = _DATE_VALUE.match(head[1])
    if value is None:
        # «date» followed by something that is no number is just how the text begins.
        if not head[1][:1].isdigit():
            return None, text
        raise _bad_date(path, head[1])
    year, month, day = (int(part) if part else None for part in value.groups())
    assert year is not None
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise _bad_date(path, head[1]) from error
    return PartialDate(year, month, day), text[head.end() :]


def _bad_date(path: Path, value: str) -> ArticleError:
    return ArticleError(
        str(path), f"{value!r} is no date", "Begin the file with «date YYYY», «date YYYY-MM» or «date YYYY-MM-DD»"
    )
