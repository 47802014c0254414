"""Alliances and conflicts: who stands with and against whom, and whether that fits together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from app.errors import RunError
from app.model.vocabulary import EntityType
from app.query.filters import classes_named
from app.query.network.questions.asking import Actor, Asking
from app.resources import load_yaml


@dataclass(frozen=True, slots=True)
class Tie:
    """How two stand to each other: facts for and against, and the kinds of them."""

    one: Actor
    other: Actor
    positive: int
    negative: int
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """A signed network and how far it is from two camps that agree within and oppose each other.

    A triangle is balanced if the product of its signs is positive: the friend of a friend, and the enemy of an enemy,
    is a friend (Cartwright and Harary 1956).
    """

    entities: int
    alliances: tuple[Tie, ...]
    conflicts: tuple[Tie, ...]
    mixed: tuple[Tie, ...]
    """With as much for as against; they take no part in what follows."""
    truncated: bool
    balanced_triangles: int
    unbalanced_triangles: int
    balanced: bool
    """Whether two camps explain every tie."""
    camps: tuple[tuple[Actor, ...], ...]
    """The two camps of the largest connected part, as well as they can be told."""
    strained: tuple[Tie, ...]
    """Ties that do not fit the camps."""


@cache
def signs() -> Mapping[str, int]:
    """Event class or relation → 1 or -1, of `ontology/network/signs.yaml`."""
    told = load_yaml("network", "signs.yaml")
    found: dict[str, int] = {}
    for name, sign in (("positive", 1), ("negative", -1)):
        for given in told[name]:
            for known in classes_named(str(given)):
                if found.setdefault(known, sign) != sign:
                    raise RunError(
                        f"ontology/network/signs.yaml: {known} is both positive and negative. Keep one of them"
                    )
    return found


@cache
def parties() -> frozenset[str]:
    """The classes of entities that can stand with or against another, of the same file."""
    return frozenset(str(EntityType(name)) for name in load_yaml("network", "signs.yaml")["parties"])


def balance(asking: Asking, *, limit: int = 20) -> Balance:
    """The signed network of what the filter leaves, most facts first.

    A tie's sign is that of most of its facts. Camps are found by two-colouring where the network is balanced, else by
    moving one entity after the other as long as fewer ties are strained.
    """
    ties = signed_ties(asking)
    signed = {pair: 1 if tie.positive > tie.negative else -1 for pair, tie in ties.items() if tie.weight}
    around: dict[str, dict[str, int]] = {}
    for (one, other), sign in sorted(signed.items()):
        around.setdefault(one, {})[other] = sign
        around.setdefault(other, {})[one] = sign
    good, bad = _triangles(around)
    camp = camps_of(around)
    strained = [p for p, sign in signed.items() if (camp[p[0]] == camp[p[1]]) != (sign > 0)]
    largest = _largest(around)
    # The camp of the least IRI comes first.
    sides = [
        sorted((e for e in largest if camp[e] == side), key=lambda e: (-len(around[e]), e)) for side in (0, 1)
    ]
    sides.sort(key=lambda side: (-len(side), side))

    def ranked(wanted: int) -> list[tuple[str, str]]:
        pairs = [p for p, sign in signed.items() if sign == wanted]
        return sorted(pairs, key=lambda p: (-abs(ties[p].weight), p))

    def told(pairs: list[tuple[str, str]]) -> tuple[Tie, ...]:
        return tuple(ties[p].told(asking, p) for p in pairs[:limit])

    alliances, conflicts = ranked(1), ranked(-1)
    mixed = sorted(p for p in ties if not ties[p].weight)
    strained.sort(key=lambda p: (-abs(ties[p].weight), p))
    return Balance(
        len(around),
        told(alliances),
        told(conflicts),
        told(mixed),
        max(len(found) for found in [alliances, conflicts, mixed, strained]) > limit
        or any(len(side) > limit for side in sides),
        good,
        bad,
        not strained,
        tuple(tuple(asking.actor(e) for e in side[:limit]) for side in sides if side),
        told(strained),
    )


@dataclass(slots=True)
class Counted:
    """The facts for and against between two."""

    positive: int = 0
    negative: int = 0
    classes: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """Below zero where more speaks against."""
        return self.positive - self.negative

    def told(self, asking: Asking, pair: tuple[str, str]) -> Tie:
        """As an answer has it."""
        one, other = (asking.actor(e) for e in pair)
        return Tie(one, other, self.positive, self.negative, tuple(sorted(self.classes)))


def signed_ties(asking: Asking) -> dict[tuple[str, str], Counted]:
    """The pairs of parties that a fact with a sign joins, the lesser IRI first."""
    found: dict[tuple[str, str], Counted] = {}
    known, acting = signs(), parties()
    for key in asking.network.all_keys():
        if not acting.issuperset(map(asking.network.type_of, (key[0], key[2]))):
            continue
        for claim in asking.network.held(key, asking.chosen):
            sign = known.get(claim.category)
            if sign is None:
                continue
            tie = found.setdefault((min(key[0], key[2]), max(key[0], key[2])), Counted())
            tie.classes.add(claim.category)
            if sign > 0:
                tie.positive += 1
            else:
                tie.negative += 1
    return found


def camps_of(around: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Camp 0 or 1 of every entity; exact where the network is balanced, else where no single move helps."""
    camp: dict[str, int] = {}
    for start in sorted(around):
        if start in camp:
            continue
        camp[start] = 0
        waiting = [start]
        for entity in waiting:
            for other, sign in around[entity].items():
                if other not in camp:
                    camp[other] = camp[entity] if sign > 0 else 1 - camp[entity]
                    waiting.append(other)
    moved = True
    while moved:
        moved = False
        for entity in sorted(around):
            strain = sum(
                1 if (camp[other] == camp[entity]) != (sign > 0) else -1
                for other, sign in around[entity].items()
            )
            # Strictly fewer strained ties each time, so that it ends.
            if strain > 0:
                camp[entity] = 1 - camp[entity]
                moved = True
    return camp


def _triangles(around: Mapping[str, Mapping[str, int]]) -> tuple[int, int]:
    good = bad = 0
    for one in around:
        for two in around[one]:
            if two <= one:
                continue
            for three in around[one].keys() & around[two].keys():
                if three > two:
                    if around[one][two] * around[two][three] * around[one][three] > 0:
                        good += 1
                    else:
                        bad += 1
    return good, bad


def _largest(around: Mapping[str, Mapping[str, int]]) -> set[str]:
    best: set[str] = set()
    seen: set[str] = set()
    for start in sorted(around):
        if start in seen:
            continue
        group = [start]
        inside = {start}
        for entity in group:
            for other in around[entity]:
                if other not in inside:
                    inside.add(other)
                    group.append(other)
        seen |= inside
        if len(inside) > len(best):
            best = inside
    return best
