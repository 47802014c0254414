"""Pieces, bridges and cores, by hand and beside networkx."""

import networkx as nx
import pytest
from hypothesis import given, settings

from app.query.filters import ASSERTED
from app.query.network.graphs import undirected
from app.query.network.questions import (
    Asking,
    bridges,
    components,
    cores,
    statistics,
)
from tests.query.network.examples import TWO_CLIQUES, asked, network, pairs


def test_structure_by_hand() -> None:
    asking = asked({*TWO_CLIQUES, ("x", "y")})
    found = components(asking)
    assert [c.size for c in found.components] == [7, 2]
    assert found.count == 2 and not found.truncated
    spans = bridges(asking)
    assert [(b.source.label, b.target.label, b.cut_off, b.facts) for b in spans.bridges] == [
        ("D", "E", 3, 1),
        ("X", "Y", 1, 1),
    ]
    inner = cores(asking)
    assert (inner.highest, [(c.k, c.size) for c in inner.cores]) == (3, [(3, 4), (2, 3), (1, 2)])
    figures = statistics(asking)
    assert (figures.entities, figures.pairs, figures.facts, figures.components, figures.largest) == (
        9,
        11,
        11,
        2,
        7,
    )
    assert figures.classes == (("Meeting", 11),)
    assert figures.density == pytest.approx(11 / 36)
    assert components(asking, limit=1).truncated and bridges(asking, limit=1).truncated
    empty = Asking(network())
    assert (statistics(empty).facts, bridges(empty).count, cores(empty).highest, components(empty).count) == (
        0,
        0,
        0,
        0,
    )


@given(pairs)
@settings(deadline=None)
def test_bridges_are_those_of_networkx_and_cut_off_what_they_say(edges: set[tuple[str, str]]) -> None:
    asking = asked(edges)
    graph = undirected(asking.network, ASSERTED)
    found = bridges(asking, limit=100)
    assert {frozenset((b.source.iri, b.target.iri)) for b in found.bridges} == {
        frozenset(b) for b in nx.bridges(graph)
    }
    for bridge in found.bridges:
        without = graph.copy()
        without.remove_edge(bridge.source.iri, bridge.target.iri)
        sides = [len(nx.node_connected_component(without, end.iri)) for end in (bridge.source, bridge.target)]
        assert bridge.cut_off == min(sides)
