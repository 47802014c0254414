"""Events told twice: which reports may be of one event, and why.

A report is an event that an article tells of. Two are compared only if they have a class and a participant in common,
and only with those near in time, so that the work grows with the number of reports and not with its square.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from app.identity.courses import classes_of, is_poll, is_whole, may_be_told_as, undecided
from app.identity.decisions import Pair, pair_of
from app.identity.reports import DOERS, Participant, Report, Turn
from app.identity.scenes import one_scene
from app.identity.times import given_up, happens_once, one_history, time_in_common
from app.identity.wording import ALIKE, begun, kin, similarity
from app.model.vocabulary import EventClass

_NEIGHBOURS = 40
"""With how many of those nearest in time a report is compared, for each participant."""
_OF_ONE_LIFE = frozenset({EventClass.BIRTH, EventClass.DEATH, EventClass.KILLING})
"""What happens to one but once, ever."""
_NEVER = frozenset({EventClass.EVENT, EventClass.UTTERANCE})
"""The open class has no one meaning, and each thing said is said for itself."""
_OFTEN = frozenset({EventClass.TRAVEL})
"""Who is on the way leaves and comes several times in one story."""
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """Two reports with how surely they are of one event, and what speaks for it."""

    pair: Pair
    score: float
    reason: str
    features: tuple[tuple[str, float], ...]


_LEAST_REPORTS = 1000
"""A collection of fewer reports says little of who is seldom told of, so that it is counted as if it had these."""
_TELLING = 10.0
"""As much rarity as two who are seldom told of have together."""
_LOCAL = 2.0
"""The rarity of what only its article speaks of, which says nothing about the world."""
WEIGHTS = {
    "bias": -5.0,
    "agree": 1.5,
    "against": -2.0,
    "missing": -2.0,
    "rare": 2.5,
    "verb": 1.5,
    "time": 0.5,
    "once": 1.0,
    "same": -0.5,
    "again": 1.0,
    "kin": 0.75,
    "unlike": -1.0,
    "one victim": 2.0,
    "copied": 3.0,
    "turned": 1.0,
    "whole": 1.0,
    "poll": 3.0,
    "scene": 5.0,
    "begun": 1.0,
}
"""What each feature counts; see `docs/identity.md` for how they were set."""


def matches(reports: Iterable[Report], *, threshold: float = THRESHOLD) -> Iterator[Match]:
    """The pairs of reports that are of one event, each once, in the order of their IRIs."""
    known = {report.iri: report for report in reports if report.event_class not in _NEVER}
    rarity = Rarity(known.values())
    scenes = one_scene(known.values())
    found: dict[Pair, Match] = {}
    moved: dict[str, set[str]] = defaultdict(set)
    for one, other in sorted(candidates(known.values()) | scenes):
        match = compare(known[one], known[other], rarity, scene=(one, other) in scenes)
        if match is not None and match.score >= threshold:
            found[match.pair] = match
            for by, end in ((one, other), (other, one)):
                if known[by].turn is Turn.POSTPONED:
                    moved[by].add(end)
    for ends in moved.values():
        # What was announced for one day and held on another: one event, where an article tells that it was moved.
        for one, other in combinations(sorted(ends), 2):
            match = compare(known[one], known[other], rarity, moved=True)
            if match is not None and match.score >= threshold:
                found.setdefault(match.pair, match)
    for pair in undecided({match.pair: match.score for match in found.values()}, known):
        del found[pair]
    yield from (found[pair] for pair in sorted(found))


class Rarity:
    """How telling a participant is: who takes part in every second event is no sign."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._counts: Counter[str] = Counter()
        self._places: set[str] = set()
        self._total = 0
        for report in reports:
            self._total += 1
            self._counts.update({p.iri for p in report.participants})
            self._places.update(p.iri for p in report.participants if p.is_place and not p.is_spot)

    def of(self, iri: str) -> float:
        """From 0, who is in all reports, up; countries and towns are told of everywhere, also where few reports are."""
        total = self._total if iri in self._places else max(self._total, _LEAST_REPORTS)
        return math.log((1 + total) / (1 + self._counts[iri]))


def candidates(reports: Iterable[Report]) -> set[Pair]:
    """The pairs with a class and a participant or the same words in common, near in time or in one article."""
    blocks: dict[tuple[EventClass, str], list[Report]] = defaultdict(list)
    for report in reports:
        keys = {p.iri if p.shared else f"{report.article} {p.iri}" for p in report.participants}
        for key in keys:
            for event_class in classes_of(report):
                blocks[event_class, key].append(report)
    found: set[Pair] = set()
    for block in blocks.values():
        ordered = sorted(block, key=lambda r: (r.day or date.min, r.article, r.iri))
        for index, report in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + _NEIGHBOURS]:
                found.add(pair_of(report.iri, other.iri))
    return found


def compare(
    one: Report, other: Report, rarity: Rarity, *, moved: bool = False, scene: bool = False
) -> Match | None:
    """How surely two reports are of one event; None where something rules it out.

    Of what was `moved` to another time, the times may differ; of one `scene`, the victims.
    """
    features = features_of(one, other, rarity, moved=moved, scene=scene)
    if features is None:
        return None
    score = 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in features) - WEIGHTS["bias"]))
    common = sorted({p.label for p in one.participants if p.iri in {q.iri for q in other.participants}})
    words = [f"both tell of {one.event_class.value}"]
    words += [f"with {', '.join(common)}"] if common else []
    words += [f"{name} {value:.2f}" for name, value in features if value]
    return Match(pair_of(one.iri, other.iri), score, "; ".join(words), features)


