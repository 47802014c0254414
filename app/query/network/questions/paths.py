"""How two entities are connected, and the sentences that carry each step."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from app.query.network.claims import is_symmetric
from app.query.network.questions.asking import Actor, Asking, Report
from app.query.network.questions.neighbourhood import joined

if TYPE_CHECKING:
    import networkx as nx

MOST_VISITS = 200_000
"""After so many steps the search for all paths gives what it has: a count, for the answer is to be always the same."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """What joins two neighbours on a path; `forward` is False where it runs against the path."""

    id: str
    iri: str
    label: str
    forward: bool


@dataclass(frozen=True, slots=True)
class Step:
    """From one entity of a path to the next."""

    source: Actor
    target: Actor
    predicates: tuple[Predicate, ...]
    facts: int
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Entities one after the other, none of them twice."""

    nodes: tuple[Actor, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """Ways from one entity to another, the shortest first."""

    paths: tuple[Path, ...]
    truncated: bool
    """Whether there may be more ways of the length that was asked for."""


def shortest_paths(
    asking: Asking, source: str, target: str, *, k: int = 3, max_length: int = 4, directed: bool = False
) -> Paths:
    """The `k` shortest ways without circles (Yen), of at most `max_length` steps."""
    import networkx as nx

    graph = _between(asking, source, target, max_length, directed)
    if source not in graph or target not in graph or source == target:
        return Paths((), False)
    found: list[list[str]] = []
    try:
        for nodes in nx.shortest_simple_paths(graph, source, target):
            if len(nodes) - 1 > max_length:
                break
            found.append(nodes)
            if len(found) > k:
                break
    except nx.NetworkXNoPath:
        return Paths((), False)
    # Among ways of one length, the order is that of their IRIs and not of the search.
    found[:k] = sorted(found[:k], key=lambda nodes: (len(nodes), nodes))
    return Paths(tuple(_told(asking, nodes, directed) for nodes in found[:k]), len(found) > k)


def all_paths(
    asking: Asking, source: str, target: str, *, limit: int = 50, max_length: int = 3, directed: bool = False
) -> Paths:
    """Every way without circles of at most `max_length` steps, the shorter first."""
    graph = _between(asking, source, target, max_length, directed)
    if source not in graph or target not in graph or source == target:
        return Paths((), False)
    search = _Search(graph, target)
    found = list(islice(search.paths(source, max_length), limit + 1))
    truncated = len(found) > limit or search.visits > MOST_VISITS
    return Paths(tuple(_told(asking, nodes, directed) for nodes in found[:limit]), truncated)


class _Search:
    """Ways of one length after another, without going where the end is too far away."""

    def __init__(self, graph: "nx.Graph[str]", target: str) -> None:
        import networkx as nx

        self._graph = graph
        self._target = target
        backwards = graph.reverse(copy=False) if graph.is_directed() else graph
        self._far = nx.single_source_shortest_path_length(backwards, target)
        self.visits = 0

    def paths(self, source: str, max_length: int) -> Iterator[list[str]]:
        for length in range(self._far.get(source, max_length + 1), max_length + 1):
            yield from self._exactly([source], length)

    def _exactly(self, way: list[str], left: int) -> Iterator[list[str]]:
        self.visits += 1
        if self.visits > MOST_VISITS:
            return
        if left == 0:
            if way[-1] == self._target:
                yield list(way)
            return
        if way[-1] == self._target:
            return
        for following in sorted(self._graph[way[-1]]):
            if following not in way and self._far.get(following, left) <= left - 1:
                way.append(following)
                yield from self._exactly(way, left - 1)
                way.pop()


def _between(asking: Asking, source: str, target: str, max_length: int, directed: bool) -> "nx.Graph[str]":
    """What lies on some way of that length, with edges from each entity to the next."""
    import networkx as nx

    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    ahead: dict[str, dict[str, bool]] = {}

    def steps(entity: str) -> dict[str, bool]:
        """Neighbours, and whether one may go there."""
        if entity not in ahead:
            ahead[entity] = {
                other: not directed or any(k[0] == entity or is_symmetric(k[1]) for k in keys)
                for other, keys in joined(asking, entity).items()
            }
        return ahead[entity]

    def distances(start: str) -> dict[str, int]:
        found = {start: 0}
        frontier = [start]
        for distance in range(1, max_length + 1):
            frontier = list(dict.fromkeys(o for e in frontier for o in steps(e) if o not in found))
            found.update(dict.fromkeys(frontier, distance))
        return found

    if not asking.network.has(source) or not asking.network.has(target):
        return graph
    # What is together further than that from both ends lies on no way.
    from_source, from_target = distances(source), distances(target)
    inside = {e for e, d in from_source.items() if d + from_target.get(e, max_length + 1) <= max_length}
    for entity in sorted(inside):
        for other, passable in steps(entity).items():
            if other in inside and passable:
                graph.add_edge(entity, other)
    return graph


def _told(asking: Asking, nodes: list[str], directed: bool) -> Path:
    actors = {iri: asking.actor(iri) for iri in nodes}
    steps = []
    for one, other in pairwise(nodes):
        keys = joined(asking, one)[other]
        if directed:
            keys = [k for k in keys if k[0] == one or is_symmetric(k[1])]
        claims = [claim for key in keys for claim in asking.network.held(key, asking.chosen)]
        predicates = dict.fromkeys((k[1], k[0] == one or is_symmetric(k[1])) for k in keys)
        steps.append(
            Step(
                actors[one],
                actors[other],
                tuple(
                    Predicate(
                        iri.removeprefix(asking.base),
                        iri,
                        asking.network.predicate_label(iri, asking.languages),
                        forward,
                    )
                    for iri, forward in predicates
                ),
                len(claims),
                asking.reports(claims),
            )
        )
    return Path(tuple(actors[iri] for iri in nodes), tuple(steps))
