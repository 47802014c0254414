"""Camps, triangles and strain on small signed networks."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.query.network.questions import (
    Asking,
    balance,
    signs,
)
from app.query.network.questions.balance import camps_of
from tests.query.network.examples import F, article, iri, network


def test_signs_name_what_the_ontology_knows() -> None:
    assert signs()["Support"] == 1 and signs()["Attack"] == -1
    assert "Meeting" not in signs()


def test_what_is_no_party_takes_no_side() -> None:
    content = article("one", F("a", "Attack", "b"), F("a", "Criticism", "c"))
    entities = tuple(replace(e, type="Concept") if e.iri == iri("c") else e for e in content.entities)
    found = balance(Asking(network(replace(content, entities=entities))))
    assert [(t.one.label, t.other.label) for t in found.conflicts] == [("A", "B")]


def test_two_camps_are_balanced() -> None:
    told = [
        F("a", "Support", "b"),
        F("a", "Attack", "c"),
        F("b", "Criticism", "c"),
        F("c", "Cooperation", "d"),
    ]
    found = balance(Asking(network(article("one", *told, F("a", "Meeting", "d"), F("x", "Attack", "y")))))
    assert found.balanced
    assert (found.balanced_triangles, found.unbalanced_triangles, found.strained) == (1, 0, ())
    assert [[a.label for a in camp] for camp in found.camps] == [["A", "B"], ["C", "D"]]
    assert [(t.one.label, t.other.label) for t in found.alliances] == [("A", "B"), ("C", "D")]
    assert [(t.one.label, t.other.label) for t in found.conflicts] == [("A", "C"), ("B", "C"), ("X", "Y")]
    assert found.conflicts[0].classes == ("Attack",)
    assert found.entities == 6


def test_a_friend_who_attacks_a_friend_strains_the_network() -> None:
    told = [
        F("a", "Support", "b"),
        F("b", "Support", "c"),
        F("a", "Attack", "c"),
        F("d", "Support", "e"),
        F("d", "Attack", "e"),
    ]
    found = balance(Asking(network(article("one", *told))))
    assert not found.balanced
    assert (found.balanced_triangles, found.unbalanced_triangles, len(found.strained)) == (0, 1, 1)
    assert [(t.one.label, t.positive, t.negative) for t in found.mixed] == [("D", 1, 1)]
    assert balance(Asking(network())).balanced


@given(
    st.dictionaries(
        st.tuples(*[st.sampled_from("abcdef")] * 2).filter(lambda p: p[0] < p[1]),
        st.sampled_from([1, -1]),
        min_size=1,
    )
)
@settings(deadline=None)
def test_camps_are_exact_where_there_are_two_and_never_moved_for_the_better(
    signed: dict[tuple[str, str], int],
) -> None:
    around: dict[str, dict[str, int]] = {}
    for (one, other), sign in signed.items():
        around.setdefault(one, {})[other] = around.setdefault(other, {})[one] = sign
    camp = camps_of(around)

    def strained(sides: dict[str, int]) -> int:
        return sum((sides[a] == sides[b]) != (sign > 0) for (a, b), sign in signed.items())

    names = sorted(around)
    least = min(
        strained(dict(zip(names, sides, strict=True)))
        for sides in itertools.product((0, 1), repeat=len(names))
    )
    assert (strained(camp) == 0) == (least == 0)
    assert all(strained({**camp, name: 1 - camp[name]}) >= strained(camp) for name in names)
