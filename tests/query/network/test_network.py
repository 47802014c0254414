"""The network in memory: counts, filters, and that a change of one article is the same as building anew."""

import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from app.errors import RunError
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE, NG
from app.query import merge, undo
from app.query.filters import ASSERTED, EVERYTHING, fact_filter
from app.query.network import (
    LiveNetwork,
    Network,
    NotReadyError,
    Projection,
    build_network,
    building,
    edges,
    nodes,
)
from app.query.network.graphs import directed, to_networkx, undirected
from app.query.records import ArticleContent
from tests.graph.examples import bokmaal, harbour
from tests.query.network.examples import F, article, iri, network

MET = NG("met").value
names = st.sampled_from("abcde")
kinds = st.sampled_from(["Meeting", "Support", "Attack", "memberOf", "allyOf"])
facts = st.builds(
    F,
    names,
    kinds,
    names,
    polarity=st.sampled_from(["Positive", "Negative"]),
    modality=st.sampled_from(["Actual", "Planned"]),
    date=st.sampled_from([None, "2024", "2024-03", "2025-01-02"]),
    confidence=st.sampled_from([0.5, 0.9]),
)
contents = st.builds(
    lambda number, told, language: article(f"art-{number}", *told, language=language),
    st.integers(0, 3),
    st.lists(facts, max_size=4),
    st.sampled_from(["nn", "nb"]),
)


def everything(of: Network) -> list[object]:
    return [
        list(part(of, chosen, projection=projection))
        for part in (nodes, edges)
        for chosen in (ASSERTED, EVERYTHING)
        for projection in Projection
    ]


@given(st.lists(st.tuples(contents, st.booleans()), max_size=8))
@settings(deadline=None)
def test_articles_put_in_and_taken_out_leave_what_building_anew_gives(
    steps: list[tuple[ArticleContent, bool]],
) -> None:
    changed = Network()
    left: dict[str, ArticleContent] = {}
    for content, taken_out in steps:
        node = content.article.iri.value
        if taken_out:
            assert changed.remove(node) == (left.pop(node, None) is not None)
        else:
            changed.add(content)
            left[node] = content
    fresh = network(*left.values())
    assert everything(changed) == everything(fresh)
    assert changed.entities() == fresh.entities()
    assert changed.all_keys() == fresh.all_keys()
    assert {e: changed.keys(e) for e in fresh.entities()} == {e: fresh.keys(e) for e in fresh.entities()}
    for node in list(left):
        changed.remove(node)
    # Nothing is left behind, in no index.
    assert not any(value for value in vars(changed).values() if isinstance(value, dict))


@given(st.lists(contents, max_size=5), st.randoms())
@settings(deadline=None)
def test_the_order_of_articles_changes_nothing(articles: list[ArticleContent], random: object) -> None:
    unique = list({a.article.iri.value: a for a in articles}.values())
    shuffled = sorted(unique, key=lambda a: random.random())  # type: ignore[attr-defined]
    assert everything(network(*unique)) == everything(network(*shuffled))


def test_edges_count_facts_articles_and_happenings() -> None:
    of = network(
        article("one", F("a", "Meeting", "b", date="2024-03-01"), F("b", "Meeting", "a", date="2024-04")),
        article("two", F("b", "Meeting", "a", date="2024-04", confidence=0.4), F("a", "Support", "b")),
        article("three", F("a", "Meeting", "b", modality="Planned", date="2025")),
        article("four", F("a", "Meeting", "b", polarity="Negative")),
    )
    by_predicate = {e.predicate: e for e in edges(of, EVERYTHING)}
    met = by_predicate[MET]
    assert (met.source, met.target, met.symmetric) == (iri("a"), iri("b"), True)
    assert (met.facts, met.articles, met.events) == (5, 4, 3)
    assert (met.asserted, met.planned, met.negative) == (3, 1, 1)
    assert (met.earliest, met.latest, met.first, met.last) == (
        "2024-03-01",
        "2025",
        "2024-03-01",
        "2025-12-31",
    )
    assert met.confidence == 0.9
    assert len(met.evidence) == 5
    supported = by_predicate[NG("supported").value]
    assert (supported.facts, supported.first, supported.symmetric) == (1, None, False)
    asserted = {e.predicate: e for e in edges(of, ASSERTED)}
    assert (asserted[MET].facts, asserted[MET].articles) == (3, 2)
    (of_one,) = edges(of, fact_filter(articles=["one"]))
    assert (of_one.facts, of_one.events, of_one.id) == (2, 2, met.id)


