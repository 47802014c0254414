"""Records made of the quads of an article's graph."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from app.graph.port import ArticleRecord, Readable
from app.graph.vocabulary import (
    DCTERMS,
    ENTITY_CLASSES,
    EVENT_CLASSES,
    GAF,
    ITSRDF,
    LABEL,
    NG,
    NIF,
    OWL,
    RDF,
    RELATION,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    TYPE,
)
from app.query.records.kinds import (
    ArticleContent,
    EntityRecord,
    Evidence,
    FactRecord,
    MentionRecord,
    When,
)
from app.query.records.tables import (
    LEADING_ON,
    OUTLINE,
    ROLE_NAMES,
    Tables,
    languages,
    literal_of,
    nodes_of,
    number,
    plain,
    real,
    tables_of,
    values_of,
)

_KINDS = {node: kind.value for kind, node in EVENT_CLASSES.items()} | {RELATION: "Relation"}
_TYPES = {
    node: (rank, node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1])
    for classes in ENTITY_CLASSES.values()
    for rank, node in enumerate(classes)
}


def read_content(quads: Iterable[Quad]) -> ArticleContent | None:
    """What the quads of one article's graph say; None where there are none.

    What lacks a class, a status or a sentence is no fact, as what lacks a class or a name is no entity.
    """
    graph, tables = tables_of(quads)
    if graph is None:
        return None
    record = _article(tables, graph)
    facts = tuple(_in_order(_facts(tables, graph)))
    entities = tuple(sorted(_entities(tables), key=lambda e: e.iri))
    return ArticleContent(
        record,
        next((plain(v) for values in tables[NIF("isString")].values() for v in values), ""),
        entities,
        facts,
        tuple(_mentions(tables, {e.iri for e in entities})),
        _predicates(tables),
    )


def article_content(store: Readable, article: NamedNode) -> ArticleContent | None:
    """What a store's graph of an article says; None where there is none."""
    return read_content(store.quads_for_pattern(None, None, None, article))


def article_outline(store: Readable, article: NamedNode) -> ArticleContent | None:
    """The same without text, mentions and words, in half the time: evidence is empty, facts are not in text order."""
    return read_content(q for term in OUTLINE for q in store.quads_for_pattern(None, term, None, article))


def read_fact(store: Readable, node: NamedNode, graph: NamedNode) -> FactRecord | None:
    """One fact as an article's graph has it, without reading the rest; None where it is none."""
    quads = list(store.quads_for_pattern(node, None, None, graph))
    further = {q.object for q in quads if q.predicate in LEADING_ON and isinstance(q.object, NamedNode)}
    for other in further:
        quads += store.quads_for_pattern(other, None, None, graph)
    _, tables = tables_of(quads)
    return _fact(tables, node, graph.value)


def _article(tables: Tables, graph: NamedNode) -> ArticleRecord:
    def value(term: NamedNode) -> str | None:
        return next(
            (o.value for o in sorted(tables[term].get(graph, ()), key=str) if isinstance(o, Literal)), None
        )

    return ArticleRecord(
        graph,
        value(DCTERMS("identifier")) or graph.value,
        value(SCHEMA("inLanguage")),
        value(SCHEMA("headline")),
        value(SCHEMA("datePublished")),
        value(SCHEMA("url")),
    )


def _facts(tables: Tables, graph: NamedNode) -> Iterator[FactRecord]:
    for node in tables[NG("polarity")]:
        if isinstance(node, NamedNode):
            fact = _fact(tables, node, graph.value)
            if fact is not None:
                yield fact


