"""Articles through a pipeline, in this process or in several, with the same results in the same order."""

import itertools
import multiprocessing
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache

from app.errors import ArticleError, RunError
from app.model.article import Article
from app.pipeline import ArticleGraph, Pipeline

_WAITING_PER_PROCESS = 2

Item = Article | ArticleError
Result = ArticleGraph | ArticleError


def build_graphs(
    factory: Callable[[], Pipeline], articles: Iterable[Item], *, processes: int, batch_size: int
) -> Iterator[Result]:
    """The graphs of articles in their order; memory holds a few batches at a time.

    `factory` makes the pipeline, once in each process: it must be picklable, and equal calls must be equal.
    RunError where a process dies.
    """
    batches = _batches(articles, batch_size)
    if processes == 1:
        pipeline = factory()
        for batch in batches:
            yield from pipeline.graphs(batch)
        return
    # A forked process would share locks and threads of the model's library in whatever state they are.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(analysed, factory, batch))
                if len(waiting) >= processes * _WAITING_PER_PROCESS:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise RunError(
                "a process ended without a result, most likely for want of memory. Use fewer --processes"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _batches(articles: Iterable[Item], size: int) -> Iterator[list[Item]]:
    stream = iter(articles)
    while batch := list(itertools.islice(stream, size)):
        yield batch


def analysed(factory: Callable[[], Pipeline], batch: Sequence[Item]) -> list[Result]:
    """The graphs of some articles in this process, whose pipeline is made once."""
    # As it was sent: settings with fields that are tables are equal without having a hash.
    return list(_pipeline(pickle.dumps(factory)).graphs(batch))


@cache
def _pipeline(pickled: bytes) -> Pipeline:
    factory: Callable[[], Pipeline] = pickle.loads(pickled)
    return factory()
