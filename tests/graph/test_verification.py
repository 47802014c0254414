"""Whether a store is as it should be, and what is in it."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from app.graph.backups import hash_of
from app.graph.mapping import article_quads
from app.graph.serialisation import turtle_of
from app.graph.shapes import validate
from app.graph.statistics import VOID, statistics, void
from app.graph.store import Store
from app.graph.verification import Kind, verify
from app.graph.versions import SCHEMA_VERSION
from app.graph.vocabulary import DEFAULT_BASE, NG, SCHEMA, SKOS, TYPE
from tests.graph.examples import bokmaal, harbour

NYNORSK, BOKMAAL = article_quads(harbour()), article_quads(bokmaal())
HARBOUR = NamedNode(f"{DEFAULT_BASE}article/hamna-2024")
KARI = NamedNode(f"{DEFAULT_BASE}person/kari-vik")
EXTRA = NamedNode(f"{DEFAULT_BASE}person/ingen")
NOTE = NG("oldNote")


# Verification


def test_a_right_store_has_nothing_wrong(store: Store) -> None:
    store.load((*NYNORSK, *BOKMAAL))
    heard: list[str] = []
    report = verify(store, base=DEFAULT_BASE, validate=validate, told=heard.append)
    assert report.findings == ()
    assert (report.version, report.articles) == (SCHEMA_VERSION, 2)
    assert report.quads == len(NYNORSK) + len(BOKMAAL)
    assert report.graph_hash == hash_of(store)
    assert heard == ["hamna-2024", "havnen-2024"]


LABEL = Quad(EXTRA, SKOS("prefLabel"), Literal("Ingen", language="nn"), HARBOUR)


@pytest.mark.parametrize(
    ("added", "kind", "words"),
    [
        ([Quad(KARI, NG("visited"), EXTRA, HARBOUR)], Kind.REFERENCE, "not described"),
        ([Quad(KARI, NG("visited"), EXTRA, HARBOUR)], Kind.CHECK, "no positive, actual fact"),
        (
            [LABEL, Quad(EXTRA, TYPE, SCHEMA("Person"), HARBOUR)],
            Kind.ORPHAN,
            "nothing of the article speaks of it",
        ),
        ([Quad(KARI, SKOS("prefLabel"), Literal("Kari", language="nn"), HARBOUR)], Kind.SHAPE, "prefLabel"),
        ([Quad(EXTRA, NOTE, Literal("x"), EXTRA)], Kind.ORPHAN, "is a graph and no article"),
        ([Quad(EXTRA, NOTE, Literal("x"))], Kind.ORPHAN, "in the default graph"),
    ],
)
def test_what_is_wrong_is_found(store: Store, added: list[Quad], kind: Kind, words: str) -> None:
    store.replace_article(NYNORSK)
    store.database.extend(added)
    report = verify(store, base=DEFAULT_BASE, validate=validate)
    assert any(f.kind is kind and words in f.message for f in report.findings)


def test_graphs_of_others_are_no_concern(store: Store) -> None:
    other = NamedNode("https://example.org/graf")
    store.database.add(Quad(other, NOTE, Literal("x"), other))
    assert verify(store, base=DEFAULT_BASE).findings == ()


# Statistics


def test_statistics_count_what_is_there(store: Store) -> None:
    store.load((*NYNORSK, *BOKMAAL))
    numbers = statistics(store)
    both = (*NYNORSK, *BOKMAAL)
    assert (numbers.articles, numbers.quads) == (2, len(both))
    assert numbers.subjects == len({q.subject for q in both})
    assert numbers.objects == len({q.object for q in both})
    assert numbers.properties == len({q.predicate for q in both}) == len(numbers.by_property)
    assert numbers.languages == (("nb", 1), ("nn", 1))
    assert numbers.published == ("2024-03", "2024-04-02")
    people = {q.subject for q in both if q.predicate == TYPE and q.object == SCHEMA("Person")}
    assert dict(numbers.by_class)[SCHEMA("Person").value] == len(people)
    assert sum(count for _, count in numbers.by_property) == len(both)


def test_void_says_the_same_whenever_it_is_written(store: Store) -> None:
    store.load(NYNORSK)
    numbers = statistics(store)
    dataset = NamedNode(f"{DEFAULT_BASE}dataset")
    triples = void(numbers, dataset, DEFAULT_BASE)
    said = {(t.subject, t.predicate.value.removeprefix(VOID)): t.object for t in triples}
    assert said[dataset, "triples"] == Literal(len(NYNORSK))
    assert said[dataset, "documents"] == Literal(1)
    partitions = {t.object for t in triples if t.predicate.value == f"{VOID}propertyPartition"}
    counts = [t.object for t in triples if t.subject in partitions and t.predicate.value == f"{VOID}triples"]
    assert sum(int(count.value) for count in counts if isinstance(count, Literal)) == len(NYNORSK)
    written = turtle_of(triples, others={"void": VOID})
    assert written == turtle_of(reversed(triples), others={"void": VOID})
    assert len(list(parse(written, RdfFormat.TURTLE))) == len(triples)


def test_an_empty_store_has_statistics(store: Store) -> None:
    numbers = statistics(store)
    assert (numbers.articles, numbers.quads, numbers.published) == (0, 0, None)
