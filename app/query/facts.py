"""Facts as people read them: who, what, to whom, whether it is so, who says so, and the sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from app.graph.port import ArticleRecord, ArticleStore
from app.graph.vocabulary import (
    EVENT_CLASSES,
    GAF,
    LABEL,
    NG,
    NIF,
    PROV,
    RDF,
    RELATION,
    ROLES,
    SEM,
    TIME,
    TYPE,
)
from app.model.vocabulary import Modality, Polarity
from app.query.reading import DEFAULT_LANGUAGES, Reader

_CLASSES = {node: kind.value for kind, node in EVENT_CLASSES.items()} | {RELATION: "Relation"}


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a fact; `iri` is None for a literal («forsvarsminister», «34»)."""

    label: str
    iri: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part, and in which role (`agent`, `patient`, …)."""

    role: str
    party: Party


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


@dataclass(frozen=True, slots=True)
class Fact:
    """An event or a relation that one article tells of.

    `subjects`, `predicate` and `objects` are the ends of its direct triples, empty and None where it has none.
    """

    iri: str
    label: str
    kind: str
    """The event class, or `Relation`."""
    predicate: Party | None
    subjects: tuple[Party, ...]
    objects: tuple[Party, ...]
    participants: tuple[Participant, ...]
    polarity: str
    modality: str
    source: Party | None
    confidence: float
    rule: str
    stance: str | None
    time: When | None
    quotations: tuple[Evidence, ...]
    trigger: Evidence
    sentence: Evidence
    article: ArticleRecord

    @property
    def asserted(self) -> bool:
        """Whether the text presents it as having happened or being so."""
        return self.polarity == Polarity.POSITIVE and self.modality == Modality.ACTUAL


def article_facts(
    store: ArticleStore, article: ArticleRecord, *, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[Fact, ...]:
    """Every fact of one article, in text order; labels in the first of `languages` that has one."""
    reader = Reader(store, languages)
    nodes = {node for node, _ in reader.subjects(PROV("wasDerivedFrom"), article.iri, article.iri)}
    return _in_order(_read(reader, node, article) for node in nodes)


def entity_facts(
    store: ArticleStore, entity: NamedNode, *, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[Fact, ...]:
    """Every fact that an entity takes part in or is the source of, by article and text order."""
    reader = Reader(store, languages)
    terms = (*ROLES.values(), NG("attributedTo"), RDF("subject"), RDF("object"))
    members = reader.identities.members(entity)
    found = {pair for term in terms for member in members for pair in reader.subjects(term, member)}
    articles: dict[NamedNode, ArticleRecord] = {}
    facts = []
    for node, graph in found:
        if not isinstance(graph, NamedNode):
            continue
        if graph not in articles:
            record = store.article(graph.value)
            if record is None:
                continue
            articles[graph] = record
        facts.append(_read(reader, node, articles[graph]))
    return _in_order(facts)


def facts_of(
    store: ArticleStore, nodes: Iterable[NamedNode], *, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[Fact, ...]:
    """The facts with these IRIs that the store has, by article and text order."""
    reader = Reader(store, languages)
    found = []
    for node in nodes:
        for quad in store.quads_for_pattern(node, NG("polarity"), None, None):
            record = store.article(quad.graph_name.value) if isinstance(quad.graph_name, NamedNode) else None
            if record is not None:
                found.append(_read(reader, node, record))
    return _in_order(found)


def _in_order(facts: Iterable[Fact | None]) -> tuple[Fact, ...]:
    found = [fact for fact in facts if fact is not None]
    return tuple(
        sorted(
            found,
            key=lambda f: (f.article.identifier, f.trigger.begin, f.trigger.end, f.kind, f.label, f.iri),
        )
    )


def _read(reader: Reader, node: NamedNode, article: ArticleRecord) -> Fact | None:
    graph = article.iri
    kinds = [_CLASSES[c] for c in reader.nodes(node, TYPE, graph) if c in _CLASSES]
    polarity, modality = (reader.nodes(node, NG(name), graph) for name in ("polarity", "modality"))
    trigger = [_evidence(reader, p, graph) for p in reader.nodes(node, GAF("denotedBy"), graph)]
    sentence = [_evidence(reader, p, graph) for p in reader.nodes(node, NG("evidence"), graph)]
    if not (kinds and polarity and modality and trigger and sentence):
        return None
    predicates = reader.nodes(node, RDF("predicate"), graph)
    source = reader.nodes(node, NG("attributedTo"), graph)
    stance = reader.nodes(node, NG("stance"), graph)
    times = reader.nodes(node, SEM("hasTime"), graph)
    quotations = [_evidence(reader, p, graph) for p in reader.nodes(node, NG("quotation"), graph)]
    participants = [
        Participant(role.value, _party(reader, entity))
        for role, term in ROLES.items()
        for entity in reader.nodes(node, term, graph)
    ]
    return Fact(
        iri=node.value,
        label=_label(reader, node, article),
        kind=kinds[0],
        predicate=Party(reader.name(predicates[0]), predicates[0].value) if predicates else None,
        subjects=_parties(reader, node, RDF("subject"), graph),
        objects=_parties(reader, node, RDF("object"), graph),
        participants=tuple(participants),
        polarity=NG.local(polarity[0]) or polarity[0].value,
        modality=NG.local(modality[0]) or modality[0].value,
        source=_party(reader, source[0]) if source else None,
        confidence=float(reader.text(node, NG("confidence"), graph) or 0),
        rule=reader.text(node, NG("rule"), graph) or "",
        stance=NG.local(stance[0]) if stance else None,
        time=_when(reader, times[0], graph) if times else None,
        quotations=tuple(sorted(quotations, key=lambda e: e.begin)),
        trigger=min(trigger, key=lambda e: e.begin),
        sentence=sentence[0],
        article=article,
    )


def _label(reader: Reader, node: NamedNode, article: ArticleRecord) -> str:
    labels = [o for o in reader.objects(node, LABEL, article.iri) if isinstance(o, Literal)]
    own = [o.value for o in labels if o.language == article.language]
    return (own or [o.value for o in labels] or [""])[0]


def _parties(reader: Reader, node: NamedNode, term: NamedNode, graph: NamedNode) -> tuple[Party, ...]:
    values = reader.objects(node, term, graph)
    return tuple(
        _party(reader, v) if isinstance(v, NamedNode) else Party(reader.shown(v), None) for v in values
    )


def _party(reader: Reader, node: NamedNode) -> Party:
    return Party(reader.name(node), reader.identities.canonical(node).value)


def _evidence(reader: Reader, phrase: NamedNode, graph: NamedNode) -> Evidence:
    begin, end = (reader.number(phrase, NIF(name), graph) for name in ("beginIndex", "endIndex"))
    return Evidence(begin or 0, end or 0, reader.text(phrase, NIF("anchorOf"), graph) or "")


def _when(reader: Reader, node: NamedNode, graph: NamedNode) -> When:
    value = reader.text(node, SEM("hasTimeStamp"), graph)
    begin, end = (reader.text(node, SEM(name), graph) for name in ("hasBeginTimeStamp", "hasEndTimeStamp"))
    if value is None and (begin is not None or end is not None):
        value = f"{begin or '..'}/{end or '..'}"
    weekday = reader.nodes(node, TIME("dayOfWeek"), graph)
    return When(reader.text(node, LABEL, graph) or "", value, TIME.local(weekday[0]) if weekday else None)
