"""Namesakes in a store: told apart by program and by people, in every query, and put back."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions

from app.graph.decisions import decision_quads, load_everything
from app.graph.mapping import article_quads
from app.graph.shapes import validate
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE, PREFIXES
from app.identity import Kind
from app.model.article import PartialDate
from app.model.vocabulary import EntityType, EventClass, RelationType, Role
from app.query import (
    DecisionError,
    article_facts,
    decisions,
    entity_profile,
    find_entities,
    merge,
    reject,
    split,
    undo,
)
from app.query.resolve import resolve
from tests.graph.examples import Story

NOW = datetime(2024, 5, 1, tzinfo=UTC)
KARI = f"{DEFAULT_BASE}person/kari-vik"
SKIER = f"{DEFAULT_BASE}ski-1/person/kari-vik"


def story(identifier: str, title: str, age: int, home: str, day: int, other: str) -> tuple[Quad, ...]:
    text = f"{title} Kari Vik ({age}) frå {home} møtte {other}."
    told = Story(identifier, text, date=PartialDate(2024, 3, day))
    kari = told.entity("person/kari-vik", EntityType.PERSON, "Kari Vik")
    town = told.entity(f"no/{home.lower()}", EntityType.GEOPOLITICAL_ENTITY, home)
    friend = told.entity(f"person/{other.lower().replace(' ', '-')}", EntityType.PERSON, other)
    told.event(EventClass.MEETING, "møte", "møtte", text, (Role.AGENT, kari), (Role.COAGENT, friend))
    told.relation(RelationType.HOLDS_POSITION, kari, title, text, literal=title.lower())
    told.relation(RelationType.AGED, kari, str(age), text, literal=str(age))
    told.relation(RelationType.RESIDES_IN, kari, "frå", text, object_=town)
    return article_quads(told.linked())


MAYOR = [story(f"by-{n}", "Ordførar", 54, "Storvik", n, "Liv Strand") for n in (1, 2, 3)]
SKIERS = [story(f"ski-{n}", "Skiløpar", 24, "Lillevik", n, "Per Nes") for n in (1, 2)]


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as opened:
        for quads in (*MAYOR, *SKIERS):
            opened.replace_article(quads)
        yield opened


def run(store: Store) -> dict[Kind, int]:
    return {r.kind: r.decided for r in resolve(store, base=DEFAULT_BASE, now=NOW)}


def met(store: Store) -> dict[str, set[str]]:
    """Who met whom, by plain SPARQL."""
    answer = store.query("SELECT ?a ?b { GRAPH ?g { ?a ng:met ?b } }", prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    found: dict[str, set[str]] = {}
    for row in answer:
        a, b = (str(row[name]).strip("<>").removeprefix(DEFAULT_BASE) for name in "ab")
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def test_two_persons_of_one_name_are_two(store: Store) -> None:
    before = set(store.quads())
    assert met(store)["person/kari-vik"] == {"person/liv-strand", "person/per-nes"}
    counted = run(store)
    assert (counted[Kind.NAMESAKE], counted[Kind.ENTITY]) == (2, 1)
    assert met(store)["person/kari-vik"] == {"person/liv-strand"}
    assert met(store)["ski-1/person/kari-vik"] == {"person/per-nes"}
    profile = entity_profile(store, NamedNode(SKIER))
    assert profile is not None
    assert {a.identifier for a in profile.articles} == {"ski-1", "ski-2"}
    assert profile.merged == (f"{DEFAULT_BASE}ski-2/person/kari-vik",)
    mayor = entity_profile(store, NamedNode(KARI))
    assert mayor is not None and {a.identifier for a in mayor.articles} == {"by-1", "by-2", "by-3"}
    assert {found.iri for found in find_entities(store, "Kari Vik")} == {KARI, SKIER}
    assert validate(decision_quads(store)) == ()
    for account in decisions(store, base=DEFAULT_BASE):
        if account.decision.kind is Kind.NAMESAKE:
            undo(store, account.decision.id, base=DEFAULT_BASE, by="liv", now=NOW)
    assert set(store.quads()) == before


def test_it_holds_when_articles_are_built_again_and_when_resolved_again(store: Store) -> None:
    run(store)
    after, decided = set(store.quads()), set(decision_quads(store))
    for quads in (*SKIERS, *MAYOR):
        store.replace_article(quads)
    assert set(store.quads()) == after
    run(store)
    assert (set(store.quads()), set(decision_quads(store))) == (after, decided)


def test_the_order_of_articles_changes_nothing(store: Store) -> None:
    run(store)
    with Store.memory() as other:
        for quads in (*SKIERS, *MAYOR[::-1]):
            other.replace_article(quads)
            run(other)
        assert set(other.quads()) == set(store.quads())
        assert set(decision_quads(other)) == set(decision_quads(store))


def test_when_nothing_contradicts_any_longer_they_are_one_again(store: Store) -> None:
    run(store)
    for quads in MAYOR:
        store.remove_article(next(q.graph_name for q in quads if isinstance(q.graph_name, NamedNode)))
    assert run(store)[Kind.NAMESAKE] == 0
    assert met(store)["person/kari-vik"] == {"person/per-nes"}


def test_a_person_tells_apart_and_puts_together(store: Store) -> None:
    (made,) = split(store, "person/kari-vik", "by-2", base=DEFAULT_BASE, by="liv", now=NOW)
    assert made.kind is Kind.NAMESAKE
    assert met(store)["by-2/person/kari-vik"] == {"person/liv-strand"}
    run(store)
    profile = entity_profile(store, NamedNode(f"{DEFAULT_BASE}by-2/person/kari-vik"))
    assert profile is not None and {a.identifier for a in profile.articles} == {"by-2"}
    # The article does mean the one: the later decision counts.
    merge(store, "person/kari-vik", "by-2", base=DEFAULT_BASE, by="liv", now=NOW)
    assert "by-2/person/kari-vik" not in met(store)
    # Against the program too, before and after it has decided.
    merge(store, "person/kari-vik", "ski-1", base=DEFAULT_BASE, by="liv", now=NOW)
    run(store)
    assert met(store)["person/kari-vik"] == {"person/liv-strand", "person/per-nes"}


def test_what_was_taken_back_is_not_decided_again(store: Store) -> None:
    run(store)
    for account in decisions(store, base=DEFAULT_BASE):
        if account.decision.kind is Kind.NAMESAKE:
            undo(store, account.decision.id, base=DEFAULT_BASE, by="liv", now=NOW)
    run(store)
    assert met(store)["person/kari-vik"] == {"person/liv-strand", "person/per-nes"}


def test_only_a_person_whom_the_article_names(store: Store) -> None:
    with pytest.raises(DecisionError, match="does not name person/per-nes"):
        split(store, "person/per-nes", "by-1", base=DEFAULT_BASE, by="liv", now=NOW)
    with pytest.raises(DecisionError, match="does not name no/storvik"):
        split(store, "no/storvik", "by-1", base=DEFAULT_BASE, by="liv", now=NOW)


def test_exports_carry_it(store: Store) -> None:
    run(store)
    with Store.memory() as copy:
        load_everything(copy, [*store.quads(), *decision_quads(store)])
        assert met(copy) == met(store)
        assert set(decision_quads(copy)) == set(decision_quads(store))
    with Store.memory() as copy:
        # The articles as they were built, in a store that gets the decisions from elsewhere.
        for quads in (*MAYOR, *SKIERS):
            copy.replace_article(quads)
        load_everything(copy, decision_quads(store))
        assert met(copy) == met(store)


def test_wrong_facts_tell_nobody_apart(store: Store) -> None:
    records = {r.identifier: r for r in store.articles()}
    for name in ("ski-1", "ski-2"):
        for fact in article_facts(store, records[name]):
            if fact.kind != "Meeting":
                reject(store, fact.iri, base=DEFAULT_BASE, by="liv", now=NOW)
    assert run(store)[Kind.NAMESAKE] == 0
