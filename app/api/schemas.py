"""The documents that the API answers with."""

from pydantic import BaseModel, Field

from app.api.offsets import Utf16Offsets
from app.graph.port import ArticleRecord
from app.query import EntityProfile, EntitySummary, Evidence, Fact, Party


class EvidenceOut(BaseModel):
    """A stretch of an article's text."""

    begin: int = Field(description="First code point, from 0.")
    end: int = Field(description="After the last code point.")
    utf16: tuple[int, int] = Field(description="The same two offsets in UTF-16 code units.")
    text: str

    @classmethod
    def of(cls, evidence: Evidence, offsets: Utf16Offsets) -> "EvidenceOut":
        """As the store has it."""
        units = (offsets(evidence.begin), offsets(evidence.end))
        return cls(begin=evidence.begin, end=evidence.end, utf16=units, text=evidence.text)


class PartyOut(BaseModel):
    """One end of a fact; `id` and `iri` are null for a literal."""

    label: str
    id: str | None = None
    iri: str | None = None

    @classmethod
    def of(cls, party: Party, base: str) -> "PartyOut":
        """With the local part of its IRI."""
        return cls(label=party.label, id=local(party.iri, base), iri=party.iri)


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

    id: str
    iri: str
    language: str | None
    headline: str | None
    published: str | None
    url: str | None

    @classmethod
    def of(cls, record: ArticleRecord) -> "ArticleOut":
        """As the store has it."""
        return cls(
            id=record.identifier,
            iri=record.iri.value,
            language=record.language,
            headline=record.headline,
            published=record.published,
            url=record.url,
        )


class FactOut(BaseModel):
    """An event or relation that an article tells of, with the words that say so."""

    iri: str
    label: str
    kind: str = Field(description="The event class, or Relation.")
    asserted: bool = Field(description="Whether the article presents it as having happened or being so.")
    subjects: list[PartyOut]
    predicate: PartyOut | None
    objects: list[PartyOut]
    participants: list[ParticipantOut]
    polarity: str
    modality: str
    source: PartyOut | None = Field(description="Who says so; null where it is the article itself.")
    stance: str | None
    time: TimeOut | None
    confidence: float
    rule: str
    quotations: list[EvidenceOut]
    trigger: EvidenceOut
    sentence: EvidenceOut
    article: ArticleOut

    @classmethod
    def of(cls, fact: Fact, base: str, offsets: Utf16Offsets) -> "FactOut":
        """As the read side tells it."""
        return cls(
            iri=fact.iri,
            label=fact.label,
            kind=fact.kind,
            asserted=fact.asserted,
            subjects=[PartyOut.of(p, base) for p in fact.subjects],
            predicate=PartyOut.of(fact.predicate, base) if fact.predicate else None,
            objects=[PartyOut.of(p, base) for p in fact.objects],
            participants=[
                ParticipantOut(role=p.role, label=p.party.label, id=local(p.party.iri, base), iri=p.party.iri)
                for p in fact.participants
            ],
            polarity=fact.polarity,
            modality=fact.modality,
            source=PartyOut.of(fact.source, base) if fact.source else None,
            stance=fact.stance,
            time=TimeOut(words=fact.time.words, value=fact.time.value, weekday=fact.time.weekday)
            if fact.time
            else None,
            confidence=fact.confidence,
            rule=fact.rule,
            quotations=[EvidenceOut.of(q, offsets) for q in fact.quotations],
            trigger=EvidenceOut.of(fact.trigger, offsets),
            sentence=EvidenceOut.of(fact.sentence, offsets),
            article=ArticleOut.of(fact.article),
        )


class ArticleDetail(ArticleOut):
    """An article with its text and its facts, in text order."""

    text: str
    facts: list[FactOut]


class ArticleList(BaseModel):
    """Some articles, by id; `total` is how many there are."""

    total: int
    truncated: bool
    articles: list[ArticleOut]


class EntityHit(BaseModel):
    """An entity in a list."""

    id: str
    iri: str
    label: str
    type: str
    mentions: int

    @classmethod
    def of(cls, summary: EntitySummary, base: str) -> "EntityHit":
        """As the read side tells it."""
        return cls(
            id=local(summary.iri, base) or summary.iri,
            iri=summary.iri,
            label=summary.label,
            type=summary.type,
            mentions=summary.mentions,
        )


class EntityList(BaseModel):
    """Entities of a name, best first."""

    truncated: bool = Field(description="Whether there are more than were asked for.")
    entities: list[EntityHit]


class EntityDetail(EntityHit):
    """Everything that the store knows of an entity."""

    labels: dict[str, str] = Field(description="Language tag to preferred label.")
    aliases: list[str]
    same_as: list[str]
    about: list[str] = Field(description="What a description mentions, as IRIs.")
    reasons: list[str] = Field(description="Why mentions were taken to be this entity.")
    articles: list[ArticleOut]
    facts: list[FactOut]

    @classmethod
    def of_profile(
        cls, profile: EntityProfile, base: str, offsets: dict[str, Utf16Offsets]
    ) -> "EntityDetail":
        """`offsets` has an entry for the IRI of every article of the profile's facts."""
        return cls(
            id=local(profile.iri, base) or profile.iri,
            iri=profile.iri,
            label=profile.label,
            type=profile.type,
            mentions=profile.mentions,
            labels=profile.labels,
            aliases=list(profile.aliases),
            same_as=list(profile.same_as),
            about=list(profile.about),
            reasons=list(profile.reasons),
            articles=[ArticleOut.of(a) for a in profile.articles],
            facts=[FactOut.of(f, base, offsets[f.article.iri.value]) for f in profile.facts],
        )


class Health(BaseModel):
    """That the server answers, and over what."""

    status: str
    version: str
    articles: int
    quads: int


def local(iri: str | None, base: str) -> str | None:
    """The id of an IRI: its part after the base; the whole IRI where it has another."""
    return iri.removeprefix(base) if iri is not None else None
