from hypothesis import given
from hypothesis import strategies as st

from app.language.model.inference import (
    CUT_PIECES,
    CUT_WORDS,
    OVERLAP_PIECES,
    SentenceAnalysis,
    cuts,
    join_cuts,
)
from app.language.model.pieces import MAX_PIECES_PER_WORD

lengths = st.lists(st.integers(1, MAX_PIECES_PER_WORD), min_size=1, max_size=700)


@given(lengths)
def test_cuts_ask_for_every_word_once_and_fit_the_encoder(sizes: list[int]) -> None:
    found = list(cuts(sizes))
    assert [i for w in found for i in range(w.start, w.end)] == list(range(len(sizes)))
    for w in found:
        assert 0 <= w.left <= w.start < w.end <= w.right <= len(sizes)
        assert w.end - w.start <= CUT_WORDS
        assert sum(sizes[w.start : w.end]) <= CUT_PIECES
        assert sum(sizes[w.left : w.right]) + 2 <= CUT_PIECES + 2 * OVERLAP_PIECES + 2 <= 512


@given(st.lists(st.integers(1, 3), min_size=1, max_size=CUT_PIECES // 3))
def test_an_ordinary_sentence_is_not_cut(sizes: list[int]) -> None:
    assert len(list(cuts(sizes))) == 1


def test_neighbouring_cuts_see_each_other() -> None:
    first, second = cuts([1] * 200)
    assert first.right > first.end
    assert second.left < second.start


def part(heads: tuple[int, ...], deprels: tuple[str, ...]) -> SentenceAnalysis:
    many = tuple(str(i) for i in range(len(heads)))
    return SentenceAnalysis(many, many, many, heads, deprels, ("O",) * len(heads))


def test_cuts_join_to_one_tree() -> None:
    whole = join_cuts([part((1, 1), ("nsubj", "root")), part((0, 0, 1), ("root", "obj", "obj"))])
    assert whole.heads == (1, 1, 1, 2, 3)
    assert whole.deprels == ("nsubj", "root", "parataxis", "obj", "obj")
    assert len(whole.upos) == len(whole.names) == 5
