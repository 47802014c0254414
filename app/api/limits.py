"""Who answers queries: workers over an embedded store, or the server behind a remote one."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from app.config import Settings
from app.graph.port import ArticleStore
from app.graph.store import Store
from app.query import Asking, GraphFormat, ResultFormat, serialise_some
from app.query.workers.copies import Copies
from app.query.workers.pool import QueryPool, Reply
from app.query.workers.run import Limits
from app.query.workers.turns import LightTurns
from app.query.workers.worker import QueryTimeError, TooManyQueriesError

T = TypeVar("T")


class Queries(Protocol):
    """Answers queries."""

    async def ask(self, asking: Asking, results: ResultFormat, graph: GraphFormat) -> Reply:
        """The answer as soon as it begins; `TooManyQueriesError`, `QueryTimeError` and those of `serialise`."""

    def start(self) -> None:
        """Make ready."""

    def close(self) -> None:
        """Stop everything."""


def queries_of(store: ArticleStore, settings: Settings) -> Queries:
    """Whoever answers queries over a store."""
    limits = Limits(
        seconds=settings.max_query_seconds,
        light=settings.light_queries,
        heavy=settings.heavy_queries,
        max_bytes=settings.max_answer_bytes,
        max_memory=settings.max_query_memory,
    )
    if isinstance(store, Store):
        return QueryPool(Copies(store, union=settings.union_default_graph), limits)
    return DirectQueries(store, limits)


class DirectQueries:
    """Asks the store itself, in threads.

    A query that is given up works on unseen, and keeps its place until it is done.
    """

    def __init__(self, store: ArticleStore, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        turns = LightTurns(limits.light, waiting=limits.waiting, seconds=limits.waiting_seconds)
        self._runner = QueryRunner(turns, seconds=limits.seconds)

    async def ask(self, asking: Asking, results: ResultFormat, graph: GraphFormat) -> Reply:
        """The whole answer."""
        work = partial(
            serialise_some,
            self._store,
            asking,
            results=results,
            graph=graph,
            max_bytes=self._limits.max_bytes,
        )
        content, more = await self._runner.run(work)
        return Reply(content, cut=more)

    def start(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """The store is its opener's affair."""


class QueryRunner:
    """Runs queries in threads of their own, each when it has its turn, and waits for each so long and no longer.

    To be used in one event loop.
    """

    def __init__(self, turns: LightTurns, *, seconds: float) -> None:
        self._turns = turns
        self._seconds = seconds

    async def run(self, query: Callable[[], T]) -> T:
        """The query's result or error; QueryTimeError where it takes too long, TooManyQueriesError without a place."""
        await self._turns.take()
        loop = asyncio.get_running_loop()
        result: asyncio.Future[T] = loop.create_future()

        def settle(put: Callable[[], None]) -> None:
            def settled() -> None:
                self._turns.give_back()
                if not result.done():
                    put()

            # Nobody waits any more where the query was given up or the server has stopped.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(settled)

        def work() -> None:
            try:
                found = query()
            except BaseException as error:
                reason = error
                settle(lambda: result.set_exception(reason))
            else:
                settle(lambda: result.set_result(found))

        # A daemon, for the process shall end although the query goes on.
        threading.Thread(target=work, name="query", daemon=True).start()
        try:
            async with asyncio.timeout(self._seconds):
                return await result
        except TimeoutError as error:
            raise QueryTimeError(f"a query may take {self._seconds:g} seconds") from error
        except asyncio.CancelledError as error:
            raise TooManyQueriesError("the server stops") from error