def test_reports_that_were_decided_to_be_of_one_event_are_one_happening() -> None:
    def told(number: int) -> str:
        return f"{DEFAULT_BASE}fact/{number}-0"

    articles = [
        article("1", F("a", "Meeting", "b", date="2024-03-01"), F("b", "Meeting", "a", date="2024-05-01")),
        article("2", F("a", "Meeting", "b", date="2024-03-02", confidence=0.95)),
        article("3", F("a", "Meeting", "b")),
    ]

    def events(same: dict[str, str]) -> tuple[int, int]:
        of = Network(same)
        for content in articles:
            of.add(content)
        (met,) = edges(of, EVERYTHING)
        return met.facts, met.events

    assert events({}) == (4, 3)
    assert events({told(2): told(1)}) == (4, 2)
    # The two of one article stay two, whatever else is one with them.
    assert events({told(2): told(1), told(3): told(1)}) == (4, 2)
    assert events({told(2): told(1), told(3): told(1), f"{DEFAULT_BASE}fact/1-1": told(1)}) == (4, 1)


def test_an_event_with_several_reports_is_one_node() -> None:
    first, planned = f"{DEFAULT_BASE}fact/two-0", f"{DEFAULT_BASE}fact/one-0"
    of = Network({planned: first})
    of.add(article("one", F("a", "Meeting", "b", modality="Planned", date="2024-03", confidence=0.99)))
    of.add(article("two", F("b", "Meeting", "a", date="2024-04-01", topic="c")))
    (event,) = [n for n in nodes(of, EVERYTHING, projection=Projection.EVENTS) if n.is_event]
    assert (event.iri, event.articles, event.modality, event.date) == (first, 2, "Actual", "2024-04-01")
    assert (event.first, event.last, event.confidence) == ("2024-03-01", "2024-04-01", 0.99)
    roles = list(edges(of, EVERYTHING, projection=Projection.EVENTS))
    assert {(e.source, e.category, e.target[-1]): (e.facts, e.events, e.articles) for e in roles} == {
        (first, "agent", "a"): (1, 1, 1),
        (first, "agent", "b"): (1, 1, 1),
        (first, "coagent", "a"): (1, 1, 1),
        (first, "coagent", "b"): (1, 1, 1),
        (first, "topic", "c"): (1, 1, 1),
    }
    # A filter that leaves one of the reports leaves the event, under the same id.
    of_one = replace(EVERYTHING, articles=frozenset({"one"}))
    (left,) = [n for n in nodes(of, of_one, projection=Projection.EVENTS) if n.is_event]
    assert (left.iri, left.articles, left.modality) == (first, 1, "Planned")


def test_positions_and_ages_are_attributes() -> None:
    of = network(
        article("one", F("a", "holdsPosition", literal="ordførar"), F("a", "aged", literal="52")),
        article("two", F("a", "holdsPosition", literal="leiar"), F("b", "instanceOf", literal="båt")),
        article("three", F("c", "aged", literal="40"), F("c", "aged", literal="41")),
    )
    found = {n.label: n for n in nodes(of, ASSERTED)}
    assert set(found) == {"A", "C"}
    assert (found["A"].positions, found["A"].age, found["A"].articles) == ("leiar; ordførar", 52, 2)
    assert (found["C"].positions, found["C"].age) == (None, None)


