"""Linked extractions built by hand, for every test from the graph on."""

from app.model.article import Article, ArticleId, Block, BlockKind, PartialDate, Variety
from app.model.extraction import (
    Argument,
    Entity,
    EntityKey,
    Event,
    Extraction,
    Label,
    Mention,
    MentionKind,
    Quotation,
    Relation,
    Span,
    Status,
    TimeExpression,
)
from app.model.linking import EntityId, LinkedEntity, LinkedExtraction
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


class Story:
    """An article under construction: spans are found by their words."""

    def __init__(
        self,
        identifier: str,
        text: str,
        *,
        variety: Variety = Variety.NYNORSK,
        date: PartialDate | None = None,
        headline: str | None = None,
        url: str | None = None,
    ) -> None:
        block = Block(BlockKind.PARAGRAPH, 0, len(text))
        self.article = Article(ArticleId(identifier), text, (block,), date, "story.txt", url)
        self.variety = variety
        self.headline = headline
        self.entities: list[Entity] = []
        self.identities: list[tuple[EntityKey, LinkedEntity]] = []
        self.events: list[Event] = []
        self.relations: list[Relation] = []

    def span(self, words: str, number: int = 1) -> Span:
        start = -1
        for _ in range(number):
            start = self.article.text.index(words, start + 1)
        return Span(start, start + len(words))

    def entity(
        self,
        identifier: str,
        kind: EntityType,
        *words: str,
        labels: tuple[tuple[str, str], ...] = (),
        wikidata: tuple[str, ...] = (),
        mention: MentionKind = MentionKind.NAME,
        about: tuple[EntityKey, ...] = (),
        stands_for: EntityKey | None = None,
    ) -> EntityKey:
        key = EntityKey(f"e{len(self.entities) + 1}")
        mentions = tuple(Mention(self.span(w), w, mention, stands_for=stands_for) for w in words)
        self.entities.append(Entity(key, kind, words[0], mentions, None, about))
        preferred = tuple(Label(text, language) for text, language in labels)
        preferred = preferred or (Label(words[0], self.variety.value),)
        shared = mention is MentionKind.NAME
        identity = LinkedEntity(
            EntityId(identifier), kind, preferred, wikidata, "written by hand", 0.9, shared
        )
        self.identities.append((key, identity))
        return key

    def event(
        self,
        event_class: EventClass,
        predicate: str,
        trigger: str,
        sentence: str,
        *roles: tuple[Role, EntityKey],
        status: Status | None = None,
        time: TimeExpression | None = None,
        stance: Stance | None = None,
        quotations: tuple[Quotation, ...] = (),
        confidence: float = 0.9,
        roles_known: bool = True,
    ) -> None:
        span = self.span(trigger)
        arguments = tuple(Argument(role, key, span) for role, key in roles)
        self.events.append(
            Event(
                event_class,
                predicate,
                span,
                self.span(sentence),
                arguments,
                status or Status(),
                confidence,
                f"{event_class}: {predicate}",
                time,
                stance,
                quotations,
                roles_known,
            )
        )

    def relation(
        self,
        kind: RelationType,
        subject: EntityKey,
        trigger: str,
        sentence: str,
        *,
        object_: EntityKey | None = None,
        literal: str | None = None,
        status: Status | None = None,
        tenure: Tenure | None = None,
    ) -> None:
        self.relations.append(
            Relation(
                kind,
                subject,
                self.span(trigger),
                self.span(sentence),
                status or Status(),
                0.8,
                "by hand",
                object_,
                literal,
                tenure=tenure,
            )
        )

    def quotation(self, words: str) -> Quotation:
        return Quotation(self.span(words), words)

    def linked(self) -> LinkedExtraction:
        extraction = Extraction(
            self.article,
            self.variety,
            tuple(self.entities),
            tuple(self.events),
            tuple(self.relations),
            self.headline,
        )
        return LinkedExtraction(extraction, tuple(self.identities))


_ADOPTED = "Hamnerådet i Storvik vedtok måndag ei fråsegn om fiskeforbod i Langfjorden."
_ABSTAINED = "Nordland avstod frå å røyste."
_MET = "Havneminister Kari Vik (52) og Per Å. Moe møtte Liv Strand og Nordland."
_SAID = "– Vi er samde, sa ho."
_PLANNED = "Strand kan vitje Storvik, ifølgje Moe."
TEXT = "\n\n".join((_ADOPTED, _ABSTAINED, _MET, _SAID, _PLANNED))


