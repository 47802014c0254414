"""Attacks and accidents that two articles know by town and day, and whose victims they count otherwise.

The first reports of what costs lives seldom have the last word on how many, so another number is no sign of another
event; but neither is every accident in one town on one day the same. Two reports are of one scene only where nothing
else keeps them apart: no other day, name or kind of victims, nothing else that was hit, and neither article tells of
two such events itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from app.identity.decisions import Pair, pair_of
from app.identity.reports import DOERS, Participant, Report
from app.identity.sizes import Size, anybody, counted
from app.identity.wording import kin, similarity
from app.model.vocabulary import EventClass, Modality, Polarity, Role

_CLASSES = frozenset(
    {
        EventClass.ATTACK,
        EventClass.KILLING,
        EventClass.DEATH,
        EventClass.INJURY,
        EventClass.ACCIDENT,
        EventClass.DISASTER,
    }
)
_DAILY = frozenset({EventClass.ATTACK, EventClass.KILLING, EventClass.INJURY})
"""What in a war or a large town may happen every day, so that the day has to be told."""
_NEXT_DAY = 1
"""How many days after it happened an article that names no day may tell of it."""
_GROWTH = 5.0
"""How many times the lesser number the greater may be."""
_NEIGHBOURS = 40
_UNDERGOERS = tuple(role for role in Role if role not in DOERS)


@dataclass(frozen=True, slots=True)
class _Scene:
    report: Report
    towns: frozenset[Participant]
    day: date | None
    """The one day that is told; None where none is."""

    @property
    def sizes(self) -> tuple[tuple[Size, str], ...]:
        """How many were hit, and the words behind each number."""
        found = (counted(p.label) for p in self._hit() if _is_several(p.label))
        return tuple((size, words) for size, words in found if size is not None)

    def named(self, roles: Iterable[Role]) -> frozenset[str]:
        """Whom and what else other articles can mean too."""
        towns = {town.iri for town in self.towns}
        around = {place for town in self.towns for place in town.within}
        return frozenset(
            p.iri
            for p in self.report.participants
            if p.shared and p.role in roles and p.iri not in towns | around
        )

    def described(self) -> tuple[str, ...]:
        """What else was hit or is where it was, in words of the article: «ein marknad»."""
        return tuple(p.label for p in self._hit() if not _is_several(p.label))

    def _hit(self) -> Iterator[Participant]:
        return (p for p in self.report.participants if p.role in _UNDERGOERS and not p.shared)


def _is_several(description: str) -> bool:
    """Whether it tells how many victims there were; «ein mann» and «ein marknad» are somebody and something."""
    size, words = counted(description)
    return size is not None and (size.number > 1 or anybody(words))


def one_scene(reports: Iterable[Report]) -> frozenset[Pair]:
    """The pairs of reports of one attack, accident or disaster that two articles tell of."""
    blocks: dict[tuple[EventClass, str], list[_Scene]] = defaultdict(list)
    for scene in _scenes(reports):
        for town in scene.towns:
            blocks[scene.report.event_class, town.iri].append(scene)
    found: set[Pair] = set()
    for block in blocks.values():
        doubtful = _told_twice(block)
        ordered = sorted(block, key=lambda s: (s.day or s.report.published or date.min, s.report.iri))
        for index, one in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + _NEIGHBOURS]:
                apart = one.report.article != other.report.article
                if apart and not doubtful & {one.report.iri, other.report.iri} and _may_be_one(one, other):
                    found.add(pair_of(one.report.iri, other.report.iri))
    return frozenset(found)


def _scenes(reports: Iterable[Report]) -> Iterator[_Scene]:
    """What happened in one town; what a report lacks others of its sentence may have («drepne då X angreip Y»)."""
    together: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        happened = report.polarity is Polarity.POSITIVE and report.modality is Modality.ACTUAL
        if report.event_class in _CLASSES and happened and report.turn is None:
            together[report.article, report.sentence or report.iri].append(report)
    for its in together.values():
        for report in its:
            towns = _towns([report]) or _towns(its)
            days = {r.begin for r in ([report] if report.begin else its) if r.begin and r.begin == r.end}
            dated = report.begin is not None or len(days) > 1
            if len({town.iri for town in towns}) == 1 and not (dated and len(days) != 1):
                yield _Scene(report, towns, next(iter(days), None))


def _towns(reports: Iterable[Report]) -> frozenset[Participant]:
    return frozenset(p for report in reports for p in report.participants if p.is_town)


def _told_twice(block: list[_Scene]) -> set[str]:
    """The reports of articles that tell of two such events in the town, by day or by what they hit."""
    by_article: dict[str, list[_Scene]] = defaultdict(list)
    for scene in block:
        by_article[scene.report.article].append(scene)
    return {
        scene.report.iri
        for scenes in by_article.values()
        for pair in combinations(scenes[:_NEIGHBOURS], 2)
        if _same_day(*pair) and not _same_number(*pair)
        for scene in pair
    }


def _may_be_one(one: _Scene, other: _Scene) -> bool:
    if not _same_day(one, other):
        return False
    for roles in (DOERS, _UNDERGOERS):
        left, right = one.named(roles), other.named(roles)
        if left and right and not left & right:
            return False
    words, others = one.described(), other.described()
    if words and others and not any(similarity(a, b) for a in words for b in others):
        return False
    left_sizes, right_sizes = one.sizes, other.sizes
    if left_sizes and right_sizes:
        return any(_may_grow(a, b) for a in left_sizes for b in right_sizes)
    # Without victims to compare, it is the same word that tells which.
    told = one.report.predicate, other.report.predicate
    return not left_sizes and not right_sizes and (told[0] == told[1] or kin(*told))


def _same_day(one: _Scene, other: _Scene) -> bool:
    if one.day and other.day:
        return one.day == other.day
    published = [s.report.published for s in (one, other)]
    town = next(iter(one.towns))
    if one.report.event_class in _DAILY and not (one.day or other.day):
        return False
    if town.is_capital and not (one.day or other.day):
        return False
    days = [scene.day or day for scene, day in zip((one, other), published, strict=True)]
    if days[0] is None or days[1] is None:
        return False
    return abs((days[0] - days[1]).days) <= _NEXT_DAY


def _same_number(one: _Scene, other: _Scene) -> bool:
    sizes, others = one.sizes, other.sizes
    return not (sizes and others) or any(a.may_be(b) for a, _ in sizes for b, _ in others)


def _may_grow(one: tuple[Size, str], other: tuple[Size, str]) -> bool:
    """Whether two numbers of victims may be of one event: of the same kind, and not too far from each other."""
    (less, words), (more, more_words) = sorted((one, other), key=lambda sized: sized[0].number)
    if not (anybody(words) and anybody(more_words)) and not similarity(words, more_words):
        return False
    return more.number <= _GROWTH * less.number
