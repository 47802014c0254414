import math

from hypothesis import given
from hypothesis import strategies as st

from app.language.model.packing import joined, pack

lengths = st.lists(st.integers(1, 60), max_size=60)
limits = st.integers(0, 80)


@given(lengths, limits)
def test_every_sentence_is_in_one_window_in_order(sizes: list[int], limit: int) -> None:
    windows = pack(sizes, limit)
    assert [i for window in windows for i in window] == list(range(len(sizes)))
    assert all(windows)


@given(lengths, limits)
def test_windows_keep_to_the_limit_and_long_sentences_to_themselves(sizes: list[int], limit: int) -> None:
    for window in pack(sizes, limit):
        assert len(window) == 1 or sum(sizes[i] for i in window) <= limit


@given(st.lists(st.integers(1, 20), min_size=1, max_size=60))
def test_windows_are_few(sizes: list[int]) -> None:
    # Two neighbours that fit are never apart, so windows are half full at least.
    windows = pack(sizes, 40)
    assert len(windows) <= math.ceil(2 * sum(sizes) / 40)


def test_windows_are_of_like_size() -> None:
    assert pack([10] * 9, 80) == [range(5), range(5, 9)]
    assert pack([10] * 8, 80) == [range(8)]


def test_a_long_sentence_parts_its_neighbours() -> None:
    assert pack([5, 5, 100, 5, 5], 50) == [range(2), range(2, 3), range(3, 5)]


def test_no_limit_no_neighbours() -> None:
    assert pack([5, 5, 100], 0) == [range(1), range(1, 2), range(2, 3)]
    assert pack([], 0) == []


def test_a_window_tells_of_every_piece_where_it_is_from() -> None:
    window = joined([[0, 7, 8, 2], [0, 9, 2], [0, 5, 2]])
    assert window.pieces == [0, 7, 8, 2, 0, 9, 2, 0, 5, 2]
    assert window.sentences == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert window.positions == [0, 1, 2, 3, 0, 1, 2, 0, 1, 2]
    assert window.starts == [0, 4, 7]
