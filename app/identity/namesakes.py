"""Two persons under one name: which articles that name somebody alike mean another bearer of the name, and why.

A full name is one IRI for all articles. Here the articles that have it are compared with one another, by what each
tells of the bearer, and fall into as many groups as there are bearers. One group keeps the name's IRI.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.identity.decisions import Pair, pair_of

_MOST = 150
"""A name of which more articles tell something is that of a public person, who does many things."""
_BIRTHS_APART = 2
"""Years between two births that ages and dates of articles tell; one is lost to birthdays, one to old articles."""
_THRESHOLD = 0.5
_TOLD_BY_OTHERS = 0.5
"""How surely an article that tells nothing of the bearer means the one whose company it has."""
_FEW = 3
"""Fewer others beside somebody tell nothing where they differ."""
_FAR_DAYS = 3 * 365
_TELLING = 12.0
"""As much rarity as three entities that are seldom told of have together."""
WEIGHTS = {
    "bias": -3.0,
    "another age": 6.0,
    "age": -5.0,
    "another office": 1.5,
    "office": -3.0,
    "another country": 2.5,
    "another party": 2.5,
    "another home": 1.5,
    "another body": 0.75,
    "same home, party or body": -3.0,
    "family": -3.0,
    "nobody in common": 0.5,
    "years apart": 0.5,
    "beside": -3.0,
}
"""What each feature counts for two bearers; one alone, but for the age, never does."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one article tells of the bearer of a name; `who` is the name's IRI, and values are IRIs or words."""

    who: str
    name: str
    article: str
    day: date | None
    births: tuple[int, int] | None
    """The first and last year that the bearer can be born in."""
    offices: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    """Shared entities that the article speaks of."""

    @property
    def tells(self) -> bool:
        """Whether the article tells anything that another can speak against."""
        return bool(
            self.births or self.offices or self.countries or self.parties or self.homes or self.bodies
        )


@dataclass(frozen=True, slots=True)
class Apart:
    """An article that means another bearer than the IRI of the name stands for."""

    who: str
    article: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Together:
    """Two such articles that mean the same other bearer."""

    who: str
    articles: Pair
    score: float
    reason: str


def namesakes(sightings: Iterable[Sighting]) -> Iterator[Apart | Together]:
    """What is to be told apart, name by name; the order of the sightings changes nothing."""
    of: dict[str, list[Sighting]] = defaultdict(list)
    counts: Counter[str] = Counter()
    articles: set[str] = set()
    for sighting in sightings:
        of[sighting.who].append(sighting)
    for sighting in (s for its in of.values() for s in its):
        if sighting.article not in articles:
            articles.add(sighting.article)
            counts.update(sighting.beside)
    for _, its in sorted(of.items()):
        if len(its) > 1 and sum(s.tells for s in its) > 1:
            yield from _told_apart(its, counts, len(articles))


def _told_apart(
    sightings: Sequence[Sighting], counts: Mapping[str, int], total: int
) -> Iterator[Apart | Together]:
    groups = bearers(sightings, counts, total)
    if len(groups) == 1:
        return
    first, *others = groups
    for group in others:
        for sighting in group:
            best = max((apart(sighting, s, counts, total) for s in first), key=lambda found: found[0])
            reason = f"another «{sighting.name}» than in other articles: {best[1] or 'goes with one who is'}"
            yield Apart(sighting.who, sighting.article, max(best[0], _TOLD_BY_OTHERS), reason)
        for index, one in enumerate(group):
            for other in group[index + 1 :]:
                score, _ = apart(one, other, counts, total)
                yield Together(
                    one.who,
                    pair_of(one.article, other.article),
                    1 - score,
                    f"«{one.name}» in both, and nothing speaks for two",
                )


def bearers(
    sightings: Sequence[Sighting], counts: Mapping[str, int], total: int
) -> list[tuple[Sighting, ...]]:
    """The articles by bearer; first the group that keeps the name: of most articles, then the first by alphabet."""
    ordered = sorted(sightings, key=lambda s: s.article)
    telling = [s for s in ordered if s.tells]
    if len(telling) > _MOST:
        return [tuple(ordered)]
    groups = _grouped(telling, counts, total)
    for sighting in (s for s in ordered if not s.tells):
        # It goes where its company is, and where that tells nothing to the greatest group.
        best = max(
            groups,
            key=lambda group: (
                max(_company(sighting, s, counts, total) for s in group),
                len(group),
                -ordered.index(group[0]),
            ),
        )
        best.append(sighting)
    for group in groups:
        group.sort(key=lambda s: s.article)
    groups.sort(key=lambda group: (-len(group), group[0].article))
    return [tuple(group) for group in groups]


def _grouped(telling: list[Sighting], counts: Mapping[str, int], total: int) -> list[list[Sighting]]:
    """The surest pairs first, and no two in one group that speak against each other."""
    scores = {
        (one, other): apart(telling[one], telling[other], counts, total)[0]
        for one in range(len(telling))
        for other in range(one + 1, len(telling))
    }
    group_of = {index: [index] for index in range(len(telling))}
    for (one, other), score in sorted(scores.items(), key=lambda item: (item[1], item[0])):
        left, right = group_of[one], group_of[other]
        if score >= _THRESHOLD or left is right:
            continue
        if all(scores[min(a, b), max(a, b)] < _THRESHOLD for a in left for b in right):
            left += right
            for index in right:
                group_of[index] = left
    unique = {id(group): group for group in group_of.values()}
    return [[telling[index] for index in group] for group in unique.values()]


def apart(one: Sighting, other: Sighting, counts: Mapping[str, int], total: int) -> tuple[float, str]:
    """How surely two articles mean two bearers, and what speaks for that."""
    common = (one.homes & other.homes) | (one.parties & other.parties) | (one.bodies & other.bodies)
    ages = None if one.births is None or other.births is None else _years_between(one.births, other.births)
    features = {
        "another age": ages is not None and ages >= _BIRTHS_APART,
        "age": ages == 0,
        "another office": _differ(one.offices, other.offices),
        "office": bool(one.offices & other.offices),
        "another country": _differ(one.countries, other.countries),
        "another party": _differ(one.parties, other.parties),
        "another home": _differ(one.homes, other.homes),
        "another body": _differ(one.bodies, other.bodies),
        "same home, party or body": bool(common),
        "family": bool(one.family & other.family),
        "nobody in common": min(len(one.beside), len(other.beside)) >= _FEW and not one.beside & other.beside,
        "years apart": one.day is not None
        and other.day is not None
        and abs((one.day - other.day).days) > _FAR_DAYS,
    }
    company = _company(one, other, counts, total)
    weight = (
        WEIGHTS["bias"]
        + WEIGHTS["beside"] * company
        + sum(WEIGHTS[name] for name, so in features.items() if so)
    )
    shown = ", ".join(name for name, so in features.items() if so and WEIGHTS[name] > 0)
    return 1 / (1 + math.exp(-weight)), shown


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _years_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _company(one: Sighting, other: Sighting, counts: Mapping[str, int], total: int) -> float:
    """How much the others tell whom both articles speak of, from 0 to 1."""
    rarity = sum(math.log((1 + total) / (1 + counts[iri])) for iri in one.beside & other.beside)
    return min(1.0, rarity / _TELLING)
