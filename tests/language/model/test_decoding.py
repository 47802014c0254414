import itertools
from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from app.language.model.decoding import Scores, bio_transitions, spanning_tree, viterbi

LABELS = ("O", "B-PER", "I-PER", "B-GPE_LOC", "I-GPE_LOC")


def is_tree(heads: Sequence[int]) -> bool:
    for start in range(len(heads)):
        node, seen = start + 1, set[int]()
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


def total(scores: Scores, heads: Sequence[int]) -> int:
    return sum(int(scores[d, h]) for d, h in enumerate(heads))


def score_matrices(largest: int) -> st.SearchStrategy[NDArray[np.float64]]:
    # Whole numbers, so that equal totals are equal whatever the order of the sum.
    return st.integers(1, largest).flatmap(
        lambda n: arrays(np.float64, (n, n + 1), elements=st.integers(-20, 20).map(float))
    )


@settings(deadline=None, max_examples=150)
@given(score_matrices(4))
def test_spanning_tree_equals_brute_force(scores: NDArray[np.float64]) -> None:
    count = scores.shape[0]
    best = max(
        total(scores, heads)
        for heads in itertools.product(range(count + 1), repeat=count)
        if heads.count(0) == 1 and is_tree(heads)
    )
    found = spanning_tree(scores)
    assert is_tree(found)
    assert found.count(0) == 1
    assert total(scores, found) == best


@settings(deadline=None, max_examples=40)
@given(score_matrices(30))
def test_spanning_tree_is_a_tree_with_one_root(scores: NDArray[np.float64]) -> None:
    found = spanning_tree(scores)
    assert is_tree(found)
    assert found.count(0) == 1


def test_spanning_tree_of_nothing() -> None:
    assert spanning_tree(np.zeros((0, 1))) == []


def valid(path: Sequence[int]) -> bool:
    before = "O"
    for index in path:
        label = LABELS[index]
        if label.startswith("I-") and (before == "O" or before[2:] != label[2:]):
            return False
        before = label
    return True


@settings(deadline=None, max_examples=100)
@given(
    st.integers(1, 4).flatmap(
        lambda n: arrays(np.float32, (n, len(LABELS)), elements=st.integers(-20, 20).map(float))
    )
)
def test_viterbi_equals_brute_force(emissions: NDArray[np.float32]) -> None:
    steps = len(emissions)
    paths = [p for p in itertools.product(range(len(LABELS)), repeat=steps) if valid(p)]
    best = max(total(emissions, p) for p in paths)
    found = viterbi(emissions, bio_transitions(LABELS))
    assert valid(found)
    assert total(emissions, found) == best


def test_viterbi_of_nothing() -> None:
    assert viterbi(np.zeros((0, len(LABELS)), dtype=np.float32), bio_transitions(LABELS)) == []
