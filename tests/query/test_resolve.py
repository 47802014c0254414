"""Resolution over a store: two spellings, two reports, and what sources differ on."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from pyoxigraph import NamedNode, Quad

from app.graph.decisions import decision_quads
from app.graph.mapping import article_quads
from app.graph.serialisation import nquads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.identity import Kind
from app.model.article import PartialDate
from app.model.extraction import MentionKind
from app.model.vocabulary import EntityType, EventClass, RelationType, Role
from app.query import (
    EVERYTHING,
    EventCounts,
    Solutions,
    article_facts,
    count_events,
    decisions,
    entity_profile,
    happenings,
    merge,
    reject,
    split,
    undo,
)
from app.query import run as asked
from app.query.differences import Telling, Value, differences
from app.query.network import LiveNetwork, Network, build_network, edges
from app.query.profiles import read_profiles
from app.query.reports import read_reports
from app.query.resolve import resolve
from app.query.samples import samples
from tests.graph.examples import Story

NOW = datetime(2024, 5, 1, tzinfo=UTC)
LATER = datetime(2025, 5, 1, tzinfo=UTC)
ARSON = "Ein brann i Storvik drap {} fiskarar. Ordførar {} møtte Liv Strand i Storvik."


def story(
    identifier: str, dead: int, mayor: str, local: str, day: int, where: str = "no/storvik"
) -> tuple[Quad, ...]:
    text = ARSON.format(dead, mayor)
    told = Story(identifier, text, date=PartialDate(2024, 3, day))
    town = told.entity(where, EntityType.GEOPOLITICAL_ENTITY, "Storvik")
    fishers = told.entity(
        f"{identifier}/person/fiskarar", EntityType.PERSON, f"{dead} fiskarar", mention=MentionKind.NOMINAL
    )
    kari = told.entity(local, EntityType.PERSON, mayor)
    liv = told.entity("person/liv-strand", EntityType.PERSON, "Liv Strand")
    told.event(EventClass.DEATH, "drepe", "drap", text, (Role.PATIENT, fishers), (Role.PLACE, town))
    told.event(
        EventClass.MEETING,
        "møte",
        "møtte",
        text,
        (Role.AGENT, kari),
        (Role.COAGENT, liv),
        (Role.PLACE, town),
    )
    told.relation(RelationType.HOLDS_POSITION, kari, "Ordførar", text, literal="ordførar")
    return article_quads(told.linked())


FIRST = story("brann-a", 20, "Lisbet Strandheim", "person/lisbet-strandheim", 5)
SECOND = story("brann-b", 20, "Lisbeth Strandheim", "person/lisbeth-strandheim", 6)
THIRD = story("brann-c", 30, "Lisbeth Strandheim", "person/lisbeth-strandheim", 7)
OTHERS = tuple(
    story(f"andre-{n}", n, f"Nr{n} Person{n}", f"person/nr{n}-person{n}", 20, f"no/by{n}")
    for n in range(100, 112)
)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as opened:
        for quads in (FIRST, SECOND, THIRD, *OTHERS):
            opened.replace_article(quads)
        yield opened


def run(store: Store, now: datetime = NOW) -> dict[Kind, tuple[int, int, int]]:
    done = resolve(store, base=DEFAULT_BASE, now=now)
    return {r.kind: (r.decided, len(r.new), len(r.gone)) for r in done}


def merged(store: Store, local: str) -> tuple[str, ...]:
    profile = entity_profile(store, NamedNode(DEFAULT_BASE + local))
    assert profile is not None
    return profile.merged


def test_a_spelling_and_a_meeting(store: Store) -> None:
    run(store)
    assert merged(store, "person/lisbeth-strandheim") == (f"{DEFAULT_BASE}person/lisbet-strandheim",)
    assert merged(store, "person/liv-strand") == ()
    meetings = [h for h in happenings(store) if h.reports[0].kind == "Meeting"]
    assert {a.article.identifier for h in meetings for a in h.reports} >= {"brann-a", "brann-b", "brann-c"}


def test_running_it_again_changes_nothing(store: Store) -> None:
    first = run(store)
    before = nquads(decision_quads(store))
    again = run(store, LATER)
    assert {kind: (n, 0, 0) for kind, (n, _, _) in first.items()} == again
    assert nquads(decision_quads(store)) == before


def test_the_order_of_articles_changes_nothing(store: Store) -> None:
    run(store)
    with Store.memory() as other:
        for quads in reversed((FIRST, SECOND, THIRD, *OTHERS)):
            other.replace_article(quads)
            if quads is THIRD:
                run(other)
        run(other)
        groups = {(q.subject, q.object) for q in decision_quads(other) if "canonical" in q.predicate.value}
        assert groups == {
            (q.subject, q.object) for q in decision_quads(store) if "canonical" in q.predicate.value
        }


def test_people_have_the_last_word(store: Store) -> None:
    run(store)
    split(store, "person/lisbet-strandheim", None, base=DEFAULT_BASE, by="Liv", now=NOW)
    entities, *others = resolve(store, base=DEFAULT_BASE, now=LATER)
    assert (entities.decided, entities.overruled) == (1, 1)
    assert not any(other.overruled for other in others)
    assert merged(store, "person/lisbeth-strandheim") == ()


def test_what_was_taken_back_is_not_decided_again(store: Store) -> None:
    done = resolve(store, base=DEFAULT_BASE, now=NOW)
    (decision,) = done[0].new
    assert done[0].overruled == 0
    undo(store, decision.id, base=DEFAULT_BASE, by="Liv", now=NOW)
    assert resolve(store, base=DEFAULT_BASE, now=LATER)[0].overruled == 1
    assert merged(store, "person/lisbeth-strandheim") == ()


def test_what_nothing_speaks_for_any_longer_goes(store: Store) -> None:
    run(store)
    store.remove_article(NamedNode(f"{DEFAULT_BASE}article/brann-a"))
    decided, new, gone = run(store)[Kind.ENTITY]
    assert (decided, new, gone) == (0, 0, 1)


def test_events_and_reports_are_counted_and_differences_stand_side_by_side(store: Store) -> None:
    before = count_events(store)
    assert before.reports == before.events == 30
    run(store)
    after = count_events(store)
    assert after.reports == 30
    groups = happenings(store)
    assert after.events == 30 - sum(len(h.reports) - 1 for h in groups)
    deaths = [h for h in groups if h.reports[0].kind == "Death"]
    # Twenty dead and thirty dead are not put together by program; a person may.
    assert [{r.article.identifier for r in h.reports} for h in deaths] == [{"brann-a", "brann-b"}]


def test_the_sample_query_counts_the_same(store: Store) -> None:
    run(store)
    (counting,) = [one for one in samples() if "events-and-reports" in one.name]
    answer = asked(store, counting.query)
    assert isinstance(answer, Solutions)
    rows = answer.table()
    counts = count_events(store)
    assert sum(int(events) for _, events, _ in rows) == counts.events < counts.reports
    assert sum(int(reports) for _, _, reports in rows) == counts.reports


def test_wrong_facts_count_for_nothing(store: Store) -> None:
    run(store)
    before = count_events(store)
    record = store.article("brann-b")
    assert record is not None
    death, meeting, office = (
        next(f.iri for f in article_facts(store, record) if f.kind == kind)
        for kind in ("Death", "Meeting", "Relation")
    )
    assert any(death in d.decision.pair for d in decisions(store, base=DEFAULT_BASE))
    for fact in (death, meeting, office):
        reject(store, fact, base=DEFAULT_BASE, by="Liv", now=NOW)
    # At once, before anything is resolved anew.
    assert count_events(store) == EventCounts(before.reports - 2, before.events)
    assert all("brann-b" not in {r.article.identifier for r in h.reports} for h in happenings(store))
    run(store)
    decided = [d.decision for d in decisions(store, base=DEFAULT_BASE) if not d.decision.by_person]
    assert all(death not in d.pair and meeting not in d.pair for d in decided)
    offices = {p.iri: p.offices for p in read_profiles(store, DEFAULT_BASE, frozenset())}
    for other in ("brann-a", "brann-c"):
        record = store.article(other)
        assert record is not None
        reject(
            store,
            next(f.iri for f in article_facts(store, record) if f.kind == "Relation"),
            base=DEFAULT_BASE,
            by="Liv",
            now=NOW,
        )
    assert offices[f"{DEFAULT_BASE}person/lisbeth-strandheim"] == {"ordførar"}
    offices = {p.iri: p.offices for p in read_profiles(store, DEFAULT_BASE, frozenset())}
    assert offices[f"{DEFAULT_BASE}person/lisbeth-strandheim"] == set()


def test_differing_numbers_of_dead(store: Store) -> None:
    facts = {}
    for identifier in ("brann-a", "brann-c"):
        record = store.article(identifier)
        assert record is not None
        facts[identifier] = next(f for f in article_facts(store, record) if f.kind == "Death")
    merge(store, facts["brann-a"].iri, facts["brann-c"].iri, base=DEFAULT_BASE, by="Liv", now=NOW)
    (event,) = happenings(store)
    numbers = next(d for d in event.differences if d.about == "number of patient")
    assert numbers.values == (Value("20", ("brann-a",)), Value("30", ("brann-c",)))
    assert [f.article.identifier for f in event.reports] == ["brann-a", "brann-c"]
    assert event.history == (("actual", "brann-a"),)


def test_numbers_in_words_and_figures_agree() -> None:
    tellings = [
        Telling(article, (("patient", who),), None, "actual")
        for article, who in (("a", "to fiskarar"), ("b", "2 drepne"), ("c", "Minst tre døde"))
    ]
    found = {d.about: d.values for d in differences(tellings)}
    assert found["number of patient"] == (Value("2", ("a", "b")), Value("minst 3", ("c",)))
    assert "number of patient" not in {d.about for d in differences(tellings[:2])}


def test_copies_of_a_text_are_one_source(store: Store) -> None:
    text = (
        ARSON.format(20, "Lisbet Strandheim")
        + " Brannvesenet kom til staden etter ti minutt, men kunne lite gjere."
    )
    for name in ("avis", "bygdeblad"):
        told = Story(name, text, date=PartialDate(2024, 3, 5))
        town = told.entity("no/storvik", EntityType.GEOPOLITICAL_ENTITY, "Storvik")
        fishers = told.entity(
            f"{name}/person/f", EntityType.PERSON, "20 fiskarar", mention=MentionKind.NOMINAL
        )
        told.event(EventClass.DEATH, "drepe", "drap", text, (Role.PATIENT, fishers), (Role.PLACE, town))
        store.replace_article(article_quads(told.linked()))
    assert run(store)[Kind.TEXT] == (1, 1, 0)
    (decision,) = [d for d in decisions(store, base=DEFAULT_BASE) if d.decision.kind is Kind.TEXT]
    assert decision.decision.pair == (f"{DEFAULT_BASE}article/avis", f"{DEFAULT_BASE}article/bygdeblad")
    fires = [
        h for h in happenings(store) if {"avis", "bygdeblad"} <= {r.article.identifier for r in h.reports}
    ]
    assert fires and all(h.texts == len({r.article.iri for r in h.reports}) - 1 for h in fires)
    # Withdrawn, and nothing speaks for it any longer.
    store.remove_article(NamedNode(f"{DEFAULT_BASE}article/avis"))
    assert run(store)[Kind.TEXT] == (0, 0, 1)


def test_a_wrong_report_is_of_no_event(store: Store) -> None:
    run(store)
    before = count_events(store)
    (deaths,) = [h for h in happenings(store) if h.reports[0].kind == "Death"]
    made = reject(store, deaths.reports[0].iri, base=DEFAULT_BASE, by="Liv", now=NOW)
    # The other report is left.
    assert count_events(store) == EventCounts(before.reports - 1, before.events)
    assert [h for h in happenings(store) if h.reports[0].kind == "Death"] == []
    assert deaths.reports[0].iri not in {report.iri for report in read_reports(store, DEFAULT_BASE)}
    run(store)
    undo(store, made.id, base=DEFAULT_BASE, by="Liv", now=NOW)
    run(store)
    assert count_events(store) == before
    assert [h for h in happenings(store) if h.reports[0].kind == "Death"] == [deaths]


def test_edges_have_as_many_events_as_the_store_has_of_them(store: Store) -> None:
    def met(network: Network) -> list[tuple[int, int]]:
        return [(e.facts, e.events) for e in edges(network, EVERYTHING) if e.category == "Meeting"]

    reports = [h for h in read_reports(store, DEFAULT_BASE) if h.event_class == EventClass.MEETING]
    live = LiveNetwork(lambda: nullcontext(store))
    with live.reading() as network:
        before = met(network)
    run(store)
    with live.reading() as network:
        after = met(network)
        assert after == met(build_network(store))
        for happening in happenings(store):
            assert {network.entity(report.iri) for report in happening.reports} == {happening.iri}
    assert sum(facts for facts, _ in before) == sum(facts for facts, _ in after) == len(reports)
    assert sum(events for _, events in after) < sum(events for _, events in before)
