"""One document in, everything that it tells out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.extraction.candidates import Candidate
from app.extraction.company import TOGETHER, Company, untold
from app.extraction.completion import complete
from app.extraction.drafts import Draft
from app.extraction.entities import Referent, freeze
from app.extraction.frames import Frame
from app.extraction.gazetteer import Gazetteer, load_gazetteer
from app.extraction.judgements import Judgements
from app.extraction.learned import Signs, load_company, load_confidences
from app.extraction.lexicon import Lexicon, load_lexicon
from app.extraction.life_spans import life_spans
from app.extraction.metonymy import find_metonymies
from app.extraction.names import NameTable
from app.extraction.nominal import NominalEvents
from app.extraction.participants import Participants
from app.extraction.quotations import find_quotes
from app.extraction.relation_drafts import RelationDraft
from app.extraction.relations import Relations
from app.extraction.reporting import Reporting
from app.extraction.speakers import bodies_of
from app.extraction.timing import attach_relation_times, attach_times
from app.extraction.turns import Turns
from app.extraction.verbal import VerbalEvents
from app.extraction.weighing import loses_class, weigh
from app.language import Document, ForeignPassage
from app.model.article import BlockKind
from app.model.extraction import Argument, EntityKey, Event, Extraction, Relation, Span, Status
from app.model.vocabulary import EventClass

DEFAULT_MIN_CONFIDENCE = 0.55
"""Where precision and recall of the development articles balance best."""
_NEAR = frozenset({"da", "sv"})
OPEN_MIN_CONFIDENCE = 0.5
"""The same of events of no known class, of which only who takes part is claimed."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """What the rules find in a document, in text order, with confidences as the rules have weighed them."""

    participants: Participants
    events: tuple[Draft, ...]
    relations: tuple[RelationDraft, ...]
    frames: Mapping[int, Frame]
    """Index of a verb → its participants in the clause."""


class Extractor:
    """Extraction with one lexicon and one gazetteer; built once, used for many documents.

    The rules' confidences decide what of theirs is kept. What is kept gets a confidence learned from annotated
    articles, and learned weights tell who else takes part together, unless `learned` is false: then the rules stand
    alone. `company` are other weights for the latter than those that ship.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        gazetteer: Gazetteer | None = None,
        *,
        min_confidence: float = DEFAULT_MIN_CONFIDENCE,
        learned: bool = True,
        company: Mapping[str, float] | None = None,
    ) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._gazetteer = gazetteer or load_gazetteer()
        self._min_confidence = min_confidence
        self._confidences = load_confidences() if learned else None
        shipped = load_company() if learned else None
        self._company = company if company is not None else shipped

    def extract(self, document: Document) -> Extraction:
        """Everything that a document tells, with the words that prove it."""
        found = self.drafts(document)
        events = [d for d in found.events if d.confidence >= self._least(d)]
        relations = [r for r in found.relations if r.confidence >= self._min_confidence]
        if self._confidences is not None:
            for draft in events:
                draft.confidence = self._confidences.of_event(draft)
            for relation in relations:
                relation.confidence = self._confidences.of_relation(relation)
        standing = find_metonymies(events, found.participants, self._gazetteer)
        return _freeze(document, found.participants, events, relations, standing)

    def _least(self, draft: Draft) -> float:
        is_open = draft.event_class is EventClass.EVENT
        return min(self._min_confidence, OPEN_MIN_CONFIDENCE) if is_open else self._min_confidence

    def untold(self, document: Document) -> list[tuple[Candidate, Signs]]:
        """The pairs of mentions of which the rules tell nothing, with their signs: what company is learned from."""
        found = self.drafts(document)
        kept, unsure = _by_sureness(found.events)
        return untold(document, found.participants, kept, unsure, _sure(found.relations), found.frames)

    def drafts(self, document: Document) -> Drafts:
        """All that is found, however unsure."""
        names = NameTable(document, self._gazetteer)
        participants = Participants(document, self._gazetteer, names)
        complete(document, names, participants)
        quotes = find_quotes(document)
        verbal = VerbalEvents(document, self._lexicon, participants, quotes)
        events = verbal.drafts()
        events += NominalEvents(document, self._lexicon, participants, names, verbal).drafts(events)
        turns = Turns(self._lexicon, verbal)
        events += turns.drafts(events)
        events += Judgements(document, participants, verbal).drafts()
        turns.settle(events)
        relations = Relations(document, self._gazetteer, names, participants, verbal).drafts()
        foreign = _foreign(document)
        events = [d for d in events if not any(p.start <= d.trigger.idx < p.end for p in foreign)]
        relations = [r for r in relations if not any(p.start <= r.trigger.idx < p.end for p in foreign)]
        sure = [r for r in relations if r.confidence >= self._min_confidence]
        reporting = Reporting(document, participants, quotes, bodies_of(sure))
        reporting.complete(events)
        events += life_spans(document, names)
        for draft in events:
            draft.confidence = weigh(draft)
        turns.weigh(events)
        for draft in events:
            if loses_class(draft, min(self._min_confidence, DEFAULT_MIN_CONFIDENCE)):
                # Of each four such pairs three are right.
                draft.event_class, draft.confidence = EventClass.EVENT, OPEN_MIN_CONFIDENCE
        # Of what no reader would keep not even the explanation speaks.
        events = [d for d in events if d.event_class is not EventClass.EVENT or d.confidence]
        if self._company is not None:
            kept, unsure = _by_sureness(events)
            company = Company(document, participants, self._company, verbal)
            new = company.complete(kept, unsure, _sure(relations))
            new = [d for d in new if not any(p.start <= d.trigger.idx < p.end for p in foreign)]
            if new:
                events += new
                reporting.complete(events)
        # Of all together, for one expression has one time; a life span has its own.
        attach_times(document, [d for d in events if d.time is None])
        attach_relation_times(document, relations, events)
        events.sort(key=lambda d: (d.trigger.i, d.event_class))
        return Drafts(participants, tuple(events), tuple(relations), verbal.frames)


