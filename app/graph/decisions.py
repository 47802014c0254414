"""The graph of decisions: who is who across articles, beside the articles' own graphs, which it leaves as they are.

Each decision is a node with its provenance. What the decisions that count amount to stands beside them: `ng:canonical`
from each member of a group to the one that stands for all, and `owl:sameAs` (`ng:sameEventAs` of reports,
`ng:sameTextAs` of articles) between the members, so that queries need not draw the conclusions themselves;
`ng:rejectedBy` from each fact that was decided to be wrong; and who is a namesake, so that an article's graph calls
him otherwise.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from app.graph.changes import quad_difference
from app.graph.identifiers import Identifiers
from app.graph.literals import decimal_literal
from app.graph.namesakes import implied, renamed, renamings
from app.graph.port import ArticleStore, Readable, Size
from app.graph.vocabulary import DECISIONS_GRAPH, LABEL, NG, OWL, PROV, TYPE, XSD
from app.identity import Decision, Judgement, Kind, cluster, wrong_by

_SAME = {Kind.ENTITY: OWL("sameAs"), Kind.EVENT: NG("sameEventAs"), Kind.TEXT: NG("sameTextAs")}
_KINDS = {NG(kind.value): kind for kind in Kind}
_JUDGEMENTS = {NG(judgement.value): judgement for judgement in Judgement}


def moment(when: datetime) -> str:
    """A time as decisions keep it: UTC, whole seconds."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_decisions(store: Readable) -> tuple[Decision, ...]:
    """Every decision, those undone too, by time."""
    of: dict[NamedNode, list[Quad]] = {}
    for quad in decision_quads(store):
        if isinstance(quad.subject, NamedNode):
            of.setdefault(quad.subject, []).append(quad)
    names = {
        node: quad.object.value
        for node, quads in of.items()
        for quad in quads
        if quad.predicate == LABEL and isinstance(quad.object, Literal)
    }
    people = {node for node, quads in of.items() if any(q.object == PROV("Person") for q in quads)}
    found = [_decision(node, quads, names, people) for node, quads in of.items()]
    return tuple(sorted((d for d in found if d is not None), key=lambda d: (d.time, d.pair, d.id)))


def write_decisions(store: ArticleStore, decisions: Iterable[Decision], ids: Identifiers) -> None:
    """Put decisions in place of those that the store has, with what follows from them, in one update."""
    present, wanted = set(decision_quads(store)), set(quads_of(decisions, ids))
    if update := quad_difference(DECISIONS_GRAPH, present, wanted):
        again = _renamed_articles(store, present, wanted)
        updates = [update, *again.values()]
        store.update(" ;\n".join(updates), graphs=(DECISIONS_GRAPH, *again))


def _renamed_articles(store: Readable, before: set[Quad], now: set[Quad]) -> dict[NamedNode, str]:
    """The articles whose graphs call somebody otherwise from now on, and the update of each."""
    old, new = renamings(before), renamings(now)
    found = {}
    for article in sorted(old.keys() | new.keys(), key=str):
        back = {node: person for person, node in old.get(article, {}).items()}
        if back == {node: person for person, node in new.get(article, {}).items()}:
            continue
        present = set(store.quads_for_pattern(None, None, None, article))
        wanted = renamed(renamed(present, back), new.get(article, {}))
        if update := quad_difference(article, present, wanted):
            found[article] = update
    return found


def wrong_facts(store: Readable) -> frozenset[str]:
    """The IRIs of the facts that were decided to be wrong."""
    quads = store.quads_for_pattern(None, NG("rejectedBy"), None, DECISIONS_GRAPH)
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def decision_quads(store: Readable) -> Iterator[Quad]:
    """The whole graph of decisions, as exports and backups write it."""
    return store.quads_for_pattern(None, None, None, DECISIONS_GRAPH)


def everything(store: ArticleStore) -> Iterator[Quad]:
    """The quads of all articles, and then those of the decisions."""
    return chain(store.quads(), decision_quads(store))


def load_everything(store: ArticleStore, quads: Iterable[Quad]) -> Size:
    """Load whole new articles, and add the decisions among the quads to those of the store."""
    decided: list[Quad] = []

    def of_articles() -> Iterator[Quad]:
        for quad in quads:
            if quad.graph_name == DECISIONS_GRAPH:
                decided.append(quad)
            else:
                yield quad

    size = store.load(of_articles())
    present = set(decision_quads(store))
    joined = present | set(decided)
    update = quad_difference(DECISIONS_GRAPH, present, joined)
    # Decisions of the one may tell of articles of the other.
    again = _renamed_articles(store, set(), joined)
    if updates := [text for text in (update, *again.values()) if text]:
        store.update(" ;\n".join(updates), graphs=(DECISIONS_GRAPH, *again))
    if update and (base := _base(decided)) is not None:
        # Two stores may each have put together what only both know to be one.
        write_decisions(store, read_decisions(store), Identifiers(base))
    return size


