"""Articles through an engine, with the same results in the same order whichever it is."""

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from app.scale.shards import Shards
from app.scale.work import Answer, Engine, Factory, Item, Result


def build_graphs(
    factory: Factory,
    articles: Iterable[Item],
    engine: Engine,
    *,
    batch_size: int,
    shards: Shards | None = None,
) -> Iterator[Result]:
    """The graphs of articles in their order; memory holds a few batches at a time. Closes the engine.

    What `shards` has is not done again. RunError where the engine fails.
    """
    waiting: deque[Answer] = deque()
    with closing(engine):
        for batch in _batches(articles, batch_size):
            waiting.append(_submitted(factory, batch, engine, shards))
            while len(waiting) >= engine.width:
                yield from waiting.popleft()()
        while waiting:
            yield from waiting.popleft()()


def _submitted(factory: Factory, batch: Sequence[Item], engine: Engine, shards: Shards | None) -> Answer:
    if shards is None:
        return engine.submit(factory, batch)
    kept = shards.find(batch)
    if kept is not None:
        found = kept
        return lambda: found
    answer = engine.submit(factory, batch)

    def keeping() -> Iterable[Result]:
        results = list(answer())
        shards.keep(batch, results)
        return results

    return keeping


def _batches(articles: Iterable[Item], size: int) -> Iterator[list[Item]]:
    stream = iter(articles)
    while batch := list(itertools.islice(stream, size)):
        yield batch
