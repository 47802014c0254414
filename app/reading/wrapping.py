"""Paragraphs broken into lines of a fixed width, put together again."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

_NARROWEST, _WIDEST = 40, 100
"""Code points of a full line; mails and old exports wrap at 60 to 80."""
_FULL_SHARE = 0.6
"""A paragraph that is wrapped has more full lines than this among all but its last."""


def unwrap(lines: Sequence[str]) -> list[str]:
    """The lines with wrapped paragraphs joined; empty lines part paragraphs and stay.

    A paragraph counts as wrapped where its lines are of much the same length and the first word of each would not
    have fitted on the line before. Lists, verse and lines that are paragraphs themselves stay as they are.
    """
    result: list[str] = []
    for paragraph in _paragraphs(lines):
        result += [" ".join(paragraph)] if _is_wrapped(paragraph) else paragraph
    return result


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    current: list[str] = []
    for line in lines:
        if line:
            current.append(line)
            continue
        if current:
            yield current
            current = []
        yield [line]
    if current:
        yield current


def _is_wrapped(paragraph: Sequence[str]) -> bool:
    width = max(len(line) for line in paragraph)
    if len(paragraph) < 2 or not _NARROWEST <= width <= _WIDEST:
        return False
    full = 0
    open_ended = 0
    for line, following in pairwise(paragraph):
        first = following.split(" ", 1)[0]
        full += len(line) + 1 + len(first) > width
        open_ended += not line.endswith((".", "!", "?", ":", "»", '"', "”", "…"))
    breaks = len(paragraph) - 1
    # A list of sentences has full stops at its line ends; a wrapped paragraph has them by chance.
    return full > _FULL_SHARE * breaks and open_ended >= 0.5 * breaks and _goes_on(paragraph)


def _goes_on(paragraph: Sequence[str]) -> bool:
    """Whether some line goes on in small letters, as one does that was cut in a sentence."""
    return any(line[:1].islower() for line in paragraph[1:])
