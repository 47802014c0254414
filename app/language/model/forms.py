"""Hashed features of a word's form, which the encoder's pieces tell poorly: its endings and its shape."""

import re
import zlib
from functools import lru_cache

TABLES: tuple[tuple[str, int, int], ...] = (
    ("word", 20000, 64),
    ("prefix3", 5000, 32),
    ("suffix1", 500, 16),
    ("suffix2", 3000, 32),
    ("suffix3", 10000, 48),
    ("suffix4", 20000, 48),
    ("shape", 600, 24),
)
"""Name, rows and width of each embedding table; row 0 is padding."""

_RUN = re.compile(r"(.)\1{3,}")


def shape(word: str) -> str:
    """The word's pattern of capitals, small letters and digits, runs cut at three («Xxxx», «dd.dd»)."""
    pattern = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    return _RUN.sub(r"\1\1\1\1", pattern)


@lru_cache(maxsize=100_000)
def form_ids(word: str) -> tuple[int, ...]:
    """The row of the word in each of TABLES, never 0; stable across processes and machines."""
    lower = word.lower()
    values = (lower, lower[:3], lower[-1:], lower[-2:], lower[-3:], lower[-4:], shape(word))
    return tuple(
        1 + zlib.crc32(f"{name}\t{value}".encode()) % (rows - 1)
        for (name, rows, _), value in zip(TABLES, values, strict=True)
    )
