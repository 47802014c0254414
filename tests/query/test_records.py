"""What an article's graph says, read in one pass, is what the store tells of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import DEFAULT_BASE
from app.query import article_content, entity_profile, read_content, read_fact
from app.query.records import Evidence, When, article_outline, day_bounds
from tests.graph.examples import TEXT, bokmaal, harbour

QUADS = article_quads(harbour())
KARI = f"{DEFAULT_BASE}person/kari-vik"


def test_everything_of_an_article_is_read() -> None:
    content = read_content(QUADS)
    assert content is not None
    assert (content.article.identifier, content.article.published, content.text) == (
        "hamna-2024",
        "2024-03",
        TEXT,
    )
    assert [f.category for f in content.facts] == [
        "locatedIn",
        "Adoption",
        "Abstention",
        "allyOf",
        "holdsPosition",
        "aged",
        "Meeting",
        "Event",
        "Utterance",
        "Visit",
    ]
    assert len(content.entities) == 8
    council = next(e for e in content.entities if e.iri.endswith("body/harbour-council"))
    assert council.type == "GovernmentBody"
    assert council.labels == {"en": "the Harbour Council", "nb": "Havnerådet", "nn": "Hamnerådet"}
    assert (council.aliases, council.mentions) == (("Hamnerådet i Storvik",), 1)
    assert council.same_as == ("http://www.wikidata.org/entity/Q42",)
    assert {m.entity for m in content.mentions} == {e.iri for e in content.entities}
    assert all(
        m.evidence.text == TEXT[m.evidence.begin : m.evidence.end] and m.kind for m in content.mentions
    )
    assert content.predicates == {f"{DEFAULT_BASE}predicate/vere_samd": {"nn": "vere samd"}}


def test_facts_have_ends_bounds_and_status() -> None:
    content = read_content(QUADS)
    assert content is not None
    facts = {f.category: f for f in content.facts}
    adoption, meeting, visit = (facts[name] for name in ("Adoption", "Meeting", "Visit"))
    assert adoption.time == When("måndag", "2024-03", "Monday")
    assert (adoption.first, adoption.last) == ("2024-03-01", "2024-03-31")
    assert (meeting.first, meeting.last) == (None, None)
    assert len(meeting.pairs) == 4
    assert meeting.asserted and not visit.asserted
    assert visit.source == f"{DEFAULT_BASE}person/per-aa-moe"
    assert visit.source in visit.parties
    assert (facts["aged"].literal, facts["aged"].objects, facts["aged"].pairs) == ("52", (), ())
    assert [e.text for e in facts["Utterance"].quotations] == ["Vi er samde"]
    assert facts["Abstention"].stance == "Against"


@given(st.permutations(QUADS))
def test_the_order_of_quads_changes_nothing(quads: list[object]) -> None:
    assert read_content(quads) == read_content(QUADS)  # type: ignore[arg-type]


def test_one_fact_is_read_as_with_the_rest() -> None:
    with Store.memory() as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
        for record in store.articles():
            content = article_content(store, record.iri)
            assert content is not None
            assert content.article == record
            for fact in content.facts:
                assert read_fact(store, NamedNode(fact.iri), record.iri) == fact
        assert read_fact(store, NamedNode(KARI), record.iri) is None
        assert article_content(store, NamedNode("urn:x:none")) is None
        contents = [article_content(store, record.iri) for record in store.articles()]
        told = {f.iri for c in contents if c is not None for f in c.facts if KARI in f.parties}
        profile = entity_profile(store, NamedNode(KARI))
        assert profile is not None
        assert {f.iri for f in profile.facts} == told


def test_an_outline_says_the_same_without_words() -> None:
    with Store.memory() as store:
        store.replace_article(QUADS)
        (record,) = store.articles()
        content, outline = article_content(store, record.iri), article_outline(store, record.iri)
    assert content is not None and outline is not None
    none = Evidence(0, 0, "")
    assert sorted(outline.facts, key=lambda f: f.iri) == [
        replace(f, rule="", trigger=none, sentence=none, quotations=(none,) * len(f.quotations))
        for f in sorted(content.facts, key=lambda f: f.iri)
    ]
    assert outline.entities == tuple(replace(e, aliases=(), about=(), reasons=()) for e in content.entities)
    assert (outline.article, outline.text, outline.mentions) == (content.article, "", ())
    assert outline.predicates == content.predicates


def test_what_lacks_a_sentence_is_no_fact() -> None:
    fewer = [q for q in QUADS if not q.predicate.value.endswith("#evidence")]
    content = read_content(fewer)
    assert content is not None and content.facts == ()
    assert read_content(()) is None


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-03-25", ("2024-03-25", "2024-03-25")),
        ("2024-03-25T10:00:00Z", ("2024-03-25", "2024-03-25")),
        ("2019/2021-04", ("2019-01-01", "2021-04-30")),
        ("2019/..", ("2019-01-01", None)),
        ("../2021", (None, "2021-12-31")),
        ("2024-13", (None, None)),
        ("2024-02-30", (None, None)),
        ("0000", (None, None)),
        ("12024", (None, None)),
        ("2024-3", (None, None)),
        ("i dag", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_bounds_are_the_days_that_it_may_be(value: str | None, bounds: tuple[str | None, str | None]) -> None:
    assert day_bounds(value) == bounds
    assert replace(When("då", None, None), value=value).bounds == bounds
