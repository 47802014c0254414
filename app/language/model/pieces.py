"""Words to the encoder's pieces, one word at a time so that every piece belongs to one word."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer, pre_tokenizers

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
MAX_PIECES_PER_WORD = 10
"""Longer words (addresses, chemistry) are cut: their first pieces tell what they are."""


class PieceTokenizer:
    """The encoder's SentencePiece vocabulary."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tokenizer = Tokenizer.from_file(str(path))
        # Words come one by one: no splitting at spaces is wanted, so split at a character that never occurs.
        self._tokenizer.pre_tokenizer = pre_tokenizers.Split("\x00", "removed")
        self.word_pieces = lru_cache(maxsize=200_000)(self._word_pieces)

    def _word_pieces(self, word: str, after_space: bool) -> tuple[int, ...]:
        text = ("▁" if after_space else "") + word
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return tuple(ids[:MAX_PIECES_PER_WORD]) or (UNKNOWN,)

    def lengths(self, words: Sequence[str], spaces_after: Sequence[bool]) -> list[int]:
        """How many pieces each word has."""
        after = [True, *spaces_after]
        return [len(self.word_pieces(word, space)) for word, space in zip(words, after, strict=False)]

    def encode(self, words: Sequence[str], spaces_after: Sequence[bool]) -> tuple[list[int], list[int]]:
        """Piece ids with the begin and end marks, and for each piece the index of its word (-1: a mark)."""
        ids, owners = [BEGIN], [-1]
        after_space = True
        for index, (word, space) in enumerate(zip(words, spaces_after, strict=True)):
            pieces = self.word_pieces(word, after_space)
            ids.extend(pieces)
            owners.extend([index] * len(pieces))
            after_space = space
        return [*ids, END], [*owners, -1]
