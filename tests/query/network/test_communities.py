"""Groups, by hand and always the same."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.query.filters import ASSERTED
from app.query.network.graphs import undirected
from app.query.network.questions import (
    Asking,
    Method,
    communities,
)
from app.query.network.questions.communities import partition
from tests.query.network.examples import TWO_CLIQUES, asked, iri, network, pairs


@pytest.mark.parametrize("method", Method)
def test_communities_of_two_cliques(method: Method) -> None:
    found = communities(asked(set(TWO_CLIQUES)), method=method)
    assert found.count == 2
    one, two = found.communities
    assert (sorted(a.label for a in one.members), sorted(a.label for a in two.members)) == (
        ["A", "B", "C", "D"],
        ["E", "F", "G"],
    )
    assert (one.size, one.inside, one.outside, one.number) == (4, 6.0, 1.0, 1)
    assert found.modularity == pytest.approx(
        nx.community.modularity(
            undirected(asked(set(TWO_CLIQUES)).network, ASSERTED),
            [{iri(n) for n in "abcd"}, {iri(n) for n in "efg"}],
        )
    )
    cut = communities(asked(set(TWO_CLIQUES)), method=method, limit=1, members=2)
    assert cut.truncated and cut.communities[0].truncated and len(cut.communities[0].members) == 2
    assert communities(Asking(network()), method=method).count == 0


@given(pairs, st.integers(0, 2**64))
@settings(deadline=None, max_examples=30)
def test_communities_part_the_network_and_are_always_the_same(edges: set[tuple[str, str]], seed: int) -> None:
    graph = undirected(asked(edges).network, ASSERTED)
    backwards = nx.Graph()
    backwards.add_edges_from(reversed(list(graph.edges(data=True))))
    groups = partition(graph, Method.LEIDEN, seed=seed)
    assert sorted(n for group in groups for n in group) == sorted(graph)
    assert groups == partition(backwards, Method.LEIDEN, seed=seed)
    for group in groups:
        assert nx.is_connected(graph.subgraph(group))


def test_leiden_is_no_worse_than_louvain() -> None:
    graph = nx.les_miserables_graph()
    for s, t in sorted(graph.edges):
        graph[s][t]["weight"] = float(graph[s][t]["weight"])
    leiden, louvain = (nx.community.modularity(graph, partition(graph, m)) for m in Method)
    assert leiden >= louvain - 0.005
