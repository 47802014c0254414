"""Full stops and hyphens at the end of a token: part of it, or a sign of their own? The neighbours tell."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_ORDINAL = re.compile(r"(\d{1,2}\.){1,2}$")
_NUMBER = re.compile(r".*\d\.$", re.DOTALL)
_INITIAL = re.compile(r"[^\W\d_]\.$")
_CUT_OFF = re.compile(r"\w[\w'’-]*\w-$")


class Piece(NamedTuple):
    """A token before spaCy has it."""

    text: str
    space_after: bool


class FullStops:
    """Puts right what rules for one string alone cannot tell; the text stays the same.

    `ambiguous` are abbreviations that may also be a word before a full stop, in small letters; `after_hyphen` are
    the words that a cut-off one waits for («olje- og …»).
    """

    def __init__(self, ambiguous: frozenset[str], after_hyphen: frozenset[str]) -> None:
        self._ambiguous = ambiguous
        self._after_hyphen = after_hyphen

    def resolve(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The same text in tokens that know their neighbours."""
        result: list[Piece] = []
        skip = False
        for i, piece in enumerate(pieces):
            if skip:
                skip = False
            elif self._owns_full_stop(pieces, i, result):
                result.append(Piece(piece.text + ".", pieces[i + 1].space_after))
                skip = True
            elif len(piece.text) > 1 and self._is_two(piece, _following(pieces, i), result):
                result += [Piece(piece.text[:-1], False), Piece(piece.text[-1], piece.space_after)]
            else:
                result.append(piece)
        return result

    def _owns_full_stop(self, pieces: Sequence[Piece], i: int, before: Sequence[Piece]) -> bool:
        """Whether the full stop after a token that has none belongs to it: «s. 20», «f. 1950», «den 5. i månaden»."""
        text = pieces[i].text
        if pieces[i].space_after or i + 1 == len(pieces) or pieces[i + 1].text != ".":
            return False
        following = _following(pieces, i + 1)
        if len(text) == 1 and text.isalpha() and text.islower():
            return pieces[i + 1].space_after and following[:1].isdigit()
        return text.isdigit() and len(text) <= 2 and _is_ordinal(text + ".", following, before)

    def _is_two(self, piece: Piece, following: str, before: Sequence[Piece]) -> bool:
        """Whether the last sign of a token is one of its own."""
        text = piece.text
        if text[-1] == "-":
            waits = not following or following.lower() in self._after_hyphen or not following[0].islower()
            return bool(piece.space_after and _CUT_OFF.match(text)) and not waits
        if text[-1] != ".":
            return False
        if text.lower() in self._ambiguous:
            return not (following[:1].islower() or following[:1].isdigit())
        if _NUMBER.match(text):
            return not _is_ordinal(text, following, before)
        if _INITIAL.match(text) and text[0].isupper() and not following:
            # «Anders B.» is an initial, «gruppe B.» at the end of a line is none.
            return not (before and before[-1].text[:1].isupper())
        return False


def _following(pieces: Sequence[Piece], i: int) -> str:
    """The next token of the same line, or nothing."""
    if i + 1 == len(pieces) or "\n" in pieces[i + 1].text:
        return ""
    return pieces[i + 1].text


def _is_ordinal(text: str, following: str, before: Sequence[Piece]) -> bool:
    """Whether a number owns its full stop: «5. mai», and «1. Kaffi» at the head of a line; not «i 11. For det …»."""
    if not _ORDINAL.match(text):
        return False
    opens_line = not before or "\n" in before[-1].text
    return following[:1].islower() or following[:1] in ("-", "–") or (opens_line and bool(following))
