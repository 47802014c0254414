"""Places of nodes: always the same, apart, and neighbours nearer than strangers."""

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from app.query.network.layout import layout

names = [f"n{i}" for i in range(12)]


@given(st.integers(0, 12), st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names))))
@settings(deadline=None)
def test_every_node_has_a_place_of_its_own_within_bounds(count: int, edges: set[tuple[str, str]]) -> None:
    nodes = names[:count]
    told = [(s, t, 2.0) for s, t in sorted(edges) if s in nodes and t in nodes]
    places = layout(nodes, told)
    assert list(places) == nodes
    assert places == layout(nodes, told)
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) == count


def test_neighbours_are_nearer_than_strangers() -> None:
    groups = names[:6], names[6:]
    edges = [(s, t, 1.0) for group in groups for s, t in itertools.combinations(group, 2)]
    places = layout(names, edges)
    joined = [math.dist(places[s], places[t]) for s, t, _ in edges]
    strangers = [math.dist(places[s], places[t]) for s in groups[0] for t in groups[1]]
    assert sum(joined) / len(joined) < sum(strangers) / len(strangers) / 1.5
