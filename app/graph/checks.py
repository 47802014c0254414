"""What must hold of an article's graph before it is stored; a fact that fails is kept out and reported.

Always on and fast, and it covers what SHACL shapes cannot say: that a phrase is what stands at its offsets, and that a
direct triple is asserted exactly where a fact of the same article supports it. The shapes of `ontology/shapes.ttl` say
the rest in a form that other tools read; `app.graph.shapes` runs them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, Quad

from app.graph.changes import graph_name
from app.graph.ontology import load_ontology
from app.graph.vocabulary import (
    DCTERMS,
    ENTITY_CLASSES,
    EVENT_CLASSES,
    GAF,
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
    TIME,
    TYPE,
    XSD,
)
from app.model.article import Variety
from app.model.vocabulary import Modality, Polarity

_ENTITY_TYPES = frozenset(c for classes in ENTITY_CLASSES.values() for c in classes)
_FACT_TYPES = frozenset({*EVENT_CLASSES.values(), RELATION})
_ROLES = frozenset(ROLES.values())
_STAMPS = (SEM("hasTimeStamp"), SEM("hasBeginTimeStamp"), SEM("hasEndTimeStamp"))
_LANGUAGES = frozenset(v.value for v in Variety)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that does not hold; `node` is the IRI it is said of."""

    node: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckedGraph:
    """An article's graph without what failed, and what failed, in order."""

    quads: tuple[Quad, ...]
    violations: tuple[Violation, ...]


def check(quads: Iterable[Quad]) -> tuple[Violation, ...]:
    """Everything that does not hold of one article's graph, sorted."""
    graph = _Check(quads)
    return tuple(sorted({*graph.violations(), *graph.unsupported()}))


def quarantine(quads: Iterable[Quad]) -> CheckedGraph:
    """Leave out the facts that fail, or that rest on a node that fails, and the direct triples only they support.

    What is wrong with the article as a whole stays in: it is reported, and the caller refuses the article.
    """
    kept, found = tuple(quads), []
    while True:
        graph = _Check(kept)
        violations = sorted(set(graph.violations()))
        found += [v for v in (*violations, *graph.unsupported()) if v not in found]
        failed = {NamedNode(v.node) for v in violations} - {graph.article, graph.context}
        # Nearly always nothing fails, and asking that of every quad costs as much as the checks.
        removed = _failing(graph, kept, failed) if failed else set()
        removed |= graph.present - graph.supported(without=removed)
        if not removed:
            return CheckedGraph(kept, tuple(sorted(found)))
        kept = tuple(q for q in kept if q not in removed)


def _failing(graph: "_Check", quads: Iterable[Quad], failed: set[NamedNode]) -> set[Quad]:
    return {
        q
        for q in quads
        if q.subject in failed
        or (q.object in failed and q.predicate not in (RDF("subject"), RDF("object")))
        or (q.subject in graph.facts and _rests_on(graph, q.subject, failed))
    }


def _rests_on(graph: "_Check", fact: object, failed: set[NamedNode]) -> bool:
    return any(value in failed for values in graph.about[fact].values() for value in values)