def _fact(tables: Tables, node: NamedNode, article: str) -> FactRecord | None:
    kinds = [_KINDS[c] for c in nodes_of(tables, node, TYPE) if c in _KINDS]
    polarity, modality = (nodes_of(tables, node, NG(name)) for name in ("polarity", "modality"))
    triggers = [_evidence(tables, p) for p in nodes_of(tables, node, GAF("denotedBy"))]
    sentences = [_evidence(tables, p) for p in nodes_of(tables, node, NG("evidence"))]
    if not (kinds and polarity and modality and triggers and sentences):
        return None
    predicates = nodes_of(tables, node, RDF("predicate"))
    objects = values_of(tables, node, RDF("object"))
    source = nodes_of(tables, node, NG("attributedTo"))
    stance = nodes_of(tables, node, NG("stance"))
    tenure = nodes_of(tables, node, NG("tenure"))
    times = nodes_of(tables, node, SEM("hasTime"))
    time = _when(tables, times[0]) if times else None
    first, last = time.bounds if time is not None else (None, None)
    quotations = [_evidence(tables, p) for p in nodes_of(tables, node, NG("quotation"))]
    return FactRecord(
        iri=node.value,
        article=article,
        kind=kinds[0],
        labels=languages(values_of(tables, node, LABEL)),
        predicate=predicates[0].value if predicates else None,
        subjects=tuple(n.value for n in nodes_of(tables, node, RDF("subject"))),
        objects=tuple(o.value for o in objects if isinstance(o, NamedNode)),
        literal=next((o.value for o in objects if isinstance(o, Literal)), None),
        roles=tuple(
            (role, n.value) for term, role in ROLE_NAMES.items() for n in nodes_of(tables, node, term)
        ),
        polarity=NG.local(polarity[0]) or polarity[0].value,
        modality=NG.local(modality[0]) or modality[0].value,
        source=source[0].value if source else None,
        confidence=real(literal_of(tables, node, NG("confidence"))),
        rule=literal_of(tables, node, NG("rule")) or "",
        stance=NG.local(stance[0]) if stance else None,
        time=time,
        first=first,
        last=last,
        quotations=tuple(sorted(quotations, key=lambda e: (e.begin, e.end))),
        trigger=min(triggers, key=lambda e: (e.begin, e.end)),
        sentence=sentences[0],
        tenure=NG.local(tenure[0]) if tenure else None,
    )


def _in_order(facts: Iterable[FactRecord]) -> list[FactRecord]:
    return sorted(facts, key=lambda f: (f.trigger.begin, f.trigger.end, f.kind, f.iri))


def _when(tables: Tables, node: NamedNode) -> When:
    value = literal_of(tables, node, SEM("hasTimeStamp"))
    begin, end = (literal_of(tables, node, SEM(name)) for name in ("hasBeginTimeStamp", "hasEndTimeStamp"))
    if value is None and (begin is not None or end is not None):
        value = f"{begin or '..'}/{end or '..'}"
    weekday = nodes_of(tables, node, TIME("dayOfWeek"))
    words = literal_of(tables, node, LABEL) or ""
    return When(words, value, TIME.local(weekday[0]) if weekday else None)


def _evidence(tables: Tables, phrase: NamedNode) -> Evidence:
    begin, end = (number(literal_of(tables, phrase, NIF(name))) for name in ("beginIndex", "endIndex"))
    return Evidence(begin, end, literal_of(tables, phrase, NIF("anchorOf")) or "")


def _entities(tables: Tables) -> Iterator[EntityRecord]:
    mentions = tables[GAF("denotedBy")]
    for node, names in tables[SKOS("prefLabel")].items():
        classes = [_TYPES[c] for c in tables[TYPE].get(node, ()) if isinstance(c, NamedNode) and c in _TYPES]
        if not isinstance(node, NamedNode) or not classes:
            continue
        labels = languages(sorted(names, key=str))
        aliases = {plain(o) for o in tables[SKOS("altLabel")].get(node, ())} - set(labels.values())
        yield EntityRecord(
            iri=node.value,
            type=max(classes)[1],
            labels=labels,
            aliases=tuple(sorted(aliases)),
            same_as=tuple(n.value for n in nodes_of(tables, node, OWL("sameAs"))),
            about=tuple(n.value for n in nodes_of(tables, node, NG("about"))),
            reasons=tuple(sorted({plain(o) for o in tables[NG("identityReason")].get(node, ())})),
            mentions=len(set(mentions.get(node, ()))),
        )


def _mentions(tables: Tables, entities: set[str]) -> list[MentionRecord]:
    found = [
        MentionRecord(
            entity.value, literal_of(tables, phrase, NG("mentionKind")) or "", _evidence(tables, phrase)
        )
        for phrase in tables[ITSRDF("taIdentRef")]
        if isinstance(phrase, NamedNode)
        for entity in nodes_of(tables, phrase, ITSRDF("taIdentRef"))
        if entity.value in entities
    ]
    return sorted(found, key=lambda m: (m.evidence.begin, m.evidence.end, m.entity))


def _predicates(tables: Tables) -> dict[str, dict[str, str]]:
    used = {n for values in tables[RDF("predicate")].values() for n in values if isinstance(n, NamedNode)}
    named = {n.value: languages(values_of(tables, n, LABEL)) for n in sorted(used, key=str)}
    return {iri: labels for iri, labels in named.items() if labels}
