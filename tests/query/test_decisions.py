"""Merging, splitting and taking back, and what the read side makes of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, parse

from app.export import ExportFormat, exported
from app.graph.decisions import decision_quads, load_everything, read_decisions, write_decisions
from app.graph.identifiers import Identifiers
from app.graph.mapping import article_quads
from app.graph.serialisation import nquads
from app.graph.store import Store
from app.graph.verification import verify
from app.graph.vocabulary import DECISIONS_GRAPH, DEFAULT_BASE, PREFIXES
from app.identity import Decision, Judgement, Kind, decide
from app.model.vocabulary import EntityType, EventClass, RelationType, Role
from app.query import (
    DecisionError,
    PointlessDecisionError,
    UnknownDecisionError,
    UnlikeError,
    decisions,
    entity_facts,
    entity_profile,
    find_entities,
    merge,
    projection,
    split,
    undo,
)
from app.query.decisions import update_automatic
from tests.graph.examples import Story, harbour

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
KARI, OTHER = "person/kari-vik", "person/kari-b-vik"
HARBOUR = article_quads(harbour())


def second() -> Story:
    """Another article that calls the minister Kari B. Vik."""
    text = "Kari B. Vik møtte Ola Nes. Kari B. Vik er fødd i Storvik."
    story = Story("hamna-igjen", text)
    kari = story.entity(OTHER, EntityType.PERSON, "Kari B. Vik")
    ola = story.entity("person/ola-nes", EntityType.PERSON, "Ola Nes")
    story.event(EventClass.MEETING, "møte", "møtte", text, (Role.AGENT, kari), (Role.COAGENT, ola))
    story.relation(RelationType.HOLDS_POSITION, kari, "fødd", text, literal="lærar")
    return story


SECOND = article_quads(second().linked())


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as opened:
        opened.replace_article(HARBOUR)
        opened.replace_article(SECOND)
        yield opened


def node(local: str) -> NamedNode:
    return NamedNode(DEFAULT_BASE + local)


def put(store: Store, one: str = KARI, other: str = OTHER, because: str = "one office") -> Decision:
    return merge(store, one, other, base=DEFAULT_BASE, by="Liv", now=NOW, because=because)


def apart(store: Store, one: str = KARI, other: str | None = OTHER) -> tuple[Decision, ...]:
    return split(store, one, other, base=DEFAULT_BASE, by="Liv", now=NOW)


def state(store: Store) -> tuple[object, ...]:
    graph = projection(store)
    return entity_profile(store, node(KARI)), sorted(graph.nodes), sorted(map(str, graph.edges(data=True)))


def test_a_merge_joins_names_facts_and_projection_and_leaves_articles_alone(store: Store) -> None:
    before = set(store.quads())
    put(store)
    assert set(store.quads()) == before
    one, other = (entity_profile(store, node(name)) for name in (KARI, OTHER))
    assert one is not None and one == other
    assert one.iri == node(OTHER).value and one.merged == (node(KARI).value,)
    assert {"Kari Vik", "Kari B. Vik"} <= {*one.labels.values(), *one.aliases} | {one.label}
    assert {a.identifier for a in one.articles} == {"hamna-2024", "hamna-igjen"}
    assert len(one.facts) == len(entity_facts(store, node(KARI))) == 7
    assert all(p.iri != node(KARI).value for f in one.facts for p in (*f.subjects, *f.objects))
    graph = projection(store)
    assert node(KARI).value not in graph and node(OTHER).value in graph
    assert set(graph.successors(node(OTHER).value)) >= {node("person/ola-nes").value}
    (found,) = find_entities(store, "Kari Vik")
    assert found.iri == node(OTHER).value and found.mentions == 2


def test_queries_can_resolve(store: Store) -> None:
    put(store)
    query = (
        "SELECT DISTINCT ?who { ?event a ng:Meeting ; ng:agent ?agent . OPTIONAL { ?agent ng:canonical ?one } "
        'BIND(COALESCE(?one, ?agent) AS ?who) FILTER(CONTAINS(STR(?who), "kari")) }'
    )
    answer = store.query(query, prefixes=PREFIXES, union=True)
    assert isinstance(answer, QuerySolutions)
    assert [row["who"] for row in answer] == [node(OTHER)]


def test_undo_of_a_merge_brings_back_what_was(store: Store) -> None:
    before = state(store)
    made = put(store)
    assert state(store) != before
    undo(store, made.id[:6], base=DEFAULT_BASE, by="Per", now=NOW)
    assert state(store) == before
    (account,) = decisions(store, base=DEFAULT_BASE, everything=True)
    assert account.decision.undone_by == "Per" and not account.counts
    assert decisions(store, base=DEFAULT_BASE) == ()
    with pytest.raises(DecisionError, match="already"):
        undo(store, made.id, base=DEFAULT_BASE, by="Per", now=NOW)


def test_undo_of_a_split_brings_back_the_merge(store: Store) -> None:
    put(store)
    merged = state(store)
    (made,) = apart(store)
    assert state(store) != merged
    assert [a.counts for a in decisions(store, base=DEFAULT_BASE)] == [False, True]
    undo(store, made.id, base=DEFAULT_BASE, by="Liv", now=NOW)
    assert state(store) == merged


def test_split_of_one_takes_it_out_of_its_group(store: Store) -> None:
    put(store)
    put(store, OTHER, "person/liv-strand")
    assert len(apart(store, KARI, None)) == 2
    profile = entity_profile(store, node(OTHER))
    assert profile is not None and profile.merged == (node("person/liv-strand").value,)


def test_decisions_hold_when_articles_are_built_again_or_withdrawn(store: Store) -> None:
    put(store)
    merged = state(store)
    store.replace_article(HARBOUR)
    assert state(store) == merged
    store.remove_article(node("article/hamna-igjen"))
    profile = entity_profile(store, node(KARI))
    assert profile is not None and profile.label == "Kari Vik"
    store.replace_article(SECOND)
    assert state(store) == merged


def test_the_order_of_articles_and_decisions_changes_nothing() -> None:
    found = set()
    for order in permutations(("first", "second", "decision")):
        with Store.memory() as store:
            for what in order:
                if what == "decision":
                    write_decisions(store, [AUTOMATIC], Identifiers())
                else:
                    store.replace_article(HARBOUR if what == "first" else SECOND)
            found.add(str(state(store)) + str(sorted(map(str, decision_quads(store)))))
    assert len(found) == 1


AUTOMATIC = decide(
    Kind.ENTITY,
    Judgement.SAME,
    (node(OTHER).value, node(KARI).value),
    by="nyhendegraf",
    by_person=False,
    time="2024-01-01T00:00:00Z",
    reason="the names differ in a middle name",
    score=0.876,
)


def test_decisions_come_back_as_they_were(store: Store) -> None:
    made = put(store, because='sa «ho» \\ og\n"han"')
    write_decisions(store, [made, AUTOMATIC], Identifiers())
    assert read_decisions(store) == (AUTOMATIC, made)


def test_people_are_not_overruled(store: Store) -> None:
    apart(store)
    new, gone = update_automatic(store, Kind.ENTITY, [AUTOMATIC], Identifiers())
    assert (new, gone) == ((AUTOMATIC,), ())
    profile = entity_profile(store, node(KARI))
    assert profile is not None and profile.merged == ()


def test_automatic_decisions_are_replaced_and_keep_their_time(store: Store) -> None:
    update_automatic(store, Kind.ENTITY, [AUTOMATIC], Identifiers())
    before = set(decision_quads(store))
    later = decide(
        AUTOMATIC.kind,
        AUTOMATIC.judgement,
        AUTOMATIC.pair,
        by="nyhendegraf",
        by_person=False,
        time="2025-01-01T00:00:00Z",
        reason=AUTOMATIC.reason,
        score=AUTOMATIC.score,
    )
    assert update_automatic(store, Kind.ENTITY, [later], Identifiers()) == ((), ())
    assert set(decision_quads(store)) == before
    undo(store, AUTOMATIC.id, base=DEFAULT_BASE, by="Liv", now=NOW)
    update_automatic(store, Kind.ENTITY, [later], Identifiers())
    assert [d.active for d in read_decisions(store)] == [False]
    assert update_automatic(store, Kind.ENTITY, [], Identifiers()) == ((), ())


def test_what_cannot_be_decided(store: Store) -> None:
    with pytest.raises(DecisionError, match="both mean"):
        put(store, KARI, "Kari Vik")
    with pytest.raises(DecisionError, match="knows no entity"):
        put(store, KARI, "person/nobody")
    event = next(f for f in entity_facts(store, node(KARI)))
    with pytest.raises(DecisionError, match="one an event"):
        put(store, KARI, event.iri)
    with pytest.raises(DecisionError, match="nothing"):
        apart(store, KARI, None)
    with pytest.raises(DecisionError, match="no decision"):
        undo(store, "ffff", base=DEFAULT_BASE, by="Liv", now=NOW)


def test_the_latest_word_counts_where_not_all_can_be_followed(store: Store) -> None:
    first = put(store)
    put(store, OTHER, "person/liv-strand")
    (told,) = apart(store, KARI, "person/liv-strand")
    assert {a.decision.id for a in decisions(store, base=DEFAULT_BASE) if not a.counts} == {first.id}
    again = put(store)
    counting = {a.decision.id for a in decisions(store, base=DEFAULT_BASE) if a.counts}
    assert counting == {told.id, again.id}


def kinds() -> Story:
    """An article with things of several types, two of them items of Wikidata."""
    text = "Kari Vik møtte Storvik, Hamna AS, Nes og ei nemnd."
    story = Story("slag", text)
    town = story.entity("no/storvik", EntityType.GEOPOLITICAL_ENTITY, "Storvik", wikidata=("Q1",))
    other = story.entity("no/nes", EntityType.GEOPOLITICAL_ENTITY, "Nes", wikidata=("Q2",))
    board = story.entity("org/storvik", EntityType.ORGANIZATION, "Hamna AS")
    story.entity("slag/concept/nemnd-1", EntityType.CONCEPT, "ei nemnd")
    kari = story.entity(KARI, EntityType.PERSON, "Kari Vik")
    story.event(EventClass.MEETING, "møte", "møtte", text, (Role.AGENT, kari), (Role.COAGENT, town))
    story.relation(RelationType.PART_OF, board, "og", text, object_=other)
    return story


def test_what_types_or_wikidata_tell_apart_is_put_together_only_by_who_insists(store: Store) -> None:
    store.replace_article(article_quads(kinds().linked()))
    with pytest.raises(
        UnlikeError, match=r"Kari Vik \(person/kari-vik\).*Person.*Hamna AS.*Organization.*--force"
    ):
        put(store, KARI, "org/storvik")
    with pytest.raises(UnlikeError, match="items of Wikidata, Q1 and Q2"):
        put(store, "no/storvik", "no/nes")
    events = (*entity_facts(store, node("no/nes")), *entity_facts(store, node("no/storvik")))
    with pytest.raises(UnlikeError, match="one is the relation partOf and one an event"):
        put(store, events[0].iri, events[1].iri)
    assert read_decisions(store) == ()
    put(store, "org/storvik", "no/storvik")
    put(store, "slag/concept/nemnd-1", KARI)
    with pytest.raises(UnlikeError):
        put(store, "slag/concept/nemnd-1", "org/storvik")
    insisted = merge(store, KARI, "no/nes", base=DEFAULT_BASE, by="Liv", now=NOW, force=True)
    assert insisted.judgement is Judgement.SAME
    # Who has insisted once need not do it again for what is of one of the types.
    put(store, KARI, OTHER)


def test_what_counts_already_is_not_decided_again(store: Store) -> None:
    made = put(store)
    with pytest.raises(PointlessDecisionError, match=f"by Liv, as {made.id}"):
        put(store, OTHER, KARI)
    (told,) = apart(store)
    with pytest.raises(PointlessDecisionError, match=told.id):
        apart(store)
    assert len(read_decisions(store)) == 2


def test_two_relations_are_one_only_where_they_are_of_one_sort(store: Store) -> None:
    facts = {
        f.predicate.label: f for f in entity_facts(store, node(KARI)) if f.kind == "Relation" and f.predicate
    }
    one, other = list(facts.values())[:2]
    with pytest.raises(UnlikeError, match=r"the relation .* and one the relation"):
        put(store, one.iri, other.iri)


def test_facts_that_are_not_there_are_answered_with_where_their_ids_stand(store: Store) -> None:
    with pytest.raises(UnknownDecisionError, match="show ARTICLE --wrong"):
        put(store, "fact/0123", "fact/4567")


def test_misspelt_ids_are_answered_with_near_ones(store: Store) -> None:
    with pytest.raises(UnknownDecisionError, match=f"Did you mean .*{KARI}"):
        put(store, "person/kari-vikk", OTHER)
    with pytest.raises(UnknownDecisionError, match="«Kari Vik»"):
        put(store, "Kari Vikk", OTHER)


def test_articles_are_named_with_a_person_in_either_order(store: Store) -> None:
    made = put(store, "hamna-2024", KARI)
    assert made.kind is Kind.NAMESAKE
    with pytest.raises(DecisionError, match="is an article"):
        put(store, "hamna-2024", "hamna-igjen")
    with pytest.raises(DecisionError, match="is an article"):
        apart(store, "hamna-2024", None)


def test_the_beginning_of_an_id_says_which_decision(store: Store) -> None:
    made = put(store)
    with pytest.raises(DecisionError, match="too short"):
        undo(store, made.id[:3], base=DEFAULT_BASE, by="Liv", now=NOW)
    assert read_decisions(store) == (made,)


def test_exports_carry_decisions_and_loading_adds_them(store: Store) -> None:
    put(store)
    written = exported(store, ExportFormat.NQUADS)
    with Store.memory() as other:
        load_everything(other, parse(written, RdfFormat.N_QUADS))
        assert nquads(decision_quads(other)) == nquads(decision_quads(store))
        assert state(other) == state(store)
    assert str(DECISIONS_GRAPH.value).encode() in exported(store, ExportFormat.TRIG)


def test_the_graph_of_decisions_is_no_article_and_no_stray(store: Store) -> None:
    put(store)
    assert store.article(DECISIONS_GRAPH.value) is None
    assert len(store.articles()) == 2
    assert verify(store, base=DEFAULT_BASE).findings == ()
