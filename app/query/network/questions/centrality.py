"""Who matters in the network, by several measures, over all time or window by window."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import NyhendegrafError
from app.query.filters import FactFilter
from app.query.network.graphs import directed, undirected
from app.query.network.questions.asking import Actor, Asking

if TYPE_CHECKING:
    import networkx as nx
    import rustworkx as rx

MOST_EXACT = 200_000_000
"""Up to so many entities times pairs, betweenness is exact unless a sample is asked for: some seconds."""
_SAMPLED_STEPS = 4_000_000
_LEAST_SAMPLE, _MOST_SAMPLE = 10, 200
_SEQUENTIAL = 1 << 62
_ITERATIONS = 10_000


class Measure(StrEnum):
    """What counts as central."""

    DEGREE = "degree"
    PAGERANK = "pagerank"
    BETWEENNESS = "betweenness"
    EIGENVECTOR = "eigenvector"
    HUBS = "hubs"
    AUTHORITIES = "authorities"


class UnansweredError(NyhendegrafError):
    """A measure that this network has no answer for."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity and its score; equal scores are ordered by IRI."""

    rank: int
    actor: Actor
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The most central entities of one window."""

    measure: Measure
    first: str | None
    last: str | None
    """The window, as its first and last day."""
    nodes: int
    edges: int
    sampled: int | None
    """From how many entities betweenness was estimated; None where it is exact or another measure."""
    truncated: bool
    entities: tuple[Ranked, ...]


def centrality(
    asking: Asking,
    measure: Measure,
    *,
    limit: int = 20,
    windows: Iterable[tuple[str, str]] = (),
    sample: int | None = None,
    seed: int = 1,
) -> tuple[Ranking, ...]:
    """One ranking, or one for each window (first and last day).

    Edges weigh as much as there are facts. PageRank and HITS follow edges from who acts to whom it is done, the others
    count both ways; degree is the number of facts. `sample` and `seed` are for betweenness.
    """
    chosen = [replace(asking.chosen, first=first, last=last) for first, last in windows]
    return tuple(_ranking(asking, one, measure, limit, sample, seed) for one in (chosen or [asking.chosen]))


def _ranking(
    asking: Asking, chosen: FactFilter, measure: Measure, limit: int, sample: int | None, seed: int
) -> Ranking:
    graph = graph_for(asking, chosen, measure)
    found = scores(graph, measure, sample=sample, seed=seed)
    ranked = sorted(found, key=lambda iri: (-found[iri], iri))
    return Ranking(
        measure,
        chosen.first,
        chosen.last,
        graph.number_of_nodes(),
        graph.number_of_edges(),
        sample_size(graph, sample) if measure is Measure.BETWEENNESS else None,
        len(ranked) > limit,
        tuple(Ranked(n, asking.actor(iri), found[iri]) for n, iri in enumerate(ranked[:limit], 1)),
    )


def graph_for(asking: Asking, chosen: FactFilter, measure: Measure) -> "nx.Graph[str]":
    """The graph that a measure is taken on."""
    along = measure in (Measure.PAGERANK, Measure.HUBS, Measure.AUTHORITIES)
    return directed(asking.network, chosen) if along else undirected(asking.network, chosen)


def sample_size(graph: "nx.Graph[str]", sample: int | None) -> int | None:
    """From how many nodes betweenness is estimated; None where it is exact."""
    nodes, pairs = graph.number_of_nodes(), graph.number_of_edges()
    if sample is None:
        if nodes * pairs <= MOST_EXACT:
            return None
        # As many as take some seconds.
        sample = max(_LEAST_SAMPLE, min(_MOST_SAMPLE, _SAMPLED_STEPS // (nodes + pairs)))
    return None if sample >= nodes else sample


def scores(
    graph: "nx.Graph[str]", measure: Measure, *, sample: int | None = None, seed: int = 1
) -> dict[str, float]:
    """The measure of every node, rounded to ten digits; UnansweredError where it does not settle."""
    import networkx as nx
    import rustworkx as rx

    if not graph:
        return {}
    chosen = sample_size(graph, sample)
    if measure is Measure.DEGREE:
        found: dict[str, float] = dict(graph.degree(weight="weight"))
    elif measure is Measure.BETWEENNESS and chosen is not None:
        found = nx.betweenness_centrality(graph, k=chosen, seed=seed)
    else:
        compiled, names = _compiled(graph)
        try:
            values = _compiled_scores(compiled, measure)
        except rx.FailedToConverge as error:
            raise UnansweredError(
                f"{measure} does not settle on this network of {len(names)} entities. Take another measure, "
                "or a filter that leaves another part"
            ) from error
        found = {name: values[index] for index, name in enumerate(names)}
    # The last digits depend on the order of sums, which is no property of the network.
    return {name: float(f"{value:.10g}") + 0.0 for name, value in found.items()}


def _compiled_scores(
    graph: "rx.PyDiGraph[str, float] | rx.PyGraph[str, float]", measure: Measure
) -> dict[int, float]:
    import rustworkx as rx

    match measure:
        case Measure.PAGERANK:
            return dict(rx.pagerank(_directed(graph), weight_fn=float, tol=1e-10, max_iter=_ITERATIONS))
        case Measure.BETWEENNESS:
            # In one thread: sums in another order would have other last digits.
            return dict(rx.betweenness_centrality(graph, parallel_threshold=_SEQUENTIAL))
        case Measure.EIGENVECTOR:
            return dict(rx.eigenvector_centrality(graph, weight_fn=float, max_iter=_ITERATIONS, tol=1e-10))
        case _:
            hubs, authorities = rx.hits(_directed(graph), weight_fn=float, tol=1e-12, max_iter=_ITERATIONS)
            return dict(hubs if measure is Measure.HUBS else authorities)


def _directed(graph: "rx.PyDiGraph[str, float] | rx.PyGraph[str, float]") -> "rx.PyDiGraph[str, float]":
    import rustworkx as rx

    assert isinstance(graph, rx.PyDiGraph)
    return graph


def _compiled(
    graph: "nx.Graph[str]",
) -> "tuple[rx.PyDiGraph[str, float] | rx.PyGraph[str, float], list[str]]":
    """The graph as rustworkx has it, its nodes numbered in sorted order."""
    import rustworkx as rx

    names = sorted(graph)
    numbers = {name: number for number, name in enumerate(names)}
    result: rx.PyDiGraph[str, float] | rx.PyGraph[str, float]
    result = rx.PyDiGraph() if graph.is_directed() else rx.PyGraph()
    result.add_nodes_from(names)
    result.add_edges_from(
        [(numbers[s], numbers[t], float(w)) for s, t, w in sorted(graph.edges(data="weight"))]
    )
    return result, names
