"""What a SPARQL endpoint tells of itself: the SPARQL 1.1 Service Description."""

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from app.graph.statistics import VOID, Statistics
from app.graph.vocabulary import DCTERMS, ONTOLOGY_GRAPH, RDFS, TYPE, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"


def service(
    endpoint: NamedNode,
    dataset: NamedNode,
    void_document: NamedNode,
    numbers: Statistics,
    formats: Iterable[str],
    *,
    union: bool,
    update_endpoint: NamedNode | None,
) -> tuple[Triple, ...]:
    """The description of an endpoint; with `union`, its default graph is the union of the articles' graphs.

    Updates, where there are any, are a service of their own. `formats` are local names of
    http://www.w3.org/ns/formats/. The named graphs are counted, not listed: there is one for each article, and one
    with the ontology.
    """
    it, default, ontology, ontology_graph = (
        BlankNode(name) for name in ("service", "defaultGraph", "ontology", "ontologyGraph")
    )

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    def count(subject: NamedNode | BlankNode, name: str, number: int) -> Triple:
        return Triple(subject, NamedNode(VOID + name), Literal(str(number), datatype=XSD("integer")))

    return (
        Triple(it, TYPE, sd("Service")),
        Triple(it, sd("endpoint"), endpoint),
        Triple(it, sd("supportedLanguage"), sd("SPARQL11Query")),
        *((Triple(it, sd("feature"), sd("UnionDefaultGraph")),) if union else ()),
        *(Triple(it, sd("resultFormat"), NamedNode(_FORMATS + name)) for name in formats),
        Triple(it, sd("defaultDataset"), dataset),
        *(_updates(update_endpoint, dataset) if update_endpoint else ()),
        Triple(dataset, TYPE, sd("Dataset")),
        Triple(dataset, TYPE, NamedNode(f"{VOID}Dataset")),
        Triple(dataset, DCTERMS("title"), Literal("Nyhendegraf", language="nn")),
        Triple(dataset, RDFS("seeAlso"), void_document),
        count(dataset, "documents", numbers.articles),
        Triple(dataset, sd("defaultGraph"), default),
        Triple(default, TYPE, sd("Graph")),
        Triple(dataset, sd("namedGraph"), ontology),
        Triple(ontology, TYPE, sd("NamedGraph")),
        Triple(ontology, sd("name"), ONTOLOGY_GRAPH),
        Triple(ontology, sd("graph"), ontology_graph),
        Triple(ontology_graph, TYPE, sd("Graph")),
    )


def _updates(endpoint: NamedNode, dataset: NamedNode) -> tuple[Triple, ...]:
    it = BlankNode("updates")
    return (
        Triple(it, TYPE, NamedNode(f"{SD}Service")),
        Triple(it, NamedNode(f"{SD}endpoint"), endpoint),
        Triple(it, NamedNode(f"{SD}supportedLanguage"), NamedNode(f"{SD}SPARQL11Update")),
        Triple(it, NamedNode(f"{SD}defaultDataset"), dataset),
    )
