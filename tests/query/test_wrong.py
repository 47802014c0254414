"""Facts that somebody decided to be wrong: left out of every account, kept as data, back when that is undone."""

from collections.abc import Iterator
from contextlib import closing, nullcontext
from datetime import UTC, datetime

import pytest
from pyoxigraph import NamedNode, QuerySolutions

from app.graph.decisions import decision_quads, load_everything, wrong_facts
from app.graph.mapping import article_quads
from app.graph.shapes import validate
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE, PREFIXES
from app.identity import Judgement, Kind
from app.query import (
    EVERYTHING,
    DecisionError,
    PointlessDecisionError,
    UnknownDecisionError,
    article_facts,
    decisions,
    entity_facts,
    merge,
    reject,
    undo,
)
from app.query.index import Index, entities, index_of, reading
from app.query.network import LiveNetwork, build_network
from tests.graph.examples import harbour
from tests.query.index.test_index import everything

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
KARI = f"{DEFAULT_BASE}person/kari-vik"
HARBOUR = article_quads(harbour())


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as opened:
        opened.replace_article(HARBOUR)
        yield opened


@pytest.fixture
def meeting(store: Store) -> str:
    (record,) = store.articles()
    return next(f.iri for f in article_facts(store, record) if f.kind == "Meeting" and f.asserted)


def told(store: Store, *, wrong: bool = False) -> set[str]:
    (record,) = store.articles()
    found = {fact.iri for fact in article_facts(store, record, wrong=wrong)}
    of_kari = {fact.iri for fact in entity_facts(store, NamedNode(KARI), wrong=wrong)}
    assert of_kari <= found
    return found


def drawn(store: Store) -> set[str]:
    return {claim.iri for claim in build_network(store).claims(EVERYTHING)}


def indexed(index: Index) -> set[str]:
    connection = index.reading()
    (article,) = reading.articles(connection, limit=9)
    found = {row.fact.iri for row in reading.facts(connection, limit=100)}
    assert {row.fact.iri for row in reading.article_facts(connection, article.iri)} == found
    for some in (
        reading.facts(connection, limit=100, parties=[(KARI, None)]),
        reading.timeline(connection, KARI, EVERYTHING, limit=100),
        reading.undated(connection, KARI, EVERYTHING, limit=100),
        reading.quoting(connection, KARI, limit=100),
    ):
        assert {row.fact.iri for row in some} <= found
    return found


def test_a_wrong_fact_is_told_by_nobody_until_that_is_taken_back(store: Store, meeting: str) -> None:
    quads = set(store.quads())
    live = LiveNetwork(lambda: nullcontext(store))
    with closing(index_of(store)) as index, live.reading() as network:
        index.refresh(store)
        before = everything(index.reading())
        facts = told(store)
        edges = set(network.all_keys())
        beside = entities.neighbours(index.reading(), KARI, EVERYTHING, limit=50, skip=0)
    assert meeting in facts == drawn(store)

    made = reject(store, meeting, base=DEFAULT_BASE, by="liv", now=NOW, because="ein annan")
    assert (made.kind, made.judgement, made.pair) == (Kind.FACT, Judgement.WRONG, (meeting,))
    assert wrong_facts(store) == {meeting}
    assert set(store.quads()) == quads, "the article's graph stays"
    assert told(store) == drawn(store) == facts - {meeting}
    assert told(store, wrong=True) == facts
    with closing(index_of(store)) as index:
        index.refresh(store)
        assert indexed(index) == facts - {meeting}
        (row,) = reading.facts(index.reading(), limit=9, wrong=True)
        assert (row.fact.iri, row.wrong) == (meeting, True)
        shown = reading.fact(index.reading(), meeting)
        assert shown is not None and shown.wrong
        assert reading.reports(index.reading(), shown, limit=9) == []
        after = entities.neighbours(index.reading(), KARI, EVERYTHING, limit=50, skip=0)
        ends = {*shown.fact.subjects, *shown.fact.objects}
        fewer = {n.entity.iri: n.facts - (n.entity.iri in ends) for n in beside}
        assert {n.entity.iri: n.facts for n in after} == {iri: n for iri, n in fewer.items() if n}
    with live.reading() as network:
        assert {claim.iri for claim in network.claims(EVERYTHING)} == facts - {meeting}

    undo(store, made.id[:8], base=DEFAULT_BASE, by="liv", now=NOW)
    assert told(store) == drawn(store) == facts
    with closing(index_of(store)) as index, live.reading() as network:
        index.refresh(store)
        assert everything(index.reading()) == before
        assert set(network.all_keys()) == edges


def test_it_holds_when_the_article_is_built_again(store: Store, meeting: str) -> None:
    with closing(index_of(store)) as follower:
        follower.refresh(store)
        reject(store, meeting, base=DEFAULT_BASE, by="liv", now=NOW)
        follower.refresh(store)
        store.remove_article(store.articles()[0].iri)
        follower.refresh(store)
        store.replace_article(HARBOUR)
        follower.refresh(store)
        assert meeting not in indexed(follower) | told(store) | drawn(store)
        with closing(index_of(store)) as anew:
            anew.refresh(store)
            assert everything(anew.reading()) == everything(follower.reading())


def test_other_decisions_leave_it_and_it_leaves_them(store: Store, meeting: str) -> None:
    reject(store, meeting, base=DEFAULT_BASE, by="liv", now=NOW)
    merge(store, KARI, "person/liv-strand", base=DEFAULT_BASE, by="liv", now=NOW)
    assert wrong_facts(store) == {meeting}
    accounts = decisions(store, base=DEFAULT_BASE)
    assert [(a.decision.kind, a.counts, len(a.labels)) for a in accounts] == [
        (Kind.FACT, True, 1),
        (Kind.ENTITY, True, 2),
    ]
    assert decisions(store, of=meeting, base=DEFAULT_BASE) == accounts[:1]
    with Store.memory() as copy:
        load_everything(copy, [*store.quads(), *decision_quads(store)])
        assert set(decision_quads(copy)) == set(decision_quads(store))


def test_what_is_kept_is_as_the_shapes_say_and_can_be_asked_for(store: Store, meeting: str) -> None:
    made = reject(store, meeting, base=DEFAULT_BASE, by="liv", now=NOW)
    undo(store, made.id, base=DEFAULT_BASE, by="ola", now=NOW)
    reject(store, meeting, base=DEFAULT_BASE, by="liv", now=NOW)
    assert validate(decision_quads(store)) == ()
    answer = store.query(
        "SELECT ?fact ?why { GRAPH ?g { ?fact ng:rejectedBy ?d . ?d a ng:FactDecision ; ng:identityReason ?why } }",
        prefixes=PREFIXES,
    )
    assert isinstance(answer, QuerySolutions)
    assert [str(row["fact"]) for row in answer] == [f"<{meeting}>"]


def test_only_a_fact_that_is_there_can_be_wrong(store: Store, meeting: str) -> None:
    with pytest.raises(UnknownDecisionError, match="fact/none"):
        reject(store, "fact/none", base=DEFAULT_BASE, by="liv", now=NOW)
    with pytest.raises(DecisionError, match="only facts"):
        reject(store, KARI, base=DEFAULT_BASE, by="liv", now=NOW)
    reject(store, meeting, base=DEFAULT_BASE, by="liv", now=NOW)
    with pytest.raises(PointlessDecisionError):
        reject(store, meeting, base=DEFAULT_BASE, by="liv", now=NOW)
