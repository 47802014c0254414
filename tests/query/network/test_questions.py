"""Each question on small networks with answers known by hand, and beside networkx on random ones."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.hits_alg import _hits_python
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query.filters import ASSERTED, EVERYTHING, FilterError, fact_filter
from app.query.network import build_network
from app.query.network.graphs import directed, undirected
from app.query.network.questions import (
    Asking,
    Likeness,
    Measure,
    Method,
    UnansweredError,
    WindowStep,
    all_paths,
    balance,
    bridges,
    centrality,
    changes,
    comentions,
    communities,
    components,
    contested,
    cores,
    most_connected,
    neighbourhood,
    period,
    shortest_paths,
    signs,
    similar,
    speeches,
    statistics,
    time_span,
    windows,
)
from app.query.network.questions.balance import camps_of
from app.query.network.questions.centrality import scores
from app.query.network.questions.communities import partition
from tests.graph.examples import bokmaal, harbour
from tests.query.network.examples import F, article, iri, meetings, network

pairs = st.sets(
    st.tuples(*[st.sampled_from("abcdefgh")] * 2).filter(lambda p: p[0] < p[1]), min_size=1, max_size=16
)


def asked(edges: set[tuple[str, str]], kind: str = "Meeting") -> Asking:
    return Asking(network(article("one", *(F(a, kind, b) for a, b in sorted(edges)))))


def short(iris: object) -> str:
    return "".join(i[-1] for i in iris)  # type: ignore[attr-defined]


# Neighbourhoods


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


# Paths


def test_paths_tell_what_joins_each_step() -> None:
    of = network(
        article("one", F("a", "Support", "b"), F("c", "Attack", "b", date="2024")),
        article("two", F("a", "Meeting", "b"), F("a", "Meeting", "d"), F("d", "Meeting", "c")),
    )
    asking = Asking(of, languages=("en",))
    found = shortest_paths(asking, iri("a"), iri("c"), k=5)
    assert [short(n.iri for n in p.nodes) for p in found.paths] == ["abc", "adc"]
    assert not found.truncated
    first, second = found.paths[0].steps
    assert [(p.label, p.forward) for p in first.predicates] == [("met", True), ("supported", True)]
    assert first.facts == 2
    assert [(p.label, p.forward) for p in second.predicates] == [("attacked", False)]
    (report,) = second.reports
    assert (report.kind, report.article, report.time, report.sentence) == ("Attack", "one", "2024", None)
    along = shortest_paths(asking, iri("a"), iri("c"), k=5, directed=True)
    assert [short(n.iri for n in p.nodes) for p in along.paths] == ["adc"]
    (only,) = shortest_paths(asking, iri("c"), iri("b"), k=1, directed=True).paths
    assert only.steps[0].predicates[0].forward
    assert shortest_paths(asking, iri("a"), iri("c"), k=1).truncated


def test_paths_that_are_none() -> None:
    asking = meetings("ab", "cd", "bx", "xy")
    for search in (shortest_paths, all_paths):
        assert search(asking, iri("a"), iri("c")).paths == ()
        assert search(asking, iri("a"), iri("a")).paths == ()
        assert search(asking, iri("a"), iri("nobody")).paths == ()
        assert search(asking, iri("a"), iri("y"), max_length=2).paths == ()
        assert len(search(asking, iri("a"), iri("y"), max_length=3).paths) == 1


@given(pairs, st.integers(1, 5), st.booleans())
@settings(deadline=None, max_examples=60)
def test_all_paths_are_those_of_networkx(edges: set[tuple[str, str]], length: int, along: bool) -> None:
    asking = asked(edges, "Support")
    source, target = iri(min(edges)[0]), iri(max(edges)[1])
    graph = (directed if along else undirected)(asking.network, ASSERTED)
    expected = (
        sorted(nx.all_simple_paths(graph, source, target, cutoff=length), key=lambda p: (len(p), p))
        if source != target
        else []
    )
    found = all_paths(asking, source, target, max_length=length, limit=1000, directed=along)
    assert [[n.iri for n in p.nodes] for p in found.paths] == expected
    assert not found.truncated
    for k in (1, 3):
        some = shortest_paths(asking, source, target, k=k, max_length=length, directed=along)
        assert [len(p.nodes) for p in some.paths] == [len(p) for p in expected[:k]]
        assert {tuple(n.iri for n in p.nodes) for p in some.paths} <= {tuple(p) for p in expected}
        assert some.truncated == (len(expected) > k)
    if len(expected) > 1:
        cut = all_paths(asking, source, target, max_length=length, limit=1, directed=along)
        assert len(cut.paths) == 1 and cut.truncated


def test_the_search_for_all_paths_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = "abcdefghijkl"
    asking = meetings(*("".join(p) for p in itertools.combinations(everyone, 2)))
    monkeypatch.setattr("app.query.network.questions.paths.MOST_VISITS", 500)
    found = all_paths(asking, iri("a"), iri("l"), max_length=11, limit=10_000)
    assert found.truncated
    assert 0 < len(found.paths) < 600


def test_sentences_come_from_the_store() -> None:
    with Store.memory() as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
        asking = Asking(build_network(store), store=store)
        found = shortest_paths(
            asking, f"{DEFAULT_BASE}person/kari-vik", f"{DEFAULT_BASE}person/liv-strand", k=1
        )
    (step,) = found.paths[0].steps
    assert "Kari Vik møtte Liv Strand i dag." in [r.sentence for r in step.reports]
    assert step.facts == 3


# Centrality


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


# Communities


TWO_CLIQUES = [*itertools.combinations("abcd", 2), *itertools.combinations("efg", 2), ("d", "e")]


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


# Structure


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


# Alliances and conflicts


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


# Speech and contest


def test_who_speaks_about_whom() -> None:
    of = network(
        article("one", F("a", "Attack", "b", source="s"), F("a", "Criticism", "b", quoted=2)),
        article(
            "two", F("a", "Utterance", topic="b"), F("a", "Meeting", "c"), F("a", "Meeting", "b", source="a")
        ),
    )
    found = speeches(Asking(of))
    assert [(s.speaker.label, s.about.label, s.facts, s.quoted, s.articles) for s in found.speeches] == [
        ("A", "B", 3, 2, 2),
        ("S", "A", 1, 0, 1),
        ("S", "B", 1, 0, 1),
    ]
    assert found.speeches[0].classes == (("Criticism", 1), ("Meeting", 1), ("Utterance", 1))
    assert [s.about.label for s in speeches(Asking(of), speaker=iri("s")).speeches] == ["A", "B"]
    assert [s.speaker.label for s in speeches(Asking(of), about=iri("b")).speeches] == ["A", "S"]
    assert speeches(Asking(of), limit=1).truncated


def test_what_is_contested() -> None:
    of = network(
        article(
            "one", F("a", "Attack", "b"), F("c", "Support", "d"), F("x", "Meeting", "y", modality="Possible")
        ),
        article(
            "two",
            F("a", "Attack", "b", polarity="Negative", source="b"),
            F("x", "Meeting", "y", polarity="Negative"),
        ),
        article(
            "three", F("a", "Attack", "b", modality="Possible"), F("c", "Support", "d"), F("b", "Attack", "a")
        ),
    )
    found = contested(Asking(of))
    assert [
        (c.subject.label, c.object.label, c.affirmed, c.denied, c.doubted, c.score) for c in found.claims
    ] == [
        ("A", "B", 1, 1, 1, 1.0),
        ("X", "Y", 0, 1, 1, 0.5),
    ]
    assert {(r.article, r.source.label if r.source else None) for r in found.claims[0].reports} == {
        ("one", None),
        ("two", "B"),
        ("three", None),
    }


# Comparison


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
