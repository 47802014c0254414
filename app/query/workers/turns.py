"""Whose turn it is: light queries wait for places of their own, heavy ones for others.

Nobody can tell a heavy query before it runs. One that takes longer than light ones do becomes heavy on the way; what
it looks like is remembered, so that the next of its kind does not take a light one's place first.
"""

import asyncio
import re
from collections import OrderedDict, deque
from collections.abc import Callable

from app.query.workers.worker import TooManyQueriesError

_REMEMBERED = 500
_VARYING = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\d+(?:\.\d+)?|\s+")


class LightTurns:
    """Places that are waited for, by so many and so long and no longer."""

    def __init__(self, places: int, *, waiting: int, seconds: float) -> None:
        self._places = asyncio.Semaphore(places)
        self._most = waiting
        self._seconds = seconds
        self.waiting = 0

    async def take(self) -> None:
        """Wait for a place; TooManyQueriesError where none comes."""
        if not self._places.locked():
            await self._places.acquire()
            return
        if self.waiting >= self._most:
            raise TooManyQueriesError("too many wait")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                await self._places.acquire()
        except TimeoutError as error:
            raise TooManyQueriesError("no place") from error
        finally:
            self.waiting -= 1

    def give_back(self) -> None:
        """The next one's turn."""
        self._places.release()


class HeavyTurns:
    """Places for heavy queries, and a queue of those that run already or have yet to begin."""

    def __init__(self, places: int, *, waiting: int) -> None:
        self._free = places
        self._most = waiting
        self._queue: deque[Callable[[], None]] = deque()

    @property
    def has_room(self) -> bool:
        """Whether one more could run or wait."""
        return self._free > 0 or len(self._queue) < self._most

    def take(self) -> bool:
        """A place at once; False where there is none."""
        if self._free == 0:
            return False
        self._free -= 1
        return True

    def wait(self, go: Callable[[], None]) -> bool:
        """Have `go` called when there is a place, which then is taken; False where too many wait."""
        if len(self._queue) >= self._most:
            return False
        self._queue.append(go)
        return True

    def leave(self, go: Callable[[], None]) -> None:
        """Wait no longer."""
        self._queue.remove(go)

    def give_back(self) -> None:
        """The next one's turn."""
        if self._queue:
            self._queue.popleft()()
        else:
            self._free += 1

    async def turn(self, seconds: float) -> None:
        """Wait for a place; TooManyQueriesError where none comes, or too many wait."""
        if self.take():
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def go() -> None:
            if turn.cancelled():
                # Whoever waited is going, and has not left the queue yet.
                self.give_back()
            else:
                turn.set_result(None)

        if not self.wait(go):
            raise TooManyQueriesError("too many heavy queries")
        try:
            async with asyncio.timeout(seconds):
                await turn
        except BaseException as error:
            if go in self._queue:
                self.leave(go)
            elif turn.done() and not turn.cancelled():
                self.give_back()
            if isinstance(error, TimeoutError):
                raise TooManyQueriesError("too many heavy queries") from error
            raise


class KnownHeavy:
    """What heavy queries look like, the latest of them."""

    def __init__(self) -> None:
        self._shapes: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, query: str) -> bool:
        return bool(self._shapes) and _shape(query) in self._shapes

    def add(self, query: str) -> None:
        """It was heavy."""
        shape = _shape(query)
        self._shapes[shape] = None
        self._shapes.move_to_end(shape)
        if len(self._shapes) > _REMEMBERED:
            self._shapes.popitem(last=False)

    def discard(self, query: str) -> None:
        """It was not, this time."""
        self._shapes.pop(_shape(query), None)


def _shape(query: str) -> str:
    """A query without the IRIs, texts and numbers that it asks for."""
    return _VARYING.sub(" ", query)
