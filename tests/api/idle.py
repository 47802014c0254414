"""`python -m tests.api.idle`: analyses a text with a pipeline that finds nothing, tells in which process, and waits."""

import time
from collections.abc import Sequence
from typing import Any

from app.api.analysis import Analysis
from app.errors import ArticleError


class Nothing:
    """In place of a pipeline."""

    def graphs(self, articles: Sequence[Any]) -> list[ArticleError]:
        return [ArticleError("here", "nothing is found", "Look elsewhere") for _ in articles]


def nothing() -> Any:
    return Nothing()


if __name__ == "__main__":
    analysis = Analysis(nothing, seconds=60)
    analysis.graphs([ArticleError("here", "empty", "Fill it")])
    assert analysis._pool is not None
    print(*analysis._pool._processes, flush=True)  # noqa: T201
    time.sleep(60)
