"""Scores against values worked out by hand, and against brute force."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identity.scores import Counted, Groups, _assigned, b_cubed, ceaf_e, muc, without_singletons


def groups(*texts: str) -> Groups:
    return [frozenset(text) for text in texts]


KEY = groups("abcde", "fg", "hijkl")
"""The example of Bagga and Baldwin, with the two responses that they compare."""


def test_b_cubed_and_muc_of_the_published_example() -> None:
    close, far = groups("abcde", "fghijkl"), groups("abcdehijkl", "fg")
    assert b_cubed(KEY, close).precision == pytest.approx(0.7619, abs=1e-4)
    assert b_cubed(KEY, far).precision == pytest.approx(0.5833, abs=1e-4)
    assert muc(KEY, close).precision == muc(KEY, far).precision == pytest.approx(0.9)
    assert b_cubed(KEY, close).recall == muc(KEY, close).recall == 1.0


def test_ceaf_aligns_groups() -> None:
    found = ceaf_e(KEY, groups("abc", "de", "fghijkl"))
    assert found.recall == pytest.approx((2 * 3 / 8 + 2 * 5 / 12) / 3)


def test_mentions_that_only_one_side_has_are_wrong() -> None:
    found = b_cubed(groups("ab"), groups("abx"))
    assert found.recall == 1.0
    assert found.precision == pytest.approx(4 / 9)
    assert muc(groups("abx"), groups("ab")).recall == pytest.approx(0.5)


def test_nothing_at_all() -> None:
    assert [score([], []).f1 for score in (muc, b_cubed, ceaf_e)] == [0.0] * 3
    assert without_singletons(groups("a", "bc")) == groups("bc")
    assert (Counted(1, 2, 1, 4) + Counted(1, 2, 1, 4)).f1 == pytest.approx(1 / 3)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3)))
def test_a_grouping_agrees_with_itself(drawn: dict[str, int]) -> None:
    found = [frozenset(m for m, n in drawn.items() if n == g) for g in set(drawn.values())]
    for score in (b_cubed, ceaf_e):
        assert score(found, found).f1 == pytest.approx(1.0 if found else 0.0)


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=3))
def test_the_assignment_is_the_best_one(weights: list[list[float]]) -> None:
    best = max(
        sum(row[c] for row, c in zip(weights, order, strict=False)) for order in permutations(range(3))
    )
    assert _assigned(weights) == pytest.approx(best)
