"""The workers of a server: who gets one, for how long, and what becomes of slow queries.

Light queries have places of their own. A query that takes longer than a second, or a quarter where others wait, gives
its place back and becomes one of a few heavy ones; where those have no place it is paused until there is one. So a
light query never waits for heavy ones to end.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from app.query.formats import GraphFormat, ResultFormat
from app.query.guard import RefusedQueryError
from app.query.mistakes import QuerySyntaxError
from app.query.sparql import AnswerTooLargeError, Asking
from app.query.workers.copies import Copies, Copy, Making
from app.query.workers.messages import Job
from app.query.workers.run import SMALL, Limits, Run, Turns
from app.query.workers.turns import HeavyTurns, KnownHeavy, LightTurns
from app.query.workers.worker import QueryError, TooManyQueriesError, Worker

_HARMLESS = (QuerySyntaxError, RefusedQueryError, AnswerTooLargeError, QueryError, ValueError)
"""After these a worker can go on."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that has begun."""

    first: bytes
    rest: AsyncIterator[bytes] | None = None
    """What follows; None where the first part is all. An error here means that what came is not the whole."""
    moment: datetime | None = None
    """What the store was like when; None where it is asked directly."""
    cut: bool = False
    """Whether there is more, and no more was wanted."""
    close: Callable[[], None] = lambda: None
    """To be called when nobody reads any further."""


class QueryPool:
    """Answers queries over the newest copy of a store. To be used in one event loop."""

    def __init__(self, copies: Copies, limits: Limits) -> None:
        self._copies = copies
        self._limits = limits
        self._turns = Turns(
            LightTurns(limits.light, waiting=limits.waiting, seconds=limits.waiting_seconds),
            HeavyTurns(limits.heavy, waiting=limits.heavy_waiting if limits.heavy else 0),
            KnownHeavy(),
        )
        self._idle: list[Worker] = []
        self._idle_demoted: list[Worker] = []
        """Others go before them for good, so that they are for queries that are known to be heavy."""
        self._closed = False
        self._running: set[Run] = set()

    def start(self) -> None:
        """Have a copy and a worker ready before anybody asks."""
        self._copies.prepare()
        self._have_a_worker()

    def close(self) -> None:
        """Stop everything."""
        self._closed = True
        for run in tuple(self._running):
            run.stop("closed")
        for worker in (*self._idle, *self._idle_demoted):
            worker.close()
        self._idle.clear()
        self._idle_demoted.clear()
        self._copies.close()

    async def ask(self, asking: Asking, results: ResultFormat, graph: GraphFormat) -> Reply:
        """The answer, as soon as it begins; the error that stands in its way."""
        heavy = asking.query in self._turns.known_heavy
        if heavy:
            await self._turns.heavy.turn(self._limits.seconds)
        else:
            await self._turns.light.take()
        run = Run(
            self._turns,
            self._limits,
            asking.query,
            heavy=heavy,
            ended=self._ended,
            # The next light one shall not have to wait until a worker has started.
            grown=self._have_a_worker,
        )
        self._running.add(run)
        try:
            run.copy = self._copies.ready() or await self._made()
            await run.begin(self._worker(heavy=heavy))
            job = Job(
                asking, results, graph, str(run.copy.folder), self._limits.max_bytes, self._limits.max_memory
            )
            await run.ask(job)
            first = await run.receive()
            if first is None:
                run.end(reusable=True)
                return Reply(b"", None, run.copy.moment)
            second = await run.receive() if len(first) < SMALL else b""
            if second is None:
                run.end(reusable=True)
                return Reply(first, None, run.copy.moment, run.cut)
            rest = run.rest()
            return Reply(first + second, rest, run.copy.moment, run.cut, lambda: run.end(reusable=False))
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

    def _worker(self, *, heavy: bool) -> Worker:
        for idle in (self._idle_demoted, self._idle) if heavy else (self._idle,):
            while idle:
                worker = idle.pop()
                if worker.alive:
                    return worker
                worker.close()
        return Worker()

    def _have_a_worker(self) -> None:
        if not self._idle and not self._closed:
            self._idle.append(Worker())

    def _ended(self, run: Run, worker: Worker | None) -> None:
        """A query is done; its worker can be used again where there is one."""
        self._running.discard(run)
        if worker is None:
            self._have_a_worker()
            return
        idle, most = (
            (self._idle_demoted, self._limits.heavy) if worker.demoted else (self._idle, self._limits.light)
        )
        if len(idle) < most and not self._closed:
            idle.append(worker)
        else:
            worker.close_soon()
