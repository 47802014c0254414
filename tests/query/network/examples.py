"""Networks by hand: an article is a list of facts, «a Meeting b»."""

import itertools
from dataclasses import dataclass

from hypothesis import strategies as st
from pyoxigraph import NamedNode

from app.graph.ontology import load_ontology
from app.graph.port import ArticleRecord
from app.graph.vocabulary import DEFAULT_BASE, NG
from app.model.vocabulary import EventClass, RelationType
from app.query.network import Network
from app.query.network.questions import Asking
from app.query.records import ArticleContent, EntityRecord, Evidence, FactRecord, When, day_bounds


@dataclass(frozen=True)
class F:
    """One fact: who, class or relation, whom."""

    subject: str
    kind: str
    object: str | None = None
    literal: str | None = None
    polarity: str = "Positive"
    modality: str = "Actual"
    source: str | None = None
    confidence: float = 0.9
    date: str | None = None
    topic: str | None = None
    quoted: int = 0


def iri(name: str) -> str:
    return f"{DEFAULT_BASE}person/{name}"


def article(
    identifier: str, *facts: F, also: tuple[str, ...] = (), published: str | None = None, language: str = "nn"
) -> ArticleContent:
    """An article that names everyone in its facts, and others."""
    node = NamedNode(f"{DEFAULT_BASE}article/{identifier}")
    names = {n for f in facts for n in (f.subject, f.object, f.source, f.topic) if n is not None} | {*also}
    return ArticleContent(
        ArticleRecord(node, identifier, language, None, published, None),
        "",
        tuple(
            EntityRecord(iri(n), "Person", {language: n.title()}, (), (), (), (), 1) for n in sorted(names)
        ),
        tuple(fact(node.value, number, f) for number, f in enumerate(facts)),
        (),
    )


def fact(node: str, number: int, f: F) -> FactRecord:
    is_relation = f.kind in set(RelationType)
    if is_relation:
        predicate = NG(f.kind).value
        roles: tuple[tuple[str, str], ...] = ()
    else:
        rule = load_ontology().direct[EventClass(f.kind)][0]
        predicate = rule.property.value if rule.property else f"{DEFAULT_BASE}predicate/gjere"
        other = rule.object_role.value
        roles = (("agent", iri(f.subject)), *(((other, iri(f.object)),) if f.object else ()))
        roles += (("topic", iri(f.topic)),) if f.topic else ()
    first, last = day_bounds(f.date)
    has_ends = f.object is not None or f.literal is not None
    evidence = Evidence(number, number + 1, "x")
    return FactRecord(
        iri=f"{DEFAULT_BASE}fact/{node.rsplit('/', 1)[-1]}-{number}",
        article=node,
        kind="Relation" if is_relation else f.kind,
        labels={},
        predicate=predicate if has_ends else None,
        subjects=(iri(f.subject),) if has_ends else (),
        objects=(iri(f.object),) if f.object else (),
        literal=f.literal,
        roles=roles,
        polarity=f.polarity,
        modality=f.modality,
        source=iri(f.source) if f.source else None,
        confidence=f.confidence,
        rule="by hand",
        stance=None,
        time=When("då", f.date, None) if f.date else None,
        first=first,
        last=last,
        quotations=(evidence,) * f.quoted,
        trigger=evidence,
        sentence=evidence,
    )


def network(*articles: ArticleContent) -> Network:
    result = Network()
    for content in articles:
        result.add(content)
    return result


def meetings(*pairs: str) -> Asking:
    """«ab» is that a met b."""
    return Asking(network(article("one", *(F(p[0], "Meeting", p[1]) for p in pairs))))


TWO_CLIQUES = [*itertools.combinations("abcd", 2), *itertools.combinations("efg", 2), ("d", "e")]
"""Four who all met, three who all met, and one meeting between."""
pairs = st.sets(
    st.tuples(*[st.sampled_from("abcdefgh")] * 2).filter(lambda p: p[0] < p[1]), min_size=1, max_size=16
)


def asked(edges: set[tuple[str, str]], kind: str = "Meeting") -> Asking:
    """One article that tells each edge once."""
    return Asking(network(article("one", *(F(a, kind, b) for a, b in sorted(edges)))))


def short(iris: object) -> str:
    """The last letter of each, which is the name here."""
    return "".join(i[-1] for i in iris)  # type: ignore[attr-defined]
