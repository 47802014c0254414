"""The ontology and the program's closed sets say the same, and every term can be read in three languages."""

import re
from collections.abc import Iterable

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

from app.graph.ontology import load_ontology
from app.graph.vocabulary import ENTITY_CLASSES, NG, PREFIXES
from app.identity import Judgement, Kind
from app.model.vocabulary import (
    LITERAL_RELATIONS,
    SYMMETRIC_RELATIONS,
    DirectPattern,
    EntityType,
    EventClass,
    Modality,
    Polarity,
    RelationType,
    Role,
    Stance,
)
from app.resources import ontology_path

NGR = Namespace(PREFIXES["ng"])
SEM = Namespace(PREFIXES["sem"])


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(ontology_path("news.ttl"), format="turtle")


def locals_of(nodes: Iterable[object]) -> set[str]:
    return {str(n)[len(NGR) :] for n in nodes if str(n).startswith(str(NGR))}


def test_every_term_of_ours_is_labelled_in_three_languages_and_explained(graph: Graph) -> None:
    terms = {s for s in graph.subjects() if isinstance(s, URIRef) and str(s).startswith(str(NGR))}
    assert len(terms) > 200
    for term in terms:
        labels = [o for o in graph.objects(term, RDFS.label) if isinstance(o, Literal)]
        assert sorted(str(label.language) for label in labels) == ["en", "nb", "nn"], term
        comments = {o.language for o in graph.objects(term, RDFS.comment) if isinstance(o, Literal)}
        assert "en" in comments, term


def test_every_term_that_is_used_is_defined(graph: Graph) -> None:
    used = {n for triple in graph for n in triple if isinstance(n, URIRef) and str(n).startswith(str(NGR))}
    assert used <= set(graph.subjects(RDF.type, None))


def test_event_classes_are_those_of_the_program(graph: Graph) -> None:
    classes = locals_of(graph.subjects(NGR.directPattern, None))
    assert classes == {c.value for c in EventClass}
    for name in classes:
        assert SEM.Event in set(graph.transitive_objects(NGR[name], RDFS.subClassOf)), name


def test_each_class_has_a_direct_property_of_its_own(graph: Graph) -> None:
    properties = [
        graph.value(NGR[c.value], NGR.directProperty) for c in EventClass if c is not EventClass.EVENT
    ]
    assert None not in properties
    assert len(set(properties)) == len(EventClass) - 1
    assert graph.value(NGR.Event, NGR.directProperty) is None


def test_direct_patterns_are_those_of_the_program(graph: Graph) -> None:
    main = {str(graph.value(NGR[c.value], NGR.directPattern)) for c in EventClass}
    assert main <= {p.value for p in DirectPattern}
    for pattern in graph.objects(None, NGR.directPattern):
        assert pattern.n3() == '"person-office"' or re.fullmatch(
            f"({'|'.join(Role)})-({'|'.join(Role)})", str(pattern)
        )


def test_symmetric_properties_are_those_of_symmetric_patterns_and_relations(graph: Graph) -> None:
    symmetric = locals_of(graph.subjects(RDF.type, OWL.SymmetricProperty)) - {"sameEventAs", "sameTextAs"}
    events = {
        str(graph.value(c, NGR.directProperty))[len(NGR) :]
        for c in graph.subjects(NGR.directPattern, Literal(DirectPattern.SYMMETRIC.value))
        if graph.value(c, NGR.directProperty) is not None
    }
    assert symmetric == events | {r.value for r in SYMMETRIC_RELATIONS}


def test_relations_are_those_of_the_program(graph: Graph) -> None:
    direct = {str(o) for o in graph.objects(None, NGR.directProperty)}
    below = {s for s in graph.subjects(RDFS.subPropertyOf, NGR.directRelation) if str(s) not in direct}
    assert locals_of(below) == {r.value for r in RelationType if r not in LITERAL_RELATIONS}
    for relation in RelationType:
        assert (NGR[relation.value], RDF.type, None) in graph


@pytest.mark.parametrize(
    ("name", "values"),
    [("Polarity", Polarity), ("Modality", Modality), ("Stance", Stance), ("Judgement", Judgement)],
    ids=str,
)
def test_individuals_are_those_of_the_program(graph: Graph, name: str, values: Iterable[str]) -> None:
    assert locals_of(graph.subjects(RDF.type, NGR[name])) == set(values)


def test_decisions_have_a_class_each(graph: Graph) -> None:
    for kind in Kind:
        assert (NGR[kind.value], RDF.type, OWL.Class) in graph


def test_roles_are_those_of_the_program(graph: Graph) -> None:
    kinds = (SEM.hasActor, SEM.hasPlace, SEM.eventProperty)
    assert locals_of(s for kind in kinds for s in graph.subjects(RDFS.subPropertyOf, kind)) == set(Role)


def test_entity_types_have_a_labelled_class(graph: Graph) -> None:
    assert set(ENTITY_CLASSES) == set(EntityType)
    for kind, classes in ENTITY_CLASSES.items():
        last = URIRef(classes[-1].value)
        assert str(last).endswith(kind.value)
        assert len(list(graph.objects(last, RDFS.label))) == 3


def test_no_property_is_both_object_and_datatype_property(graph: Graph) -> None:
    objects = set(graph.subjects(RDF.type, OWL.ObjectProperty))
    assert objects.isdisjoint(graph.subjects(RDF.type, OWL.DatatypeProperty))


def test_program_reads_what_the_file_says() -> None:
    ontology = load_ontology()
    assert ontology.label(NG("met"), "nn") == "møtte"
    assert ontology.label(NG("met"), "se") is None
    assert NG("met") in ontology.symmetric
    assert NG("criticised") not in ontology.symmetric
    assert set(ontology.direct) == set(EventClass)
    first = ontology.direct[EventClass.ELECTION][0]
    assert first.subject_roles == (Role.PATIENT, Role.AGENT)
    assert first.object_role is Role.OFFICE
