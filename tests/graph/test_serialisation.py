"""The written forms say the same as the quads, and a second library reads them."""

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from app.graph.mapping import article_quads
from app.graph.serialisation import nquads, trig, turtle
from tests.graph.examples import bokmaal, harbour

QUADS = (*article_quads(harbour()), *article_quads(bokmaal()))


def test_nquads_are_sorted_and_independent_of_order() -> None:
    written = nquads(QUADS)
    assert written == nquads(reversed((*QUADS, QUADS[0])))
    lines = written.decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(QUADS)
    assert set(parse(written, format=RdfFormat.N_QUADS)) == set(QUADS)


def test_trig_says_the_same_with_prefixes_in_a_fixed_order() -> None:
    written = trig(QUADS)
    assert written == trig(tuple(reversed(QUADS)))
    assert set(parse(written, format=RdfFormat.TRIG)) == set(QUADS)
    prefixes = [line for line in written.decode().splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "@prefix ng: <https://w3id.org/nyhendegraf/ontology#> ." in prefixes
    assert "ng:passed" in written.decode()


# rdflib's own parsers use what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_second_library_reads_the_same_from_all() -> None:
    dataset = Dataset()
    dataset.parse(data=trig(QUADS), format="trig")
    other = Dataset()
    other.parse(data=nquads(QUADS), format="nquads")
    assert set(dataset.quads()) == set(other.quads())
    assert len(set(other.quads())) == len(QUADS)


def test_turtle_is_the_union() -> None:
    triples = {(q.subject, q.predicate, q.object) for q in QUADS}
    parsed = list(parse(turtle(QUADS), format=RdfFormat.TURTLE))
    assert {(q.subject, q.predicate, q.object) for q in parsed} == triples
