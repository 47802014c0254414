"""SPARQL, facts, entities and the projection over two small articles."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pyoxigraph import Literal, NamedNode

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query import (
    Answer,
    AnswerTooLargeError,
    GraphFormat,
    Party,
    QuerySyntaxError,
    ResultFormat,
    Solutions,
    Statements,
    article_facts,
    entity_facts,
    entity_node,
    entity_profile,
    find_entities,
    projection,
    readable,
    run,
    serialise,
)
from tests.graph.examples import TEXT, bokmaal, harbour

KARI, LIV = (NamedNode(f"{DEFAULT_BASE}person/{name}") for name in ("kari-vik", "liv-strand"))
MET = "SELECT DISTINCT ?who WHERE { ngr:person\\/kari-vik ng:met ?who } ORDER BY ?who"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        for linked in (harbour(), bokmaal()):
            filled.replace_article(article_quads(linked))
        yield filled


def test_prefixes_are_declared_and_the_union_is_the_default_graph(store: Store) -> None:
    result = run(store, MET)
    assert isinstance(result, Solutions)
    assert result.columns == ("who",)
    assert result.table() == (("ngr:country/northland",), ("ngr:person/liv-strand",))


def test_each_article_is_a_graph_of_its_own(store: Store) -> None:
    query = "SELECT ?id { GRAPH ?g { ?a ng:met ?b } ?g dcterms:identifier ?id } GROUP BY ?id ORDER BY ?id"
    result = run(store, query)
    assert isinstance(result, Solutions)
    assert [row[0].value for row in result.rows if isinstance(row[0], Literal)] == [
        "hamna-2024",
        "havnen-2024",
    ]


def test_from_names_the_dataset_and_reads_nothing_else(store: Store) -> None:
    graph = f"<{DEFAULT_BASE}article/havnen-2024>"
    assert run(store, f"ASK FROM {graph} {{ ?a ng:met ?b }}") == Answer(True)
    assert run(store, f"ASK FROM {graph} {{ ?a ng:passed ?b }}") == Answer(False)
    assert run(store, "ASK FROM <urn:x:nothing> { ?a ?p ?b }") == Answer(False)
    assert run(store, "ASK { ?a ?p ?b FILTER(?p != 'from') }") == Answer(True)


def test_construct_and_describe_give_statements(store: Store) -> None:
    result = run(store, "CONSTRUCT { ?b ng:met ?a } WHERE { ?a ng:met ?b }")
    assert isinstance(result, Statements)
    assert len(result.triples) == 4
    described = run(store, f"DESCRIBE <{KARI.value}>")
    assert isinstance(described, Statements)
    assert {t.subject for t in described.triples} == {KARI}


def test_errors_tell_the_place() -> None:
    with Store.memory() as empty, pytest.raises(QuerySyntaxError, match="no SPARQL query") as caught:
        run(empty, "SELECT *\nWHERE { ?a ?b }")
    assert caught.value.line == 2
    assert caught.value.column is not None


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "SELECT * { ?a foo:b ?c }",
            "the prefix foo: is not declared; add PREFIX foo: <…> before the query",
        ),
        (
            "PREFIX foo: <urn:x:> SELECT * { ?a foo:b 'no:' # not:\n ; NG:met ?c }",
            "the prefix NG: is not declared; add PREFIX NG: <https://w3id.org/nyhendegraf/ontology#> before",
        ),
        ("SELECT * { ?a :b ?c }", "the prefix : is not declared; add PREFIX : <…> before the query"),
        (
            "SELECT ?a ?b { ?a ?b ?c } GROUP BY ?a",
            "error at 1:38: The SELECT contains a variable that is unbound.",
        ),
        ("PREFIX foo <urn:x:> ASK {}", "error at 1:11: expected"),
        ("SELECT * { ?a ng:b\\z ?c }", "error at 1:20: expected something else."),
        ("SELECT * { ?a <no iri:x> ?c }", "IRI parsing failed."),
        ("SELECT * { ?a ng:met 'foo:bar }", "error at 1:32: expected"),
        ("SELECT * { ?a ?b } # foo:bar", "error at 1:18: expected"),
        ("", "error at 1:1: expected something else."),
    ],
)
def test_syntax_messages_are_short_and_name_what_is_wrong(store: Store, query: str, told: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        run(store, query)
    message = str(caught.value)
    assert told in message
    assert len(message) < 260
    assert message.isprintable()
    assert "'..'" not in message


PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"


@pytest.mark.parametrize(
    "ask",
    [
        *(partial(serialise, query=f"SELECT * {{ {PRODUCT} }}", results=form) for form in ResultFormat),
        *(
            partial(serialise, query=f"CONSTRUCT {{ ?a ?e ?i }} {{ {PRODUCT} }}", graph=g)
            for g in GraphFormat
        ),
        partial(run, query=f"SELECT * {{ {PRODUCT} }}"),
        partial(run, query=f"CONSTRUCT {{ ?a ?e ?i }} {{ {PRODUCT} }}"),
    ],
)
def test_an_answer_that_is_too_large_is_given_up(store: Store, ask: Callable[..., object]) -> None:
    with pytest.raises(AnswerTooLargeError, match=r"more than 0\.05 MB.*LIMIT.*NYHENDEGRAF_MAX_ANSWER_BYTES"):
        ask(store, max_bytes=50_000)


def test_an_answer_may_be_as_large_as_the_limit(store: Store) -> None:
    size = len(serialise(store, MET))
    assert len(serialise(store, MET, max_bytes=size)) == size
    with pytest.raises(AnswerTooLargeError):
        serialise(store, MET, max_bytes=size - 1)


@pytest.mark.parametrize(
    "update", ["DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "INSERT DATA { <x:a> <x:b> 1 }"]
)
def test_updates_are_no_queries(store: Store, update: str) -> None:
    before = len(store)
    with pytest.raises(QuerySyntaxError):
        run(store, update)
    assert len(store) == before


def test_standard_formats_can_be_read(store: Store) -> None:
    document = json.loads(serialise(store, MET, results=ResultFormat.JSON))
    assert document["head"]["vars"] == ["who"]
    assert {b["who"]["value"] for b in document["results"]["bindings"]} >= {LIV.value}
    rows = list(csv.reader(io.StringIO(serialise(store, MET, results=ResultFormat.CSV).decode())))
    assert rows[0] == ["who"]
    assert [LIV.value] in rows
    assert b"<sparql" in serialise(store, MET, results=ResultFormat.XML)
    assert serialise(store, MET, results=ResultFormat.TSV).startswith(b"?who\n")
    assert json.loads(serialise(store, "ASK {}", results=ResultFormat.JSON))["boolean"] is True
    assert serialise(store, "ASK {}", results=ResultFormat.CSV).strip() == b"true"


@pytest.mark.parametrize("graph", GraphFormat)
def test_graph_formats_say_the_name(store: Store, graph: GraphFormat) -> None:
    query = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s skos:prefLabel ?l }"
    assert b"Kari Vik" in serialise(store, query, graph=graph)


def test_terms_are_readable() -> None:
    assert readable(NamedNode("https://w3id.org/nyhendegraf/ontology#met")) == "ng:met"
    assert readable(NamedNode("https://example.org/x")) == "https://example.org/x"
    assert readable(Literal("hei", language="nn")) == "hei"


def test_facts_of_an_article_are_in_text_order_with_their_sentences(store: Store) -> None:
    article = store.article("hamna-2024")
    assert article is not None
    facts = article_facts(store, article)
    assert len(facts) == 10
    assert [f.trigger.begin for f in facts] == sorted(f.trigger.begin for f in facts)
    for fact in facts:
        assert fact.sentence.text == TEXT[fact.sentence.begin : fact.sentence.end]
        assert fact.trigger.text == TEXT[fact.trigger.begin : fact.trigger.end]
    adoption = next(f for f in facts if f.kind == "Adoption")
    assert adoption.asserted
    assert adoption.label == "Hamnerådet — vedtok — fråsegn om fiskeforbod i Langfjorden"
    assert adoption.subjects == (Party("Hamnerådet", f"{DEFAULT_BASE}body/harbour-council"),)
    assert adoption.predicate == Party("vedtok", "https://w3id.org/nyhendegraf/ontology#passed")
    assert adoption.time is not None
    assert (adoption.time.words, adoption.time.value, adoption.time.weekday) == (
        "måndag",
        "2024-03",
        "Monday",
    )
    visit = next(f for f in facts if f.kind == "Visit")
    assert not visit.asserted
    assert visit.modality == "Possible"
    assert visit.source == Party("Per Å. Moe", f"{DEFAULT_BASE}person/per-aa-moe")
    said = next(f for f in facts if f.kind == "Utterance")
    assert [q.text for q in said.quotations] == ["Vi er samde"]
    aged = next(f for f in facts if f.predicate is not None and f.predicate.label == "er i alderen")
    assert aged.objects == (Party("52", None),)
    assert next(f for f in facts if f.kind == "Abstention").stance == "Against"


def test_labels_come_in_the_language_asked_for(store: Store) -> None:
    article = store.article("hamna-2024")
    assert article is not None
    facts = article_facts(store, article, languages=("en", "nn"))
    adoption = next(f for f in facts if f.kind == "Adoption")
    assert adoption.subjects[0].label == "the Harbour Council"
    assert adoption.predicate is not None
    assert adoption.predicate.label == "passed"


def test_facts_of_an_entity_cross_articles(store: Store) -> None:
    facts = entity_facts(store, LIV)
    assert [(f.article.identifier, f.kind) for f in facts] == [
        ("hamna-2024", "Meeting"),
        ("hamna-2024", "Event"),
        ("hamna-2024", "Visit"),
        ("havnen-2024", "Meeting"),
    ]


def test_names_are_found_in_any_case_and_by_parts(store: Store) -> None:
    assert find_entities(store, "kari vik")[0].iri == KARI.value
    assert find_entities(store, "VIK")[0].iri == KARI.value
    council = find_entities(store, "Havnerådet")
    assert [(e.label, e.type) for e in council] == [("Hamnerådet", "GovernmentBody")]
    assert find_entities(store, "Hamnerådet i Storvik")[0].iri == council[0].iri
    (english,) = find_entities(store, "Havnerådet", languages=("en", "nn"))
    assert (english.label, english.rank) == ("the Harbour Council", 0)
    assert find_entities(store, "   ") == ()
    assert find_entities(store, "ingen") == ()
    assert len(find_entities(store, "k", limit=1)) == 1


def test_entity_is_found_by_iri_local_part_and_name(store: Store) -> None:
    for name in (KARI.value, "person/kari-vik", "Kari Vik", "kari"):
        assert entity_node(store, name, DEFAULT_BASE) == KARI
    assert entity_node(store, "ikkje her", DEFAULT_BASE) is None


def test_profile_gathers_what_all_articles_say(store: Store) -> None:
    profile = entity_profile(store, KARI)
    assert profile is not None
    assert (profile.label, profile.type, profile.mentions) == ("Kari Vik", "Person", 2)
    assert profile.labels == {"nn": "Kari Vik", "nb": "Kari Vik"}
    assert [a.identifier for a in profile.articles] == ["hamna-2024", "havnen-2024"]
    assert len(profile.facts) == 6
    council = entity_profile(store, NamedNode(f"{DEFAULT_BASE}body/harbour-council"))
    assert council is not None
    assert council.same_as == ("http://www.wikidata.org/entity/Q42",)
    assert council.aliases == ("Hamnerådet i Storvik",)
    assert entity_profile(store, NamedNode("urn:x:nobody")) is None


def test_projection_counts_facts_and_articles(store: Store) -> None:
    graph = projection(store)
    met = graph.edges[KARI.value, LIV.value, "https://w3id.org/nyhendegraf/ontology#met"]
    assert len(met.pop("evidence").split()) == 2
    assert met == {
        "label": "møtte",
        "type": "event",
        "iri": "https://w3id.org/nyhendegraf/ontology#met",
        "class": "Meeting",
        "weight": 2.0,
        "facts": 2,
        "events": 1,
        "articles": 2,
        "confidence": 0.9,
        "first": "2024-04-02",
        "last": "2024-04-02",
        "start": "2024-04-02",
        "end": "2024-04-02",
        "asserted": 2,
        "planned": 0,
        "negative": 0,
        "symmetric": True,
    }
    assert graph.nodes[KARI.value] == {
        "label": "Kari Vik",
        "type": "Person",
        "kind": "entity",
        "iri": KARI.value,
        "mentions": 2,
        "articles": 2,
        "positions": "havneminister",
        "age": 52,
        "start": "2024-04-02",
        "end": "2024-04-02",
    }
    labels = {data["label"] for _, _, data in graph.edges(data=True)}
    assert "besøkte" not in labels
    assert "er alliert med" not in labels
    assert list(graph) == sorted(graph)