def _by_sureness(events: Iterable[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The events that are kept where nobody asks for others, and the rest."""
    kept: list[Draft] = []
    unsure: list[Draft] = []
    for draft in events:
        is_open = draft.event_class is EventClass.EVENT
        least = OPEN_MIN_CONFIDENCE if is_open else DEFAULT_MIN_CONFIDENCE
        (kept if draft.confidence >= least else unsure).append(draft)
    return kept, unsure


def _sure(relations: Iterable[RelationDraft]) -> list[RelationDraft]:
    return [r for r in relations if r.confidence >= DEFAULT_MIN_CONFIDENCE]


def _foreign(document: Document) -> list[ForeignPassage]:
    """Where the lexicon cannot know what is said: «… will never leave»; Danish and Swedish are near enough."""
    return [p for p in document.foreign_passages() if p.language.tag not in _NEAR]


def _freeze(
    document: Document,
    participants: Participants,
    drafts: list[Draft],
    relations: list[RelationDraft],
    standing: Mapping[tuple[int, Span], Referent],
) -> Extraction:
    needed = {id(a.referent) for d in drafts for a in d.arguments}
    needed |= {id(d.source) for d in drafts if d.source is not None}
    needed |= {id(r) for d in relations for r in (d.subject, d.object) if r is not None}
    keys, entities = freeze(participants.referents, needed, standing)

    def key(referent: Referent | None) -> EntityKey | None:
        return keys.get(id(referent)) if referent is not None else None

    events: list[Event] = []
    for draft in drafts:
        arguments = tuple(
            Argument(a.role, keys[id(a.referent)], participants.span_of(a.word))
            for a in sorted(draft.arguments, key=lambda a: (a.role, a.word.i))
            if id(a.referent) in keys
        )
        if not arguments:
            continue
        trigger, sentence = draft.trigger, draft.trigger.sent
        events.append(
            Event(
                draft.event_class,
                draft.predicate,
                Span(trigger.idx, trigger.idx + len(trigger)),
                document.stripped(sentence.start_char, sentence.end_char),
                arguments,
                Status(draft.reality.polarity, draft.reality.modality, key(draft.source)),
                round(min(draft.confidence, 0.99), 2),
                draft.rule,
                draft.time,
                draft.stance,
                tuple(draft.quotations),
                draft.rule != TOGETHER,
            )
        )
    frozen_relations = tuple(
        Relation(
            r.type,
            keys[id(r.subject)],
            Span(r.trigger.idx, r.trigger.idx + len(r.trigger)),
            document.stripped(r.trigger.sent.start_char, r.trigger.sent.end_char),
            Status(r.reality.polarity, r.reality.modality),
            round(min(r.confidence, 0.99), 2),
            r.rule,
            key(r.object),
            r.literal,
            r.time,
            r.tenure,
        )
        for r in relations
        if id(r.subject) in keys and (r.object is None or id(r.object) in keys)
    )
    headline = next((b for b in document.article.blocks if b.kind is BlockKind.HEADLINE), None)
    return Extraction(
        document.article,
        document.variety,
        entities,
        tuple(events),
        frozen_relations,
        document.article.text[headline.start : headline.end] if headline else None,
    )
