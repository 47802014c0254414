"""Ways between two entities, by hand and beside networkx."""

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query.filters import ASSERTED
from app.query.network import build_network
from app.query.network.graphs import directed, undirected
from app.query.network.questions import (
    Asking,
    all_paths,
    shortest_paths,
)
from tests.graph.examples import bokmaal, harbour
from tests.query.network.examples import F, article, asked, iri, meetings, network, pairs, short


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
