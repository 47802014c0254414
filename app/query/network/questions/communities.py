"""Groups of entities that have more to do with each other than with the rest."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.query.network.graphs import undirected
from app.query.network.questions.asking import Actor, Asking

if TYPE_CHECKING:
    import networkx as nx

_TRIALS = 3


class Method(StrEnum):
    """How groups are found; Leiden is the faster and never leaves a group in unconnected pieces."""

    LEIDEN = "leiden"
    LOUVAIN = "louvain"


@dataclass(frozen=True, slots=True)
class Community:
    """One group, its most connected members first."""

    number: int
    """From 1, the largest first."""
    size: int
    inside: float
    """The weight of the edges within."""
    outside: float
    """The weight of the edges that lead out."""
    members: tuple[Actor, ...]
    truncated: bool
    """Whether there are more members than are listed."""


@dataclass(frozen=True, slots=True)
class Communities:
    """All groups of the network."""

    method: Method
    modularity: float
    """How much more weight lies within groups than by chance: below 0.3 is hardly a structure."""
    count: int
    truncated: bool
    communities: tuple[Community, ...]


def communities(
    asking: Asking,
    *,
    method: Method = Method.LEIDEN,
    resolution: float = 1.0,
    seed: int = 1,
    limit: int = 20,
    members: int = 20,
) -> Communities:
    """The groups of the undirected network, weighted by facts; more and smaller ones with a higher resolution."""
    import networkx as nx

    graph = undirected(asking.network, asking.chosen)
    groups = partition(graph, method, resolution=resolution, seed=seed)
    modularity = nx.community.modularity(graph, groups, resolution=resolution) if groups else 0.0
    told = [
        _community(asking, graph, number, group, members) for number, group in enumerate(groups[:limit], 1)
    ]
    return Communities(method, round(modularity, 10), len(groups), len(groups) > limit, tuple(told))


def partition(
    graph: "nx.Graph[str]", method: Method, *, resolution: float = 1.0, seed: int = 1
) -> list[set[str]]:
    """Every node in one group; the largest first, by the least IRI among equals. The same for the same seed."""
    import networkx as nx

    if graph.number_of_edges() == 0:
        return []
    if method is Method.LOUVAIN:
        found = list(nx.community.louvain_communities(graph, resolution=resolution, seed=seed))
    else:
        from graspologic_native import leiden

        listed = sorted((min(s, t), max(s, t), float(w)) for s, t, w in graph.edges(data="weight"))
        # Its random numbers are of 64 bits without a sign.
        _, numbers = leiden(
            edges=listed,
            starting_communities=None,
            resolution=resolution,
            randomness=0.001,
            iterations=1,
            use_modularity=True,
            seed=seed % 2**64,
            trials=_TRIALS,
        )
        groups: dict[int, set[str]] = {}
        for node, number in numbers.items():
            groups.setdefault(number, set()).add(node)
        found = list(groups.values())
    return sorted(found, key=lambda group: (-len(group), min(group)))


def _community(
    asking: Asking, graph: "nx.Graph[str]", number: int, group: set[str], members: int
) -> Community:
    inside = outside = 0.0
    strength: dict[str, float] = {}
    for node in sorted(group):
        within = 0.0
        for other, data in graph[node].items():
            if other in group:
                within += data["weight"]
            else:
                outside += data["weight"]
        inside += within / 2
        strength[node] = within
    ranked = sorted(group, key=lambda iri: (-strength[iri], iri))
    listed = tuple(asking.actor(iri) for iri in ranked[:members])
    return Community(number, len(group), inside, outside, listed, len(ranked) > members)
