"""Parts of the network, by hand and beside networkx."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from app.query.filters import ASSERTED, EVERYTHING, fact_filter
from app.query.network.graphs import undirected
from app.query.network.questions import (
    Asking,
    most_connected,
    neighbourhood,
)
from tests.query.network.examples import F, article, asked, iri, meetings, network, pairs, short


def test_neighbourhoods_by_depth() -> None:
    asking = meetings("ab", "bc", "cd", "ad", "xy")
    near = neighbourhood(asking, [iri("a")])
    assert short(n.iri for n in near.nodes) == "abd"
    assert [(e.source[-1], e.target[-1]) for e in near.edges] == [("a", "b"), ("a", "d")]
    assert near.degrees == {iri("a"): 2, iri("b"): 2, iri("d"): 2}
    assert not near.truncated
    far = neighbourhood(asking, [iri("a")], depth=2)
    assert short(n.iri for n in far.nodes) == "abdc"
    assert len(far.edges) == 4
    assert short(n.iri for n in neighbourhood(asking, [iri("a"), iri("x")]).nodes) == "axbdy"
    assert neighbourhood(asking, [iri("nobody")], depth=3).nodes == ()
    assert len(neighbourhood(asking, [iri("a")], depth=9).nodes) == 4


def test_neighbourhoods_show_that_they_are_cut_and_keep_the_strongest() -> None:
    asking = meetings("ab", "ac", "ac", "ad")
    cut = neighbourhood(asking, [iri("a")], limit=2)
    assert short(n.iri for n in cut.nodes) == "ac"
    assert cut.truncated
    assert not neighbourhood(asking, [iri("a")], limit=4).truncated
    assert short(n.iri for n in most_connected(asking, limit=2).nodes) == "ac"
    assert most_connected(asking, limit=2).truncated
    assert len(most_connected(asking).nodes) == 4


def test_neighbourhoods_obey_the_filter() -> None:
    of = network(
        article(
            "one", F("a", "Meeting", "b"), F("a", "Attack", "c"), F("a", "Support", "d", modality="Planned")
        )
    )
    for chosen, expected in (
        (ASSERTED, "abc"),
        (EVERYTHING, "abcd"),
        (fact_filter(classes=["Conflict"]), "ac"),
        (fact_filter(modalities=["Planned"]), "ad"),
    ):
        assert short(n.iri for n in neighbourhood(Asking(of, chosen), [iri("a")]).nodes) == expected


@given(pairs, st.integers(0, 4))
@settings(deadline=None)
def test_neighbourhoods_are_those_of_networkx(edges: set[tuple[str, str]], depth: int) -> None:
    asking = asked(edges)
    start = iri(min(edges)[0])
    expected = nx.ego_graph(undirected(asking.network, ASSERTED), start, radius=depth)
    found = neighbourhood(asking, [start], depth=depth)
    assert {n.iri for n in found.nodes} == set(expected)
    assert {frozenset((e.source, e.target)) for e in found.edges} == {frozenset(e) for e in expected.edges}
