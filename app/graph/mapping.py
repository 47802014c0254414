"""One linked extraction becomes the named graph of its article."""

from pyoxigraph import Literal, NamedNode, Quad

import app
from app.graph.direct import direct_triples
from app.graph.identifiers import Identifiers
from app.graph.labels import FactLabels
from app.graph.literals import count_literal, date_literal, decimal_literal
from app.graph.ontology import Ontology, load_ontology
from app.graph.vocabulary import (
    DCTERMS,
    ENTITY_CLASSES,
    EVENT_CLASSES,
    GAF,
    ITSRDF,
    LABEL,
    MODALITIES,
    NG,
    NIF,
    OWL,
    POLARITIES,
    PROV,
    RDF,
    RELATION,
    RELATIONS,
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    STANCES,
    TENURES,
    TIME,
    TYPE,
    WD,
    XSD,
)
from app.model.extraction import (
    Entity,
    EntityKey,
    Event,
    Label,
    MentionKind,
    Quotation,
    Relation,
    Span,
    Status,
    TimeExpression,
)
from app.model.linking import LinkedEntity, LinkedExtraction
from app.model.vocabulary import EventClass, RelationType

_INSTANT_PROPERTIES = {
    XSD("date"): "inXSDDate",
    XSD("gYearMonth"): "inXSDgYearMonth",
    XSD("gYear"): "inXSDgYear",
}


def article_quads(
    linked: LinkedExtraction, *, identifiers: Identifiers | None = None, version: str | None = None
) -> tuple[Quad, ...]:
    """The quads of an article's graph, sorted and without doubles; no time and no chance is in them.

    `version` is the program's own where none is given.
    """
    mapper = _Mapper(linked, identifiers or Identifiers(), load_ontology(), version or app.__version__)
    return mapper.quads()


