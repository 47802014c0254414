"""Decisions as data: who or what decided that two things are the same or different, or a fact wrong, when and why."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_DIGITS = 16

Pair = tuple[str, ...]
"""What is decided on: two IRIs, the lesser first; of a fact its IRI alone."""


class Judgement(StrEnum):
    """What was decided; the values are local names of `ontology/news.ttl`."""

    SAME = "Same"
    DIFFERENT = "Different"
    WRONG = "Wrong"
    """Of a fact: the article does not say so, or it is not so."""


class Kind(StrEnum):
    """What was decided on; the values are the classes of decisions in `ontology/news.ttl`."""

    ENTITY = "IdentityDecision"
    EVENT = "EventIdentityDecision"
    TEXT = "TextIdentityDecision"
    """On articles: whether they have one text."""
    NAMESAKE = "NamesakeDecision"
    """On an article and a person: whether it means that person by the name, or another of that name."""
    FACT = "FactDecision"
    """On one fact: whether it is wrong."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; it counts until it is undone.

    `time` and `undone` are moments in UTC as `xsd:dateTime` writes them. `by_person` tells people from programs.
    """

    id: str
    kind: Kind
    judgement: Judgement
    pair: Pair
    by: str
    by_person: bool
    time: str
    reason: str
    score: float
    undone: str | None = None
    undone_by: str | None = None

    @property
    def active(self) -> bool:
        """Whether it counts."""
        return self.undone is None


def pair_of(one: str, other: str) -> Pair:
    """The two in their order; ValueError where they are one."""
    if one == other:
        raise ValueError(f"{one} is one thing, and a decision needs two")
    return (one, other) if one < other else (other, one)


def decide(
    kind: Kind,
    judgement: Judgement,
    pair: Pair,
    *,
    by: str,
    by_person: bool,
    time: str,
    reason: str,
    score: float = 1.0,
) -> Decision:
    """A decision with its id.

    A person may decide the same thing again, so the time is part of the id; what a program decides from the same
    evidence is the same decision whenever it runs.
    """
    parts = [kind.value, judgement.value, *pair, by_person, *((by, time) if by_person else ())]
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGITS]
    return Decision(digest, kind, judgement, pair, by, by_person, time, reason, round(score, 3))


def effective(decisions: Iterable[Decision]) -> dict[Pair, Decision]:
    """The decision that counts for each pair: a person's before a program's, then the latest."""
    found: dict[Pair, Decision] = {}
    for decision in decisions:
        if not decision.active:
            continue
        other = found.get(decision.pair)
        if other is None or _weight(decision) > _weight(other):
            found[decision.pair] = decision
    return found


def wrong_by(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The facts that count as wrong, and the decision on each."""
    return {pair[0]: d for pair, d in effective(decisions).items() if d.judgement is Judgement.WRONG}


def _weight(decision: Decision) -> tuple[bool, str, str]:
    return decision.by_person, decision.time, decision.id
