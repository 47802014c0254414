"""How well a grouping agrees with another: MUC, B³ and CEAFe, as coreference is scored.

Both sides are groups of mentions, which may be anything that tells mentions apart. Mentions of one side that the other
does not have count as wrong, as in the CoNLL-2012 scorer (Pradhan et al. 2014), whose definitions these are.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Groups = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What recall and precision are quotients of; sums over documents by `+`."""

    recalled: float = 0.0
    key: float = 0.0
    precise: float = 0.0
    response: float = 0.0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.recalled + other.recalled,
            self.key + other.key,
            self.precise + other.precise,
            self.response + other.response,
        )

    @property
    def recall(self) -> float:
        """From 0 to 1; 0 where there is nothing to find."""
        return self.recalled / self.key if self.key else 0.0

    @property
    def precision(self) -> float:
        """From 0 to 1; 0 where nothing was found."""
        return self.precise / self.response if self.response else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def without_singletons(groups: Groups) -> list[frozenset[Hashable]]:
    """Only the groups of two mentions and more."""
    return [group for group in groups if len(group) > 1]


def muc(key: Groups, response: Groups) -> Counted:
    """Links: how many have to be cut or added (Vilain et al. 1995)."""
    recalled, wanted = _links(key, response)
    precise, found = _links(response, key)
    return Counted(recalled, wanted, precise, found)


def b_cubed(key: Groups, response: Groups) -> Counted:
    """Mention by mention, how much of its group is right (Bagga and Baldwin 1998)."""
    recalled, wanted = _overlaps(key, response)
    precise, found = _overlaps(response, key)
    return Counted(recalled, wanted, precise, found)


def ceaf_e(key: Groups, response: Groups) -> Counted:
    """Group by group, under the best one-to-one alignment (Luo 2005, φ4)."""
    similar = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    best = _assigned(similar)
    return Counted(best, len(key), best, len(response))


def _links(groups: Groups, others: Groups) -> tuple[float, float]:
    of = {mention: number for number, group in enumerate(others) for mention in group}
    kept = 0
    for group in groups:
        parts = {of[m] for m in group if m in of}
        kept += len(group) - len(parts) - sum(m not in of for m in group)
    return kept, sum(len(group) - 1 for group in groups)


def _overlaps(groups: Groups, others: Groups) -> tuple[float, float]:
    of = {mention: group for group in others for mention in group}
    total = sum(len(group & of[m]) / len(group) for group in groups for m in group if m in of)
    return total, sum(map(len, groups))


def _assigned(weights: list[list[float]]) -> float:
    """The greatest sum of a one-to-one assignment: the Hungarian method with potentials, cubic."""
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    rows, columns = len(weights), len(weights[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        least = [float("inf")] * (columns + 1)
        used = [False] * (columns + 1)
        way = [0] * (columns + 1)
        while row_of[column]:
            used[column] = True
            here, delta, following = row_of[column], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -weights[here - 1][j - 1] - u[here] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[row_of[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    return sum(weights[row_of[j] - 1][j - 1] for j in range(1, columns + 1) if row_of[j])
