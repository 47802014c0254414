"""Every shape passes what is right and fails what is wrong."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib import Literal as RdflibLiteral

from app.graph.checks import check
from app.graph.decisions import quads_of
from app.graph.identifiers import Identifiers
from app.graph.mapping import article_quads
from app.graph.shapes import load_shapes, validate
from app.graph.vocabulary import (
    DCTERMS,
    DECISIONS_GRAPH,
    GAF,
    ITSRDF,
    LABEL,
    NG,
    NIF,
    OWL,
    PROV,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    TYPE,
    XSD,
)
from app.graph.vocabulary import (
    RDF as RDF_TERMS,
)
from app.identity import Judgement, Kind, decide
from app.model.vocabulary import EventClass
from tests.graph.examples import bokmaal, harbour

SH = Namespace("http://www.w3.org/ns/shacl#")
Quads = tuple[Quad, ...]
RIGHT = article_quads(harbour())
GRAPH = RIGHT[0].graph_name


def node_of(class_: NamedNode) -> NamedNode:
    nodes = sorted((q.subject for q in RIGHT if q.predicate == TYPE and q.object == class_), key=str)
    assert isinstance(nodes[0], NamedNode)
    return nodes[0]


def without(class_: NamedNode, predicate: NamedNode) -> Quads:
    node = node_of(class_)
    left = tuple(q for q in RIGHT if not (q.subject == node and q.predicate == predicate))
    assert len(left) < len(RIGHT)
    return left


def with_(class_: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quads:
    return (*RIGHT, Quad(node_of(class_), predicate, value, GRAPH))


def instead(class_: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quads:
    return (*without(class_, predicate), Quad(node_of(class_), predicate, value, GRAPH))


@pytest.mark.parametrize("story", [harbour, bokmaal])
def test_right_graphs_pass_all_shapes(story: Callable[[], object]) -> None:
    assert validate(article_quads(story())) == ()  # type: ignore[arg-type]


NOWHERE = NamedNode("https://example.org/nowhere")
DECISION = decide(
    Kind.ENTITY,
    Judgement.SAME,
    ("https://example.org/a", "https://example.org/b"),
    by="Kari",
    by_person=True,
    time="2024-03-01T12:00:00Z",
    reason="one office",
)
DECIDED = tuple(quads_of([DECISION], Identifiers()))


def undecided(predicate: NamedNode, value: Literal | None = None) -> Quads:
    left = tuple(q for q in DECIDED if q.predicate != predicate)
    assert len(left) < len(DECIDED)
    node = Identifiers().decision(DECISION.id)
    return (*left, Quad(node, predicate, value, DECISIONS_GRAPH)) if value is not None else left


REJECTED = tuple(
    quads_of(
        [
            decide(
                Kind.FACT,
                Judgement.WRONG,
                ("https://example.org/fact",),
                by="Kari",
                by_person=True,
                time="2024-03-01T12:00:00Z",
                reason="another one",
            )
        ],
        Identifiers(),
    )
)


def test_a_right_graph_of_decisions_passes() -> None:
    assert validate(DECIDED) == ()
    assert validate(REJECTED) == ()


WRONG = {
    "article without identifier": ("Article", without(SCHEMA("NewsArticle"), DCTERMS("identifier"))),
    "article in an unknown language": (
        "Article",
        instead(SCHEMA("NewsArticle"), SCHEMA("inLanguage"), Literal("se")),
    ),
    "article with a date that is none": (
        "Article",
        instead(SCHEMA("NewsArticle"), SCHEMA("datePublished"), Literal("i går")),
    ),
    "text without its string": ("Context", without(NIF("Context"), NIF("isString"))),
    "text that begins late": ("Context", instead(NIF("Context"), NIF("beginIndex"), Literal(3))),
    "mention without words": ("Mention", without(NIF("Phrase"), NIF("anchorOf"))),
    "mention that ends before it begins": ("Mention", instead(NIF("Phrase"), NIF("endIndex"), Literal(0))),
    "mention of nobody": ("Mention", with_(NIF("Phrase"), ITSRDF("taIdentRef"), NOWHERE)),
    "sentence outside of the text": ("Mention", without(NIF("Sentence"), NIF("referenceContext"))),
    "entity without a name": ("Entity", without(SCHEMA("Person"), SKOS("prefLabel"))),
    "entity with two names in one language": (
        "Entity",
        with_(SCHEMA("Person"), SKOS("prefLabel"), Literal("Ein annan", language="nn")),
    ),
    "entity that is the same as a page": ("Entity", with_(SCHEMA("Person"), OWL("sameAs"), NOWHERE)),
    "event without polarity": ("Event", without(NG("Adoption"), NG("polarity"))),
    "event with an unknown modality": ("Event", instead(NG("Adoption"), NG("modality"), NOWHERE)),
    "event with half a direct triple": ("Event", without(NG("Adoption"), RDF_TERMS("object"))),
    "event with two properties": ("Event", with_(NG("Adoption"), RDF_TERMS("predicate"), NG("met"))),
    "event without a sentence": ("Event", without(NG("Adoption"), NG("evidence"))),
    "event without a trigger": ("Event", without(NG("Adoption"), GAF("denotedBy"))),
    "event without a label": ("Event", without(NG("Adoption"), LABEL)),
    "event of no article": ("Event", without(NG("Adoption"), PROV("wasDerivedFrom"))),
    "event of nobody": ("Event", instead(NG("Utterance"), NG("agent"), NOWHERE)),
    "event without participants": ("Event", without(NG("Utterance"), NG("agent"))),
    "event with a stance that is none": ("Event", instead(NG("Abstention"), NG("stance"), NG("Positive"))),
    "event surer than sure": (
        "Event",
        instead(NG("Adoption"), NG("confidence"), Literal("1.2", datatype=XSD("decimal"))),
    ),
    "relation with two objects": ("Relation", with_(NG("Relation"), RDF_TERMS("object"), NOWHERE)),
    "relation without an object": ("Relation", without(NG("Relation"), RDF_TERMS("object"))),
    "relation by another property": ("Relation", instead(NG("Relation"), RDF_TERMS("predicate"), NG("met"))),
    "time without words": ("Time", without(TIME("TemporalEntity"), LABEL)),
    "time with an invented weekday": ("Time", instead(TIME("TemporalEntity"), TIME("dayOfWeek"), NOWHERE)),
    "time with a value that is none": (
        "Time",
        instead(TIME("TemporalEntity"), SEM("hasTimeStamp"), Literal("måndag")),
    ),
    "decision on no fact": ("FactDecision", tuple(q for q in REJECTED if q.predicate != NG("decidesOn"))),
    "decision of nobody": ("IdentityDecision", undecided(PROV("wasAttributedTo"))),
    "decision without a reason": ("IdentityDecision", undecided(NG("identityReason"))),
    "decision on nothing": ("IdentityDecision", undecided(NG("decidesOn"))),
    "decision surer than sure": (
        "IdentityDecision",
        undecided(NG("identityScore"), Literal("1.2", datatype=XSD("decimal"))),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_graphs_fail(name: str) -> None:
    shape, quads = WRONG[name]
    assert validate(quads), f"{shape} lets through: {name}"


@pytest.mark.parametrize(
    "name",
    [
        n
        for n, (shape, _) in WRONG.items()
        if shape != "IdentityDecision"
        and n not in {"relation by another property", "time with an invented weekday"}
    ],
)
def test_quick_checks_find_most_of_it_too(name: str) -> None:
    covered = {
        "article with a date that is none",
        "text that begins late",
        "mention of nobody",
        "entity that is the same as a page",
        "event with a stance that is none",
    }
    assert bool(check(WRONG[name][1])) is (name not in covered)


def test_every_shape_has_a_failing_example_and_a_label() -> None:
    shapes: Graph = load_shapes()
    named = {
        str(s).rsplit("#")[-1]
        for target in (SH.targetClass, SH.targetSubjectsOf)
        for s in shapes.subjects(target, None)
        if (s, RDF.type, SH.NodeShape) in shapes
    }
    assert named == {shape for shape, _ in WRONG.values()}
    for name in named:
        node = Namespace("https://w3id.org/nyhendegraf/shapes#")[name]
        languages = {o.language for o in shapes.objects(node, RDFS.label) if isinstance(o, RdflibLiteral)}
        assert languages == {"nn", "nb", "en"}


def test_event_shape_targets_every_event_class() -> None:
    node = Namespace("https://w3id.org/nyhendegraf/shapes#").Event
    targets = {str(o).rsplit("#")[-1] for o in load_shapes().objects(node, SH.targetClass)}
    assert targets == {c.value for c in EventClass}
