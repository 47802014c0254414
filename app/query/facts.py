"""Facts as people read them: who, what, to whom, whether it is so, who says so, and the sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from app.graph.port import ArticleRecord, ArticleStore
from app.graph.vocabulary import NG, RDF, ROLES
from app.model.vocabulary import Modality, Polarity
from app.query.reading import DEFAULT_LANGUAGES, Reader
from app.query.records import Evidence, FactRecord, When, article_content, read_fact


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
    tenure: str | None = None
    """`Former` or `Acting`, where somebody does not simply hold a position now."""
    wrong: bool = False
    """Whether somebody decided that it is wrong."""

    @property
    def asserted(self) -> bool:
        """Whether the text presents it as having happened or being so."""
        return self.polarity == Polarity.POSITIVE and self.modality == Modality.ACTUAL


def article_facts(
    store: ArticleStore,
    article: ArticleRecord,
    *,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    wrong: bool = False,
) -> tuple[Fact, ...]:
    """Every fact of one article, in text order; labels in the first of `languages` that has one.

    Facts that were decided to be wrong are left out, unless `wrong` ones are asked for too.
    """
    content = article_content(store, article.iri)
    if content is None:
        return ()
    reader = Reader(store, languages)
    facts = (told(fact, article, reader) for fact in content.facts)
    return _in_order(fact for fact in facts if wrong or not fact.wrong)


def entity_facts(
    store: ArticleStore,
    entity: NamedNode,
    *,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
    wrong: bool = False,
) -> tuple[Fact, ...]:
    """Every fact that an entity takes part in or is the source of, by article and text order.

    Facts that were decided to be wrong are left out, unless `wrong` ones are asked for too.
    """
    reader = Reader(store, languages)
    terms = (*ROLES.values(), NG("attributedTo"), RDF("subject"), RDF("object"))
    members = reader.identities.members(entity)
    found = {pair for term in terms for member in members for pair in reader.subjects(term, member)}
    articles: dict[NamedNode, ArticleRecord] = {}
    facts = []
    for node, graph in found:
        if not isinstance(graph, NamedNode) or (node.value in reader.wrong and not wrong):
            continue
        if graph not in articles:
            record = store.article(graph.value)
            if record is None:
                continue
            articles[graph] = record
        fact = read_fact(store, node, graph)
        if fact is not None:
            facts.append(told(fact, articles[graph], reader))
    return _in_order(facts)


def facts_of(
    store: ArticleStore, nodes: Iterable[NamedNode], *, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[Fact, ...]:
    """The facts with these IRIs that the store has and nobody decided to be wrong, by article and text order."""
    reader = Reader(store, languages)
    found = []
    for node in nodes:
        if node.value in reader.wrong:
            continue
        for quad in store.quads_for_pattern(node, NG("polarity"), None, None):
            graph = quad.graph_name
            record = store.article(graph.value) if isinstance(graph, NamedNode) else None
            fact = read_fact(store, node, graph) if isinstance(graph, NamedNode) else None
            if record is not None and fact is not None:
                found.append(told(fact, record, reader))
    return _in_order(found)


def status_of(fact: Fact | FactRecord) -> str:
    """How a report tells of its event: `planned`, `actual`, `not actual` and so on."""
    return fact.modality.lower() if fact.polarity == Polarity.POSITIVE else f"not {fact.modality.lower()}"


def told(fact: FactRecord, article: ArticleRecord, reader: Reader) -> Fact:
    """A fact of an article with the names that the reader has for its ends."""

    def party(iri: str) -> Party:
        node = NamedNode(iri)
        return Party(reader.name(node), reader.identities.canonical(node).value)

    objects = [party(iri) for iri in fact.objects]
    if fact.literal is not None:
        objects.append(Party(fact.literal, None))
    own = fact.labels.get(article.language or "")
    return Fact(
        iri=fact.iri,
        label=own if own is not None else next(iter(fact.labels.values()), ""),
        kind=fact.kind,
        predicate=party(fact.predicate) if fact.predicate is not None else None,
        subjects=tuple(party(iri) for iri in fact.subjects),
        objects=tuple(objects),
        participants=tuple(Participant(role, party(iri)) for role, iri in fact.roles),
        polarity=fact.polarity,
        modality=fact.modality,
        source=party(fact.source) if fact.source is not None else None,
        confidence=fact.confidence,
        rule=fact.rule,
        stance=fact.stance,
        time=fact.time,
        quotations=fact.quotations,
        trigger=fact.trigger,
        sentence=fact.sentence,
        article=article,
        tenure=fact.tenure,
        wrong=fact.iri in reader.wrong,
    )


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(
        sorted(
            facts,
            key=lambda f: (f.article.identifier, f.trigger.begin, f.trigger.end, f.kind, f.label, f.iri),
        )
    )
