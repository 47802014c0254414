"""Reading single nodes of a store: what the accounts of the read side are made of."""

from collections.abc import Iterator
from functools import cached_property

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from app.graph.decisions import wrong_facts
from app.graph.port import ArticleStore
from app.graph.vocabulary import ENTITY_CLASSES, LABEL, SKOS, TYPE
from app.query.identity import Identities

Node = NamedNode | BlankNode | Literal | Triple
DEFAULT_LANGUAGES = ("nn", "nb", "en")
_CLASS_RANK = {c: rank for classes in ENTITY_CLASSES.values() for rank, c in enumerate(classes)}


class Reader:
    """The properties of nodes, in one article's graph or in all of them.

    In all of them, a node has the properties of everything that the store's decisions hold to be the same.
    """

    def __init__(self, store: ArticleStore, languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> None:
        self._store = store
        self._languages = languages
        self._names: dict[NamedNode, str] = {}
        self.identities = Identities(store)

    @cached_property
    def wrong(self) -> frozenset[str]:
        """The IRIs of the facts that were decided to be wrong."""
        return wrong_facts(self._store)

    def objects(
        self, node: NamedNode, predicate: NamedNode, graph: NamedNode | None = None
    ) -> tuple[Node, ...]:
        """The values of a property, sorted, without doubles."""
        members = self.identities.members(node) if graph is None else (node,)
        quads = (q for m in members for q in self._store.quads_for_pattern(m, predicate, None, graph))
        return tuple(sorted({q.object for q in quads}, key=str))

    def object(self, node: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> Node | None:
        """The first value of a property; None where there is none."""
        return next(iter(self.objects(node, predicate, graph)), None)

    def nodes(
        self, node: NamedNode, predicate: NamedNode, graph: NamedNode | None = None
    ) -> tuple[NamedNode, ...]:
        """The values that are nodes with an IRI."""
        return tuple(o for o in self.objects(node, predicate, graph) if isinstance(o, NamedNode))

    def text(self, node: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> str | None:
        """The first literal value, as text; None where there is none."""
        values = self.objects(node, predicate, graph)
        return next((o.value for o in values if isinstance(o, Literal)), None)

    def own_text(self, node: NamedNode, predicate: NamedNode) -> str | None:
        """The text that articles have for this very node, in the first language there is; None where there is none."""
        quads = self._store.quads_for_pattern(node, predicate, None, None)
        literals = sorted((q.object for q in quads if isinstance(q.object, Literal)), key=str)
        texts = {literal.language or "": literal.value for literal in reversed(literals)}
        return next((texts[lang] for lang in (*self._languages, "") if lang in texts), None)

    def number(self, node: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> int | None:
        """The first value as a whole number; None where there is none."""
        text = self.text(node, predicate, graph)
        return int(text) if text is not None and text.isdecimal() else None

    def subjects(
        self, predicate: NamedNode, value: Node, graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode | BlankNode | DefaultGraph]]:
        """Each subject that has the value, with the graph that says so."""
        for q in self._store.quads_for_pattern(None, predicate, value, graph):
            if isinstance(q.subject, NamedNode):
                yield q.subject, q.graph_name

    def labels(self, node: NamedNode, predicate: NamedNode) -> dict[str, str]:
        """Language → label: of the node that stands for others first, the first by alphabet where articles differ."""
        found: dict[str, str] = {}
        for member in self.identities.members(node):
            own = {q.object for q in self._store.quads_for_pattern(member, predicate, None, None)}
            for label in sorted(own, key=str):
                if isinstance(label, Literal):
                    found.setdefault(label.language or "", label.value)
        return found

    def name(self, node: NamedNode) -> str:
        """The label of an entity, a class or a property in the first language there is; else the end of its IRI."""
        known = self._names.get(node)
        if known is None:
            labels = self.labels(node, SKOS("prefLabel")) or self.labels(node, LABEL)
            known = next((labels[lang] for lang in self._languages if lang in labels), None)
            known = (
                known or next(iter(labels.values()), None) or node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
            )
            self._names[node] = known
        return known

    def shown(self, node: Node) -> str:
        """A node or a literal as people read it."""
        if isinstance(node, NamedNode):
            return self.name(node)
        return node.value if isinstance(node, Literal | BlankNode) else str(node)

    def entity_type(self, node: NamedNode) -> str | None:
        """The most particular class of an entity, by its local name («Person», «Party»); None for other nodes."""
        classes = [c for c in self.nodes(node, TYPE) if c in _CLASS_RANK]
        if not classes:
            return None
        best = max(classes, key=lambda c: (_CLASS_RANK[c], c.value))
        return best.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
