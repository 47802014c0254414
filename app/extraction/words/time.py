"""Words for time (`time.yaml`)."""

import re
from functools import cache
from typing import Any

from app.extraction.words.loading import load


@cache
def time_units() -> frozenset[str]:
    """Nouns that measure time, and the names of days and months."""
    data = time_words()
    return frozenset((*data["units"], *data["weekdays"], *data["months"]))


@cache
def _decade() -> re.Pattern[str]:
    return re.compile(time_words()["decade"])


def is_decade(lemma: str) -> bool:
    """«1990-talet», «90-åra»."""
    return _decade().match(lemma) is not None


@cache
def time_words() -> dict[str, Any]:
    """The tables of `time.yaml`."""
    return load("time.yaml")
