"""How far a training run is, and how long it will take."""

import time
from collections import Counter
from collections.abc import Callable

REPORT_EVERY = 50

Report = Callable[[str], None]


class Progress:
    """Mean losses and the time left, every REPORT_EVERY steps."""

    def __init__(self, step: int, total: int, report: Report) -> None:
        self._first, self._step, self._total, self._report = step, step, total, report
        self._began = time.monotonic()
        self._losses: Counter[str] = Counter()

    def add(self, losses: dict[str, float]) -> None:
        """Counts one step."""
        self._losses.update(losses)
        self._step += 1
        if self._step % REPORT_EVERY:
            return
        rate = (time.monotonic() - self._began) / (self._step - self._first)
        shown = " ".join(f"{name} {value / REPORT_EVERY:.3f}" for name, value in sorted(self._losses.items()))
        left = rate * (self._total - self._step) / 60
        self._report(f"step {self._step}/{self._total}  {shown}  {rate:.2f} s a step, {left:.0f} min left")
        self._losses.clear()
