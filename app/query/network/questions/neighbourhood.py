"""Parts of the network: what lies around some entities, and what is most connected."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.query.network.claims import Key
from app.query.network.elements import GraphEdge, GraphNode, entity_edges, node
from app.query.network.questions.asking import Asking


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Some entities and all edges among them."""

    nodes: tuple[GraphNode, ...]
    """The nearest first, then the most connected."""
    edges: tuple[GraphEdge, ...]
    degrees: dict[str, int]
    """How many other entities each is joined to, outside too."""
    truncated: bool
    """Whether there are more entities than the limit let in."""


def neighbourhood(asking: Asking, centres: Sequence[str], *, depth: int = 1, limit: int = 200) -> Subgraph:
    """Whom the centres are joined to by facts in at most `depth` steps, in either direction.

    The nearer come first, and among those the ones that more facts join to what is there already.
    """
    network = asking.network
    counts = _Counts(asking)
    found = dict.fromkeys(network.entity(c) for c in centres if network.has(network.entity(c)))
    frontier = list(found)
    truncated = False
    for _ in range(depth):
        strength: dict[str, int] = {}
        for entity in frontier:
            for other, facts in counts.around(entity).items():
                if other not in found:
                    strength[other] = strength.get(other, 0) + facts
        ranked = sorted(strength, key=lambda iri: (-strength[iri], iri))
        frontier = ranked[: max(0, limit - len(found))]
        truncated = truncated or len(frontier) < len(ranked)
        found.update(dict.fromkeys(frontier))
        if truncated or not frontier:
            break
    return _subgraph(asking, counts, list(found), truncated)


def most_connected(asking: Asking, *, limit: int = 200) -> Subgraph:
    """The entities that most facts join to others, and the edges among them."""
    strength: dict[str, int] = {}
    counts = _Counts(asking)
    for key in asking.network.all_keys():
        if facts := counts.of(key):
            for end in (key[0], key[2]):
                strength[end] = strength.get(end, 0) + facts
    ranked = sorted(strength, key=lambda iri: (-strength[iri], iri))
    return _subgraph(asking, counts, ranked[:limit], len(ranked) > limit)


def joined(asking: Asking, entity: str) -> dict[str, list[Key]]:
    """Whom facts join an entity to, sorted, with the edges that do."""
    found: dict[str, list[Key]] = {}
    for key in asking.network.keys(entity):
        if asking.network.count(key, asking.chosen):
            found.setdefault(key[2] if key[0] == entity else key[0], []).append(key)
    return dict(sorted(found.items()))


class _Counts:
    """How many facts hold each edge, counted once for a question."""

    def __init__(self, asking: Asking) -> None:
        self._network = asking.network
        self._chosen = asking.chosen
        self._known: dict[Key, int] = {}

    def of(self, key: Key) -> int:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._network.count(key, self._chosen)
        return found

    def around(self, entity: str) -> dict[str, int]:
        """Whom an entity is joined to, by how many facts."""
        found: dict[str, int] = {}
        for key in self._network.keys(entity):
            if facts := self.of(key):
                other = key[2] if key[0] == entity else key[0]
                found[other] = found.get(other, 0) + facts
        return found


def _subgraph(asking: Asking, counts: _Counts, entities: list[str], truncated: bool) -> Subgraph:
    network, chosen, languages = asking.network, asking.chosen, asking.languages
    inside = set(entities)
    keys = {key for iri in entities for key in network.keys(iri) if key[0] in inside and key[2] in inside}
    return Subgraph(
        tuple(node(network, iri, chosen, languages) for iri in entities),
        tuple(entity_edges(network, chosen, languages, sorted(keys))),
        {iri: len(counts.around(iri)) for iri in entities},
        truncated,
    )
