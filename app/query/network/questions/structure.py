"""How the network hangs together: its pieces, its thin places and its cores."""

from dataclasses import dataclass

from app.model.vocabulary import EventClass
from app.query.network.graphs import undirected
from app.query.network.questions.asking import Actor, Asking

_EVENT_CLASSES = frozenset(kind.value for kind in EventClass)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The network in figures."""

    articles: int
    entities: int
    """With at least one fact that joins them to another."""
    pairs: int
    """Of entities that some fact joins."""
    facts: int
    """That the filter leaves, those without two ends too."""
    reports: int
    """Facts that are events, each as one article tells it."""
    events: int
    """What they are reports of: those that were decided to be one event count once."""
    first: str | None
    last: str | None
    """From the first to the last day of the facts with a date."""
    components: int
    largest: int
    density: float
    clustering: float
    """How often two that are joined to a third are joined to each other."""
    classes: tuple[tuple[str, int], ...]
    """Event classes and relations with the number of their facts, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Component:
    """Entities that are all connected with each other, the most connected first."""

    number: int
    size: int
    members: tuple[Actor, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Components:
    """The pieces of the network, the largest first."""

    count: int
    truncated: bool
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A connection without which the network falls apart there; `cut_off` is how many are on its smaller side."""

    source: Actor
    target: Actor
    facts: int
    cut_off: int


@dataclass(frozen=True, slots=True)
class Bridges:
    """All bridges, those that hold most together first."""

    count: int
    truncated: bool
    bridges: tuple[Bridge, ...]


@dataclass(frozen=True, slots=True)
class Core:
    """Entities of which each is joined to at least `k` others among those of this or a higher core."""

    k: int
    size: int
    members: tuple[Actor, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Cores:
    """The cores, the innermost first."""

    highest: int
    cores: tuple[Core, ...]


def statistics(asking: Asking) -> Statistics:
    """Size, time, pieces and density of what the filter leaves."""
    import networkx as nx

    graph = undirected(asking.network, asking.chosen)
    classes: dict[str, int] = {}
    articles = set()
    reports: list[str] = []
    first: str | None = None
    last: str | None = None
    for claim in asking.network.claims(asking.chosen):
        classes[claim.category] = classes.get(claim.category, 0) + 1
        articles.add(claim.article)
        if claim.category in _EVENT_CLASSES:
            reports.append(asking.network.entity(claim.iri))
        first = min(filter(None, (first, claim.first)), default=None)
        last = max(filter(None, (last, claim.last)), default=None)
    sizes = [len(c) for c in nx.connected_components(graph)]
    return Statistics(
        len(articles),
        graph.number_of_nodes(),
        graph.number_of_edges(),
        sum(classes.values()),
        len(reports),
        len(set(reports)),
        first,
        last,
        len(sizes),
        max(sizes, default=0),
        round(nx.density(graph), 10),
        round(nx.transitivity(graph), 10) if graph else 0.0,
        tuple(sorted(classes.items(), key=lambda item: (-item[1], item[0]))),
    )


def components(asking: Asking, *, limit: int = 20, members: int = 20) -> Components:
    """What is connected at all, in whichever direction."""
    import networkx as nx

    graph = undirected(asking.network, asking.chosen)
    found = sorted(nx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    told = []
    for number, group in enumerate(found[:limit], 1):
        ranked = sorted(group, key=lambda iri: (-graph.degree(iri, weight="weight"), iri))
        listed = tuple(asking.actor(iri) for iri in ranked[:members])
        told.append(Component(number, len(group), listed, len(ranked) > members))
    return Components(len(found), len(found) > limit, tuple(told))


def bridges(asking: Asking, *, limit: int = 20) -> Bridges:
    """The pairs whose facts alone connect two parts of the network."""
    import networkx as nx

    graph = undirected(asking.network, asking.chosen)
    found = {frozenset(pair) for pair in nx.bridges(graph)}
    # Without the bridges, what hangs together is one lump; the lumps and bridges are trees.
    rest = graph.copy()
    rest.remove_edges_from([tuple(pair) for pair in found])
    lump: dict[str, int] = {}
    sizes = []
    for number, group in enumerate(nx.connected_components(rest)):
        lump.update(dict.fromkeys(group, number))
        sizes.append(len(group))
    tree: nx.Graph[int] = nx.Graph()
    tree.add_nodes_from(range(len(sizes)))
    tree.add_edges_from((lump[s], lump[t]) for s, t in map(tuple, found))
    below: dict[frozenset[int], int] = {}
    for part in nx.connected_components(tree):
        total = sum(sizes[n] for n in part)
        root = min(part)
        weight = {n: sizes[n] for n in part}
        for parent, child in reversed(list(nx.bfs_edges(tree, root))):
            below[frozenset((parent, child))] = min(weight[child], total - weight[child])
            weight[parent] += weight[child]
    ranked = []
    for pair in found:
        source, target = sorted(pair)
        ranked.append((-below[frozenset((lump[source], lump[target]))], source, target))
    ranked.sort()
    told = tuple(
        Bridge(asking.actor(s), asking.actor(t), int(graph[s][t]["weight"]), -size)
        for size, s, t in ranked[:limit]
    )
    return Bridges(len(ranked), len(ranked) > limit, told)


def cores(asking: Asking, *, limit: int = 5, members: int = 20) -> Cores:
    """Who stays when all with fewer than `k` neighbours are taken out again and again, for the highest `k` first."""
    import networkx as nx

    graph = undirected(asking.network, asking.chosen)
    numbers = nx.core_number(graph)
    shells: dict[int, list[str]] = {}
    for iri, k in numbers.items():
        shells.setdefault(k, []).append(iri)
    told = []
    for k in sorted(shells, reverse=True)[:limit]:
        ranked = sorted(shells[k], key=lambda iri: (-graph.degree(iri), iri))
        listed = tuple(asking.actor(iri) for iri in ranked[:members])
        told.append(Core(k, len(ranked), listed, len(ranked) > members))
    return Cores(max(shells, default=0), tuple(told))
