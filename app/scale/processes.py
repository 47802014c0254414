"""In this process, or in several on this machine."""

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

from app.errors import RunError
from app.pipeline import Pipeline
from app.scale.work import Answer, Factory, Item, Result, begin, work

_WAITING_PER_PROCESS = 2


class InProcess:
    """Here and now: results come as each article is done."""

    width = 1

    def __init__(self) -> None:
        self._factory: Factory | None = None
        self._pipeline: Pipeline | None = None

    def submit(self, factory: Factory, batch: Sequence[Item]) -> Answer:
        """Nothing is done before the answer is asked for."""
        if self._pipeline is None or self._factory is not factory:
            self._factory, self._pipeline = factory, factory()
        pipeline = self._pipeline
        return lambda: pipeline.graphs(batch)

    def close(self) -> None:
        """There is nothing to give up."""


class Processes:
    """A pool of processes."""

    def __init__(self, number: int) -> None:
        # A forked process would share locks and threads of the model's library in whatever state they are.
        self._pool = ProcessPoolExecutor(
            number, mp_context=multiprocessing.get_context("spawn"), initializer=begin
        )
        self._workers: set[BaseProcess] = set()
        self._waiting: set[Future[list[Result]]] = set()
        self.width = number * _WAITING_PER_PROCESS

    def submit(self, factory: Factory, batch: Sequence[Item]) -> Answer:
        """The first process that is free takes it."""
        others = set(multiprocessing.active_children()) - self._workers
        try:
            with _uninterrupted():
                future = self._pool.submit(work, factory, batch)
        except BrokenProcessPool as error:
            raise _broken() from error
        # The pool starts its processes as they are needed, and tells nobody which they are.
        self._workers.update(set(multiprocessing.active_children()) - others)
        self._waiting.add(future)

        def answer() -> Iterable[Result]:
            try:
                return future.result()
            except BrokenProcessPool as error:
                raise _broken() from error
            finally:
                self._waiting.discard(future)

        return answer

    def close(self) -> None:
        """Stops the processes, also in the middle of what nobody waits for any longer."""
        if self._waiting:
            # A batch takes long, and a worker writes nothing that could be left half done.
            for process in self._workers:
                process.terminate()
        self._pool.shutdown()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl+C, which a terminal sends to all; this process hears it afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _broken() -> RunError:
    return RunError("a process ended without a result, most likely for want of memory. Use fewer --processes")
