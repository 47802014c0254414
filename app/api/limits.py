"""Queries in threads of their own: a few at a time, each waited for so long and no longer."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

from app.api.problems import problem

T = TypeVar("T")


class QueryRunner:
    """Keeps heavy queries from taking the whole server.

    Oxigraph cannot stop a query. One that is given up works on unseen and keeps its place among the `at_once` until it
    is done; the other routes have threads of their own.
    """

    def __init__(self, *, seconds: float, at_once: int) -> None:
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(at_once)

    async def run(self, query: Callable[[], T]) -> T:
        """The query's result or error; a problem where it takes too long or there is no place."""
        if not self._places.acquire(blocking=False):
            raise problem(
                503,
                "Too many queries",
                "Other queries take all places. Ask again in a while.",
                {"Retry-After": "10"},
            )
        loop = asyncio.get_running_loop()
        result: asyncio.Future[T] = loop.create_future()

        def settle(put: Callable[[], None]) -> None:
            # Nobody waits any more where the query was given up or the server has stopped.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(lambda: None if result.done() else put())

        def work() -> None:
            try:
                found = query()
            except BaseException as error:
                reason = error
                settle(lambda: result.set_exception(reason))
            else:
                settle(lambda: result.set_result(found))
            finally:
                self._places.release()

        # A daemon, for the process shall end although the query goes on.
        threading.Thread(target=work, name="query", daemon=True).start()
        try:
            async with asyncio.timeout(self._seconds):
                return await result
        except TimeoutError as error:
            raise problem(
                503,
                "Query took too long",
                f"A query may take {self._seconds:g} seconds. Ask for less: a LIMIT, patterns that share variables.",
            ) from error
        except asyncio.CancelledError as error:
            raise problem(503, "Server stops", "The server stops before this query is done.") from error
