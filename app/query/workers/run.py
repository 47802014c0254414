"""One query on its way, from when it has a place until it is done."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from app.query.workers.copies import Copy
from app.query.workers.messages import Job
from app.query.workers.turns import HeavyTurns, KnownHeavy, LightTurns
from app.query.workers.worker import (
    QueryError,
    QueryMemoryError,
    QueryTimeError,
    TooManyQueriesError,
    Worker,
    WorkerEndedError,
)

SMALL = 1 << 18
_SECONDS_TO_START = 30.0
"""On a machine that has much else to do."""
_LOOKS = 4
"""How often a light query is looked at before it becomes heavy."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What queries may take."""

    seconds: float = 60.0
    light_seconds: float = 1.0
    """Longer ones are heavy; a quarter of it where others wait."""
    light: int = 4
    """So many at a time."""
    heavy: int = 2
    waiting: int = 64
    """So many light ones may wait for a place."""
    waiting_seconds: float = 5.0
    heavy_waiting: int = 8
    """So many heavy ones may wait, each as long as it may take."""
    max_bytes: int = 250_000_000
    max_memory: int = 1_000_000_000


class _Turn(Enum):
    """Which place a query has."""

    LIGHT = "light"
    HEAVY = "heavy"
    PAUSED = "paused"
    """None: it waits for a heavy one."""


@dataclass(frozen=True, slots=True)
class Turns:
    """The places of a pool."""

    light: LightTurns
    heavy: HeavyTurns
    known_heavy: KnownHeavy


class Run:
    """One query that has a place."""

    def __init__(
        self,
        turns: Turns,
        limits: Limits,
        query: str,
        *,
        heavy: bool,
        ended: Callable[["Run", Worker | None], None],
        grown: Callable[[], None],
    ) -> None:
        """`ended` hears of the end, and of the worker where it can be used again; `grown` when it becomes heavy."""
        self.copy: Copy | None = None
        self._turns = turns
        self._limits = limits
        self._query = query
        self._told_ended = ended
        self._told_grown = grown
        self._known = heavy
        self._turn = _Turn.HEAVY if heavy else _Turn.LIGHT
        self._worker: Worker | None = None
        self._stopped: str | None = None
        self._ended = False
        self._looking: asyncio.TimerHandle | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._began = 0.0
        self._left = limits.seconds

    @property
    def cut(self) -> bool:
        """Whether what has come is not all that there is, because no more was wanted."""
        return self._worker is not None and self._worker.cut

    async def begin(self, worker: Worker) -> None:
        """Time counts from when the worker has started."""
        self._worker = worker
        if not worker.ready:
            try:
                async with asyncio.timeout(max(self._limits.seconds, _SECONDS_TO_START)):
                    await worker.started()
            except WorkerEndedError as error:
                raise QueryError("no process could be started to answer the query") from error
        if self._turn is _Turn.HEAVY:
            worker.demote()
        self._began = asyncio.get_running_loop().time()
        self._end_after(self._left, "time")
        if self._turn is _Turn.LIGHT:
            self._look_later(_LOOKS)

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
        for timer in (self._looking, self._ending):
            if timer is not None:
                timer.cancel()
        if self.copy is not None:
            self.copy.release()
        worker = self._worker
        if worker is not None and (self._stopped or not reusable or worker.spent):
            worker.close_soon()
            worker = None
        if self._known and reusable and self._spent() < self._limits.light_seconds:
            self._turns.known_heavy.discard(self._query)
        self._told_ended(self, worker)
        if self._turn is _Turn.LIGHT:
            self._turns.light.give_back()
        elif self._turn is _Turn.HEAVY:
            self._turns.heavy.give_back()
        else:
            self._turns.heavy.leave(self._go_on)

    def _look_later(self, times: int) -> None:
        def look() -> None:
            if times == 1:
                self._turns.known_heavy.add(self._query)
                self._grow()
            elif self._turns.light.waiting and self._turns.heavy.has_room:
                self._grow()
            else:
                self._look_later(times - 1)

        self._looking = asyncio.get_running_loop().call_later(self._limits.light_seconds / _LOOKS, look)

    def _grow(self) -> None:
        """Leave the light queries' places to them."""
        assert self._worker is not None
        if self._turns.heavy.take():
            self._turn = _Turn.HEAVY
        elif self._turns.heavy.wait(self._go_on):
            self._turn = _Turn.PAUSED
            self._worker.pause()
            self._left -= self._spent()
            self._end_after(self._limits.seconds, "crowded")
        else:
            self.stop("crowded")
            return
        self._worker.demote()
        self._turns.light.give_back()
        self._told_grown()

    def _go_on(self) -> None:
        assert self._worker is not None
        self._turn = _Turn.HEAVY
        self._began = asyncio.get_running_loop().time()
        self._worker.resume()
        self._end_after(self._left, "time")

    def _end_after(self, seconds: float, reason: str) -> None:
        if self._ending is not None:
            self._ending.cancel()
        self._ending = asyncio.get_running_loop().call_later(seconds, partial(self.stop, reason))

    def _spent(self) -> float:
        return asyncio.get_running_loop().time() - self._began

    def _reason(self) -> Exception:
        if self._stopped == "time":
            return QueryTimeError(f"a query may take {self._limits.seconds:g} seconds")
        if self._stopped is not None:
            return TooManyQueriesError("too many heavy queries")
        return QueryMemoryError(
            f"the query takes more than {self._limits.max_memory / 1e6:g} MB of memory, or is nested too deeply"
        )
