"""What groups of features add up to, kept for the next mentions of which the same is told."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock
from typing import ParamSpec

import numpy as np
from numpy.typing import NDArray

from app.extraction.coreference_features import nouns_of

_Made = ParamSpec("_Made")
_MOST_ROWS = 60_000
"""With some 50 numbers in each, 12 MB."""
_MOST_FORMS = 8_000


class Numbers(dict[Hashable, int]):
    """Gives each key a number of its own, in the order in which they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()

    def __missing__(self, key: Hashable) -> int:
        with self._lock:
            return self.setdefault(key, len(self))

    def of(self, keys: Iterable[Hashable]) -> NDArray[np.int64]:
        """The numbers of some keys."""
        return np.array([self[key] for key in keys], np.int64)


class FeatureSums:
    """Rows of sums, by groups of features and by what the features of a group are made of.

    A sum depends on its features alone, not on what was asked before. Several threads may ask at a time.
    """

    def __init__(self, numbers: Mapping[str, int], weights: NDArray[np.float32]) -> None:
        """`weights` has a row for each number of `numbers`."""
        self._numbers = numbers
        self._weights = weights
        self._lock = Lock()
        self._places = defaultdict[str, dict[Hashable, int]](dict)
        self._size = 0
        self.rows = np.zeros((1024, weights.shape[1]), np.float32)
        """All sums so far; a row that was given out stays as it is."""
        self.kinds, self.types, self.roles, self.forms = Numbers(), Numbers(), Numbers(), Numbers()
        """Numbers for what keys are made of."""
        self.mentions, self.states = Numbers(), Numbers()
        """Numbers for what a mention, or a cluster, has in common with many others."""
        self._nouns = nouns_of(numbers)

    def known_noun(self, lemma: str) -> str:
        """The lemma of a definite noun where a feature speaks of it, otherwise an empty one: all such are alike."""
        return lemma if lemma in self._nouns else ""

    @property
    def is_full(self) -> bool:
        """Whether the next document should begin with another, so that memory stays."""
        return self._size > _MOST_ROWS or len(self.forms) > _MOST_FORMS

    @property
    def width(self) -> int:
        """How many numbers a sum has."""
        return int(self._weights.shape[1])

    def place(
        self,
        group: str,
        key: Hashable,
        features: Callable[_Made, Sequence[str]],
        *args: _Made.args,
        **kwargs: _Made.kwargs,
    ) -> int:
        """The row of a key; where it is new, `features` gives its features. Those that are unknown count nothing."""
        place = self._places[group].get(key)
        return self._add(group, key, features(*args, **kwargs)) if place is None else place

    def places(
        self, group: str, keys: Sequence[Hashable], features: Callable[[int], Sequence[str]]
    ) -> NDArray[np.int64]:
        """The rows of keys of one group; `features` gives the features of the key at an index where it is new."""
        found = list(map(self._places[group].get, keys))
        if None in found:
            found = [
                self._add(group, keys[at], features(at)) if place is None else place
                for at, place in enumerate(found)
            ]
        return np.array(found, np.int64)

    def _add(self, group: str, key: Hashable, features: Sequence[str]) -> int:
        known = [n for f in dict.fromkeys(features) if (n := self._numbers.get(f)) is not None]
        total = self._weights[known].sum(axis=0)
        with self._lock:
            places = self._places[group]
            if key not in places:
                if self._size == len(self.rows):
                    self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
                self.rows[self._size] = total
                places[key] = self._size
                self._size += 1
            return places[key]
