"""What every engine does with a batch of articles, in whichever process."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import app
from app import lean
from app.errors import ArticleError, RunError
from app.model.article import Article
from app.pipeline import ArticleGraph, Pipeline
from app.query.workers.fence import end_soon_after_parent

Item = Article | ArticleError
Result = ArticleGraph | ArticleError
Factory = Callable[[], Pipeline]
"""Makes the pipeline, once in each process: it must be picklable, and equal calls must be equal."""
Answer = Callable[[], Iterable[Result]]
"""Waits for the results of a batch, in the order of its articles."""

_one_at_a_time = threading.Lock()
_kept: tuple[Factory, Pipeline] | None = None


class Engine(Protocol):
    """Where batches are worked on."""

    @property
    def width(self) -> int:
        """How many batches are to be in its hands at a time."""

    def submit(self, factory: Factory, batch: Sequence[Item]) -> Answer:
        """Take a batch; RunError, there or when the answer is asked for, where the engine fails as a whole."""

    def close(self) -> None:
        """Give up what is not done."""


def begin() -> None:
    """What a process that this program starts does first: it works for no other, and does not outlive this one."""
    lean.own_process()
    end_soon_after_parent()


def work(factory: Factory, batch: Sequence[Item], version: str = app.__version__) -> list[Result]:
    """The results of a batch, in this process; `version` is that of the program that asks."""
    if version != app.__version__:
        raise RunError(
            f"a worker has nyhendegraf {app.__version__}, and {version} asks. Install the same version everywhere"
        )
    # Engines may have several threads in a process; the pipeline is for one.
    with _one_at_a_time:
        return list(pipeline(factory).graphs(batch))


def pipeline(factory: Factory) -> Pipeline:
    """The pipeline of this process, which is kept as long as an equal factory asks for it."""
    global _kept
    if _kept is None or _kept[0] != factory:
        _kept = factory, factory()
    return _kept[1]


def lost(batch: Sequence[Item], reason: str) -> Iterator[Result]:
    """What becomes of a batch whose worker died on it each time."""
    for item in batch:
        if isinstance(item, ArticleError):
            yield item
        else:
            yield ArticleError(
                item.source or item.id, reason, "Build it alone to see why, or give the workers more memory"
            )
