"""The read index and decisions: what was put together is one entity, and what is taken back is as it was."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.graph.changelog import CHANGES
from app.graph.mapping import article_quads
from app.graph.port import State
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.model.vocabulary import EntityType, EventClass, RelationType, Role
from app.query import fact_filter, merge, read_content, reject, split, undo
from app.query.index import Index, entities, index_of, reading
from app.query.index.single import index_of_article
from tests.graph.examples import Story, harbour
from tests.query.index.test_index import everything

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
KARI, OTHER, OLA = (f"{DEFAULT_BASE}person/{name}" for name in ("kari-vik", "kari-b-vik", "ola-nes"))


def second() -> Story:
    text = "Kari B. Vik møtte Ola Nes. Kari B. Vik er lærar."
    story = Story("hamna-igjen", text)
    kari = story.entity("person/kari-b-vik", EntityType.PERSON, "Kari B. Vik", wikidata=("Q7",))
    ola = story.entity("person/ola-nes", EntityType.PERSON, "Ola Nes")
    story.event(EventClass.MEETING, "møte", "møtte", text, (Role.AGENT, kari), (Role.COAGENT, ola))
    story.relation(RelationType.HOLDS_POSITION, kari, "er", text, literal="lærar")
    return story


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        filled.replace_article(article_quads(harbour()))
        filled.replace_article(article_quads(second().linked()))
        yield filled


@pytest.fixture
def index(store: Store) -> Iterator[Index]:
    with closing(index_of(store)) as made:
        made.refresh(store)
        yield made


def test_what_is_put_together_is_one_entity(store: Store, index: Index) -> None:
    connection = index.reading()
    before = [entities.entity(connection, iri) for iri in (KARI, OTHER)]
    assert all(before)
    merge(store, KARI, OTHER, base=DEFAULT_BASE, by="liv", now=NOW)
    assert index.refresh(store)
    row = entities.entity(connection, KARI)
    assert row is not None and row.iri == OTHER, "the fuller name stands for both"
    assert row == entities.entity(connection, OTHER)
    assert (row.mentions, row.articles) == (sum(r.mentions for r in before if r), 2)
    assert row.labels["nn"] == "Kari B. Vik"
    assert row.wikidata is not None
    assert "Kari Vik" in entities.entity_names(connection, OTHER)
    assert entities.merged(connection, OTHER) == [KARI]
    assert entities.merged(connection, KARI) == []
    for name in ("Kari Vik", "Kari B. Vik"):
        found = [hit.entity.iri for hit in entities.by_name(connection, name)]
        assert found[0] == OTHER and KARI not in found
    assert len(reading.mentions(connection, KARI, limit=100)) == row.mentions
    beside = {n.entity.iri for n in entities.neighbours(connection, KARI, fact_filter(), limit=50, skip=0)}
    assert {OLA, f"{DEFAULT_BASE}person/liv-strand"} <= beside
    for iri in (KARI, OTHER):
        facts = reading.facts(connection, limit=100, parties=[(iri, None)])
        assert {fact.article.identifier for fact in facts} == {"hamna-2024", "hamna-igjen"}
        assert all(OTHER in fact.fact.parties and KARI not in fact.fact.parties for fact in facts)
    assert reading.facts(connection, fact_filter(source=KARI, status="all"), limit=9) == reading.facts(
        connection, fact_filter(source=OTHER, status="all"), limit=9
    )


@pytest.mark.parametrize("how", ["undo", "split"])
def test_what_is_taken_back_is_as_it_was(store: Store, index: Index, how: str) -> None:
    before = everything(index.reading())
    made = merge(store, KARI, OTHER, base=DEFAULT_BASE, by="liv", now=NOW)
    index.refresh(store)
    assert everything(index.reading()) != before
    with closing(index_of(store)) as anew:
        anew.refresh(store)
        assert everything(anew.reading()) == everything(index.reading())
    if how == "undo":
        undo(store, made.id, base=DEFAULT_BASE, by="liv", now=NOW)
    else:
        split(store, KARI, base=DEFAULT_BASE, by="liv", now=NOW)
    index.refresh(store)
    assert everything(index.reading()) == before


def test_one_article_alone_is_indexed_with_what_was_decided(store: Store, index: Index) -> None:
    merge(store, KARI, OTHER, base=DEFAULT_BASE, by="liv", now=NOW)
    (meeting,) = reading.facts(
        index.reading(), fact_filter(articles=["hamna-igjen"], classes=["Meeting"]), limit=9
    )
    reject(store, meeting.fact.iri, base=DEFAULT_BASE, by="liv", now=NOW)
    index.refresh(store)
    content = read_content(article_quads(second().linked()))
    assert content is not None
    with closing(index_of_article(content, index.reading())) as single:
        its, stored = (
            [row.fact for row in reading.article_facts(connection, content.article.iri.value)]
            for connection in (single, index.reading())
        )
        assert its == stored and len(its) == len(content.facts) - 1


def test_two_of_one_article_that_are_one_have_nothing_to_do_with_themselves(
    store: Store, index: Index
) -> None:
    merge(store, OLA, OTHER, base=DEFAULT_BASE, by="liv", now=NOW)
    index.refresh(store)
    row = entities.entity(index.reading(), OLA)
    assert row is not None and row.articles == 1
    assert entities.neighbours(index.reading(), OLA, fact_filter(), limit=9, skip=0) == []


def test_reports_of_one_event_are_told_together(store: Store, index: Index) -> None:
    connection = index.reading()
    meetings = [
        row.fact.iri
        for article in ("hamna-2024", "hamna-igjen")
        for row in reading.facts(connection, fact_filter(articles=[article], classes=["Meeting"]), limit=1)
    ]
    merge(store, *meetings, base=DEFAULT_BASE, by="liv", now=NOW)
    index.refresh(store)
    for iri in meetings:
        row = reading.fact(connection, iri)
        assert row is not None
        assert [report.fact.iri for report in reading.reports(connection, row, limit=9)] == meetings


def test_decisions_are_taken_over_where_all_articles_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(article_quads(harbour()))
        store.replace_article(article_quads(second().linked()))
        with closing(index_of(store)) as index:
            index.refresh(store)
    with Store.open(path) as store:
        merge(store, KARI, OTHER, base=DEFAULT_BASE, by="liv", now=NOW)
        (path / CHANGES).unlink()
        assert store.changes_since(State(store.state().store, 0)).everything
        with closing(index_of(store)) as index:
            index.refresh(store)
            row = entities.entity(index.reading(), KARI)
            assert row is not None and (row.iri, row.articles) == (OTHER, 2)
