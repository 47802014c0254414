"""What decisions make of a store's nodes: which IRI stands for which."""

from collections.abc import Mapping
from functools import cached_property

from pyoxigraph import NamedNode

from app.graph.port import Readable
from app.graph.vocabulary import DECISIONS_GRAPH, NG


class Identities:
    """The groups of nodes that are one, read from the store when first asked for."""

    def __init__(self, store: Readable) -> None:
        self._store = store

    def canonical(self, node: NamedNode) -> NamedNode:
        """The node that stands for all that are the same; itself where nothing was decided."""
        return self._canonical.get(node, node)

    def members(self, node: NamedNode) -> tuple[NamedNode, ...]:
        """All that are the same as the node, the one that stands for them first."""
        first = self.canonical(node)
        return (first, *self._members.get(first, ()))

    @cached_property
    def merged(self) -> frozenset[NamedNode]:
        """The nodes for which another one stands."""
        return frozenset(self._canonical)

    @cached_property
    def _canonical(self) -> dict[NamedNode, NamedNode]:
        quads = self._store.quads_for_pattern(None, NG("canonical"), None, DECISIONS_GRAPH)
        return {
            q.subject: q.object
            for q in quads
            if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
        }

    @cached_property
    def _members(self) -> dict[NamedNode, tuple[NamedNode, ...]]:
        found: dict[NamedNode, list[NamedNode]] = {}
        for node, first in sorted(self._canonical.items(), key=str):
            found.setdefault(first, []).append(node)
        return {first: tuple(nodes) for first, nodes in found.items()}


def standing_for(store: Readable) -> Mapping[str, str]:
    """What decisions make of a store: IRI → the IRI that stands for it, for those for which another one does."""
    identities = Identities(store)
    return {node.value: identities.canonical(node).value for node in identities.merged}
