"""The read index: that it says what the store says, whatever way it came there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from app.graph.decisions import moment, read_decisions
from app.graph.identifiers import Identifiers
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE, NG
from app.identity import Judgement, Kind, decide, pair_of
from app.model.article import PartialDate
from app.model.extraction import MentionKind, Status, TimeExpression
from app.model.vocabulary import EntityType, EventClass, Modality, Polarity, Role
from app.query import (
    DecisionError,
    FactFilter,
    article_facts,
    fact_filter,
    merge,
    read_content,
    reject,
    split,
    undo,
)
from app.query.decisions import update_automatic
from app.query.index import Index, entities, index_of, reading
from app.query.index.database import INDEX
from app.query.index.packing import pack_fact, unpack_fact
from app.query.index.single import index_of_article
from tests.graph.examples import Story, bokmaal, harbour

NYNORSK, BOKMAAL = article_quads(harbour()), article_quads(bokmaal())
HARBOUR = NamedNode(f"{DEFAULT_BASE}article/hamna-2024")
KARI, LIV = f"{DEFAULT_BASE}person/kari-vik", f"{DEFAULT_BASE}person/liv-strand"
NORTHLAND = f"{DEFAULT_BASE}country/northland"
PEOPLE = ("Kari", "Åse", "Bjørn", "Kari Anne")
DUMPS = {
    "standing": "SELECT iri, one FROM standing",
    "article": "SELECT iri, identifier, language, headline, published, url, first, last, digest, wide, text "
    "FROM article",
    "entity": "SELECT iri, type, mentions, articles, labels, wikidata FROM entity WHERE articles > 0",
    "entity_in": "SELECT e.iri, sort, i.type, i.mentions, record FROM entity_in i JOIN entity e ON e.id = i.entity",
    "trait": "SELECT e.iri, kind, value, uses FROM trait JOIN entity e ON e.id = entity",
    "name": "SELECT e.iri, name, language, preferred, folded, uses FROM name JOIN entity e ON e.id = entity",
    "word": "SELECT e.iri, name.name, word FROM word JOIN name ON name.id = word.name JOIN entity e ON e.id = entity",
    "spelling": "SELECT e.iri, name FROM spelling_docsize d JOIN name ON name.id = d.id JOIN entity e ON e.id = entity",
    "predicate": "SELECT iri, language, label, uses FROM predicate",
    "fact": (
        "SELECT f.iri, wrong, sort, category, polarity, modality, asserted, s.iri, confidence, first, last, said, "
        "record "
        "FROM fact f JOIN told ON told.id = f.id LEFT JOIN entity s ON s.id = source"
    ),
    "part": (
        "SELECT e.iri, part.sort, f.iri, roles, part.first, says FROM part JOIN entity e ON e.id = entity "
        "JOIN fact f ON f.id = fact"
    ),
    "edge": (
        "SELECT a.iri, b.iri, predicate, f.iri, r.iri, edge.category, edge.asserted, edge.first, edge.last FROM edge "
        "JOIN entity a ON a.id = subject JOIN entity b ON b.id = object JOIN fact f ON f.id = fact "
        "JOIN article r ON r.id = edge.article"
    ),
    "mention": (
        "SELECT e.iri, sort, begin, stop, a.iri, kind, mention.text FROM mention JOIN entity e ON e.id = entity "
        "JOIN article a ON a.id = article"
    ),
}


def everything(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    found = {name: sorted(connection.execute(query).fetchall(), key=repr) for name, query in DUMPS.items()}
    for name in ("entity_in", "trait", "name", "fact", "part", "edge", "mention"):
        (number,) = connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()
        assert number == len(found[name]), f"{name} has rows of what is not there"
    return found


def story(number: int, who: tuple[int, ...], kind: EventClass, negative: bool, day: int) -> tuple[Quad, ...]:
    names = [PEOPLE[n] for n in dict.fromkeys(who)]
    text = f"{' og '.join(names)} møtte Oslo i går."
    told = Story(f"artikkel-{number}", text, date=PartialDate(2024, 3, day))
    keys = [
        told.entity(
            f"person/{n}",
            EntityType.PERSON if day % 2 else EntityType.CONCEPT,
            name,
            labels=((name if day < 10 else f"{name} {day}", "nn"),),
            wikidata=(f"Q{n + 1}",) if negative else (),
        )
        for n, name in zip(dict.fromkeys(who), names, strict=True)
    ]
    town = told.entity("place/oslo", EntityType.PLACE, "Oslo", mention=MentionKind.NAME)
    told.event(
        kind,
        "møte",
        "møtte",
        text,
        *((Role.AGENT, key) for key in keys),
        (Role.PATIENT, town),
        status=Status(Polarity.NEGATIVE if negative else Polarity.POSITIVE, Modality.ACTUAL, keys[-1]),
        time=TimeExpression(told.span("i går"), "i går", PartialDate(2024, 3, day)),
        quotations=(told.quotation(names[0]),) if negative else (),
    )
    return article_quads(told.linked())


stories = st.builds(
    story,
    st.integers(0, 3),
    st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple),
    st.sampled_from([EventClass.MEETING, EventClass.VISIT, EventClass.EVENT]),
    st.booleans(),
    st.integers(1, 20),
)
NOW = datetime(2024, 5, 1, tzinfo=UTC)
deciding = st.tuples(
    st.sampled_from([merge, split, undo, reject]),
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
    st.booleans(),
)
"""What is decided, on which two, and whether the program decides."""


def decide_on(store: Store, step: tuple[Any, tuple[int, int], bool]) -> None:
    what, (one, other), automatic = step
    known = [d for d in read_decisions(store) if d.active]
    if automatic:
        pair = pair_of(*(f"{DEFAULT_BASE}person/{n}" for n in (one, other))) if one != other else None
        made = (
            [decide(Kind.ENTITY, Judgement.SAME, pair, by="p", by_person=False, time=moment(NOW), reason="")]
            if pair
            else []
        )
        update_automatic(store, Kind.ENTITY, made, Identifiers(DEFAULT_BASE))
    elif what is reject:
        facts = sorted(
            q.subject.value
            for q in store.quads_for_pattern(None, NG("polarity"), None, None)
            if isinstance(q.subject, NamedNode)
        )
        if facts:
            # What is wrong already is not decided again.
            with suppress(DecisionError):
                reject(store, facts[one % len(facts)], base=DEFAULT_BASE, by="liv", now=NOW)
    elif what is undo:
        if known:
            undo(store, known[one % len(known)].id, base=DEFAULT_BASE, by="liv", now=NOW)
    else:
        with suppress(DecisionError):
            what(store, f"person/{one}", f"person/{other}", base=DEFAULT_BASE, by="liv", now=NOW)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        for quads in (NYNORSK, BOKMAAL):
            filled.replace_article(quads)
        yield filled


@pytest.fixture
def index(store: Store) -> Iterator[Index]:
    with closing(index_of(store)) as made:
        made.refresh(store)
        yield made


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.one_of(stories, st.integers(0, 3), deciding), max_size=10), cut=st.integers(0, 8))
def test_an_index_that_followed_is_one_that_is_made_anew(steps: list[Any], cut: int) -> None:
    with Store.memory() as store, closing(index_of(store)) as follower, closing(index_of(store)) as late:
        for place, step in enumerate(steps):
            if isinstance(step, int):
                store.remove_article(NamedNode(f"{DEFAULT_BASE}article/artikkel-{step}"))
            elif callable(step[0]):
                decide_on(store, step)
            else:
                store.replace_article(step)
            follower.refresh(store)
            if place == cut:
                late.refresh(store)
        late.refresh(store)
        follower.refresh(store)
        with closing(index_of(store)) as fresh:
            fresh.refresh(store)
            expected = everything(fresh.reading())
            assert everything(follower.reading()) == expected
            assert everything(late.reading()) == expected


def test_facts_are_packed_without_loss() -> None:
    for quads in (NYNORSK, BOKMAAL):
        content = read_content(quads)
        assert content is not None
        for fact in content.facts:
            assert unpack_fact(pack_fact(fact), fact.article) == fact


filters = st.builds(
    fact_filter,
    begin=st.sampled_from([None, "2023", "2024-03-15", "2024-04"]),
    end=st.sampled_from([None, "2024-04-01", "2024-12", "2030"]),
    classes=st.lists(
        st.sampled_from(["Meeting", "Adoption", "Relation", "Consultation", "Event"]), max_size=2
    ),
    min_confidence=st.sampled_from([None, 0.8, 0.9]),
    source=st.sampled_from([None, "article", "person/per-aa-moe", "person/nobody"]),
    articles=st.lists(
        st.sampled_from(["hamna-2024", f"{DEFAULT_BASE}article/havnen-2024", "none"]), max_size=2
    ),
    polarity=st.sampled_from([None, "positive", "negative"]),
    modalities=st.lists(st.sampled_from(["actual", "possible"]), max_size=2),
    status=st.sampled_from([None, "all"]),
    language=st.sampled_from([None, "nn", "nb"]),
    dated=st.sampled_from([None, "event", "published"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=filters, entity=st.sampled_from([None, KARI, LIV, NORTHLAND]))
def test_a_condition_leaves_what_the_filter_accepts(
    index: Index, chosen: FactFilter, entity: str | None
) -> None:
    expected = []
    for quads in (NYNORSK, BOKMAAL):
        content = read_content(quads)
        assert content is not None
        expected += [
            f.iri
            for f in content.facts
            if chosen.accepts(f, content.article) and (entity is None or entity in f.parties)
        ]
    parties = [] if entity is None else [(entity, None)]
    found = reading.facts(index.reading(), chosen, limit=100, parties=parties)
    assert [row.fact.iri for row in found] == expected
    if entity is not None:
        dated = reading.timeline(index.reading(), entity, chosen, limit=100)
        days = [row.fact.first or row.fact.last or "" for row in dated]
        assert days == sorted(days)
        undated = reading.undated(index.reading(), entity, chosen, limit=100)
        assert sorted(row.fact.iri for row in (*dated, *undated)) == sorted(expected)


def test_pages_put_together_are_the_whole(index: Index) -> None:
    connection = index.reading()
    whole = reading.facts(connection, limit=100)
    assert len(whole) == 11
    paged, after = [], ("", -1)
    while some := reading.facts(connection, limit=3, after=after):
        paged += some
        after = some[-1].key
    assert paged == whole
    spoken = reading.mentions(connection, KARI, limit=100)
    assert reading.mentions(connection, KARI, limit=100, after=spoken[0].key) == spoken[1:]


def test_facts_are_those_of_the_store(store: Store, index: Index) -> None:
    for record in store.articles():
        expected = [fact.iri for fact in article_facts(store, record)]
        assert [row.fact.iri for row in reading.article_facts(index.reading(), record.iri.value)] == expected


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("agent", ["Event", "Meeting", "Utterance", "Meeting"]),
        ("coagent", []),
        ("subject", ["Relation", "Relation", "Event", "Meeting", "Meeting"]),
    ],
)
def test_facts_by_role(index: Index, role: str, kinds: list[str]) -> None:
    found = reading.facts(index.reading(), limit=100, parties=[(KARI, role)])
    assert sorted(row.fact.kind for row in found) == sorted(kinds)


def test_facts_of_several_have_them_all(index: Index) -> None:
    found = reading.facts(index.reading(), limit=100, parties=[(KARI, None), (LIV, None)])
    assert [row.fact.kind for row in found] == ["Meeting", "Event", "Meeting"]
    assert all({KARI, LIV} <= set(row.fact.parties) for row in found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kari Vik", KARI),
        ("kari", KARI),
        ("VIK", KARI),
        ("Karri Vikk", KARI),
        ("per a moe", f"{DEFAULT_BASE}person/per-aa-moe"),
        ("havneradet", f"{DEFAULT_BASE}body/harbour-council"),
        ("harbour coun", f"{DEFAULT_BASE}body/harbour-council"),
        ("langfjordn", f"{DEFAULT_BASE}place/langfjorden"),
    ],
)
def test_names_are_found_as_people_write_them(index: Index, text: str, first: str) -> None:
    hits = entities.by_name(index.reading(), text)
    assert hits[0].entity.iri == first
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    "text", ["", "  ", "%", '"', "finst ikkje", "x" * 400, "'; --", "* OR x", "«»", "\u0301"]
)
def test_what_is_nobodys_name_finds_nobody(index: Index, text: str) -> None:
    assert entities.by_name(index.reading(), text) == []


def test_entities_by_type_and_link(index: Index) -> None:
    connection = index.reading()
    people = entities.by_mentions(connection, limit=10, types=["Person"])
    assert [p.labels["nn"] for p in people] == ["Kari Vik", "Liv Strand", "Per Å. Moe"]
    assert [p.mentions for p in people] == [2, 2, 1]
    assert [e.wikidata for e in entities.by_mentions(connection, limit=10, linked=True)] == [
        "http://www.wikidata.org/entity/Q42"
    ]
    after = (people[0].mentions, people[0].iri)
    assert entities.by_mentions(connection, limit=10, types=["Person"], after=after) == people[1:]


def test_neighbours_with_their_ties(index: Index) -> None:
    found = entities.neighbours(index.reading(), KARI, fact_filter(), limit=10, skip=0)
    assert [n.entity.iri for n in found] == [LIV, NORTHLAND]
    liv = found[0]
    assert (liv.facts, liv.articles) == (3, 2)
    met = next(tie for tie in liv.ties if tie.category == "Meeting")
    assert (met.direction, met.facts, met.articles, met.asserted) == ("out", 2, 2, 2)
    assert (met.first, met.last) == ("2024-04-02", "2024-04-02")
    mirrored = entities.neighbours(index.reading(), LIV, fact_filter(), limit=10, skip=0)
    assert {t.direction for n in mirrored if n.entity.iri == KARI for t in n.ties} == {"in"}
    only = entities.neighbours(index.reading(), KARI, fact_filter(articles=["havnen-2024"]), limit=10, skip=0)
    assert [(n.entity.iri, n.facts) for n in only] == [(LIV, 1)]
    assert entities.neighbours(index.reading(), KARI, fact_filter(), limit=1, skip=1) == found[1:]


def test_reports_are_what_several_articles_say(store: Store) -> None:
    again = article_quads(bokmaal("anna-avis"))
    store.replace_article(again)
    with closing(index_of(store)) as index:
        index.refresh(store)
        (meeting,) = reading.facts(index.reading(), fact_filter(articles=["anna-avis"]), limit=5)
        reports = reading.reports(index.reading(), meeting, limit=5)
        assert [row.article.identifier for row in reports] == ["anna-avis", "havnen-2024"]


def test_one_article_alone_is_indexed_as_in_a_store(index: Index) -> None:
    content = read_content(BOKMAAL)
    assert content is not None
    with closing(index_of_article(content)) as single:
        its = reading.article_facts(single, content.article.iri.value)
        stored = reading.article_facts(index.reading(), content.article.iri.value)
        assert [row.fact for row in its] == [row.fact for row in stored]


# The file


def test_it_is_kept_beside_the_store_and_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
        with closing(index_of(store)) as index:
            assert index.refresh(store)
    assert (path / INDEX).exists()
    with Store.open(path) as store, closing(index_of(store)) as index:
        (path / "nyhendegraf.changes").unlink()
        assert not index.refresh(store), "nothing has changed"
        store.replace_article(BOKMAAL)
        assert index.refresh(store)
        assert reading.number_of_articles(index.reading()) == 2


@pytest.mark.parametrize(
    "damage", [b"no database at all" * 100, b"", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
        with closing(index_of(store)) as index:
            index.refresh(store)
        (path / INDEX).write_bytes(damage)
        with closing(index_of(store)) as index:
            assert index.refresh(store)
            assert reading.number_of_articles(index.reading()) == 1


def test_another_store_in_its_place_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
        with closing(index_of(store)) as index:
            index.refresh(store)
    kept = (path / INDEX).read_bytes()
    other = tmp_path / "other"
    with Store.open(other) as store:
        store.replace_article(BOKMAAL)
        (other / INDEX).write_bytes(kept)
        with closing(index_of(store)) as index:
            index.refresh(store)
            assert [a.identifier for a in reading.articles(index.reading(), limit=9)] == ["havnen-2024"]


def test_a_folder_that_cannot_be_written_to_has_its_index_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
    (path / INDEX).mkdir()
    with Store.read(path) as store:
        index = index_of(store)
        index.refresh(store)
        assert reading.number_of_articles(index.reading()) == 1
        index.close()
    assert not any((path / INDEX).iterdir())


def test_an_index_that_is_ahead_stays(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
    with Store.snapshot(path) as before:
        with Store.open(path) as store:
            store.replace_article(BOKMAAL)
            with closing(index_of(store)) as index:
                index.refresh(store)
        with closing(index_of(before)) as index:
            assert not index.refresh(before)
            assert reading.number_of_articles(index.reading()) == 2


def test_what_is_read_in_one_moment_is_of_one_state(store: Store, index: Index) -> None:
    connection = index.reading()
    with reading.one_moment(connection):
        assert reading.number_of_articles(connection) == 2
        store.remove_article(HARBOUR)
        index.refresh(store)
        assert reading.number_of_articles(connection) == 2
    assert reading.number_of_articles(connection) == 1


def test_an_update_of_anything_is_followed(store: Store, index: Index) -> None:
    store.update(f"DROP GRAPH {HARBOUR}")
    assert index.refresh(store)
    assert [a.identifier for a in reading.articles(index.reading(), limit=9)] == ["havnen-2024"]


def test_an_index_of_no_folder_is_gone_with_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        index = index_of(store)
        index.refresh(store)
        assert index.reading().execute("SELECT count(*) FROM article").fetchone() == (1,)
        assert len(list(tmp_path.iterdir())) == 1
        index.close()
    assert not list(tmp_path.iterdir())
