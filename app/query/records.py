"""What one article's graph says, read from its quads in one pass, without labels of any language."""

import calendar
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

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
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    TYPE,
)
from app.model.vocabulary import Modality, Polarity

_KINDS = {node: kind.value for kind, node in EVENT_CLASSES.items()} | {RELATION: "Relation"}
_TYPES = {
    node: (rank, node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1])
    for classes in ENTITY_CLASSES.values()
    for rank, node in enumerate(classes)
}
_ROLES = {term: role.value for role, term in ROLES.items()}

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?", re.ASCII)
_Tables = dict[NamedNode, dict[object, list[object]]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of an article, `begin` to `end` in code points of its text."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class When:
    """A time: the words, and the value at its real precision («2024-03», an interval as «2019/2021»), if known."""

    words: str
    value: str | None
    weekday: str | None

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """The first and the last day that it may be; None where that side is open or not known."""
        return day_bounds(self.value)


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """Where an article speaks of an entity; `kind` is `name`, `nominal` or `pronoun`."""

    entity: str
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """What one article says of an entity itself."""

    iri: str
    type: str
    """The most particular class, by its local name («Person», «Party»)."""
    labels: Mapping[str, str]
    """Language tag → preferred name."""
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    about: tuple[str, ...]
    """IRIs of what a description mentions."""
    reasons: tuple[str, ...]
    """Why it was taken to be this entity."""
    mentions: int


@dataclass(frozen=True, slots=True)
class FactRecord:
    """An event or a relation of one article, with IRIs where `Fact` has names.

    `subjects`, `predicate` and `objects` are the ends of its direct triples, empty and None where it has none;
    `literal` is the object of a relation to one («forsvarsminister», «34»).
    """

    iri: str
    article: str
    kind: str
    """The event class, or `Relation`."""
    labels: Mapping[str, str]
    """Language tag → the short account of it."""
    predicate: str | None
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    literal: str | None
    roles: tuple[tuple[str, str], ...]
    """Role and participant, in the order of the roles."""
    polarity: str
    modality: str
    source: str | None
    """Who says so; None where it is the article itself."""
    confidence: float
    rule: str
    stance: str | None
    time: When | None
    first: str | None
    last: str | None
    """The first and the last day that `time` may be."""
    quotations: tuple[Evidence, ...]
    trigger: Evidence
    sentence: Evidence

    @property
    def asserted(self) -> bool:
        """Whether the text presents it as having happened or being so."""
        return self.polarity == Polarity.POSITIVE and self.modality == Modality.ACTUAL

    @property
    def category(self) -> str:
        """The event class, or for a relation the local name of its property («memberOf»)."""
        if self.kind != "Relation" or self.predicate is None:
            return self.kind
        return self.predicate.rsplit("#", 1)[-1]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Subject and object of each direct triple between entities."""
        return tuple((s, o) for s in self.subjects for o in self.objects if s != o)

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone and everything that has part in it, the source too, once each."""
        roles = (party for _, party in self.roles)
        source = () if self.source is None else (self.source,)
        return tuple(dict.fromkeys((*self.subjects, *self.objects, *roles, *source)))


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """One article's graph; entities by IRI, facts in text order, mentions in text order."""

    article: ArticleRecord
    text: str
    entities: tuple[EntityRecord, ...]
    facts: tuple[FactRecord, ...]
    mentions: tuple[MentionRecord, ...]
    predicates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Properties that the article itself names (those of the open class) → language tag → label."""


def read_content(quads: Iterable[Quad]) -> ArticleContent | None:
    """What the quads of one article's graph say; None where there are none.

    What lacks a class, a status or a sentence is no fact, as what lacks a class or a name is no entity.
    """
    graph, tables = _tables(quads)
    if graph is None:
        return None
    record = _article(tables, graph)
    facts = tuple(_in_order(_facts(tables, graph)))
    entities = tuple(sorted(_entities(tables), key=lambda e: e.iri))
    return ArticleContent(
        record,
        next((_text(v) for values in tables[NIF("isString")].values() for v in values), ""),
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
    return read_content(q for term in _OUTLINE for q in store.quads_for_pattern(None, term, None, article))


def read_fact(store: Readable, node: NamedNode, graph: NamedNode) -> FactRecord | None:
    """One fact as an article's graph has it, without reading the rest; None where it is none."""
    quads = list(store.quads_for_pattern(node, None, None, graph))
    further = {q.object for q in quads if q.predicate in _LEADING_ON and isinstance(q.object, NamedNode)}
    for other in further:
        quads += store.quads_for_pattern(other, None, None, graph)
    _, tables = _tables(quads)
    return _fact(tables, node, graph.value)


def day_bounds(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day of a date or an interval at any precision («2024», «2024-03», «2019/..»).

    None for a side that is open, unknown or no date.
    """
    if value is None:
        return None, None
    begin, _, end = value.partition("/")
    return _day(begin, first=True), _day(end or begin, first=False)


def _day(value: str, *, first: bool) -> str | None:
    # Of years with another number of digits, order by character is not order in time.
    match = _DATE.fullmatch(value)
    if match is None or match[1] == "0000" or (match[2] and not 1 <= int(match[2]) <= 12):
        return None
    if match[2] is None:
        return f"{match[1]}-01-01" if first else f"{match[1]}-12-31"
    days = calendar.monthrange(int(match[1]), int(match[2]))[1]
    if match[3] is None:
        return f"{match[1]}-{match[2]}-01" if first else f"{match[1]}-{match[2]}-{days}"
    return value[:10] if 1 <= int(match[3]) <= days else None


_LEADING_ON = frozenset({GAF("denotedBy"), NG("evidence"), NG("quotation"), SEM("hasTime")})
_READ = (
    TYPE,
    LABEL,
    *_LEADING_ON,
    *(RDF(name) for name in ("subject", "predicate", "object")),
    *(
        NG(name)
        for name in (
            "polarity",
            "modality",
            "attributedTo",
            "confidence",
            "rule",
            "stance",
            "about",
            "identityReason",
            "mentionKind",
        )
    ),
    *_ROLES,
    *(SEM(name) for name in ("hasTimeStamp", "hasBeginTimeStamp", "hasEndTimeStamp")),
    TIME("dayOfWeek"),
    *(NIF(name) for name in ("beginIndex", "endIndex", "anchorOf", "isString")),
    *(SKOS(name) for name in ("prefLabel", "altLabel")),
    OWL("sameAs"),
    ITSRDF("taIdentRef"),
    DCTERMS("identifier"),
    *(SCHEMA(name) for name in ("inLanguage", "headline", "datePublished", "url")),
)

_WORDS = frozenset(
    {
        *(NIF(name) for name in ("beginIndex", "endIndex", "anchorOf", "isString")),
        *(NG(name) for name in ("mentionKind", "rule", "about", "identityReason")),
        ITSRDF("taIdentRef"),
        SKOS("altLabel"),
    }
)
_OUTLINE = tuple(term for term in _READ if term not in _WORDS)


def _tables(quads: Iterable[Quad]) -> tuple[NamedNode | None, _Tables]:
    """Property → subject → values, of the properties that are read; and the graph's name."""
    tables: _Tables = {term: {} for term in _READ}
    graph = None
    for quad in quads:
        graph = quad
        table = tables.get(quad.predicate)
        if table is not None:
            table.setdefault(quad.subject, []).append(quad.object)
    name = graph.graph_name if graph is not None else None
    return (name if isinstance(name, NamedNode) else None), tables


def _article(tables: _Tables, graph: NamedNode) -> ArticleRecord:
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


def _facts(tables: _Tables, graph: NamedNode) -> Iterator[FactRecord]:
    for node in tables[NG("polarity")]:
        if isinstance(node, NamedNode):
            fact = _fact(tables, node, graph.value)
            if fact is not None:
                yield fact


def _fact(tables: _Tables, node: NamedNode, article: str) -> FactRecord | None:
    kinds = [_KINDS[c] for c in _nodes(tables, node, TYPE) if c in _KINDS]
    polarity, modality = (_nodes(tables, node, NG(name)) for name in ("polarity", "modality"))
    triggers = [_evidence(tables, p) for p in _nodes(tables, node, GAF("denotedBy"))]
    sentences = [_evidence(tables, p) for p in _nodes(tables, node, NG("evidence"))]
    if not (kinds and polarity and modality and triggers and sentences):
        return None
    predicates = _nodes(tables, node, RDF("predicate"))
    objects = _values(tables, node, RDF("object"))
    source = _nodes(tables, node, NG("attributedTo"))
    stance = _nodes(tables, node, NG("stance"))
    times = _nodes(tables, node, SEM("hasTime"))
    time = _when(tables, times[0]) if times else None
    first, last = time.bounds if time is not None else (None, None)
    quotations = [_evidence(tables, p) for p in _nodes(tables, node, NG("quotation"))]
    return FactRecord(
        iri=node.value,
        article=article,
        kind=kinds[0],
        labels=_languages(_values(tables, node, LABEL)),
        predicate=predicates[0].value if predicates else None,
        subjects=tuple(n.value for n in _nodes(tables, node, RDF("subject"))),
        objects=tuple(o.value for o in objects if isinstance(o, NamedNode)),
        literal=next((o.value for o in objects if isinstance(o, Literal)), None),
        roles=tuple((role, n.value) for term, role in _ROLES.items() for n in _nodes(tables, node, term)),
        polarity=NG.local(polarity[0]) or polarity[0].value,
        modality=NG.local(modality[0]) or modality[0].value,
        source=source[0].value if source else None,
        confidence=_real(_literal(tables, node, NG("confidence"))),
        rule=_literal(tables, node, NG("rule")) or "",
        stance=NG.local(stance[0]) if stance else None,
        time=time,
        first=first,
        last=last,
        quotations=tuple(sorted(quotations, key=lambda e: (e.begin, e.end))),
        trigger=min(triggers, key=lambda e: (e.begin, e.end)),
        sentence=sentences[0],
    )


def _in_order(facts: Iterable[FactRecord]) -> list[FactRecord]:
    return sorted(facts, key=lambda f: (f.trigger.begin, f.trigger.end, f.kind, f.iri))


def _when(tables: _Tables, node: NamedNode) -> When:
    value = _literal(tables, node, SEM("hasTimeStamp"))
    begin, end = (_literal(tables, node, SEM(name)) for name in ("hasBeginTimeStamp", "hasEndTimeStamp"))
    if value is None and (begin is not None or end is not None):
        value = f"{begin or '..'}/{end or '..'}"
    weekday = _nodes(tables, node, TIME("dayOfWeek"))
    words = _literal(tables, node, LABEL) or ""
    return When(words, value, TIME.local(weekday[0]) if weekday else None)


def _evidence(tables: _Tables, phrase: NamedNode) -> Evidence:
    begin, end = (_number(_literal(tables, phrase, NIF(name))) for name in ("beginIndex", "endIndex"))
    return Evidence(begin, end, _literal(tables, phrase, NIF("anchorOf")) or "")


def _entities(tables: _Tables) -> Iterator[EntityRecord]:
    mentions = tables[GAF("denotedBy")]
    for node, names in tables[SKOS("prefLabel")].items():
        classes = [_TYPES[c] for c in tables[TYPE].get(node, ()) if isinstance(c, NamedNode) and c in _TYPES]
        if not isinstance(node, NamedNode) or not classes:
            continue
        labels = _languages(sorted(names, key=str))
        aliases = {_text(o) for o in tables[SKOS("altLabel")].get(node, ())} - set(labels.values())
        yield EntityRecord(
            iri=node.value,
            type=max(classes)[1],
            labels=labels,
            aliases=tuple(sorted(aliases)),
            same_as=tuple(n.value for n in _nodes(tables, node, OWL("sameAs"))),
            about=tuple(n.value for n in _nodes(tables, node, NG("about"))),
            reasons=tuple(sorted({_text(o) for o in tables[NG("identityReason")].get(node, ())})),
            mentions=len(set(mentions.get(node, ()))),
        )


def _mentions(tables: _Tables, entities: set[str]) -> list[MentionRecord]:
    found = [
        MentionRecord(
            entity.value, _literal(tables, phrase, NG("mentionKind")) or "", _evidence(tables, phrase)
        )
        for phrase in tables[ITSRDF("taIdentRef")]
        if isinstance(phrase, NamedNode)
        for entity in _nodes(tables, phrase, ITSRDF("taIdentRef"))
        if entity.value in entities
    ]
    return sorted(found, key=lambda m: (m.evidence.begin, m.evidence.end, m.entity))


def _predicates(tables: _Tables) -> dict[str, dict[str, str]]:
    used = {n for values in tables[RDF("predicate")].values() for n in values if isinstance(n, NamedNode)}
    named = {n.value: _languages(_values(tables, n, LABEL)) for n in sorted(used, key=str)}
    return {iri: labels for iri, labels in named.items() if labels}


def _values(tables: _Tables, node: NamedNode, term: NamedNode) -> list[object]:
    values = tables[term].get(node)
    if values is None:
        return []
    return sorted(set(values), key=str) if len(values) > 1 else values


def _nodes(tables: _Tables, node: NamedNode, term: NamedNode) -> list[NamedNode]:
    values = tables[term].get(node)
    if values is None:
        return []
    if len(values) > 1:
        values = sorted(set(values), key=str)
    return [o for o in values if isinstance(o, NamedNode)]


def _literal(tables: _Tables, node: NamedNode, term: NamedNode) -> str | None:
    values = tables[term].get(node)
    if values is None:
        return None
    if len(values) > 1:
        values = sorted(set(values), key=str)
    for value in values:
        if isinstance(value, Literal):
            return value.value
    return None


def _languages(values: Iterable[object]) -> dict[str, str]:
    """Language tag → text; the first by alphabet where there are several."""
    found: dict[str, str] = {}
    for value in values:
        if isinstance(value, Literal):
            found.setdefault(value.language or "", value.value)
    return found


def _text(value: object) -> str:
    return value.value if isinstance(value, Literal) else str(value)


def _real(text: str | None) -> float:
    # Updates from outside may put anything there.
    with suppress(ValueError):
        value = float(text or 0)
        return value if math.isfinite(value) else 0.0
    return 0.0


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0