def harbour(identifier: str = "hamna-2024") -> LinkedExtraction:
    """A council passes something on a Monday, a country abstains, people meet and speak, and a visit may come."""
    story = Story(
        identifier,
        TEXT,
        date=PartialDate(2024, 3),
        headline="Fiskeforbod i Langfjorden",
        url="https://example.org/hamna",
    )
    both = (("Nordland", "nn"), ("Nordland", "nb"), ("Northland", "en"))
    council = story.entity(
        "body/harbour-council",
        EntityType.GOVERNMENT_BODY,
        "Hamnerådet i Storvik",
        labels=(("Hamnerådet", "nn"), ("Havnerådet", "nb"), ("the Harbour Council", "en")),
        wikidata=("Q42",),
    )
    fjord = story.entity("place/langfjorden", EntityType.PLACE, "Langfjorden")
    statement = story.entity(
        f"{identifier}/concept/fraasegn",
        EntityType.CONCEPT,
        "fråsegn om fiskeforbod i Langfjorden",
        mention=MentionKind.NOMINAL,
        about=(fjord,),
    )
    country = story.entity("country/northland", EntityType.GEOPOLITICAL_ENTITY, "Nordland", labels=both)
    kari = story.entity("person/kari-vik", EntityType.PERSON, "Kari Vik")
    per = story.entity("person/per-aa-moe", EntityType.PERSON, "Per Å. Moe")
    liv = story.entity("person/liv-strand", EntityType.PERSON, "Liv Strand")
    town = story.entity("place/storvik", EntityType.GEOPOLITICAL_ENTITY, "Storvik")

    monday = TimeExpression(story.span("måndag"), "måndag", PartialDate(2024, 3), None, "Monday")
    story.event(
        EventClass.ADOPTION,
        "vedta",
        "vedtok",
        _ADOPTED,
        (Role.AGENT, council),
        (Role.PATIENT, statement),
        time=monday,
    )
    story.event(
        EventClass.ABSTENTION,
        "avstå",
        "avstod",
        _ABSTAINED,
        (Role.AGENT, country),
        (Role.PATIENT, statement),
        stance=Stance.AGAINST,
    )
    story.event(
        EventClass.MEETING,
        "møte",
        "møtte",
        _MET,
        (Role.AGENT, kari),
        (Role.AGENT, per),
        (Role.COAGENT, liv),
        (Role.COAGENT, country),
        confidence=0.75,
    )
    story.event(
        EventClass.UTTERANCE,
        "seie",
        "sa ho",
        _SAID,
        (Role.AGENT, kari),
        quotations=(story.quotation("Vi er samde"),),
    )
    story.event(
        EventClass.VISIT,
        "vitje",
        "vitje",
        _PLANNED,
        (Role.AGENT, liv),
        (Role.PATIENT, town),
        status=Status(Polarity.POSITIVE, Modality.POSSIBLE, per),
    )
    story.event(EventClass.EVENT, "vere samd", "samde", _SAID, (Role.AGENT, kari), (Role.COAGENT, liv))
    story.relation(RelationType.HOLDS_POSITION, kari, "Havneminister", _MET, literal="havneminister")
    story.relation(RelationType.AGED, kari, "52", _MET, literal="52")
    story.relation(RelationType.LOCATED_IN, council, "i Storvik", _ADOPTED, object_=town)
    story.relation(
        RelationType.ALLY_OF,
        country,
        "avstod",
        _ABSTAINED,
        object_=council,
        status=Status(Polarity.NEGATIVE),
    )
    return story.linked()


def bokmaal(identifier: str = "havnen-2024") -> LinkedExtraction:
    """Another article, in Bokmål, that shares two entities with the first."""
    sentence = "Kari Vik møtte Liv Strand i dag."
    story = Story(identifier, sentence, variety=Variety.BOKMAAL, date=PartialDate(2024, 4, 2))
    kari = story.entity("person/kari-vik", EntityType.PERSON, "Kari Vik")
    liv = story.entity("person/liv-strand", EntityType.PERSON, "Liv Strand")
    today = TimeExpression(story.span("i dag"), "i dag", PartialDate(2024, 4, 2))
    story.event(
        EventClass.MEETING, "møte", "møtte", sentence, (Role.AGENT, kari), (Role.COAGENT, liv), time=today
    )
    return story.linked()
