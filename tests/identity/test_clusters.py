"""What decisions amount to, and that nothing else does."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.identity import Decision, Judgement, Kind, cluster, decide, effective, pair_of, refusals

SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT


def automatic(one: str, other: str, score: float = 0.9, judgement: Judgement = SAME) -> Decision:
    return decide(
        Kind.ENTITY,
        judgement,
        pair_of(one, other),
        by="program",
        by_person=False,
        time="2024-01-01T00:00:00Z",
        reason="names",
        score=score,
    )


def human(one: str, other: str, minute: int, judgement: Judgement = SAME) -> Decision:
    return decide(
        Kind.ENTITY,
        judgement,
        pair_of(one, other),
        by="Kari",
        by_person=True,
        time=f"2024-01-01T00:{minute:02}:00Z",
        reason="known",
    )


def test_two_are_one() -> None:
    assert cluster([automatic("b", "a")]) == (("a", "b"),)


def test_no_chain_without_evidence_for_each_pair() -> None:
    chain = [automatic("a", "b", 0.95), automatic("b", "c", 0.9)]
    assert cluster(chain) == (("a", "b"),)
    assert refusals(chain) == (chain[1],)
    assert cluster([*chain, automatic("a", "c", 0.8)]) == (("a", "b", "c"),)


def test_what_people_put_together_is_a_chain() -> None:
    assert cluster([human("a", "b", 1), human("b", "c", 2)]) == (("a", "b", "c"),)


def test_what_people_put_together_counts_as_one_for_programs() -> None:
    assert cluster([human("a", "b", 1), automatic("b", "c")]) == (("a", "b", "c"),)


def test_people_overrule_programs_and_the_later_word_the_earlier() -> None:
    assert cluster([automatic("a", "b"), human("a", "b", 1, DIFFERENT)]) == ()
    assert cluster([human("a", "b", 1, DIFFERENT), human("a", "b", 2)]) == (("a", "b"),)
    assert cluster([human("a", "b", 1), human("a", "b", 2, DIFFERENT)]) == ()


def test_what_is_told_apart_is_not_joined_on_the_way_round() -> None:
    told = [human("a", "b", 1), human("b", "c", 2), human("a", "c", 3, DIFFERENT)]
    assert cluster(told) == (("b", "c"),)
    assert refusals(told) == (told[0],)
    ends = [automatic("a", "b"), automatic("b", "c"), automatic("a", "c"), human("a", "c", 1, DIFFERENT)]
    assert all(not {"a", "c"} <= set(group) for group in cluster(ends))


_ENDS = st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1])
_DECISIONS = st.lists(
    st.tuples(_ENDS, st.booleans(), st.sampled_from([SAME, SAME, DIFFERENT]), st.integers(0, 59)), max_size=25
)


def _made(drawn: list[tuple[tuple[int, int], bool, Judgement, int]]) -> list[Decision]:
    return [
        human(str(a), str(b), n, judgement) if by_person else automatic(str(a), str(b), n / 60, judgement)
        for (a, b), by_person, judgement, n in drawn
    ]


@given(_DECISIONS, st.randoms())
def test_order_changes_nothing(
    drawn: list[tuple[tuple[int, int], bool, Judgement, int]], chance: random.Random
) -> None:
    decisions = _made(drawn)
    mixed = list({d.id: d for d in decisions}.values())
    once = cluster(mixed)
    chance.shuffle(mixed)
    assert cluster(mixed) == once


@given(_DECISIONS)
def test_groups_keep_apart_what_is_different_and_have_evidence(
    drawn: list[tuple[tuple[int, int], bool, Judgement, int]],
) -> None:
    decisions = _made(drawn)
    counting = effective(decisions)
    people = any(d.by_person and d.judgement is SAME for d in decisions)
    for group in cluster(decisions):
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                decision = counting.get(pair_of(a, b))
                assert decision is None or decision.judgement is SAME
                assert people or decision is not None
