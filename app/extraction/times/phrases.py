"""Set phrases that tell a time from that of publication («i går», «neste veke»)."""

from collections import defaultdict
from functools import cache

from app.extraction.words import time_words


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """Words, table of `time.yaml` and offset of each, by their first words, the longest first."""
    data = time_words()
    found: list[tuple[tuple[str, ...], str, int]] = []
    for unit in ("days", "years", "months_relative", "weeks"):
        found.extend((tuple(phrase.split()), unit, offset) for phrase, offset in data[unit].items())
    table: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
    for phrase in sorted(found, key=lambda f: (-len(f[0]), f[0])):
        table[phrase[0][0]].append(phrase)
    return dict(table)
