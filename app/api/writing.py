"""Changes of articles by requests, under the conditions that they name."""

import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request
from pyoxigraph import NamedNode, Quad

from app.api.current import Current
from app.api.problems import problem
from app.graph.changes import graph_name
from app.graph.hashing import article_hash
from app.graph.port import ArticleStore
from app.graph.vocabulary import DECISIONS_GRAPH

_TAG = re.compile(r'(W/)?"([^"]*)"')
_DIGITS = 24
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a request wants the article to be before it is changed (RFC 9110, section 13)."""

    match: str | None
    none_match: str | None

    @classmethod
    def of(cls, request: Request) -> "Conditions":
        """Those that its headers name."""
        return cls(request.headers.get("if-match"), request.headers.get("if-none-match"))

    def refuse(self, digest: str | None) -> None:
        """A problem where the article's hash, None where there is none, is not what is wanted."""
        if self.match is not None and not (
            digest is not None if self.match.strip() == "*" else _names(self.match, digest)
        ):
            raise problem(
                412,
                "Changed meanwhile",
                "The article is not as If-Match says: somebody has changed or removed it. Get it again, and send the "
                "change with its new ETag.",
            )
        if self.none_match is not None and (
            digest is not None if self.none_match.strip() == "*" else _names(self.none_match, digest)
        ):
            raise problem(
                412,
                "There already",
                "There is such an article, and If-None-Match wants none. PUT without it replaces it.",
            )


class Writer:
    """Writes articles one at a time, so that nothing comes between a condition and the change."""

    def __init__(self, current: Current) -> None:
        self._current = current
        self._writing = threading.Lock()

    def put(self, quads: tuple[Quad, ...], allowed: Callable[[str | None], None]) -> bool:
        """Put an article's graph in place of what it had; whether it was there before.

        `allowed` gets the hash of what it had, None where there was nothing, and raises where it must not be.
        """
        with self._writing, self._current.using() as store:
            article = graph_name(quads)
            allowed(digest_of(store, article))
            existed = store.replace_article(quads)
            self._current.written([article])
            return existed

    def put_all(self, graphs: Iterable[tuple[Quad, ...]]) -> None:
        """Put the graphs of some articles in place of what they had."""
        with self._current.using() as store:
            written = []
            for quads in graphs:
                with self._writing:
                    store.replace_article(quads)
                written.append(graph_name(quads))
            self._current.written(written)

    def decide(self, deciding: Callable[[ArticleStore], T]) -> T:
        """What changes the decisions, and what it gives back."""
        with self._writing, self._current.using() as store:
            made = deciding(store)
            self._current.written([DECISIONS_GRAPH])
            return made

    def remove(self, article: NamedNode, allowed: Callable[[str | None], None]) -> bool:
        """Withdraw an article; whether it was there."""
        with self._writing, self._current.using() as store:
            allowed(digest_of(store, article))
            existed = store.remove_article(article)
            self._current.written([article])
            return existed


def digest_of(store: ArticleStore, article: NamedNode) -> str | None:
    """The hash of an article's graph; None where there is none."""
    quads = tuple(store.article_quads(article))
    return article_hash(quads) if quads else None


def tag_of(digest: str, tag: str | None) -> str:
    """The ETag of an article: its own hash, and what else its answer is made from."""
    return f'"{digest[:_DIGITS]}-{tag}"'


def _names(given: str, digest: str | None) -> bool:
    """Whether one of the tags is that of an article with a hash, whatever has become of the rest of the graph."""
    if digest is None:
        return False
    return any(not weak and tag.partition("-")[0] == digest[:_DIGITS] for weak, tag in _TAG.findall(given))
