"""Periods, similar actors and names side by side; and every question over articles."""

import math
from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import given, settings

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query.filters import ASSERTED, EVERYTHING, fact_filter
from app.query.network import build_network
from app.query.network.graphs import undirected
from app.query.network.questions import (
    Asking,
    Likeness,
    Measure,
    Method,
    balance,
    bridges,
    centrality,
    changes,
    comentions,
    communities,
    components,
    contested,
    cores,
    neighbourhood,
    period,
    similar,
    speeches,
    statistics,
)
from tests.graph.examples import bokmaal, harbour
from tests.query.network.examples import F, article, asked, iri, meetings, network, pairs


def test_changes_between_two_periods() -> None:
    of = network(
        article(
            "one",
            F("a", "Meeting", "b", date="2023"),
            F("a", "Meeting", "c", date="2023"),
            F("a", "Meeting", "b"),
        ),
        article("two", F("a", "Meeting", "b", date="2024"), F("b", "Meeting", "d", date="2024-05")),
    )
    found = changes(Asking(of), period("before", "2023"), period("after", "2024"))
    assert [(c.actor.label, c.before, c.after) for c in found.appeared] == [("D", 0, 1)]
    assert [(c.actor.label, c.before, c.after) for c in found.disappeared] == [("C", 1, 0)]
    assert [(c.actor.label, c.before, c.after) for c in found.rose] == [("B", 1, 2)]
    assert [(c.actor.label, c.before, c.after) for c in found.fell] == [("A", 2, 1)]
    assert [(t.one.label, t.other.label) for t in found.new_ties] == [("B", "D")]
    assert [(t.one.label, t.other.label) for t in found.lost_ties] == [("A", "C")]
    assert not found.truncated
    assert changes(Asking(of), period("before", "2022"), period("after", "2024"), limit=1).truncated


@given(pairs)
@settings(deadline=None, max_examples=50)
def test_likeness_is_that_of_networkx(edges: set[tuple[str, str]]) -> None:
    asking = asked(edges)
    graph = undirected(asking.network, ASSERTED)
    start = min(graph)
    for likeness, theirs in (
        (Likeness.JACCARD, nx.jaccard_coefficient),
        (Likeness.ADAMIC_ADAR, nx.adamic_adar_index),
    ):
        found = {s.actor.iri: s.score for s in similar(asking, start, likeness=likeness, limit=100).similar}
        expected = {
            other: score
            for _, other, score in theirs(graph, [(start, o) for o in graph if o != start])
            if set(graph[start]) & set(graph[other])
        }
        assert found == pytest.approx(expected)
    counted = similar(asking, start, likeness=Likeness.SHARED, limit=100)
    assert all(
        s.score == len(s.shared) == len(list(nx.common_neighbors(graph, start, s.actor.iri)))
        for s in counted.similar
    )
    assert all(s.joined == graph.has_edge(start, s.actor.iri) for s in counted.similar)


def test_rare_neighbours_count_more() -> None:
    asking = meetings("ab", "bc", "ad", "de", "df", "dg")
    found = similar(asking, iri("a"))
    assert found.similar[0].actor.label == "C"
    assert found.similar[0].score == pytest.approx(1 / math.log(2))
    assert [n.label for n in found.similar[0].shared] == ["B"]
    assert similar(asking, iri("nobody")).similar == ()


def test_named_together_beside_facts() -> None:
    of = network(
        article("one", F("a", "Meeting", "b"), also=("c",)),
        article("two", F("a", "Meeting", "b"), also=("c",), language="nb"),
        article("three", also=("c", "d")),
    )
    found = comentions(Asking(of))
    assert [(p.one.label, p.other.label, p.articles, p.facts) for p in found.pairs] == [
        ("A", "B", 2, 2),
        ("A", "C", 2, 0),
        ("B", "C", 2, 0),
        ("C", "D", 1, 0),
    ]
    assert (found.count, found.without_facts) == (4, 3)
    assert found.pairs[0].lift == 1.5
    apart = comentions(Asking(of), without_facts=True, entity=iri("a"))
    assert [(p.one.label, p.other.label) for p in apart.pairs] == [("A", "C")]
    assert comentions(Asking(of, fact_filter(language="nb"))).pairs[0].articles == 1


@pytest.fixture(scope="module")
def everything() -> Iterator[Asking]:
    with Store.memory() as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
        yield Asking(build_network(store), EVERYTHING, store=store)


def test_every_question_answers_over_articles(everything: Asking) -> None:
    """The same answer twice: nothing depends on the order of sets."""
    liv = f"{DEFAULT_BASE}person/liv-strand"
    for question in (
        lambda: neighbourhood(everything, [liv], depth=2),
        lambda: [centrality(everything, measure) for measure in Measure],
        lambda: [communities(everything, method=method) for method in Method],
        lambda: (statistics(everything), components(everything), bridges(everything), cores(everything)),
        lambda: (balance(everything), speeches(everything), contested(everything), comentions(everything)),
        lambda: (similar(everything, liv), changes(everything, period("a", "2023"), period("b", "2024"))),
    ):
        assert question() == question()
    assert speeches(everything).speeches[0].speaker.label == "Per Å. Moe"