def test_events_are_nodes_with_roles_as_edges() -> None:
    of = network(
        article(
            "one",
            F("a", "Meeting", "b", date="2024-03"),
            F("a", "Utterance", topic="c"),
            F("a", "memberOf", "b"),
            F("a", "aged", literal="5"),
        )
    )
    graph = to_networkx(of, projection=Projection.EVENTS)
    events = {n: d for n, d in graph.nodes(data=True) if d["kind"] == "event"}
    assert sorted(d["type"] for d in events.values()) == ["Meeting", "Utterance", "aged", "memberOf"]
    meeting = f"{DEFAULT_BASE}fact/one-0"
    assert events[meeting]["label"] == "A — møtte — B"
    assert (events[meeting]["date"], events[meeting]["start"], events[meeting]["end"]) == (
        "2024-03",
        "2024-03-01",
        "2024-03-31",
    )
    roles = {(d["class"], t) for _, t, d in graph.out_edges(meeting, data=True)}
    assert roles == {("agent", iri("a")), ("coagent", iri("b"))}
    said = f"{DEFAULT_BASE}fact/one-1"
    assert events[said]["label"] == "utsegn — A, C"
    member = {(d["class"], t) for _, t, d in graph.out_edges(f"{DEFAULT_BASE}fact/one-2", data=True)}
    assert member == {("rdf:subject", iri("a")), ("rdf:object", iri("b"))}
    assert events[f"{DEFAULT_BASE}fact/one-3"]["label"].endswith(" — 5")


def test_graphs_to_compute_on_are_weighted_by_facts() -> None:
    of = network(
        article("one", F("a", "Meeting", "b"), F("a", "Support", "b"), F("c", "Attack", "a")),
        article("two", F("a", "Meeting", "b")),
    )
    assert dict(undirected(of, ASSERTED).edges) == {
        (iri("a"), iri("b")): {"weight": 3.0},
        (iri("a"), iri("c")): {"weight": 1.0},
    }
    assert {(s[-1], t[-1]): w for s, t, w in directed(of, ASSERTED).edges(data="weight")} == {
        ("a", "b"): 3.0,
        ("b", "a"): 2.0,
        ("c", "a"): 1.0,
    }


def test_names_come_in_the_language_asked_for() -> None:
    of = network(
        article("one", F("a", "Meeting", "b")), article("two", F("a", "Meeting", "b"), language="nb")
    )
    other = article("three", F("a", "Meeting", "b"), language="en")
    of.add(
        replace(other, entities=tuple(replace(e, labels={"en": "The " + e.iri[-1]}) for e in other.entities))
    )
    assert of.name(iri("a"), ("en", "nn")) == "The a"
    assert of.name(iri("a"), ("sv",)) == "The a"
    assert of.name(iri("a")) == "A"
    assert of.name(iri("nobody")) == "nobody"
    assert of.predicate_label(MET, ("en",)) == "met"
    assert of.predicate_label("urn:x:none") == "urn:x:none"


def test_entities_that_are_one_have_one_id() -> None:
    """What decisions on identity ask of the network."""
    content = article("one", F("a", "Meeting", "c"), F("b", "Meeting", "c"), F("a", "Support", "b"))
    other = article("two", F("c", "Meeting", "d"))
    of = Network({iri("b"): iri("a")})
    of.add(content)
    of.add(other)
    one = next(edges(of, ASSERTED))
    assert (one.source, one.target, one.facts) == (iri("a"), iri("c"), 2)
    assert of.entities() == [iri("a"), iri("c"), iri("d")]
    assert of.mentions_of(iri("a")) == 2
    assert of.name(iri("a")) == "A"
    assert of.identify({iri("b"): iri("a")}) == []
    assert of.identify({}) == [content.article.iri.value]
    of.add(content)
    assert everything(of) == everything(network(content, other))
    assert of.identify({iri("d"): iri("c")}) == [other.article.iri.value]


def test_copies_of_one_text_count_as_one_article() -> None:
    of = Network()
    contents = [article(name, F("a", "Meeting", "b")) for name in ("avis", "bygdeblad", "eiga")]
    for content in contents:
        of.add(content)
    first, second, _ = (content.article.iri.value for content in contents)
    (edge,) = edges(of, ASSERTED)
    assert (edge.facts, edge.articles) == (3, 3)
    of.identify({second: first})
    (edge,) = edges(of, ASSERTED)
    assert (edge.facts, edge.articles) == (3, 2)
    assert {node.articles for node in nodes(of, ASSERTED)} == {2}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        filled.replace_article(article_quads(harbour()))
        yield filled


