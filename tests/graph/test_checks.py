"""What fails is kept out and reported, and nothing else is."""

from pyoxigraph import Literal, NamedNode, Quad

from app.graph.checks import check, quarantine
from app.graph.mapping import article_quads
from app.graph.shapes import validate
from app.graph.vocabulary import DEFAULT_BASE, NG, NIF, SKOS, TYPE
from tests.graph.examples import bokmaal, harbour

RIGHT = article_quads(harbour())
GRAPH = RIGHT[0].graph_name
KARI = NamedNode(f"{DEFAULT_BASE}person/kari-vik")


def event(name: str) -> NamedNode:
    (node,) = {q.subject for q in RIGHT if q.predicate == TYPE and q.object == NG(name)}
    assert isinstance(node, NamedNode)
    return node


def test_right_graphs_have_no_violations_and_lose_nothing() -> None:
    for story in (harbour(), bokmaal()):
        quads = article_quads(story)
        checked = quarantine(quads)
        assert checked.violations == ()
        assert checked.quads == quads


def test_failing_fact_goes_with_its_direct_triple_and_the_rest_stays() -> None:
    adoption = event("Adoption")
    broken = tuple(q for q in RIGHT if not (q.subject == adoption and q.predicate == NG("confidence")))
    checked = quarantine(broken)
    assert {v.node for v in checked.violations} == {adoption.value}
    assert not any(adoption in (q.subject, q.object) for q in checked.quads)
    assert not any(q.predicate == NG("passed") for q in checked.quads)
    assert any(q.predicate == NG("met") for q in checked.quads)
    assert check(checked.quads) == ()
    assert validate(checked.quads) == ()


def test_facts_that_rest_on_a_failing_entity_go_too() -> None:
    broken = tuple(q for q in RIGHT if not (q.subject == KARI and q.predicate == SKOS("prefLabel")))
    checked = quarantine(broken)
    assert any(v.node == KARI.value for v in checked.violations)
    assert not any(KARI in (q.subject, q.object) for q in checked.quads)
    assert not any(q.predicate == NG("met") for q in checked.quads)
    assert any(q.predicate == NG("passed") for q in checked.quads)
    assert check(checked.quads) == ()


def test_direct_triple_without_a_fact_is_left_out() -> None:
    made_up = Quad(KARI, NG("visited"), NamedNode(f"{DEFAULT_BASE}place/storvik"), GRAPH)
    checked = quarantine((*RIGHT, made_up))
    assert [v.node for v in checked.violations] == [KARI.value]
    assert "visited" in checked.violations[0].message
    assert checked.quads == RIGHT


def test_missing_direct_triple_is_found() -> None:
    broken = tuple(q for q in RIGHT if q.predicate != NG("passed"))
    assert [v.node for v in check(broken)] == [event("Adoption").value]
    assert check(quarantine(broken).quads) == ()


def test_phrase_must_be_what_stands_at_its_offsets() -> None:
    phrase = next(q.subject for q in RIGHT if q.predicate == TYPE and q.object == NIF("Phrase"))
    broken = tuple(q for q in RIGHT if not (q.subject == phrase and q.predicate == NIF("anchorOf")))
    broken = (*broken, Quad(phrase, NIF("anchorOf"), Literal("noko anna"), GRAPH))
    assert any("nif:anchorOf" in v.message for v in check(broken))
    assert check(quarantine(broken).quads) == ()
