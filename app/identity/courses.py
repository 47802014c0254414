"""An announced event from report to report: other words may tell it once it is moved, called off or held."""

from collections import defaultdict
from collections.abc import Mapping

from app.identity.decisions import Pair, pair_of
from app.identity.reports import DOERS, Report, Turn
from app.model.vocabulary import EventClass, Modality, Polarity, Role

SIBLINGS = {
    frozenset({EventClass.VISIT, EventClass.TRAVEL}),
    frozenset({EventClass.START, EventClass.FOUNDING}),
    frozenset({EventClass.COMPETITION, EventClass.MEETING}),
    frozenset({EventClass.COMPETITION, EventClass.VICTORY}),
    frozenset({EventClass.MEETING, EventClass.DISCUSSION}),
    frozenset({EventClass.MEETING, EventClass.NEGOTIATION}),
}
"""«skal besøkje X», «reisa til X er avlyst»; «møter Y laurdag», «kampen mot Y er utsett», «slo Y»."""
_OTHERS = {
    kind: tuple(sorted(other for pair in SIBLINGS if kind in pair for other in pair if other is not kind))
    for kind in EventClass
}
_VOTING = frozenset({EventClass.ELECTION, EventClass.VOTE})
_POLLS = frozenset({Role.PLACE, Role.AGENT, Role.TOPIC})
"""Roles of an election of which nobody is told to be elected."""


def classes_of(report: Report) -> tuple[EventClass, ...]:
    """The class of a report, and those that its event may have in others, where it is one to come."""
    ahead = report.is_planned or report.turn is not None
    return (report.event_class, *(_OTHERS[report.event_class] if ahead else ()))


def may_be_told_as(one: Report, other: Report) -> bool:
    """Whether two reports are of one class, or of two that an event goes through: announced, then what became of it."""
    if one.event_class is other.event_class:
        return True
    if frozenset({one.event_class, other.event_class}) not in SIBLINGS or one.article == other.article:
        return False
    return one.is_planned or other.is_planned or one.turn is not None or other.turn is not None


def is_poll(report: Report) -> bool:
    """Whether it is an election or a referendum as such («valet i X»), which a country has one of at a time."""
    roles = {p.role for p in report.participants}
    return report.event_class in _VOTING and Role.PLACE in roles and roles <= _POLLS


def is_whole(one: Report, other: Report) -> bool:
    """Whether all who take part in what was put off or called off take part in what was announced."""
    for turned, announced in ((one, other), (other, one)):
        if turned.turn is None or announced.turn is Turn.CANCELLED:
            continue
        known = {p.iri for p in announced.participants} | {
            w for p in announced.participants for w in p.within
        }
        told = turned.participants
        is_announced = announced.modality is Modality.PLANNED and announced.polarity is Polarity.POSITIVE
        if is_announced and told and all(p.iri in known for p in told) and any(p.shared for p in told):
            return any(p.role in DOERS or p.is_spot or not p.is_place for p in told)
    return False


_CLEAR = 0.1
"""By how much the likeliest of several announced events has to be likelier than the next to be the one called off."""


def undecided(scores: Mapping[Pair, float], known: Mapping[str, Report]) -> set[Pair]:
    """The pairs of what was moved or called off with announced events of which it can be only one.

    `scores` are those of all pairs that are held to be one.
    """
    announced: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for pair, score in scores.items():
        for turned, other in (pair, reversed(pair)):
            if known[turned].turn is not None and known[other].turn is None and known[other].is_planned:
                announced[turned].append((-score, other))
    dropped: set[Pair] = set()
    for turned, ends in announced.items():
        (best, first), *rest = sorted(ends)
        rivals = [(score, end) for score, end in rest if pair_of(first, end) not in scores]
        if rivals:
            dropped |= {pair_of(turned, end) for _, end in rivals}
            if rivals[0][0] - best < _CLEAR:
                dropped |= {pair_of(turned, end) for _, end in ends}
    return dropped
