"""How often somebody may ask."""

import math
import time
from collections import OrderedDict

_MOST_CLIENTS = 10_000
_SECONDS_OF_BURST = 2.0


class Rates:
    """So many requests a second from each client, with some at once; 0 is no limit."""

    def __init__(self, per_second: float, burst: float | None = None) -> None:
        self._per_second = per_second
        self._burst = max(1.0, per_second * _SECONDS_OF_BURST if burst is None else burst)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """How many requests are left, and when that was."""

    def wait(self, client: str) -> int | None:
        """The whole seconds that a client has to wait; None where it may ask, which counts."""
        if self._per_second <= 0:
            return None
        now = time.monotonic()
        left, then = self._left.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._per_second)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > _MOST_CLIENTS:
            # Whoever has not asked for longest.
            self._left.popitem(last=False)
        return None if left >= 1 else max(1, math.ceil((1 - left) / self._per_second))