class _Mapper:
    def __init__(
        self, linked: LinkedExtraction, identifiers: Identifiers, ontology: Ontology, version: str
    ) -> None:
        self._linked = linked
        self._extraction = linked.extraction
        self._article = linked.extraction.article
        self._language = linked.extraction.variety.value
        self._ids = identifiers
        self._ontology = ontology
        self._version = version
        self._entities = dict(linked.identities)
        self._graph = identifiers.article(self._article.id)
        self._context = identifiers.text(self._article.id, Span(0, len(self._article.text)))
        self._labels = FactLabels(linked, ontology)
        self._found: set[Quad] = set()
        self._phrases: dict[tuple[Span, str], NamedNode] = {}

    def quads(self) -> tuple[Quad, ...]:
        self._map_article()
        for entity in self._extraction.entities:
            self._map_entity(entity)
        seen: dict[NamedNode, int] = {}
        for event in self._extraction.events:
            node = self._fact_node(event.event_class.value, event.trigger, event.predicate, seen)
            self._map_event(node, event)
        for relation in self._extraction.relations:
            subject = self._node(relation.subject).value
            object_ = relation.literal if relation.object is None else self._node(relation.object).value
            node = self._fact_node(relation.type.value, relation.trigger, f"{subject} {object_}", seen)
            self._map_relation(node, relation)
        return tuple(sorted(self._found, key=str))

    # Article, text and provenance

    def _map_article(self) -> None:
        article, graph = self._article, self._graph
        self._add(graph, TYPE, SCHEMA("NewsArticle"))
        self._add(graph, DCTERMS("identifier"), Literal(article.id))
        self._add(graph, SCHEMA("inLanguage"), Literal(self._language))
        if article.date is not None:
            self._add(graph, SCHEMA("datePublished"), date_literal(article.date))
        if self._extraction.headline:
            self._add(graph, SCHEMA("headline"), Literal(self._extraction.headline, language=self._language))
        if article.url:
            self._add(graph, SCHEMA("url"), Literal(article.url, datatype=XSD("anyURI")))

        self._add(self._context, TYPE, NIF("Context"))
        self._add(self._context, NIF("isString"), Literal(article.text))
        self._add(self._context, NIF("beginIndex"), count_literal(0))
        self._add(self._context, NIF("endIndex"), count_literal(len(article.text)))
        self._add(self._context, NIF("sourceUrl"), graph)

        activity, software = self._ids.activity(self._version), self._ids.software(self._version)
        self._add(activity, TYPE, PROV("Activity"))
        self._add(activity, PROV("wasAssociatedWith"), software)
        self._add(software, TYPE, PROV("SoftwareAgent"))
        self._add(software, LABEL, Literal(f"Nyhendegraf {self._version}"))
        self._add(software, SCHEMA("softwareVersion"), Literal(self._version))

    def _phrase(self, span: Span, kind: str = "Phrase") -> NamedNode:
        known = self._phrases.get((span, kind))
        if known is not None:
            # All facts of a sentence point to it.
            return known
        node = self._phrases[span, kind] = self._ids.text(self._article.id, span)
        self._add(node, TYPE, NIF(kind))
        self._add(node, NIF("beginIndex"), count_literal(span.start))
        self._add(node, NIF("endIndex"), count_literal(span.end))
        self._add(node, NIF("anchorOf"), Literal(self._article.text[span.start : span.end]))
        self._add(node, NIF("referenceContext"), self._context)
        return node

    # Entities

    def _map_entity(self, entity: Entity) -> None:
        identity, node = self._entities[entity.key], self._node(entity.key)
        for entity_class in ENTITY_CLASSES[identity.type]:
            self._add(node, TYPE, entity_class)
        preferred = {label.language: label.text for label in identity.preferred if label.text}
        if not preferred:
            preferred = {self._language: entity.name}
        for language, text in preferred.items():
            self._add(node, SKOS("prefLabel"), Literal(text, language=language))
        forms = self._other_names(entity, identity)
        known = forms | {label.text for label in identity.preferred} | {entity.name}
        for text in forms - set(preferred.values()):
            if _without_genitive(text) & known:
                continue
            self._add(node, SKOS("altLabel"), Literal(text, language=self._language))
        for wikidata in identity.same_as:
            self._add(node, OWL("sameAs"), WD(wikidata))
        for key in entity.about:
            self._add(node, NG("about"), self._node(key))
        self._add(node, NG("identityReason"), Literal(identity.reason))
        self._add(node, NG("identityScore"), decimal_literal(identity.score))
        for mention in entity.mentions:
            phrase = self._phrase(mention.span)
            self._add(phrase, ITSRDF("taIdentRef"), node)
            self._add(phrase, NG("mentionKind"), Literal(mention.kind.value))
            self._add(node, GAF("denotedBy"), phrase)
            if mention.stands_for is not None:
                self._add(phrase, NG("standsFor"), self._node(mention.stands_for))

    @staticmethod
    def _other_names(entity: Entity, identity: LinkedEntity) -> set[str]:
        # «statsministeren» is no name of the person: the next article may mean another.
        kept = {MentionKind.NAME} if identity.shared else {MentionKind.NAME, MentionKind.NOMINAL}
        own = {entity.name} if entity.is_named or not identity.shared else set()
        return own | {" ".join(m.surface.split()) for m in entity.mentions if m.kind in kept}

    def _node(self, key: EntityKey) -> NamedNode:
        return self._ids.entity(self._entities[key].id)

    # Facts

    def _fact_node(self, kind: str, trigger: Span, rest: str, seen: dict[NamedNode, int]) -> NamedNode:
        parts = (self._article.id, kind, trigger.start, trigger.end, rest)
        node = self._ids.fact(*parts)
        number = seen[node] = seen.get(node, 0) + 1
        # One word may tell two events of a class («X slo Y og Z 3–0»): numbered in text order.
        return node if number == 1 else self._ids.fact(*parts, number)

    def _map_event(self, node: NamedNode, event: Event) -> None:
        self._add(node, TYPE, EVENT_CLASSES[event.event_class])
        self._add(node, NG("predicate"), Literal(event.predicate, language=self._language))
        for argument in event.arguments:
            self._add(node, ROLES[argument.role], self._node(argument.entity))
        if event.stance is not None:
            self._add(node, NG("stance"), STANCES[event.stance])
        for quotation in event.quotations:
            self._map_quotation(node, quotation)
        self._map_common(node, event)
        direct = direct_triples(event, self._ontology, self._ids, lambda key: self._entities[key].id)
        if direct is not None:
            if event.event_class is EventClass.EVENT:
                self._add(direct.property, TYPE, OWL("ObjectProperty"))
                self._add(direct.property, LABEL, Literal(event.predicate, language=self._language))
            for subject, object_ in direct.pairs:
                self._map_direct(
                    node, self._node(subject), direct.property, self._node(object_), event.status
                )
        self._map_labels(node, self._labels.of_event(event, direct))

    def _map_relation(self, node: NamedNode, relation: Relation) -> None:
        self._add(node, TYPE, RELATION)
        words = self._article.text[relation.trigger.start : relation.trigger.end]
        self._add(node, NG("predicate"), Literal(" ".join(words.split()), language=self._language))
        self._map_common(node, relation)
        if relation.tenure is not None:
            self._add(node, NG("tenure"), TENURES[relation.tenure])
        object_: NamedNode | Literal
        if relation.object is not None:
            object_ = self._node(relation.object)
        else:
            object_ = self._relation_literal(relation)
        term = RELATIONS[relation.type]
        self._map_direct(node, self._node(relation.subject), term, object_, relation.status)
        self._map_labels(node, self._labels.of_relation(relation))

    def _map_labels(self, node: NamedNode, labels: tuple[Label, ...]) -> None:
        for label in labels:
            self._add(node, LABEL, Literal(label.text, language=label.language))

    def _relation_literal(self, relation: Relation) -> Literal:
        assert relation.literal is not None
        if relation.type is RelationType.AGED and relation.literal.isascii() and relation.literal.isdigit():
            return Literal(str(int(relation.literal)), datatype=XSD("integer"))
        return Literal(relation.literal, language=self._language)

    def _map_common(self, node: NamedNode, fact: Event | Relation) -> None:
        status = fact.status
        self._add(node, NG("polarity"), POLARITIES[status.polarity])
        self._add(node, NG("modality"), MODALITIES[status.modality])
        if status.source is not None:
            self._add(node, NG("attributedTo"), self._node(status.source))
        self._add(node, NG("confidence"), decimal_literal(fact.confidence))
        self._add(node, NG("rule"), Literal(fact.rule))
        self._add(node, GAF("denotedBy"), self._phrase(fact.trigger))
        self._add(node, NG("evidence"), self._phrase(fact.sentence, "Sentence"))
        self._add(node, PROV("wasDerivedFrom"), self._graph)
        self._add(node, PROV("wasGeneratedBy"), self._ids.activity(self._version))
        if fact.time is not None:
            self._add(node, SEM("hasTime"), self._map_time(fact.time))

    def _map_direct(
        self,
        node: NamedNode,
        subject: NamedNode,
        term: NamedNode,
        object_: NamedNode | Literal,
        status: Status,
    ) -> None:
        self._add(node, RDF("subject"), subject)
        self._add(node, RDF("predicate"), term)
        self._add(node, RDF("object"), object_)
        if status.asserted:
            self._add(subject, term, object_)

    def _map_quotation(self, node: NamedNode, quotation: Quotation) -> None:
        self._add(node, NG("quotation"), self._phrase(quotation.span))

    def _map_time(self, time: TimeExpression) -> NamedNode:
        node = self._ids.time(self._article.id, time.span.start, time.span.end)
        self._add(node, TYPE, TIME("TemporalEntity"))
        self._add(node, LABEL, Literal(" ".join(time.surface.split()), language=self._language))
        self._add(node, GAF("denotedBy"), self._phrase(time.span))
        if time.weekday is not None:
            self._add(node, TIME("dayOfWeek"), TIME(time.weekday))
        if time.value is not None and time.end is None:
            date = date_literal(time.value)
            self._add(node, SEM("hasTimeStamp"), date)
            self._add(node, TIME(_INSTANT_PROPERTIES[date.datatype]), date)
        elif time.value is not None:
            self._add(node, SEM("hasBeginTimeStamp"), date_literal(time.value))
        if time.end is not None:
            self._add(node, SEM("hasEndTimeStamp"), date_literal(time.end))
        return node

    def _add(self, subject: NamedNode, predicate: NamedNode, object_: NamedNode | Literal) -> None:
        self._found.add(Quad(subject, predicate, object_, self._graph))


def _without_genitive(text: str) -> set[str]:
    """What a form may be the genitive of («Israels», «Paris'», «SV's»)."""
    endings = ("s", "'", "’", "'s", "’s", ":s")
    return {text.removesuffix(ending) for ending in endings if text.endswith(ending)}
