"""Every IRI of the graph; the only place where one is spelled."""

from typing import Final

from pyoxigraph import NamedNode

from app.model.vocabulary import (
    EntityType,
    EventClass,
    Modality,
    Polarity,
    RelationType,
    Role,
    Stance,
    Tenure,
)

DEFAULT_BASE: Final = "https://w3id.org/nyhendegraf/id/"
"""Where entities, facts, articles and mentions live unless a setting says otherwise."""

PREFIXES: Final[dict[str, str]] = {
    "ng": "https://w3id.org/nyhendegraf/ontology#",
    "ngr": DEFAULT_BASE,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "time": "http://www.w3.org/2006/time#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wd": "http://www.wikidata.org/entity/",
}
"""The prefixes of the contract, in the order in which files declare them."""


class Namespace:
    """The terms of one vocabulary: `NG("agent")`."""

    __slots__ = ("_terms", "iri")

    def __init__(self, prefix: str) -> None:
        self.iri = PREFIXES[prefix]
        self._terms: dict[str, NamedNode] = {}

    def __call__(self, name: str) -> NamedNode:
        """The term with this local name."""
        term = self._terms.get(name)
        if term is None:
            term = self._terms[name] = NamedNode(self.iri + name)
        return term

    def local(self, node: object) -> str | None:
        """The local name of one of its terms; None for any other node."""
        if isinstance(node, NamedNode) and node.value.startswith(self.iri):
            return node.value[len(self.iri) :]
        return None


NG: Final = Namespace("ng")
SEM: Final = Namespace("sem")
NIF: Final = Namespace("nif")
ITSRDF: Final = Namespace("itsrdf")
GAF: Final = Namespace("gaf")
SCHEMA: Final = Namespace("schema")
PROV: Final = Namespace("prov")
SKOS: Final = Namespace("skos")
OWL: Final = Namespace("owl")
TIME: Final = Namespace("time")
DCTERMS: Final = Namespace("dcterms")
RDF: Final = Namespace("rdf")
RDFS: Final = Namespace("rdfs")
XSD: Final = Namespace("xsd")
WD: Final = Namespace("wd")

TYPE: Final = RDF("type")
LABEL: Final = RDFS("label")

ONTOLOGY_GRAPH: Final = NamedNode("https://w3id.org/nyhendegraf/ontology")
"""The named graph of a store that holds the ontology."""

DECISIONS_GRAPH: Final = NamedNode("https://w3id.org/nyhendegraf/decisions")
"""The named graph of a store that holds what was decided on who is who; see `app.graph.decisions`."""

ENTITY_CLASSES: Final[dict[EntityType, tuple[NamedNode, ...]]] = {
    EntityType.PERSON: (SCHEMA("Person"),),
    EntityType.ORGANIZATION: (SCHEMA("Organization"),),
    EntityType.GOVERNMENT_BODY: (SCHEMA("Organization"), NG("GovernmentBody")),
    EntityType.COMPANY: (SCHEMA("Organization"), NG("Company")),
    EntityType.PARTY: (SCHEMA("Organization"), NG("Party")),
    EntityType.NEWS_MEDIUM: (SCHEMA("Organization"), NG("NewsMedium")),
    EntityType.SPORTS_TEAM: (SCHEMA("Organization"), NG("SportsTeam")),
    EntityType.GEOPOLITICAL_ENTITY: (NG("GeopoliticalEntity"),),
    EntityType.PLACE: (SCHEMA("Place"),),
    EntityType.NAMED_EVENT: (NG("NamedEvent"),),
    EntityType.CREATIVE_WORK: (SCHEMA("CreativeWork"),),
    EntityType.PRODUCT: (SCHEMA("Product"),),
    EntityType.CONCEPT: (NG("Concept"),),
}
"""What an entity is stated to be; the most particular class comes last."""

ROLES: Final = {role: NG(role.value) for role in Role}
POLARITIES: Final = {polarity: NG(polarity.value) for polarity in Polarity}
MODALITIES: Final = {modality: NG(modality.value) for modality in Modality}
TENURES: Final = {tenure: NG(tenure.value) for tenure in Tenure}
STANCES: Final = {stance: NG(stance.value) for stance in Stance}
EVENT_CLASSES: Final = {event_class: NG(event_class.value) for event_class in EventClass}
RELATIONS: Final = {relation: NG(relation.value) for relation in RelationType}
RELATION: Final = NG("Relation")
