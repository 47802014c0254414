"""Whether all that a store holds is what it should be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions

from app.graph.checks import Violation, check
from app.graph.hashing import article_hash, store_hash
from app.graph.port import ArticleStore, Told, untold
from app.graph.versions import stored_version
from app.graph.vocabulary import NG, NIF, TYPE

Validate = Callable[[Iterable[Quad]], tuple[Violation, ...]]


class Kind(StrEnum):
    """What is wrong."""

    CHECK = "check"
    """A graph breaks what is checked before it is stored."""
    SHAPE = "shape"
    """A graph breaks a SHACL shape."""
    ORPHAN = "orphan"
    """Something that belongs to no article, or that nothing of its article speaks of."""
    REFERENCE = "reference"
    """A graph points to what it does not describe."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in one graph."""

    kind: Kind
    graph: str
    node: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The state of a store."""

    version: str | None
    articles: int
    quads: int
    graph_hash: str
    findings: tuple[Finding, ...]


def verify(
    store: ArticleStore,
    *,
    base: str,
    validate: Validate | None = None,
    told: Told = untold,
) -> Report:
    """Look at every article; `validate` runs the shapes where it is given, `told` hears of each article."""
    records = store.articles()
    findings = list(_strays(store, base, {record.iri for record in records}))
    hashes, count = [], 0
    for record in records:
        quads = tuple(store.article_quads(record.iri))
        hashes.append((record.iri, article_hash(quads)))
        count += len(quads)
        found = [(Kind.CHECK, violation) for violation in check(quads)]
        found += [(Kind.SHAPE, violation) for violation in (validate(quads) if validate else ())]
        found += [(Kind.REFERENCE, v) for v in _references(quads, base)]
        found += [(Kind.ORPHAN, v) for v in _orphans(quads, base)]
        findings += [Finding(kind, record.iri.value, v.node, v.message) for kind, v in found]
        told(record.identifier)
    return Report(stored_version(store), len(records), count, store_hash(hashes), tuple(findings))


def _strays(store: ArticleStore, base: str, articles: set[NamedNode]) -> Iterator[Finding]:
    answer = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(answer, QuerySolutions)
    graphs = {row["g"] for row in answer}
    # Those of others, beside ours on a server, are no concern.
    ours = {graph for graph in graphs if isinstance(graph, NamedNode) and graph.value.startswith(base)}
    for graph in sorted(ours - articles, key=str):
        yield Finding(Kind.ORPHAN, graph.value, graph.value, "is a graph and no article")
    if (quad := next(store.quads_for_pattern(None, None, None, DefaultGraph()), None)) is not None:
        yield Finding(Kind.ORPHAN, "", str(quad.subject), "is described in the default graph, in no article")


def _references(quads: tuple[Quad, ...], base: str) -> Iterator[Violation]:
    described = {quad.subject for quad in quads}
    missing: dict[NamedNode, NamedNode] = {}
    for quad in quads:
        target = quad.object
        if isinstance(target, NamedNode) and target.value.startswith(base) and target not in described:
            missing.setdefault(target, quad.predicate)
    for target, predicate in sorted(missing.items(), key=lambda pair: pair[0].value):
        yield Violation(target.value, f"is the value of {predicate} and not described")


def _orphans(quads: tuple[Quad, ...], base: str) -> Iterator[Violation]:
    """What nothing points to, except what stands for itself: the article, its text, and facts."""
    pointed = {quad.object for quad in quads if quad.object != quad.subject} | {q.predicate for q in quads}
    own: set[object] = {quad.graph_name for quad in quads}
    own |= {q.subject for q in quads if q.predicate == NG("polarity")}
    own |= {q.subject for q in quads if q.predicate == TYPE and q.object == NIF("Context")}
    nodes = {
        q.subject for q in quads if isinstance(q.subject, NamedNode) and q.subject.value.startswith(base)
    }
    for node in sorted(nodes - pointed - own, key=str):
        yield Violation(str(node)[1:-1], "is described, and nothing of the article speaks of it")
