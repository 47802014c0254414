"""The documents that the API answers with."""

from pydantic import BaseModel, Field
from pydantic.config import JsonDict

_ARTICLE: JsonDict = {
    "id": "hamna-2024",
    "iri": "https://w3id.org/nyhendegraf/id/article/hamna-2024",
    "language": "nn",
    "headline": "Møte i hamna",
    "published": "2024-03-05",
    "url": None,
}


class EvidenceOut(BaseModel):
    """A stretch of an article's text."""

    begin: int = Field(description="First code point, from 0.")
    end: int = Field(description="After the last code point.")
    utf16: tuple[int, int] = Field(description="The same two offsets in UTF-16 code units.")
    text: str


class PartyOut(BaseModel):
    """One end of a fact; `id` and `iri` are null for a literal."""

    label: str
    id: str | None
    iri: str | None


class ParticipantOut(PartyOut):
    """Who takes part, in which role."""

    role: str


class TimeOut(BaseModel):
    """The words for a time, and its value at the precision that is known («2024-03»)."""

    words: str
    value: str | None
    weekday: str | None


class ArticleOut(BaseModel):
    """An article as a whole."""

    model_config = {"json_schema_extra": {"examples": [_ARTICLE]}}

    id: str
    iri: str
    language: str | None
    headline: str | None
    published: str | None
    url: str | None


class FactOut(BaseModel):
    """An event or relation that an article tells of, with the words that say so."""

    id: str
    iri: str
    label: str
    kind: str = Field(description="The event class, or Relation.")
    category: str = Field(alias="class", description="The event class, or the name of the relation.")
    asserted: bool = Field(description="Whether the article presents it as having happened or being so.")
    subjects: list[PartyOut]
    predicate: PartyOut | None
    objects: list[PartyOut]
    participants: list[ParticipantOut]
    polarity: str
    modality: str
    source: PartyOut | None = Field(description="Who says so; null where it is the article itself.")
    stance: str | None = Field(description="For or Against, in a vote.")
    tenure: str | None = Field(description="Former or Acting, where a position is not simply held now.")
    time: TimeOut | None
    confidence: float
    rule: str
    quotations: list[EvidenceOut]
    trigger: EvidenceOut
    sentence: EvidenceOut
    article: ArticleOut
    wrong: bool = Field(description="Whether somebody decided that it is wrong; see /api/decisions.")


class Listed(BaseModel):
    """What every list has beside its items."""

    truncated: bool = Field(description="Whether there are more than these.")
    next: str | None = Field(description="The cursor of the next page; null on the last one.")
    total: int | None = Field(description="How many there are; null where nobody has counted.")


class FactList(Listed):
    """Facts by article and text order."""

    events: list[FactOut]


class EventDetail(FactOut):
    """A fact with all that say the same."""

    reports: list[FactOut] = Field(description="The facts of all articles that say the same, itself too.")
    reports_truncated: bool
    history: list["StatusOut"] = Field(
        description="What the event was from report to report, each with the article that first told so."
    )
    differences: list["DifferenceOut"] = Field(
        description="What the reports tell otherwise than one another; nothing of relations."
    )
    evidence: list["ReportedEvidence"] = Field(description="The sentences of the reports.")


class DifferenceOut(BaseModel):
    """Something that the reports of one event do not agree on."""

    about: str = Field(description="A role, time, status, or «number of» and a role.")
    values: list["ValueOut"]


class ValueOut(BaseModel):
    """What some of the reports tell."""

    value: str
    articles: list[str] = Field(description="The ids of the articles that tell so.")
    sources: list[str] = Field(description="Who says so, where the articles name somebody.")


class StatusOut(BaseModel):
    """What an event was at a time."""

    status: str = Field(
        description="planned, requested, possible or actual; not before it where denied; postponed or cancelled."
    )
    article: ArticleOut


class ReportedEvidence(EvidenceOut):
    """A sentence, with its article."""

    article: ArticleOut


class AnnotationOut(BaseModel):
    """Where a text speaks of an entity."""

    begin: int
    end: int
    utf16: tuple[int, int]
    entity: str = Field(description="The id of the entity.")
    label: str
    type: str
    kind: str = Field(description="name, nominal or pronoun.")


class ArticleDetail(ArticleOut):
    """An article with its text, who it speaks of and its facts, in text order."""

    text: str
    mentions: list[AnnotationOut]
    facts: list[FactOut]


class ArticleList(Listed):
    """Some articles, by id or by publication."""

    articles: list[ArticleOut]


class EntityOut(BaseModel):
    """An entity, without where it is from."""

    id: str
    iri: str
    label: str
    type: str
    mentions: int
    wikidata: str | None = Field(
        description="IRI of the item of Wikidata that it is; null where none is known."
    )


class EntityHit(EntityOut):
    """An entity in a list."""

    articles: int = Field(description="How many articles speak of it.")
    score: float | None = Field(
        description="How well the text fits, 1 where it is its whole name; null without."
    )


class EntityList(Listed):
    """Entities of a name, best first, or the most mentioned first."""

    entities: list[EntityHit]


class EntityDetail(EntityOut):
    """Everything that the store knows of an entity."""

    labels: dict[str, str] = Field(description="Language tag to preferred label.")
    aliases: list[str]
    same_as: list[str]
    merged: list[str] = Field(description="Other ids that decisions hold to be the same; they lead here too.")
    about: list[str] = Field(description="What a description mentions, as IRIs.")
    reasons: list[str] = Field(description="Why mentions were taken to be this entity.")
    articles: list[ArticleOut] = Field(description="The first fifty that speak of it.")
    articles_total: int
    facts: list[FactOut] = Field(description="The first fifty; /events has them all.")
    facts_truncated: bool


class TieOut(BaseModel):
    """How two entities are connected by one property."""

    id: str
    label: str
    category: str = Field(alias="class")
    direction: str = Field(description="out, in or both, seen from the entity that was asked for.")
    facts: int
    articles: int
    asserted: int = Field(description="How many of the facts are presented as having happened or being so.")
    first: str | None = Field(description="The first day that one of them may have been on.")
    last: str | None


class NeighbourOut(BaseModel):
    """An entity that facts connect with another."""

    entity: EntityHit
    facts: int
    articles: int
    predicates: list[TieOut]


class NeighbourList(Listed):
    """Those of most facts first."""

    neighbours: list[NeighbourOut]


class DateOut(BaseModel):
    """What happened at a date, as precise as it is told."""

    date: str = Field(description="A year, a month, a day, or an interval of them.")
    precision: str = Field(description="year, month, day or interval.")
    facts: list[FactOut]


class Timeline(Listed):
    """The dated facts of an entity in the order of time, and apart from them those without a date."""

    timeline: list[DateOut]
    undated: list[FactOut] = Field(description="On the first page only, at most as many as the limit.")
    undated_truncated: bool


class FactReference(BaseModel):
    """Which fact."""

    id: str
    iri: str
    label: str


class QuoteOut(EvidenceOut):
    """What somebody said."""

    article: ArticleOut
    about: list[PartyOut] = Field(description="Who and what it is said of.")
    fact: FactReference


class QuoteList(Listed):
    """Quotations by article and text order."""

    quotes: list[QuoteOut]


class MentionOut(EvidenceOut):
    """Where an article speaks of an entity."""

    article: ArticleOut
    kind: str


class MentionList(Listed):
    """Mentions by article and text order."""

    mentions: list[MentionOut]


EventDetail.model_rebuild()
