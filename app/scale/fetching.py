"""What is at an address: `python -m app.scale.fetching SOCKET` reads one after another for a server without network."""

import json
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from app.errors import ArticleError
from app.model.article import Article, BlockKind
from app.reading.files import read_address
from app.reading.web.apart import Look
from app.reading.web.fetching import Fetcher, FetchError, RefusedError

_SILENCE_SECONDS, _SECONDS = 10.0, 45.0
_MOST_ARTICLES, _MOST_ERRORS = 100, 20
_MOST_CHARACTERS = 5_000_000
_MEMORY_BYTES = 1_000_000_000


class _TimeUp(BaseException):
    """An address takes longer than anybody waits; no error, so that nothing that reads takes it for one of its own."""


def found_at(look: Look) -> dict[str, Any]:
    """The articles at an address as requests send them, with their language, and what of it cannot be read.

    `failure` is «refused» where the address is not asked, «failed» where its server gives nothing, None otherwise.
    """
    articles: list[dict[str, Any]] = []
    errors: list[ArticleError] = []
    truncated = False
    length = 0
    fetcher = Fetcher(
        allow_private=look.allow_private,
        timeout_seconds=_SILENCE_SECONDS,
        total_seconds=_SECONDS,
        max_bytes=look.limits.document,
    )
    for item in read_address(look.address, limits=look.limits, fields=look.fields, fetcher=fetcher):
        if isinstance(item, ArticleError):
            errors.append(item)
            continue
        length += len(item.text)
        if len(articles) >= _MOST_ARTICLES or (articles and length > _MOST_CHARACTERS):
            truncated = True
            break
        articles.append(_told(item))
    return {
        "articles": articles,
        "errors": [{"place": e.place, "reason": e.reason, "remedy": e.remedy} for e in errors[:_MOST_ERRORS]],
        "truncated": truncated,
        "failure": None if articles or not errors else _failure(errors[0]),
    }


def _failure(error: ArticleError) -> str | None:
    if isinstance(error, RefusedError):
        return "refused"
    return "failed" if isinstance(error, FetchError) else None


def _told(article: Article) -> dict[str, Any]:
    first = next(iter(article.blocks), None)
    headline = first is not None and first.kind is BlockKind.HEADLINE
    return {
        "id": article.id,
        "headline": article.text[first.start : first.end] if first is not None and headline else None,
        "date": None if article.date is None else str(article.date),
        "text": article.text,
        "url": article.url,
        "language": _language(article.text),
    }


def _language(text: str) -> str | None:
    """A BCP 47 tag; None where it is not clear."""
    # Here, because the first address should not wait for the language libraries before it is asked.
    from app.language import OtherLanguage
    from app.language.identification import identify

    found = identify(text)
    return found.tag if isinstance(found, OtherLanguage) else None if found is None else found.value


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    """Breaks off what takes longer, also where a server sends a byte now and then."""

    def up(_number: int, _frame: FrameType | None) -> None:
        raise _TimeUp

    signal.signal(signal.SIGALRM, up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(look: Look) -> dict[str, Any]:
    try:
        with _in_time(_SECONDS):
            return found_at(look)
    except _TimeUp:
        reason, remedy = (
            f"it is not read after {_SECONDS:g} seconds",
            "Download it yourself, and send the file",
        )
    except MemoryError:
        reason, remedy = "there is not enough memory for it", "Download it yourself, and build the file"
    told = {"place": look.address, "reason": reason, "remedy": remedy}
    return {"articles": [], "errors": [told], "truncated": False, "failure": "failed"}


def main(descriptor: int) -> None:
    """Answer until the server has no more questions."""
    from app.query.workers.fence import end_soon_after_parent, limit_memory

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_soon_after_parent()
    limit_memory(_MEMORY_BYTES)
    with socket.socket(fileno=descriptor) as connection, connection.makefile("rb") as asked:
        for line in asked:
            connection.sendall(json.dumps(_answer(Look.of(line))).encode() + b"\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
