"""The article that the project started from, where it lies beside the checkout: what must come out of it."""

import pytest
from pyoxigraph import Store

from app.bootstrap import build
from app.config import Settings
from app.errors import ArticleError
from app.graph.vocabulary import PREFIXES
from tests.conftest import SHARED

pytestmark = [pytest.mark.shared, pytest.mark.model]
ARTICLE = SHARED / "articles" / "seed" / "gaza-2024-03.txt"
PROLOGUE = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name != "ngr")
WHO = {
    "austin": "Lloyd Austin",
    "gallant": "Yoav Gallant",
    "netanyahu": "Benjamin Netanyahu",
    "usa": "United States",
    "israel": "Israel",
    "council": "United Nations Security Council",
    "reuters": "Reuters",
}


@pytest.fixture(scope="module")
def graph() -> Store:
    (found,) = build(Settings(pipeline=None, processes=1), [ARTICLE])
    assert not isinstance(found, ArticleError)
    store = Store()
    store.extend(found.quads)
    return store


def holds(graph: Store, pattern: str) -> bool:
    """Whether a pattern is there; the names of WHO are variables with that label."""
    named = "".join(
        f'?{name} skos:prefLabel ?label_{name} FILTER(STR(?label_{name}) = "{label}") '
        for name, label in WHO.items()
        if f"?{name}" in pattern
    )
    return bool(graph.query(f"{PROLOGUE} ASK {{ {named} {pattern} }}", use_default_graph_as_union=True))


@pytest.mark.parametrize(
    "pattern",
    [
        "?austin ng:met|^ng:met ?gallant",
        "?council ng:passed ?proposal . ?proposal a ng:Concept",
        "?usa ng:abstainedFrom ?proposal . ?council ng:passed ?proposal",
        "?netanyahu ng:cancelled ?visit",
        "?usa ng:criticised ?israel",
        "?usa ng:allyOf ?israel",
        "?austin ng:affiliatedWith ?usa",
        "?gallant ng:affiliatedWith ?israel",
        "?netanyahu ng:affiliatedWith ?israel",
        "?austin ng:holdsPosition ?p FILTER(CONTAINS(STR(?p), 'forsvarsminister'))",
        "?gallant ng:holdsPosition ?p FILTER(CONTAINS(STR(?p), 'forsvarsminister'))",
        "?netanyahu ng:holdsPosition ?p FILTER(CONTAINS(STR(?p), 'statsminister'))",
        "?e a ng:Utterance ; ng:agent ?austin ; ng:predicate 'poengtere'@nn ; ng:quotation ?q",
        "?e ng:agent ?gallant ; ng:quotation ?q",
        "?e ng:agent ?gallant ; a ng:Proposal ; ng:attributedTo ?reuters",
        "?e a ng:Adoption ; sem:hasTime ?t . ?t ?p '2024-03'^^xsd:gYearMonth",
    ],
)
def test_what_the_article_tells(graph: Store, pattern: str) -> None:
    assert holds(graph, pattern)


@pytest.mark.parametrize(
    "words",
    ["bakkeinvasjon", "forsyne", "sigre"],
)
def test_what_is_planned_or_demanded_is_there_but_not_asserted(graph: Store, words: str) -> None:
    event = f"?e ng:predicate ?p FILTER(STRSTARTS(STR(?p), '{words}')) ?e ng:modality ?m"
    assert holds(graph, event)
    assert not holds(graph, f"{event} FILTER(?m = ng:Actual)")
    triple = "?e rdf:subject ?s ; rdf:predicate ?d ; rdf:object ?o . ?s ?d ?o"
    assert not holds(graph, f"{event} . {triple}")