class _Check:
    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads = tuple(quads)
        self.article = graph_name(self._quads)
        self.about: dict[object, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
        for q in self._quads:
            self.about[q.subject][q.predicate].append(q.object)
        self.facts = {
            node for node, p in self.about.items() if NG("polarity") in p or _FACT_TYPES & set(p[TYPE])
        }
        self.entities = {node for node, p in self.about.items() if SKOS("prefLabel") in p}
        contexts = [node for node, p in self.about.items() if NIF("Context") in p[TYPE]]
        self.context = contexts[0] if len(contexts) == 1 else None
        texts = self.about[self.context][NIF("isString")] if self.context is not None else []
        # Read once: each look at the value of a literal copies it.
        self._text = _text(texts[0]) if texts else ""
        rules = (rule for rules in load_ontology().direct.values() for rule in rules)
        self._direct = {r.property for r in rules if r.property is not None} | set(RELATIONS.values())
        # What the open class mints is described in the article's own graph.
        self._direct |= {
            n for n, p in self.about.items() if OWL("ObjectProperty") in p[TYPE] and isinstance(n, NamedNode)
        }
        # Not quad by quad: each look at a term of a quad makes it anew.
        self.present = {
            Quad(node, predicate, object_, self.article)  # type: ignore[arg-type]
            for node, properties in self.about.items()
            if node not in self.facts
            for predicate in self._direct.intersection(properties)
            for object_ in properties[predicate]
        }
        """The direct triples that are asserted."""

    def supported(self, without: set[Quad] | None = None) -> set[Quad]:
        """The direct triples that positive, actual facts say; facts that lose their polarity say nothing."""
        gone = {q.subject for q in without or () if q.predicate == NG("polarity")}
        return {
            triple for node in self.facts - gone if self._is_asserted(node) for triple in self._triples(node)
        }

    def violations(self) -> Iterator[Violation]:
        yield from self._of_article()
        for node, properties in self.about.items():
            types = properties[TYPE]
            if NIF("Phrase") in types or NIF("Sentence") in types:
                yield from self._of_phrase(node, properties)
            if node in self.facts:
                yield from self._of_fact(node, properties)
            if _ENTITY_TYPES & set(types) or SKOS("prefLabel") in properties:
                yield from self._of_entity(node, properties)
            if TIME("TemporalEntity") in types:
                yield from self._of_time(node, properties)
            if (
                node in self.facts
                and self._is_asserted(node)
                and not self.present.issuperset(self._triples(node))
            ):
                yield _violation(node, "is positive and actual, and its direct triple is not asserted")

    def unsupported(self) -> Iterator[Violation]:
        """The direct triples that no fact says; what is wrong is the triple, not its subject."""
        for quad in self.present - self.supported():
            yield _violation(
                quad.subject, f"has {quad.predicate} {quad.object}, which no positive, actual fact says"
            )

    def _of_article(self) -> Iterator[Violation]:
        properties = self.about[self.article]
        if SCHEMA("NewsArticle") not in properties[TYPE]:
            yield _violation(self.article, "is no schema:NewsArticle")
        if len(properties[DCTERMS("identifier")]) != 1:
            yield _violation(self.article, "needs exactly one dcterms:identifier")
        if [_text(o) for o in properties[SCHEMA("inLanguage")] if _text(o) in _LANGUAGES] == []:
            yield _violation(self.article, "needs schema:inLanguage nn or nb")
        if self.context is None or len(self.about[self.context][NIF("isString")]) != 1:
            yield _violation(self.article, "needs exactly one nif:Context with one nif:isString")

    def _of_phrase(self, node: object, properties: dict[NamedNode, list[object]]) -> Iterator[Violation]:
        if self.context is None:
            return
        begin, end = (_number(properties[NIF(name)]) for name in ("beginIndex", "endIndex"))
        anchor = properties[NIF("anchorOf")]
        if begin is None or end is None or not begin < end <= len(self._text):
            yield _violation(node, f"has offsets {begin}–{end} in a text of {len(self._text)} code points")
        elif [_text(a) for a in anchor] != [self._text[begin:end]]:
            yield _violation(node, f"has another nif:anchorOf than what stands at {begin}–{end}")
        if properties[NIF("referenceContext")] != [self.context]:
            yield _violation(node, "needs the article's context as its only nif:referenceContext")

    def _of_fact(self, node: object, properties: dict[NamedNode, list[object]]) -> Iterator[Violation]:
        if len(_FACT_TYPES & set(properties[TYPE])) != 1:
            yield _violation(node, "needs exactly one event class or ng:Relation")
        for term, allowed in ((NG("polarity"), POLARITIES), (NG("modality"), MODALITIES)):
            values = properties[term]
            if len(values) != 1 or values[0] not in allowed.values():
                yield _violation(node, f"needs exactly one {term} of the contract")
        if len({o.language for o in properties[LABEL] if isinstance(o, Literal)} & _LANGUAGES) != 1:
            yield _violation(node, "needs a label in the article's language")
        for term in (NG("predicate"), NG("evidence"), GAF("denotedBy"), PROV("wasGeneratedBy")):
            if not properties[term]:
                yield _violation(node, f"lacks {term}")
        if properties[PROV("wasDerivedFrom")] != [self.article]:
            yield _violation(node, "is derived from another than its article")
        confidence = _decimal(properties[NG("confidence")])
        if confidence is None or not 0 <= confidence <= 1:
            yield _violation(node, f"has the confidence {confidence}, expected one decimal from 0 to 1")
        participants = [o for role in _ROLES for o in properties[role]]
        participants += [o for term in (NG("attributedTo"), RDF("subject")) for o in properties[term]]
        participants += [o for o in properties[RDF("object")] if isinstance(o, NamedNode)]
        for entity in participants:
            if entity not in self.entities:
                yield _violation(node, f"names {entity}, which the article's graph does not describe")
        for term in (GAF("denotedBy"), NG("evidence"), NG("quotation")):
            for phrase in properties[term]:
                if NIF("anchorOf") not in self.about.get(phrase, {}):
                    yield _violation(node, f"points to {phrase}, which is no phrase of the article")
        counts = [len(properties[RDF(name)]) for name in ("subject", "predicate", "object")]
        if RELATION in properties[TYPE]:
            if counts != [1, 1, 1]:
                yield _violation(node, "is a relation and needs exactly one subject, predicate and object")
        elif not any(properties[role] for role in _ROLES):
            yield _violation(node, "is an event without participants")
        elif counts[1] > 1 or (0 in counts and any(counts)):
            yield _violation(node, "has half a direct triple, or several predicates")

    def _of_entity(self, node: object, properties: dict[NamedNode, list[object]]) -> Iterator[Violation]:
        if not _ENTITY_TYPES & set(properties[TYPE]):
            yield _violation(node, "is an entity without a class of the contract")
        labels = [o for o in properties[SKOS("prefLabel")] if isinstance(o, Literal)]
        if not labels or any(o.language is None or not o.value.strip() for o in labels):
            yield _violation(node, "needs a skos:prefLabel with words and a language")
        languages = [o.language for o in labels]
        if len(languages) != len(set(languages)):
            yield _violation(node, "has two skos:prefLabel in one language")

    def _of_time(self, node: object, properties: dict[NamedNode, list[object]]) -> Iterator[Violation]:
        if len(properties[LABEL]) != 1:
            yield _violation(node, "is a time and needs its words as one label")
        for term in _STAMPS:
            for value in properties[term]:
                if not _is_date(value):
                    yield _violation(node, f"has the value {value}, which is no date, month or year")
            if len(properties[term]) > 1:
                yield _violation(node, f"has two {term}")

    def _is_asserted(self, node: object) -> bool:
        properties = self.about[node]
        polarity, modality = POLARITIES[Polarity.POSITIVE], MODALITIES[Modality.ACTUAL]
        return properties[NG("polarity")] == [polarity] and properties[NG("modality")] == [modality]

    def _triples(self, node: object) -> Iterator[Quad]:
        properties = self.about[node]
        for subject in properties[RDF("subject")]:
            for predicate in properties[RDF("predicate")]:
                for object_ in properties[RDF("object")]:
                    if subject != object_:
                        yield Quad(subject, predicate, object_, self.article)  # type: ignore[arg-type]


def _violation(node: object, message: str) -> Violation:
    return Violation(node.value if isinstance(node, NamedNode) else str(node), message)


def _text(node: object) -> str:
    return node.value if isinstance(node, Literal) else ""


def _number(values: list[object]) -> int | None:
    if len(values) != 1 or not isinstance(values[0], Literal) or not values[0].value.isdecimal():
        return None
    return int(values[0].value)


def _decimal(values: list[object]) -> Decimal | None:
    if len(values) != 1 or not isinstance(values[0], Literal) or values[0].datatype != XSD("decimal"):
        return None
    try:
        return Decimal(values[0].value)
    except InvalidOperation:
        return None


_DATE_PARTS = {XSD("gYear"): 1, XSD("gYearMonth"): 2, XSD("date"): 3}


def _is_date(value: object) -> bool:
    if not isinstance(value, Literal) or value.datatype not in _DATE_PARTS:
        return False
    parts = value.value.split("-")
    if len(parts) != _DATE_PARTS[value.datatype]:
        return False
    try:
        year, month, day = (int(p) for p in (*parts, *("1",) * (3 - len(parts))))
        date(year, month, day)
    except ValueError:
        return False
    return True
