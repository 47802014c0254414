"""An event as one article tells it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.model.vocabulary import EventClass, Modality, Polarity, Role

DOERS = (Role.AGENT, Role.COAGENT)
PLACES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)


class Turn(StrEnum):
    """What an article tells has become of a planned event: it says so of the event's own noun («møtet er avlyst»)."""

    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part: its IRI after merging, its words, and whether other articles can mean it too."""

    role: Role
    iri: str
    label: str
    shared: bool
    is_place: bool
    within: frozenset[str] = frozenset()
    """What it lies in or is a part of: of a town its county and its country."""
    is_town: bool = False
    """Whether it is a place in which nothing else lies that is known."""
    is_capital: bool = False
    is_spot: bool = False
    """Whether it is a place that is no country and no town of the gazetteer: a bridge, a hall."""
    acts_for: frozenset[str] = frozenset()
    """The countries and bodies that it stands for: an office that a person holds, the seat of a government."""

    @property
    def is_where(self) -> bool:
        """Whether it tells where it was, «besøket i Vardø» and «besøkte Vardø» alike; countries act."""
        return self.role in PLACES or (self.is_town and self.role not in DOERS)


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one article tells it; `begin` and `end` are the days that its time names, where it names one."""

    iri: str
    article: str
    event_class: EventClass
    predicate: str
    polarity: Polarity
    modality: Modality
    published: date | None
    begin: date | None
    end: date | None
    participants: tuple[Participant, ...]
    turn: Turn | None = None
    sentence: str = ""

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come, as far as the article knows."""
        return self.turn is Turn.POSTPONED or (self.turn is None and self.modality is Modality.PLANNED)

    @property
    def day(self) -> date | None:
        """The day that it is sorted by."""
        return self.begin or self.published
