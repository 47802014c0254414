"""Relations while they are being put together."""

from dataclasses import dataclass, field

from app.extraction.entities import Referent
from app.extraction.gazetteer import Gazetteer
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.status import Reality
from app.extraction.verbal import VerbalEvents
from app.language import Document
from app.language.tokens import Token
from app.model.extraction import TimeExpression
from app.model.vocabulary import RelationType, Tenure


@dataclass(slots=True, eq=False)
class RelationDraft:
    """A relation and the words that tell it."""

    type: RelationType
    subject: Referent
    trigger: Token
    rule: str
    confidence: float
    object: Referent | None = None
    literal: str | None = None
    reality: Reality = field(default_factory=Reality)
    time: TimeExpression | None = None
    tenure: Tenure | None = None


class RelationDrafts:
    """The relations of a document; what two rules find in one sentence is there once, as the first found it."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], RelationDraft] = {}

    def add(
        self,
        kind: RelationType,
        subject: Referent,
        trigger: Token,
        rule: str,
        confidence: float,
        *,
        object: Referent | None = None,  # noqa: A002  (RDF's word)
        literal: str | None = None,
        reality: Reality | None = None,
    ) -> None:
        """Adds a relation to an object or a literal; of an entity to itself there is none."""
        if object is subject or (object is None) == (literal is None):
            return
        key = (kind, id(subject), id(object), literal, trigger.sent.start)
        if key not in self._found:
            self._found[key] = RelationDraft(
                kind, subject, trigger, rule, confidence, object, literal, reality or Reality()
            )

    def of(self, subject: Referent, *kinds: RelationType) -> bool:
        """Whether the subject has a relation of one of the kinds."""
        return any(d.subject is subject and d.type in kinds for d in self._found.values())

    def ordered(self) -> list[RelationDraft]:
        """In text order."""
        return sorted(self._found.values(), key=lambda d: (d.trigger.i, d.type, d.literal or "", d.rule))


@dataclass(frozen=True, slots=True)
class RelationContext:
    """What the rules for relations look at, and where they put what they find."""

    document: Document
    gazetteer: Gazetteer
    names: NameTable
    participants: Participants
    verbal: VerbalEvents
    found: RelationDrafts = field(default_factory=RelationDrafts)