def quads_of(decisions: Iterable[Decision], ids: Identifiers) -> Iterator[Quad]:
    """The graph that says these decisions and what follows from them."""
    decisions = tuple(decisions)
    for decision in decisions:
        yield from _described(decision, ids)
    for fact, decision in sorted(wrong_by(decisions).items()):
        yield _quad(NamedNode(fact), NG("rejectedBy"), ids.decision(decision.id))
    yield from implied(decisions)
    for kind, same in _SAME.items():
        for group in cluster(d for d in decisions if d.kind is kind):
            first = NamedNode(min(group, key=_rank))
            for iri in group:
                if iri != first.value:
                    yield _quad(NamedNode(iri), NG("canonical"), first)
                    yield _quad(NamedNode(iri), same, first)


def _described(decision: Decision, ids: Identifiers) -> Iterator[Quad]:
    node = ids.decision(decision.id)
    yield _quad(node, TYPE, NG(decision.kind.value))
    yield _quad(node, NG("judgement"), NG(decision.judgement.value))
    for iri in decision.pair:
        yield _quad(node, NG("decidesOn"), NamedNode(iri))
    agent = ids.agent(decision.by, is_person=decision.by_person)
    yield _quad(node, PROV("wasAttributedTo"), agent)
    yield _quad(agent, TYPE, PROV("Person") if decision.by_person else PROV("SoftwareAgent"))
    yield _quad(agent, LABEL, Literal(decision.by))
    yield _quad(node, PROV("generatedAtTime"), Literal(decision.time, datatype=XSD("dateTime")))
    yield _quad(node, NG("identityReason"), Literal(decision.reason))
    yield _quad(node, NG("identityScore"), decimal_literal(decision.score))
    if decision.undone is not None and decision.undone_by is not None:
        other = ids.agent(decision.undone_by, is_person=True)
        yield _quad(node, PROV("invalidatedAtTime"), Literal(decision.undone, datatype=XSD("dateTime")))
        yield _quad(node, NG("undoneBy"), other)
        yield _quad(other, TYPE, PROV("Person"))
        yield _quad(other, LABEL, Literal(decision.undone_by))


def _decision(
    node: NamedNode, quads: list[Quad], names: dict[NamedNode, str], people: set[NamedNode]
) -> Decision | None:
    def node_of(predicate: NamedNode) -> NamedNode | None:
        return next(
            (q.object for q in quads if q.predicate == predicate and isinstance(q.object, NamedNode)), None
        )

    def text(predicate: NamedNode) -> str | None:
        return next(
            (q.object.value for q in quads if q.predicate == predicate and isinstance(q.object, Literal)),
            None,
        )

    kind, judgement = node_of(TYPE), node_of(NG("judgement"))
    agent, undoer = node_of(PROV("wasAttributedTo")), node_of(NG("undoneBy"))
    pair = [
        q.object.value for q in quads if q.predicate == NG("decidesOn") and isinstance(q.object, NamedNode)
    ]
    time = text(PROV("generatedAtTime"))
    if kind not in _KINDS or judgement not in _JUDGEMENTS or agent is None or time is None:
        # Agents, and what others have written into the graph.
        return None
    if len(pair) != (1 if kind == NG(Kind.FACT.value) else 2):
        return None
    return Decision(
        node.value.rsplit("/", 1)[-1],
        _KINDS[kind],
        _JUDGEMENTS[judgement],
        tuple(sorted(pair)),
        names.get(agent, agent.value),
        agent in people,
        time,
        text(NG("identityReason")) or "",
        float(text(NG("identityScore")) or 0),
        text(PROV("invalidatedAtTime")),
        names.get(undoer, undoer.value) if undoer is not None else None,
    )


def _rank(iri: str) -> tuple[int, int, str]:
    """Who stands for a group: what all articles share before what one has alone, then the fullest name.

    Nothing of the store's articles counts, whose order may not matter.
    """
    return iri.count("/"), -len(iri), iri


def _base(quads: Iterable[Quad]) -> str | None:
    for quad in quads:
        if quad.predicate == NG("judgement") and isinstance(quad.subject, NamedNode):
            return quad.subject.value.rsplit("decision/", 1)[0]
    return None


def _quad(subject: NamedNode, predicate: NamedNode, object_: NamedNode | Literal) -> Quad:
    return Quad(subject, predicate, object_, DECISIONS_GRAPH)
