"""Events while they are being put together."""

from dataclasses import dataclass, field

from app.extraction.entities import Referent
from app.extraction.lexicon import Sense
from app.extraction.status import Reality
from app.language.tokens import Token
from app.model.extraction import Quotation, TimeExpression
from app.model.vocabulary import EventClass, Role, Stance


@dataclass(frozen=True, slots=True)
class DraftArgument:
    """A referent in a role, and the word that puts it there."""

    role: Role
    referent: Referent
    word: Token


@dataclass(slots=True, eq=False)
class Draft:
    """An event of one trigger."""

    event_class: EventClass
    predicate: str
    trigger: Token
    rule: str
    reality: Reality
    confidence: float
    sense: Sense | None = None
    arguments: list[DraftArgument] = field(default_factory=list)
    source: Referent | None = None
    time: TimeExpression | None = None
    stance: Stance | None = None
    quotations: list[Quotation] = field(default_factory=list)
    first_person: list[tuple[Role, Token]] = field(default_factory=list)
    """Roles that «eg», «vi» and their like fill: the speaker's, once it is known who speaks."""

    def has(self, role: Role) -> bool:
        """Whether the role is filled."""
        return any(a.role is role for a in self.arguments)

    def of(self, role: Role) -> list[DraftArgument]:
        """The arguments in a role."""
        return [a for a in self.arguments if a.role is role]

    def add(self, role: Role, referent: Referent, word: Token) -> None:
        """Adds an argument, unless the referent already has that role or would do it to itself."""
        held = {a.role for a in self.arguments if a.referent is referent}
        if role in held or (
            role in _PARTIES and not held.isdisjoint(_PARTIES) and Role.AGENT in {role, *held}
        ):
            return
        self.arguments.append(DraftArgument(role, referent, word))


_PARTIES = frozenset({Role.AGENT, Role.PATIENT, Role.COAGENT, Role.RECIPIENT, Role.THEME})
"""Who does it takes no other of these roles."""
SYMMETRIC = frozenset(
    {
        EventClass.MEETING,
        EventClass.DISCUSSION,
        EventClass.NEGOTIATION,
        EventClass.AGREEMENT,
        EventClass.COOPERATION,
        EventClass.MARRIAGE,
        EventClass.COMPETITION,
    }
)
PUT_OFF = frozenset({EventClass.CANCELLATION, EventClass.POSTPONEMENT})
"""What becomes of an announced event."""
COMMUNICATION = frozenset(
    {
        EventClass.UTTERANCE,
        EventClass.ANNOUNCEMENT,
        EventClass.PROPOSAL,
        EventClass.REQUEST,
        EventClass.PROMISE,
        EventClass.CRITICISM,
        EventClass.SUPPORT,
        EventClass.ACCUSATION,
        EventClass.REJECTION,
        EventClass.THREAT,
    }
)
