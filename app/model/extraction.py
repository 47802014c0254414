"""What extraction finds in one article, before anything is known about the world.

Every offset counts code points of `Article.text`; spans are half open.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from app.model.article import Article, PartialDate, Variety
from app.model.vocabulary import (
    EntityType,
    EventClass,
    Modality,
    Polarity,
    RelationType,
    Role,
    Stance,
    Tenure,
)

EntityKey = NewType("EntityKey", str)
"""Names an entity within one extraction («e3»); numbered in text order."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text, `text[start:end]`."""

    start: int
    end: int


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where the text refers to an entity.

    `stands_for` is whom a place is named for there: «Moskva» the Russian state.
    """

    span: Span
    surface: str
    kind: MentionKind
    stands_for: EntityKey | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a language; `language` is a BCP 47 tag."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions of an article refer to.

    `name` is its best name in the text without title or genitive. `gazetteer_id` is the entry that its name (and, where
    a name is shared, its context) points to, None where there is none or where it is not clear which. `about` are the
    entities that a description mentions («eit forslag om våpenkvile i Gaza» → Gaza).
    """

    key: EntityKey
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    gazetteer_id: str | None = None
    about: tuple[EntityKey, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the text names it, so that other articles may speak of the same one."""
        return self.gazetteer_id is not None or any(m.kind is MentionKind.NAME for m in self.mentions)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words for a time and what they mean.

    `value` is the date at the precision that words and publication date allow; None where they allow none. `end` closes
    an interval. `weekday` is the English name of the weekday where one is named.
    """

    span: Span
    surface: str
    value: PartialDate | None = None
    end: PartialDate | None = None
    weekday: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the text gives as somebody's own, without the quotation marks."""

    span: Span
    surface: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant in its role; `mention` is the place in the text that puts it there."""

    role: Role
    entity: EntityKey
    mention: Span


@dataclass(frozen=True, slots=True)
class Status:
    """Whether it is so, how real, and who says so (None: the article itself)."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    source: EntityKey | None = None

    @property
    def asserted(self) -> bool:
        """Whether the text presents it as having happened or being so."""
        return self.polarity is Polarity.POSITIVE and self.modality is Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the text tells of: one event at one place in the text.

    `predicate` is the trigger's lemma, with its particle («stemme gjennom»). `sentence` is the span that proves it.
    `rule` says which lexicon entry or pattern found it. `confidence` is between 0 and 1.
    """

    event_class: EventClass
    predicate: str
    trigger: Span
    sentence: Span
    arguments: tuple[Argument, ...]
    status: Status
    confidence: float
    rule: str
    time: TimeExpression | None = None
    stance: Stance | None = None
    quotations: tuple[Quotation, ...] = ()
    roles_known: bool = True
    """Whether a rule tells who does what; else no more is known than that they take part, and nothing is direct."""

    def entities(self, role: Role) -> tuple[EntityKey, ...]:
        """The participants in a role, in text order."""
        return tuple(a.entity for a in self.arguments if a.role is role)


@dataclass(frozen=True, slots=True)
class Relation:
    """A state that the text tells or presupposes.

    Exactly one of `object` and `literal` is set; a literal is a bare indefinite lemma («statsminister», «34»).
    `trigger` are the words that carry the relation.
    """

    type: RelationType
    subject: EntityKey
    trigger: Span
    sentence: Span
    status: Status
    confidence: float
    rule: str
    object: EntityKey | None = None
    literal: str | None = None
    time: TimeExpression | None = None
    tenure: Tenure | None = None

    def __post_init__(self) -> None:
        if (self.object is None) == (self.literal is None):
            raise ValueError(f"a relation needs either an object or a literal: {self}")


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article; entities, events and relations in text order."""

    article: Article
    variety: Variety
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    headline: str | None = None