def test_a_live_network_follows_the_store_article_by_article(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveNetwork(lambda: nullcontext(store))
    with live.reading() as before:
        assert everything(before) == everything(build_network(store))
    monkeypatch.setattr(building, "build_network", None)  # from here on, never anew
    store.replace_article(article_quads(bokmaal()))
    with live.reading() as after:
        assert after is before
        assert len(after) == 2
        assert everything(after) == everything(build_network(store))
        version = after.version
    with live.reading() as again:
        assert again.version == version
    store.replace_article(article_quads(harbour("tredje")))
    for gone in ("hamna-2024", "tredje"):
        store.remove_article(NamedNode(f"{DEFAULT_BASE}article/{gone}"))
    with live.reading() as left:
        assert list(left.articles) == [f"{DEFAULT_BASE}article/havnen-2024"]
        assert everything(left) == everything(build_network(store))


def test_who_is_decided_to_be_one_is_one_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveNetwork(lambda: nullcontext(store))
    kari, liv = (f"{DEFAULT_BASE}person/{name}" for name in ("kari-vik", "liv-strand"))
    with live.reading() as before:
        assert before.has(kari) and before.has(liv)
        apart = everything(before)
    monkeypatch.setattr(building, "build_network", None)  # from here on, never anew
    now = datetime(2024, 3, 5, tzinfo=UTC)
    made = merge(store, kari, liv, base=DEFAULT_BASE, by="Ola", now=now)
    with live.reading() as merged:
        assert [merged.has(kari), merged.has(liv)].count(True) == 1
        assert merged.entity(kari) == merged.entity(liv)
        assert everything(merged) == everything(build_network(store))
    undo(store, made.id, base=DEFAULT_BASE, by="Ola", now=now)
    with live.reading() as again:
        assert everything(again) == apart


def test_a_live_network_is_built_anew_where_anything_may_have_changed(store: Store) -> None:
    live = LiveNetwork(lambda: nullcontext(store))
    with live.reading() as before:
        assert len(before) == 1
    store.update(f"DROP GRAPH <{DEFAULT_BASE}article/hamna-2024>")
    with live.reading() as after:
        assert after is not before
        assert len(after) == 0


def test_the_id_of_an_edge_is_the_same_everywhere() -> None:
    (one,) = edges(network(article("one", F("a", "Meeting", "b"))), ASSERTED)
    (other,) = edges(network(article("two", F("b", "Meeting", "a"))), ASSERTED)
    assert one.id == other.id == "e" + one.id[1:]
    both = network(article("one", F("a", "Support", "b"), F("b", "Support", "a")))
    assert len({e.id for e in edges(both, ASSERTED)}) == 2


def test_many_read_at_once_and_changes_wait_for_them(store: Store) -> None:
    live = LiveNetwork(lambda: nullcontext(store))
    with live.reading() as one, live.reading(0) as two:
        assert one is two
        store.replace_article(article_quads(bokmaal()))
        with pytest.raises(NotReadyError, match="Ask again"), live.reading(0.01):
            pytest.fail("it was changed under a reader")
        assert len(one) == 1
    with live.reading(0) as after:
        assert len(after) == 2


def test_who_asks_hears_that_it_is_being_made_or_cannot_be(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()
    real = building.build_network

    def slow(*given: Any) -> Network:
        going_on.wait(10)
        return real(*given)

    monkeypatch.setattr(building, "build_network", slow)
    live = LiveNetwork(lambda: nullcontext(store))
    with pytest.raises(NotReadyError), live.reading(0.01):
        pytest.fail("it cannot be there")
    going_on.set()
    with live.reading() as made:
        assert len(made) == 1

    def broken(*_given: Any) -> Network:
        raise RunError("the disk is gone")

    monkeypatch.setattr(building, "build_network", broken)
    other = LiveNetwork(lambda: nullcontext(store))
    with pytest.raises(RunError, match="the disk is gone"), other.reading():
        pytest.fail("it cannot be there")
    monkeypatch.setattr(building, "build_network", real)
    with other.reading() as again:
        assert len(again) == 1
