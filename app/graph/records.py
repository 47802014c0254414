"""What a store knows of its articles, read from their graphs."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from app.graph.port import ArticleRecord, Readable
from app.graph.vocabulary import DCTERMS, DECISIONS_GRAPH, ONTOLOGY_GRAPH, SCHEMA, TYPE


def find_record(store: Readable, identifier: str) -> ArticleRecord | None:
    """The article with an identifier (a file's stem) or an IRI; None where there is none."""
    for quad in store.quads_for_pattern(None, DCTERMS("identifier"), Literal(identifier), None):
        if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name:
            return record_of(store, quad.subject)
    try:
        node = NamedNode(identifier)
    except ValueError:
        return None
    is_article = node not in (ONTOLOGY_GRAPH, DECISIONS_GRAPH) and store.has_article(node)
    return record_of(store, node) if is_article else None


def article_nodes(store: Readable) -> set[NamedNode]:
    """The articles there are; each is its graph's name."""
    found = store.quads_for_pattern(None, TYPE, SCHEMA("NewsArticle"), None)
    return {q.subject for q in found if isinstance(q.subject, NamedNode)}


def is_article(store: Readable, node: NamedNode) -> bool:
    """Whether a node is an article that is there."""
    return next(store.quads_for_pattern(node, TYPE, SCHEMA("NewsArticle"), None), None) is not None


def record_of(store: Readable, node: NamedNode) -> ArticleRecord:
    """What the article's own graph says of it."""

    def value(predicate: NamedNode) -> str | None:
        quads = store.quads_for_pattern(node, predicate, None, node)
        return next((q.object.value for q in quads if isinstance(q.object, Literal)), None)

    return ArticleRecord(
        node,
        value(DCTERMS("identifier")) or node.value,
        value(SCHEMA("inLanguage")),
        value(SCHEMA("headline")),
        value(SCHEMA("datePublished")),
        value(SCHEMA("url")),
    )


def in_order(records: Iterator[ArticleRecord]) -> tuple[ArticleRecord, ...]:
    """By identifier."""
    return tuple(sorted(records, key=lambda a: (a.identifier, a.iri.value)))
