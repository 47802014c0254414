"""Who matters, by hand and beside networkx."""

import itertools
from importlib import import_module

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.hits_alg import _hits_python
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from app.query.filters import ASSERTED, FilterError
from app.query.network.graphs import directed, undirected
from app.query.network.questions import (
    Asking,
    Measure,
    UnansweredError,
    WindowStep,
    centrality,
    period,
    time_span,
    windows,
)
from app.query.network.questions.centrality import scores
from tests.query.network.examples import F, article, meetings, network, short


def test_centrality_by_hand() -> None:
    asking = meetings("ab", "ac", "ad", "ad")
    (degree,) = centrality(asking, Measure.DEGREE, limit=2)
    assert [(r.rank, r.actor.label, r.score) for r in degree.entities] == [(1, "A", 4.0), (2, "D", 2.0)]
    assert (degree.nodes, degree.edges, degree.truncated, degree.sampled) == (4, 3, True, None)
    (between,) = centrality(asking, Measure.BETWEENNESS)
    assert [r.score for r in between.entities] == [1.0, 0.0, 0.0, 0.0]
    assert not between.truncated
    (nothing,) = centrality(Asking(network()), Measure.PAGERANK)
    assert nothing.entities == ()


weighted = st.lists(
    st.tuples(*[st.sampled_from("abcdefg")] * 2).filter(lambda p: p[0] != p[1]), min_size=1, max_size=20
)


@given(weighted)
@settings(deadline=None, max_examples=50)
def test_compiled_measures_are_those_of_networkx(told: list[tuple[str, str]]) -> None:
    asking = Asking(network(article("one", *(F(a, "Support", b) for a, b in told))))
    along, both = directed(asking.network, ASSERTED), undirected(asking.network, ASSERTED)
    expected = _pagerank_python(along, tol=1e-12, max_iter=10_000)
    assert scores(along, Measure.PAGERANK) == pytest.approx(expected, abs=1e-8)
    expected = nx.betweenness_centrality(both)
    assert scores(both, Measure.BETWEENNESS) == pytest.approx(expected, abs=1e-9)
    assert scores(both, Measure.DEGREE) == dict(both.degree(weight="weight"))
    if nx.is_connected(both):
        expected = nx.eigenvector_centrality(both, weight="weight", max_iter=10_000, tol=1e-10)
        assert scores(both, Measure.EIGENVECTOR) == pytest.approx(expected, abs=1e-6)


def test_hubs_and_authorities_are_those_of_networkx() -> None:
    told = [("a", "b"), ("a", "c"), ("a", "c"), ("b", "c"), ("d", "c"), ("d", "a"), ("e", "a")]
    asking = Asking(network(article("one", *(F(a, "Support", b) for a, b in told))))
    along = directed(asking.network, ASSERTED)
    hubs, authorities = _hits_python(along, max_iter=1000, tol=1e-12)
    assert scores(along, Measure.HUBS) == pytest.approx(hubs, abs=1e-6)
    assert scores(along, Measure.AUTHORITIES) == pytest.approx(authorities, abs=1e-6)


def test_sampled_betweenness_is_seeded_and_told() -> None:
    asking = meetings(*("".join(p) for p in itertools.pairwise("abcdefghijklmnop")))
    graph = undirected(asking.network, ASSERTED)
    (one,), (two,) = (centrality(asking, Measure.BETWEENNESS, sample=5, seed=3) for _ in range(2))
    assert one == two
    assert one.sampled == 5
    expected = nx.betweenness_centrality(graph, k=5, seed=3)
    assert {r.actor.iri: r.score for r in one.entities} == pytest.approx(expected)
    (exact,) = centrality(asking, Measure.BETWEENNESS, sample=500)
    assert exact.sampled is None


def test_what_does_not_settle_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("app.query.network.questions.centrality")
    monkeypatch.setattr(module, "_ITERATIONS", 1)
    with pytest.raises(
        UnansweredError, match=r"does not settle on this network of 3 entities\. Take another"
    ):
        centrality(meetings("ab", "bc"), Measure.EIGENVECTOR)


def test_centrality_window_by_window() -> None:
    of = network(
        article("one", F("a", "Meeting", "b", date="2023-05")),
        article("two", F("c", "Meeting", "b", date="2024-02-03"), F("a", "Meeting", "d")),
    )
    asking = Asking(of)
    span = time_span(asking)
    assert span == ("2023-05-01", "2024-02-03")
    years = windows(*span, WindowStep.YEAR)
    assert years == (("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31"))
    found = centrality(asking, Measure.DEGREE, windows=years)
    assert [(r.first, short(e.actor.iri for e in r.entities)) for r in found] == [
        ("2023-01-01", "ab"),
        ("2024-01-01", "bc"),
    ]
    assert windows("2024-02-10", "2024-05-01", WindowStep.QUARTER) == (
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-06-30"),
    )
    assert windows("2023-12-01", "2024-02-01", WindowStep.MONTH)[2] == ("2024-02-01", "2024-02-29")
    with pytest.raises(FilterError, match="makes 1200 windows"):
        windows("1900-01-01", "1999-12-31", WindowStep.MONTH)
    assert time_span(meetings("ab")) is None


def test_periods() -> None:
    assert period("before", "2024") == ("2024-01-01", "2024-12-31")
    assert period("before", "2023-02/2024") == ("2023-02-01", "2024-12-31")
    for wrong in ("2024/..", "2024/2023", "x", ""):
        with pytest.raises(FilterError, match=r"is no period\. Give a year"):
            period("before", wrong)