def features_of(
    one: Report, other: Report, rarity: Rarity, *, moved: bool = False, scene: bool = False
) -> tuple[tuple[str, float], ...] | None:
    """What speaks for and against one event; None where class, status or time rule it out."""
    if not may_be_told_as(one, other) or not one_history(one, other):
        return None
    siblings = one.event_class is not other.event_class
    moved = moved or Turn.POSTPONED in (one.turn, other.turn)
    time = time_in_common(one, other)
    if time is None and moved:
        time = 0.0
    if time is None:
        return None
    both = _slot(one, other, lambda p: not p.is_where)
    # Who began a war with whom is what the sources do not agree on.
    began = begun(one.predicate, other.predicate) and len(both.common) > 1
    # What is visited is where one travels to.
    parts = [both] if began or siblings else [_slot(one, other, _acts), _slot(one, other, _undergoes)]
    slots = [*parts, _slot(one, other, lambda p: p.is_where)]
    common = {iri for slot in slots for iri in slot.common}
    shared = {p.iri for p in one.participants if p.shared}
    # What is put off or called off is known to have been announced, so that few words say which it is.
    turned = moved or one.turn is not None or other.turn is not None or given_up(one, other)
    found = {
        "agree": sum(slot.alike for slot in slots),
        "against": sum(slot.other_named for slot in slots),
        "unlike": 0.0
        if scene
        else sum(slot.both and not slot.alike and not slot.other_named for slot in slots)
        + sum(slot.half for slot in slots) / 2,
        "missing": 0.0 if turned or scene else sum(slot.one_sided for slot in slots) / 2,
        "rare": min(1.0, sum(rarity.of(iri) if iri in shared else _LOCAL for iri in common) / _TELLING),
        "verb": float(one.predicate == other.predicate),
        "time": time,
        "same": float(one.article == other.article),
        "once": float(happens_once(one, other)),
        "one victim": float(one.event_class in _OF_ONE_LIFE and bool(parts[-1].common - _places(one))),
        "copied": float(_copied(one, other)),
        "again": float(_again(one, other)),
        "turned": float(turned),
        "whole": float(is_whole(one, other)),
        "poll": float(is_poll(one) and is_poll(other) and _kin_or_same(one, other)),
        "scene": float(scene),
        "begun": float(began),
        "kin": float(one.predicate != other.predicate and kin(one.predicate, other.predicate)),
    }
    return tuple(sorted((name, float(value)) for name, value in found.items()))


@dataclass(frozen=True, slots=True)
class _Slot:
    """One part that participants play: how two reports fill it."""

    common: frozenset[str]
    alike: float
    """How much the two have in common, from 0 to 1, of the fuller one."""
    both: bool
    other_named: bool
    """Whether each names whom other articles can mean too, and none of the other's: two descriptions may be of one."""
    half: bool
    """Whether each also names another who is not the other's."""
    one_sided: bool


def _slot(one: Report, other: Report, plays: Callable[[Participant], bool]) -> _Slot:
    left, right = ({p.iri: p for p in r.participants if plays(p)} for r in (one, other))
    common = left.keys() & right.keys()
    rest = [left[i] for i in left.keys() - common], [right[i] for i in right.keys() - common]
    words = max((_likeness(a, b) for a in rest[0] for b in rest[1]), default=0.0)
    acting = min(_acting(*rest), _acting(*reversed(rest)))
    alike = (len(common) + max(acting, words >= ALIKE)) / max(1, min(len(left), len(right)))
    return _Slot(
        frozenset(common),
        min(1.0, alike),
        bool(left and right),
        not alike and all(any(p.shared for p in side.values()) for side in (left, right)),
        bool(alike and len(rest[0]) > acting < len(rest[1]) and words < ALIKE),
        bool(left) != bool(right),
    )


def _acting(some: list[Participant], others: list[Participant]) -> int:
    """How many act for one of the others, or have one who does: a president and a country, a capital and a state."""
    return sum(any(_one_side(a, b) for b in others) for a in some)


def _one_side(one: Participant, other: Participant) -> bool:
    if one.iri in other.acts_for or other.iri in one.acts_for:
        return True
    # «Washington» and its president; but a president is not the foreign minister.
    return bool(one.acts_for & other.acts_for) and (one.is_place or other.is_place)


def _likeness(one: Participant, other: Participant) -> float:
    """One tells of the town where another tells of its county; otherwise by their words."""
    if one.iri in other.within or other.iri in one.within:
        return 1.0
    return similarity(one.label, other.label)


def _acts(participant: Participant) -> bool:
    return participant.role in DOERS


def _undergoes(participant: Participant) -> bool:
    return participant.role not in DOERS and not participant.is_where


def _places(report: Report) -> set[str]:
    return {p.iri for p in report.participants if p.is_place}


def _kin_or_same(one: Report, other: Report) -> bool:
    return one.predicate == other.predicate or kin(one.predicate, other.predicate)


def _copied(one: Report, other: Report) -> bool:
    """Whether another article tells it in the same sentence, as papers that print an agency's text do."""
    return one.article != other.article and bool(one.sentence) and one.sentence == other.sentence


def _again(one: Report, other: Report) -> bool:
    """Whether an article tells the same of the same by the same word, as a headline and its text do.

    Where two or more are named, the other may name more: of one alone it is not known with whom or what.
    """
    sides = ({(p.role, p.iri) for p in report.participants} for report in (one, other))
    fewer, more = sorted(sides, key=len)
    alike = one.article == other.article and one.predicate == other.predicate and fewer <= more
    alike = alike and (len(fewer) > 1 or fewer == more)
    return alike and one.event_class not in _OFTEN
