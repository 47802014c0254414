"""Sentences that follow each other, packed into windows of the encoder so that each sees its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass


def pack(lengths: Sequence[int], limit: int) -> list[range]:
    """The sentences of each window, in order and without gaps; `lengths` counts the pieces of each sentence.

    Windows are as few as they can be and of like size, so that a last short one does not go without neighbours. A
    sentence of more pieces than the limit has a window of its own; a limit of 0 gives every sentence one.
    """
    found: list[range] = []
    start = 0
    for part in _runs(lengths, limit):
        most = _most(lengths[part.start : part.stop], limit)
        total = 0
        for index in part:
            if index > start and total + lengths[index] > most:
                found.append(range(start, index))
                start, total = index, 0
            total += lengths[index]
        found.append(range(start, part.stop))
        start = part.stop
    return found


@dataclass(frozen=True, slots=True)
class Joined:
    """The pieces of a window, sentence after sentence, each with its marks.

    `sentences` and `positions` tell of every piece which sentence it is of and its place there, from 0; `starts` where
    each sentence begins.
    """

    pieces: list[int]
    sentences: list[int]
    positions: list[int]
    starts: list[int]


def joined(sentences: Sequence[Sequence[int]]) -> Joined:
    """A window of the pieces of its sentences."""
    window = Joined([], [], [], [])
    for number, sentence in enumerate(sentences):
        window.starts.append(len(window.pieces))
        window.pieces.extend(sentence)
        window.sentences.extend([number] * len(sentence))
        window.positions.extend(range(len(sentence)))
    return window


def _runs(lengths: Sequence[int], limit: int) -> list[range]:
    """Sentences that may share a window, and between them those that are too long to."""
    runs: list[range] = []
    start = 0
    for index, length in enumerate(lengths):
        if length > limit:
            if index > start:
                runs.append(range(start, index))
            runs.append(range(index, index + 1))
            start = index + 1
    if start < len(lengths):
        runs.append(range(start, len(lengths)))
    return runs


def _most(lengths: Sequence[int], limit: int) -> int:
    """The smallest size of a window with which there are no more windows than with the limit."""
    fewest = _count(lengths, limit)
    low, high = max(lengths), max(limit, *lengths)
    while low < high:
        middle = (low + high) // 2
        if _count(lengths, middle) > fewest:
            low = middle + 1
        else:
            high = middle
    return low


def _count(lengths: Sequence[int], most: int) -> int:
    count, total = 1, 0
    for length in lengths:
        if total and total + length > most:
            count, total = count + 1, 0
        total += length
    return count
