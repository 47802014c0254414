"""Namesakes in the articles' graphs: where an article means another by a name, its graph has another IRI for it.

Decisions tell which articles these are. The graph of such an article has the namesake's IRI wherever it would have the
name's, so that every query tells them apart; when the decision no longer counts, it has the name's again.
"""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from app.graph.port import Readable
from app.graph.vocabulary import DECISIONS_GRAPH, NG
from app.identity import Decision, Judgement, Kind, Pair, effective

_ARTICLES = "article"
Renaming = Mapping[NamedNode, NamedNode]
"""IRI of a name → IRI of the namesake that an article means."""


def namesake(article: NamedNode, entity: NamedNode) -> NamedNode:
    """The IRI of whom an article means by a name that is another's, as those of all that one article alone knows."""
    base, _, identifier = article.value.rpartition(f"{_ARTICLES}/")
    return NamedNode(f"{base}{identifier}/{entity.value.removeprefix(base)}")


def article_and_person(pair: Pair) -> tuple[NamedNode, NamedNode]:
    """The two that a decision on a namesake is about."""
    one, other = pair
    article, person = (one, other) if one.rsplit("/", 2)[-2] == _ARTICLES else (other, one)
    return NamedNode(article), NamedNode(person)


def implied(decisions: Iterable[Decision]) -> Iterator[Quad]:
    """What decisions on namesakes amount to, for the graph of decisions."""
    for pair, decision in sorted(effective(d for d in decisions if d.kind is Kind.NAMESAKE).items()):
        if decision.judgement is Judgement.DIFFERENT:
            article, person = article_and_person(pair)
            node = namesake(article, person)
            yield Quad(node, NG("namesakeOf"), person, DECISIONS_GRAPH)
            yield Quad(article, NG("tellsOfNamesake"), node, DECISIONS_GRAPH)


def renaming_of(store: Readable, article: NamedNode) -> Renaming:
    """What an article's graph calls otherwise, as a store's decisions have it."""
    found: dict[NamedNode, NamedNode] = {}
    for told in store.quads_for_pattern(article, NG("tellsOfNamesake"), None, DECISIONS_GRAPH):
        if isinstance(told.object, NamedNode):
            for quad in store.quads_for_pattern(told.object, NG("namesakeOf"), None, DECISIONS_GRAPH):
                if isinstance(quad.object, NamedNode):
                    found[quad.object] = told.object
    return found


def renamings(quads: Iterable[Quad]) -> dict[NamedNode, dict[NamedNode, NamedNode]]:
    """Article → what its graph calls otherwise, from the quads of a graph of decisions."""
    names: dict[NamedNode, NamedNode] = {}
    told: list[tuple[NamedNode, NamedNode]] = []
    for quad in quads:
        one, other = quad.subject, quad.object
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            if quad.predicate == NG("namesakeOf"):
                names[one] = other
            elif quad.predicate == NG("tellsOfNamesake"):
                told.append((one, other))
    found: dict[NamedNode, dict[NamedNode, NamedNode]] = {}
    for article, node in told:
        if node in names:
            found.setdefault(article, {})[names[node]] = node
    return found


def renamed(quads: Iterable[Quad], renaming: Renaming) -> set[Quad]:
    """The quads of an article with other IRIs."""
    if not renaming:
        return set(quads)
    return {
        Quad(
            renaming.get(q.subject, q.subject) if isinstance(q.subject, NamedNode) else q.subject,
            q.predicate,
            renaming.get(q.object, q.object) if isinstance(q.object, NamedNode) else q.object,
            q.graph_name,
        )
        for q in quads
    }
