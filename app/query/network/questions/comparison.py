"""What is alike and what changes: two periods, actors with the same neighbours, names side by side and facts."""

import math
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.query.filters import FactFilter
from app.query.network.graphs import undirected
from app.query.network.questions.asking import Actor, Asking

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class ChangedEntity:
    """How many facts an entity has part in, before and after."""

    actor: Actor
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ChangedTie:
    """How many facts join two entities, before and after."""

    one: Actor
    other: Actor
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, gone, more or less in the second period; the greatest changes first."""

    appeared: tuple[ChangedEntity, ...]
    disappeared: tuple[ChangedEntity, ...]
    rose: tuple[ChangedEntity, ...]
    fell: tuple[ChangedEntity, ...]
    new_ties: tuple[ChangedTie, ...]
    lost_ties: tuple[ChangedTie, ...]
    truncated: bool


class Likeness(StrEnum):
    """How two sets of neighbours are compared."""

    SHARED = "shared"
    JACCARD = "jaccard"
    ADAMIC_ADAR = "adamic-adar"


@dataclass(frozen=True, slots=True)
class Similar:
    """An entity that has neighbours in common with the one asked for."""

    actor: Actor
    score: float
    shared: tuple[Actor, ...]
    """The neighbours in common, those with fewest others first."""
    joined: bool
    """Whether a fact joins the two themselves."""


@dataclass(frozen=True, slots=True)
class Similars:
    """Who is most like an entity by whom it has to do with."""

    actor: Actor
    likeness: Likeness
    count: int
    truncated: bool
    similar: tuple[Similar, ...]


@dataclass(frozen=True, slots=True)
class Comention:
    """Two that are named in the same articles, and the facts that join them, perhaps none."""

    one: Actor
    other: Actor
    articles: int
    facts: int
    lift: float
    """How many times oftener than by chance they are named together."""


@dataclass(frozen=True, slots=True)
class Comentions:
    """Pairs named together, most articles first."""

    count: int
    without_facts: int
    """How many pairs no fact joins."""
    truncated: bool
    pairs: tuple[Comention, ...]


def changes(asking: Asking, before: tuple[str, str], after: tuple[str, str], *, limit: int = 20) -> Changes:
    """Two periods, each from its first to its last day, compared by the facts that the filter leaves of them."""
    ties = [_ties(asking, replace(asking.chosen, first=first, last=last)) for first, last in (before, after)]
    strength: list[Counter[str]] = []
    for counted in ties:
        own: Counter[str] = Counter()
        for (one, other), facts in counted.items():
            own[one] += facts
            own[other] += facts
        strength.append(own)
    entities = {e: (strength[0][e], strength[1][e]) for e in {*strength[0], *strength[1]}}
    pairs = {p: (ties[0][p], ties[1][p]) for p in {*ties[0], *ties[1]}}
    groups = (
        [e for e, (b, a) in entities.items() if not b],
        [e for e, (b, a) in entities.items() if not a],
        [e for e, (b, a) in entities.items() if b and a > b],
        [e for e, (b, a) in entities.items() if a and a < b],
    )
    tied = ([p for p, (b, a) in pairs.items() if not b], [p for p, (b, a) in pairs.items() if not a])
    told = [
        tuple(
            ChangedEntity(asking.actor(e), *entities[e])
            for e in sorted(group, key=lambda e: (-abs(entities[e][1] - entities[e][0]), e))[:limit]
        )
        for group in groups
    ]
    told_ties = [
        tuple(
            ChangedTie(asking.actor(p[0]), asking.actor(p[1]), *pairs[p])
            for p in sorted(group, key=lambda p: (-abs(pairs[p][1] - pairs[p][0]), p))[:limit]
        )
        for group in tied
    ]
    truncated = any(len(group) > limit for group in groups) or any(len(group) > limit for group in tied)
    return Changes(told[0], told[1], told[2], told[3], told_ties[0], told_ties[1], truncated)


def similar(
    asking: Asking,
    entity: str,
    *,
    likeness: Likeness = Likeness.ADAMIC_ADAR,
    limit: int = 20,
    shared: int = 10,
) -> Similars:
    """Who has to do with the same others: by number, share (Jaccard), or with rare neighbours counting more."""
    graph = undirected(asking.network, asking.chosen)
    neighbours = set(graph[entity]) if entity in graph else set()
    common: dict[str, set[str]] = {}
    for neighbour in neighbours:
        for other in graph[neighbour]:
            if other != entity:
                common.setdefault(other, set()).add(neighbour)
    scored = {other: _likeness(likeness, graph, neighbours, other, found) for other, found in common.items()}
    ranked = sorted(scored, key=lambda other: (-scored[other], other))
    told = [
        Similar(
            asking.actor(other),
            scored[other],
            tuple(
                asking.actor(n) for n in sorted(common[other], key=lambda n: (graph.degree(n), n))[:shared]
            ),
            other in neighbours,
        )
        for other in ranked[:limit]
    ]
    return Similars(asking.actor(entity), likeness, len(ranked), len(ranked) > limit, tuple(told))


def comentions(
    asking: Asking, *, entity: str | None = None, without_facts: bool = False, limit: int = 20
) -> Comentions:
    """Who is named in the same articles as whom, beside the facts that say what they have to do with each other.

    With `entity`, of that one alone; with `without_facts`, only pairs that no fact joins.
    """
    network = asking.network
    articles = [a for a, record in network.articles.items() if asking.chosen.accepts_article(record)]
    together: Counter[tuple[str, str]] = Counter()
    named: Counter[str] = Counter()
    for article in articles:
        entities = network.entities_of(article)
        named.update(entities)
        if entity is None:
            together.update(
                (one, other) for number, one in enumerate(entities) for other in entities[number + 1 :]
            )
        elif entity in entities:
            together.update((min(entity, o), max(entity, o)) for o in entities if o != entity)
    ties = _ties(asking, asking.chosen)
    unjoined = sum(pair not in ties for pair in together)
    ranked = sorted(
        (p for p in together if not (without_facts and p in ties)), key=lambda p: (-together[p], -ties[p], p)
    )
    told = tuple(
        Comention(
            asking.actor(one),
            asking.actor(other),
            together[one, other],
            ties[one, other],
            round(together[one, other] * len(articles) / (named[one] * named[other]), 10),
        )
        for one, other in ranked[:limit]
    )
    return Comentions(len(ranked), unjoined, len(ranked) > limit, told)


def _likeness(
    likeness: Likeness, graph: "nx.Graph[str]", neighbours: set[str], other: str, common: set[str]
) -> float:
    if likeness is Likeness.SHARED:
        return float(len(common))
    if likeness is Likeness.JACCARD:
        return round(len(common) / len(neighbours | set(graph[other])), 10)
    return round(math.fsum(1 / math.log(graph.degree(n)) for n in common), 10)


def _ties(asking: Asking, chosen: FactFilter) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for key in asking.network.all_keys():
        facts = asking.network.count(key, chosen)
        if facts:
            found[min(key[0], key[2]), max(key[0], key[2])] += facts
    return found
