"""Texts to graphs while the server answers others: in a process of its own, started when it is first needed."""

import asyncio
import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import ParamSpec, TypeVar

from app.errors import ArticleError, RunError
from app.model.article import Article
from app.pipeline import ArticleGraph, Pipeline
from app.scale.documents import Sent, unpack
from app.scale.work import begin, work

P = ParamSpec("P")
T = TypeVar("T")
Factory = Callable[[], Pipeline]
_MOST_WAITING = 16


class BusyError(Exception):
    """So many texts wait already that another one would wait too long."""


class TooSlowError(Exception):
    """A text took longer than it may."""


class Analysis:
    """Analyses articles, one batch after another."""

    def __init__(self, factory: Factory, *, seconds: float) -> None:
        """`factory` is picklable; a single text may take so many seconds, loading the language model not counted."""
        self._factory = factory
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None
        self._starting = threading.Lock()
        self._waiting = 0
        self._warm = False
        self._closed = False

    async def graph(self, article: Article) -> ArticleGraph:
        """The graph of an article; ArticleError where there is none, `BusyError` and `TooSlowError` as they say."""
        if self._waiting >= _MOST_WAITING:
            raise BusyError("other texts are waiting")
        self._waiting += 1
        try:
            future = self._submitted(work, self._factory, [article])
            # Loading takes longer than any text, once.
            allowed = self._seconds if self._warm else None
            (found,) = await asyncio.wait_for(asyncio.wrap_future(future), allowed)
            self._warm = True
        except TimeoutError as error:
            self._give_up()
            raise TooSlowError(f"a text may take {self._seconds:g} seconds") from error
        except BrokenProcessPool as error:
            self._give_up()
            raise RunError(
                "the process that analyses texts has ended, most likely for want of memory. Send a shorter text"
            ) from error
        finally:
            self._waiting -= 1
        if isinstance(found, ArticleError):
            raise found
        return found

    def graphs(self, articles: Sequence[Article | ArticleError]) -> list[ArticleGraph | ArticleError]:
        """The graphs of some articles, for who can wait; RunError where the process ends."""
        return self._waited_for(work, self._factory, list(articles))

    def unpack(self, sent: Sent, lines: Path) -> int:
        """How many articles are in a document, which are then in a file, for who can wait; RunError likewise."""
        return self._waited_for(unpack, sent, lines)

    def _waited_for(self, what: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        try:
            return self._submitted(what, *given, **named).result()
        except BrokenProcessPool as error:
            self._give_up()
            raise RunError(
                "the process that analyses texts has ended, most likely for want of memory"
            ) from error

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._closed = True
        self._give_up()

    def _submitted(self, what: Callable[P, T], *given: P.args, **named: P.kwargs) -> "Future[T]":
        with self._starting:
            if self._closed:
                raise RunError("the server stops, and analyses no more texts. Start it again")
            if self._pool is None:
                # A forked process would share locks and threads of the server in whatever state they are.
                self._pool = ProcessPoolExecutor(
                    1, mp_context=multiprocessing.get_context("spawn"), initializer=begin
                )
            return self._pool.submit(what, *given, **named)

    def _give_up(self) -> None:
        with self._starting:
            pool, self._pool = self._pool, None
            self._warm = False
        if pool is not None:
            processes = list((getattr(pool, "_processes", None) or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()
