"""The workers of a server: who gets one, for how long, and what becomes of slow queries.

Light queries have places of their own. A query that takes longer than a second gives its place back and becomes one of
a few heavy ones; where those have no room it is stopped. So a light query never waits for heavy ones.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from app.query.formats import GraphFormat, ResultFormat
from app.query.guard import RefusedQueryError
from app.query.sparql import AnswerTooLargeError, Asking, QuerySyntaxError
from app.query.workers.copies import Copies, Copy, Making
from app.query.workers.messages import Job
from app.query.workers.worker import (
    QueryError,
    QueryMemoryError,
    QueryTimeError,
    TooManyQueriesError,
    Worker,
    WorkerEndedError,
)

_HARMLESS = (QuerySyntaxError, RefusedQueryError, AnswerTooLargeError, QueryError, ValueError)
"""After these a worker can go on."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What queries may take."""

    seconds: float = 60.0
    light_seconds: float = 1.0
    """Longer ones are heavy."""
    light: int = 4
    """So many at a time."""
    heavy: int = 2
    waiting: int = 64
    """So many may wait for a place."""
    waiting_seconds: float = 5.0
    max_bytes: int = 250_000_000
    max_memory: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that has begun."""

    first: bytes
    rest: AsyncIterator[bytes] | None = None
    """What follows; None where the first part is all. An error here means that what came is not the whole."""
    moment: datetime | None = None
    """What the store was like when; None where it is asked directly."""
    close: Callable[[], None] = lambda: None
    """To be called when nobody reads any further."""


class QueryPool:
    """Answers queries over the newest copy of a store. To be used in one event loop."""

    def __init__(self, copies: Copies, limits: Limits) -> None:
        self._copies = copies
        self._limits = limits
        self._places = asyncio.Semaphore(limits.light)
        self._waiting = 0
        self._heavy = 0
        self._idle: list[Worker] = []
        self._closed = False
        self._running: set[_Run] = set()

    def start(self) -> None:
        """Have a worker ready."""
        if not self._idle and not self._closed:
            self._idle.append(Worker())

    def close(self) -> None:
        """Stop everything."""
        self._closed = True
        for run in tuple(self._running):
            run.stop("closed")
        for worker in self._idle:
            worker.close()
        self._idle.clear()
        self._copies.close()

    async def ask(self, asking: Asking, results: ResultFormat, graph: GraphFormat) -> Reply:
        """The answer, as soon as it begins; the error that stands in its way."""
        await self._place()
        run = _Run(self, self._limits)
        try:
            run.copy = self._copies.ready() or await self._made()
            await run.begin(self._worker())
            job = Job(
                asking, results, graph, str(run.copy.folder), self._limits.max_bytes, self._limits.max_memory
            )
            await run.ask(job)
            first = await run.receive()
            if first is None:
                run.end(reusable=True)
                return Reply(b"", None, run.copy.moment)
            second = await run.receive() if len(first) < _SMALL else b""
            if second is None:
                run.end(reusable=True)
                return Reply(first, None, run.copy.moment)
            return Reply(first + second, run.rest(), run.copy.moment, lambda: run.end(reusable=False))
        except TimeoutError as error:
            run.end(reusable=False)
            raise TooManyQueriesError("the store is being copied, or no worker starts") from error
        except asyncio.CancelledError as error:
            run.end(reusable=False)
            raise TooManyQueriesError("the server stops") from error
        except BaseException as error:
            run.end(reusable=isinstance(error, _HARMLESS))
            raise

    async def _made(self) -> Copy:
        """A copy that has to be made first."""
        made = Making(self._copies)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await asyncio.to_thread(made.make)
        except BaseException:
            made.give_up()
            raise

    async def _place(self) -> None:
        if self._places.locked():
            if self._waiting >= self._limits.waiting:
                raise TooManyQueriesError("too many wait")
            self._waiting += 1
            try:
                async with asyncio.timeout(self._limits.waiting_seconds):
                    await self._places.acquire()
            except TimeoutError as error:
                raise TooManyQueriesError("no place") from error
            finally:
                self._waiting -= 1
        else:
            await self._places.acquire()

    def _worker(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            worker.close()
        return Worker()

    def become_heavy(self) -> bool:
        """Give a light place back for a heavy one; False where there is none."""
        if self._heavy >= self._limits.heavy:
            return False
        self._heavy += 1
        self._places.release()
        # The next light one shall not have to wait until a worker has started.
        self.start()
        return True

    def ended(self, run: "_Run", worker: Worker | None, *, heavy: bool) -> None:
        """A query is done; its worker can be used again where there is one."""
        self._running.discard(run)
        if heavy:
            self._heavy -= 1
        else:
            self._places.release()
        if worker is None:
            self.start()
            return
        if len(self._idle) < self._limits.light and not self._closed:
            self._idle.append(worker)
        else:
            worker.close()

    def began(self, run: "_Run") -> None:
        """A query is asked."""
        self._running.add(run)


_SMALL = 1 << 18


class _Run:
    """One query, from when it has a place until it is done."""

    def __init__(self, pool: QueryPool, limits: Limits) -> None:
        self.copy: Copy | None = None
        self._pool = pool
        self._limits = limits
        self._worker: Worker | None = None
        self._heavy = False
        self._stopped: str | None = None
        self._ended = False
        self._timers: list[asyncio.TimerHandle] = []

    async def begin(self, worker: Worker) -> None:
        """Time counts from when the worker has started."""
        self._worker = worker
        self._pool.began(self)
        try:
            async with asyncio.timeout(self._limits.seconds):
                await worker.started()
        except WorkerEndedError as error:
            raise QueryError("no process could be started to answer the query") from error
        loop = asyncio.get_running_loop()
        actions: tuple[tuple[float, Callable[[], None]], ...] = (
            (self._limits.light_seconds, self._grow),
            (self._limits.seconds, lambda: self.stop("time")),
        )
        self._timers = [loop.call_later(seconds, action) for seconds, action in actions]

    def stop(self, reason: str) -> None:
        """End the worker; whoever waits for it gets the error."""
        if self._worker is not None and not self._ended:
            self._stopped = self._stopped or reason
            self._worker.stop()

    async def ask(self, job: Job) -> None:
        """Send the query."""
        assert self._worker is not None
        try:
            await self._worker.ask(job)
        except WorkerEndedError as error:
            raise self._reason() from error

    async def receive(self) -> bytes | None:
        """The next part."""
        assert self._worker is not None
        try:
            return await self._worker.receive(self._limits.max_bytes)
        except WorkerEndedError as error:
            raise self._reason() from error

    async def rest(self) -> AsyncIterator[bytes]:
        """All that follows."""
        done = False
        try:
            while (part := await self.receive()) is not None:
                yield part
            done = True
        finally:
            # Who reads no further leaves a worker that is still writing.
            self.end(reusable=done)

    def end(self, *, reusable: bool) -> None:
        """Give back what the query had; a second call does nothing."""
        if self._ended:
            return
        self._ended = True
        for timer in self._timers:
            timer.cancel()
        if self.copy is not None:
            self.copy.release()
        worker = self._worker
        if worker is not None and (self._stopped or not reusable):
            worker.close_soon()
            worker = None
        self._pool.ended(self, worker, heavy=self._heavy)

    def _grow(self) -> None:
        if self._pool.become_heavy():
            self._heavy = True
        else:
            self.stop("crowded")

    def _reason(self) -> Exception:
        if self._stopped == "time":
            return QueryTimeError(f"a query may take {self._limits.seconds:g} seconds")
        if self._stopped is not None:
            return TooManyQueriesError("too many heavy queries")
        return QueryMemoryError(
            f"the query takes more than {self._limits.max_memory / 1e6:g} MB of memory, or is nested too deeply"
        )
