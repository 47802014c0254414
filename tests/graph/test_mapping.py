"""The contract of the graph, checked on articles built by hand."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from app.graph.checks import check
from app.graph.identifiers import Identifiers
from app.graph.literals import decimal_literal
from app.graph.mapping import article_quads
from app.graph.serialisation import nquads
from app.graph.store import Store
from app.graph.vocabulary import (
    DCTERMS,
    DEFAULT_BASE,
    GAF,
    ITSRDF,
    LABEL,
    NG,
    NIF,
    OWL,
    PROV,
    RDF,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    TYPE,
    WD,
    XSD,
)
from app.model.article import PartialDate
from app.model.extraction import EntityKey, MentionKind, Status
from app.model.linking import LinkedExtraction
from app.model.vocabulary import EntityType, EventClass, Modality, Polarity, RelationType, Role, Tenure
from tests.graph.examples import TEXT, Story, bokmaal, harbour

GRAPH = NamedNode(f"{DEFAULT_BASE}article/hamna-2024")


def entity(local: str) -> NamedNode:
    return NamedNode(DEFAULT_BASE + local)


def triples(linked: LinkedExtraction) -> set[tuple[object, object, object]]:
    return {(q.subject, q.predicate, q.object) for q in article_quads(linked)}


def of_class(found: set[tuple[object, object, object]], name: str) -> object:
    (node,) = {s for s, p, o in found if p == TYPE and o == NG(name)}
    return node


def values(found: set[tuple[object, object, object]], node: object, predicate: NamedNode) -> set[object]:
    return {o for s, p, o in found if s == node and p == predicate}


def test_all_quads_lie_in_the_articles_graph_sorted_and_once() -> None:
    quads = article_quads(harbour())
    assert {q.graph_name for q in quads} == {GRAPH}
    assert list(quads) == sorted(set(quads), key=str)


def test_article_has_its_metadata() -> None:
    found = triples(harbour())
    assert (GRAPH, TYPE, SCHEMA("NewsArticle")) in found
    assert (GRAPH, DCTERMS("identifier"), Literal("hamna-2024")) in found
    assert (GRAPH, SCHEMA("inLanguage"), Literal("nn")) in found
    assert (GRAPH, SCHEMA("datePublished"), Literal("2024-03", datatype=XSD("gYearMonth"))) in found
    assert (GRAPH, SCHEMA("headline"), Literal("Fiskeforbod i Langfjorden", language="nn")) in found
    assert (GRAPH, SCHEMA("url"), Literal("https://example.org/hamna", datatype=XSD("anyURI"))) in found
    (context,) = {s for s, p, o in found if p == TYPE and o == NIF("Context")}
    assert values(found, context, NIF("isString")) == {Literal(TEXT)}


def test_event_node_has_what_the_contract_lists() -> None:
    found = triples(harbour())
    event = of_class(found, "Adoption")
    statement = entity("hamna-2024/concept/fraasegn")
    council = entity("body/harbour-council")
    assert values(found, event, NG("agent")) == {council}
    assert values(found, event, NG("patient")) == {statement}
    assert values(found, event, NG("predicate")) == {Literal("vedta", language="nn")}
    assert values(found, event, NG("polarity")) == {NG("Positive")}
    assert values(found, event, NG("modality")) == {NG("Actual")}
    assert values(found, event, NG("attributedTo")) == set()
    assert values(found, event, NG("confidence")) == {Literal("0.9", datatype=XSD("decimal"))}
    assert values(found, event, PROV("wasDerivedFrom")) == {GRAPH}
    assert values(found, event, RDF("subject")) == {council}
    assert values(found, event, RDF("predicate")) == {NG("passed")}
    assert values(found, event, RDF("object")) == {statement}
    assert values(found, event, LABEL) == {
        Literal("Hamnerådet — vedtok — fråsegn om fiskeforbod i Langfjorden", language="nn")
    }
    assert (council, NG("passed"), statement) in found
    (trigger,) = values(found, event, GAF("denotedBy"))
    assert values(found, trigger, NIF("anchorOf")) == {Literal("vedtok")}
    (sentence,) = values(found, event, NG("evidence"))
    (anchor,) = values(found, sentence, NIF("anchorOf"))
    assert isinstance(anchor, Literal)
    assert anchor.value.startswith("Hamnerådet")


def test_time_has_its_words_and_no_invented_day() -> None:
    found = triples(harbour())
    (time,) = values(found, of_class(found, "Adoption"), SEM("hasTime"))
    assert values(found, time, LABEL) == {Literal("måndag", language="nn")}
    assert values(found, time, TIME("dayOfWeek")) == {TIME("Monday")}
    month = Literal("2024-03", datatype=XSD("gYearMonth"))
    assert values(found, time, SEM("hasTimeStamp")) == {month}
    assert values(found, time, TIME("inXSDgYearMonth")) == {month}
    assert values(found, time, TIME("inXSDDate")) == set()


def test_every_mention_points_to_its_entity() -> None:
    found = triples(harbour())
    for kari in (entity("person/kari-vik"), entity("hamna-2024/concept/fraasegn")):
        phrases = {s for s, p, o in found if p == ITSRDF("taIdentRef") and o == kari}
        assert phrases == values(found, kari, GAF("denotedBy")) != set()
        for phrase in phrases:
            (begin,), (end,) = (
                values(found, phrase, NIF("beginIndex")),
                values(found, phrase, NIF("endIndex")),
            )
            assert isinstance(begin, Literal)
            assert isinstance(end, Literal)
            assert values(found, phrase, NIF("anchorOf")) == {
                Literal(TEXT[int(begin.value) : int(end.value)])
            }


def test_entity_has_labels_classes_and_wikidata() -> None:
    found = triples(harbour())
    council = entity("body/harbour-council")
    assert values(found, council, TYPE) == {SCHEMA("Organization"), NG("GovernmentBody")}
    assert Literal("the Harbour Council", language="en") in values(found, council, SKOS("prefLabel"))
    assert values(found, council, SKOS("altLabel")) == {Literal("Hamnerådet i Storvik", language="nn")}
    assert values(found, council, OWL("sameAs")) == {WD("Q42")}


@pytest.mark.parametrize("ending", ["s", "'", "’", "'s", "’s", ":s"])
def test_genitives_are_no_other_names(ending: str) -> None:
    linked = harbour()
    first = linked.extraction.entities[0]
    name = next(m for m in first.mentions if m.kind is MentionKind.NAME)
    mentions = (
        *first.mentions,
        replace(name, surface=name.surface + ending),
        replace(name, surface="Eit anna namn"),
    )
    entities = (replace(first, mentions=mentions), *linked.extraction.entities[1:])
    found = triples(replace(linked, extraction=replace(linked.extraction, entities=entities)))
    names = {o.value for _, p, o in found if p == SKOS("altLabel") and isinstance(o, Literal)}
    assert "Eit anna namn" in names
    assert name.surface + ending not in names


def test_coordinated_parties_give_one_event_and_every_pair() -> None:
    found = triples(harbour())
    event = of_class(found, "Meeting")
    kari, per, liv = (entity(f"person/{name}") for name in ("kari-vik", "per-aa-moe", "liv-strand"))
    country = entity("country/northland")
    assert {(s, o) for s, p, o in found if p == NG("met")} == {
        (kari, liv),
        (kari, country),
        (per, liv),
        (per, country),
    }
    assert values(found, event, RDF("subject")) == {kari, per}
    assert values(found, event, RDF("object")) == {liv, country}


def test_what_may_come_is_told_but_not_asserted() -> None:
    found = triples(harbour())
    visit = of_class(found, "Visit")
    liv, town = entity("person/liv-strand"), entity("place/storvik")
    assert values(found, visit, RDF("subject")) == {liv}
    assert values(found, visit, RDF("object")) == {town}
    assert values(found, visit, NG("attributedTo")) == {entity("person/per-aa-moe")}
    assert (liv, NG("visited"), town) not in found
    assert not any(p == NG("allyOf") for _, p, _ in found)


def test_open_class_mints_a_labelled_property() -> None:
    found = triples(harbour())
    minted = entity("predicate/vere_samd")
    assert (entity("person/kari-vik"), minted, entity("person/liv-strand")) in found
    assert values(found, minted, LABEL) == {Literal("vere samd", language="nn")}


def test_relation_literals_have_a_language_or_are_numbers() -> None:
    found = triples(harbour())
    kari = entity("person/kari-vik")
    assert values(found, kari, NG("holdsPosition")) == {Literal("havneminister", language="nn")}
    assert values(found, kari, NG("aged")) == {Literal("52", datatype=XSD("integer"))}
    relations = {s for s, p, o in found if p == TYPE and o == NG("Relation")}
    assert len(relations) == 4
    for node in relations:
        assert all(len(values(found, node, RDF(part))) == 1 for part in ("subject", "predicate", "object"))


def test_quotation_has_its_offsets() -> None:
    found = triples(harbour())
    (phrase,) = values(found, of_class(found, "Utterance"), NG("quotation"))
    assert values(found, phrase, NIF("anchorOf")) == {Literal("Vi er samde")}


def test_english_label_only_where_every_part_has_one() -> None:
    story = Story("a", "Nordland møtte Sørland.")
    both = (("Nordland", "nn"), ("Northland", "en")), (("Sørland", "nn"), ("Southland", "en"))
    north = story.entity("country/n", EntityType.GEOPOLITICAL_ENTITY, "Nordland", labels=both[0])
    south = story.entity("country/s", EntityType.GEOPOLITICAL_ENTITY, "Sørland", labels=both[1])
    parties = ((Role.AGENT, north), (Role.COAGENT, south))
    story.event(EventClass.MEETING, "møte", "møtte", "Nordland møtte Sørland.", *parties)
    found = triples(story.linked())
    assert values(found, of_class(found, "Meeting"), LABEL) == {
        Literal("Nordland — møtte — Sørland", language="nn"),
        Literal("Northland — met — Southland", language="en"),
    }
    assert not any(p == LABEL and getattr(o, "language", None) == "en" for _, p, o in triples(bokmaal()))


def direct(event_class: EventClass, *roles: tuple[Role, str]) -> set[tuple[str, str, str]]:
    """The direct triples of one event whose participants are named by letters."""
    names = sorted({name for _, name in roles})
    story = Story("a", " ".join(["gjorde", *names]))
    keys = {name: story.entity(f"x/{name}", EntityType.PERSON, name) for name in names}
    arguments = ((role, keys[name]) for role, name in roles)
    story.event(event_class, "gjere", "gjorde", story.article.text, *arguments)
    nodes = {entity(f"x/{name}"): name for name in names}
    return {
        (nodes[s], p.value.rsplit("#")[-1].rsplit("/")[-1], nodes[o])
        for s, p, o in triples(story.linked())
        if isinstance(p, NamedNode) and isinstance(s, NamedNode) and isinstance(o, NamedNode)
        if s in nodes and o in nodes
    }


def test_where_no_rule_tells_who_does_what_nothing_is_direct() -> None:
    story = Story("a", "Kari ligg bak Per.")
    kari = story.entity("x/k", EntityType.PERSON, "Kari")
    per = story.entity("x/p", EntityType.PERSON, "Per")
    story.event(
        EventClass.EVENT, "liggje", "ligg", story.article.text, (Role.AGENT, kari), (Role.PATIENT, per),
        roles_known=False,
    )  # fmt: skip
    found = triples(story.linked())
    node = of_class(found, "Event")
    assert values(found, node, NG("patient")) == {entity("x/p")}
    assert not values(found, node, RDF("subject"))
    assert not any(s == entity("x/k") and o == entity("x/p") for s, _, o in found)


def test_direct_triple_of_each_pattern() -> None:
    assert direct(EventClass.CRITICISM, (Role.AGENT, "A"), (Role.PATIENT, "B")) == {("A", "criticised", "B")}
    assert direct(EventClass.ELECTION, (Role.PATIENT, "A"), (Role.OFFICE, "B")) == {("A", "electedTo", "B")}
    assert direct(EventClass.RESIGNATION, (Role.AGENT, "A"), (Role.OFFICE, "B")) == {
        ("A", "resignedFrom", "B")
    }
    assert direct(EventClass.APPOINTMENT, (Role.AGENT, "C"), (Role.PATIENT, "A"), (Role.OFFICE, "B")) == {
        ("A", "appointedTo", "B")
    }
    assert direct(EventClass.AID, (Role.AGENT, "A"), (Role.RECIPIENT, "B"), (Role.THEME, "C")) == {
        ("A", "aided", "B")
    }
    assert direct(EventClass.TRAVEL, (Role.AGENT, "A"), (Role.DESTINATION, "B")) == {
        ("A", "travelledTo", "B")
    }
    assert direct(EventClass.DEATH, (Role.PATIENT, "A"), (Role.PLACE, "B")) == {("A", "diedIn", "B")}
    assert direct(EventClass.AWARD, (Role.AGENT, "A"), (Role.RECIPIENT, "B"), (Role.THEME, "C")) == {
        ("A", "awarded", "B")
    }


def test_fallbacks_apply_where_the_main_pattern_is_not_filled() -> None:
    assert direct(EventClass.AWARD, (Role.RECIPIENT, "B"), (Role.THEME, "C")) == {("B", "received", "C")}
    assert direct(EventClass.PROMISE, (Role.AGENT, "A"), (Role.THEME, "C")) == {("A", "promised", "C")}
    assert direct(EventClass.UTTERANCE, (Role.AGENT, "A"), (Role.RECIPIENT, "B")) == {("A", "told", "B")}
    assert direct(EventClass.EVENT, (Role.AGENT, "A"), (Role.TOPIC, "C")) == {("A", "gjere", "C")}
    assert direct(EventClass.CRITICISM, (Role.AGENT, "A"), (Role.PLACE, "C")) == set()


def test_parties_that_all_act_still_met() -> None:
    assert direct(EventClass.MEETING, (Role.AGENT, "A"), (Role.AGENT, "B")) == {("A", "met", "B")}


def test_nothing_stands_beside_itself() -> None:
    assert direct(EventClass.SUPPORT, (Role.AGENT, "A"), (Role.PATIENT, "A")) == set()
    assert direct(EventClass.SUPPORT, (Role.AGENT, "A"), (Role.PATIENT, "A"), (Role.PATIENT, "B")) == {
        ("A", "supported", "B")
    }


@given(st.sampled_from(Polarity), st.sampled_from(Modality))
def test_asserted_exactly_when_positive_and_actual(polarity: Polarity, modality: Modality) -> None:
    story = Story("a", "A slo B")
    a, b = story.entity("x/A", EntityType.PERSON, "A"), story.entity("x/B", EntityType.PERSON, "B")
    status = Status(polarity, modality)
    story.event(
        EventClass.VICTORY, "slå", "slo", "A slo B", (Role.AGENT, a), (Role.PATIENT, b), status=status
    )
    story.relation(RelationType.OPPONENT_OF, a, "slo", "A slo B", object_=b, status=status)
    linked = story.linked()
    asserted = {p for s, p, _ in triples(linked) if s == entity("x/A")} & {NG("defeated"), NG("opponentOf")}
    positive = polarity is Polarity.POSITIVE and modality is Modality.ACTUAL
    assert asserted == ({NG("defeated"), NG("opponentOf")} if positive else set())
    assert check(article_quads(linked)) == ()


@pytest.mark.parametrize("tenure", [None, *Tenure])
def test_a_relation_says_how_a_position_is_held(tenure: Tenure | None) -> None:
    story = Story("a", "tidlegare leiar A")
    a = story.entity("x/A", EntityType.PERSON, "A")
    story.relation(
        RelationType.HOLDS_POSITION, a, "leiar", "tidlegare leiar A", literal="leiar", tenure=tenure
    )
    linked = story.linked()
    said = {o for _, p, o in triples(linked) if p == NG("tenure")}
    assert said == ({NG(tenure.value)} if tenure else set())
    assert check(article_quads(linked)) == ()


def test_same_input_gives_the_same_bytes_whatever_the_order_of_identities() -> None:
    linked = harbour()
    identities = list(linked.identities)
    random.Random(7).shuffle(identities)
    assert nquads(article_quads(linked)) == nquads(
        article_quads(replace(linked, identities=tuple(identities)))
    )


def test_two_events_of_one_word_are_two() -> None:
    story = Story("a", "A slo B og C")
    a, b, c = (story.entity(f"x/{n}", EntityType.PERSON, n) for n in "ABC")
    for loser in (b, c):
        story.event(EventClass.VICTORY, "slå", "slo", "A slo B og C", (Role.AGENT, a), (Role.PATIENT, loser))
    found = triples(story.linked())
    assert len({s for s, p, o in found if p == TYPE and o == NG("Victory")}) == 2


def test_base_is_a_setting() -> None:
    quads = article_quads(harbour(), identifiers=Identifiers("https://news.example/id/"))
    iris = {n.value for q in quads for n in (q.subject, q.object) if isinstance(n, NamedNode)}
    assert not any(iri.startswith(DEFAULT_BASE) for iri in iris)


text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(text, text, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_hostile_text_survives_the_store(before: str, name: str, identifier: str) -> None:
    story = Story(identifier, f"{before}{name} gjorde")
    key = story.entity(f"person/{name}", EntityType.PERSON, name)
    story.event(EventClass.EVENT, name, "gjorde", story.article.text, (Role.AGENT, key))
    quads = article_quads(story.linked())
    with Store.memory() as store:
        store.replace_article(quads)
        assert set(store.quads()) == set(quads)


@given(st.floats(0, 1))
def test_confidence_is_canonical(value: float) -> None:
    literal = decimal_literal(value)
    assert abs(float(literal.value) - value) <= 0.0005
    with Store.memory() as store:
        graph = NamedNode("urn:x:g")
        store.database.add(Quad(graph, graph, literal, graph))
        assert [q.object for q in store.database.quads_for_pattern(graph, None, None, graph)] == [literal]


def test_dates_keep_their_precision() -> None:
    for date, name in ((PartialDate(2024), "gYear"), (PartialDate(2024, 3), "gYearMonth")):
        story = Story("a", "A kom", date=date)
        story.entity("x/A", EntityType.PERSON, "A")
        assert values(triples(story.linked()), entity("article/a"), SCHEMA("datePublished")) == {
            Literal(str(date), datatype=XSD(name))
        }


def test_unknown_entity_key_is_a_defect() -> None:
    story = Story("a", "A kom")
    story.event(EventClass.EVENT, "kome", "kom", "A kom", (Role.AGENT, EntityKey("e9")))
    with pytest.raises(KeyError, match="e9"):
        article_quads(story.linked())
