"""Whether two reports can be of one event by when it was, and by what had become of it."""

from app.identity.reports import Report, Turn
from app.model.vocabulary import EventClass, Modality, Polarity, Role

_WINDOW_DAYS = 7
"""How far apart articles may tell of the same happening without naming its time."""
_AHEAD_DAYS = 30
"""The same of what is announced, and of what another article tells has come or was called off."""
_MOVED_DAYS = 150
"""The same of what another article tells was put off or called off, which is known to have been announced."""
_LASTING_DAYS = 400
"""The same of what happens once: one dies, leaves an office or is convicted once in a year or so."""
ONCE = frozenset(
    {
        EventClass.BIRTH,
        EventClass.DEATH,
        EventClass.KILLING,
        EventClass.RESIGNATION,
        EventClass.APPOINTMENT,
        EventClass.ELECTION,
        EventClass.MARRIAGE,
        EventClass.CLOSURE,
        EventClass.CONVICTION,
        EventClass.ACQUITTAL,
    }
)
"""What happens to one but once in a long time."""
_ONCE_OF_A_THING = frozenset({EventClass.FOUNDING, EventClass.CONSTRUCTION})
"""What happens but once to what has a name: a bridge is opened once, though a company opens many shops."""
_OPEN = frozenset({Modality.PLANNED, Modality.REQUESTED, Modality.POSSIBLE})
"""Of what has not happened yet."""


def one_history(one: Report, other: Report) -> bool:
    """Whether both have the same status, or the one announces what the other tells has become of it."""
    if one.is_planned != other.is_planned and (one.article != other.article or one.turn is not other.turn):
        planned, later = (one, other) if one.is_planned else (other, one)
        came = later.turn is Turn.CANCELLED or later.modality is Modality.ACTUAL
        in_order = (
            planned.published is None or later.published is None or planned.published <= later.published
        )
        return planned.polarity is Polarity.POSITIVE and came and in_order
    if one.is_planned and other.is_planned:
        return one.polarity is other.polarity or given_up(one, other)
    if one.turn is None is other.turn and _OPEN.issuperset((one.modality, other.modality)):
        # What one article plans another demands or holds to be possible.
        return one.polarity is other.polarity
    if one.turn is None is other.turn and happens_once(one, other) and _came_true(one, other):
        return True
    if one.turn is not None and other.turn is not None:
        return one.turn is other.turn
    return one.modality is other.modality and one.polarity is other.polarity and one.turn is other.turn


def happens_once(one: Report, other: Report) -> bool:
    """Whether what both tell happens but once in a long time."""
    if one.event_class in ONCE:
        return True
    if one.event_class is not other.event_class or one.event_class not in _ONCE_OF_A_THING:
        return False
    undergoing = (
        {p.iri for p in r.participants if p.shared and p.role is Role.PATIENT} for r in (one, other)
    )
    return not next(undergoing).isdisjoint(next(undergoing))


def given_up(one: Report, other: Report) -> bool:
    """Whether the one announces what another article later tells not to be planned any more."""
    planned, later = (one, other) if one.polarity is Polarity.POSITIVE else (other, one)
    if not (one.is_planned and other.is_planned) or one.polarity is other.polarity:
        return False
    in_order = (
        planned.published is not None and later.published is not None and planned.published <= later.published
    )
    return in_order and one.article != other.article


def _came_true(one: Report, other: Report) -> bool:
    """Whether what may happen but once was only demanded or possible first, and then happened."""
    first, later = sorted((one, other), key=lambda report: report.modality not in _OPEN)
    return (
        first.modality in _OPEN
        and later.modality is Modality.ACTUAL
        and first.polarity is later.polarity is Polarity.POSITIVE
        and first.published is not None
        and later.published is not None
        and first.published < later.published
    )


def time_in_common(one: Report, other: Report) -> float | None:
    """1 where both name the same time, less where they only may mean one; None where they cannot."""
    if one.begin and other.begin:
        ends = one.end or one.begin, other.end or other.begin
        return 1.0 if one.begin <= ends[1] and other.begin <= ends[0] else None
    if not happens_once(one, other) and (_passed(one, other) or _passed(other, one)):
        return None
    if one.article == other.article:
        return 0.5
    if one.published is None or other.published is None:
        return 0.0
    days = min(abs((one.published - other.published).days), _ahead(one, other), _ahead(other, one))
    window = _AHEAD_DAYS if one.is_planned or other.is_planned else _WINDOW_DAYS
    if (one.turn is None) != (other.turn is None) and (one.is_planned or other.is_planned):
        window = _MOVED_DAYS
    if days > (_LASTING_DAYS if happens_once(one, other) else window):
        return None
    return 0.5 / (1 + days / _WINDOW_DAYS)


def _ahead(planned: Report, other: Report) -> int:
    """How far what another article tells is from the time that something is planned for; far, where it is not."""
    if not planned.is_planned or planned.begin is None or other.published is None:
        return _LASTING_DAYS
    until, since = (
        (planned.begin - other.published).days,
        (other.published - (planned.end or planned.begin)).days,
    )
    return max(until, since, 0)


def _passed(dated: Report, other: Report) -> bool:
    """Whether the one names a time long before or after what the other, which names none, is published."""
    if dated.begin is None or other.begin is not None or other.published is None:
        return False
    if other.turn is not None and dated.is_planned:
        # What became of it may be told long before it should have been, or a while after it began.
        return (other.published - (dated.end or dated.begin)).days > _AHEAD_DAYS
    before = (other.published - (dated.end or dated.begin)).days
    after = (dated.begin - other.published).days
    return max(before, after) > _WINDOW_DAYS and other.modality is Modality.ACTUAL
