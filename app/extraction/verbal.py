"""Events that verbs tell: senses, roles, status and source for every verb of a document."""

from app.extraction.complement_signs import thinks_not
from app.extraction.drafts import Draft
from app.extraction.ellipsis import supply_subjects
from app.extraction.entities import Referent
from app.extraction.filling import (
    add_companions,
    add_givers,
    add_hearers,
    add_judges,
    add_places,
    fill,
    part_company,
)
from app.extraction.frames import Frame, build_frame
from app.extraction.futures import is_future_present
from app.extraction.glued import free_objects
from app.extraction.lexicon import Lexicon
from app.extraction.open_class import open_draft
from app.extraction.participants import Participants
from app.extraction.quotations import Quote, inside, is_dialogue
from app.extraction.receivers import turn_receivers
from app.extraction.refusals import is_unwilling, refusal_draft
from app.extraction.senses import Match, is_abstained, match_verb
from app.extraction.sources import Sources
from app.extraction.status import (
    Reality,
    clause_reality,
)
from app.extraction.syntax import (
    SUBJECTS,
    children,
    has_auxiliary,
    has_feature,
    is_attribute,
    is_for,
    is_predicate_phrase,
    preposition,
    verb_lemma,
)
from app.extraction.verbal_factuality import VerbalFactuality
from app.extraction.words.syntax import syntax_words
from app.language import Document
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Modality, Polarity, Role

_JUDGED = frozenset({EventClass.CRITICISM, EventClass.SUPPORT, EventClass.ACCUSATION, EventClass.AWARD})
"""What is done to somebody for what he has done: «kritiserte X for å ha …»."""
_TRIED = frozenset({EventClass.ARREST, EventClass.CHARGE, EventClass.CONVICTION, EventClass.ACQUITTAL})
"""The same, of what may also stand in the present: «dømd for å stele»."""
_TOLD = frozenset({EventClass.UTTERANCE, EventClass.ANNOUNCEMENT})


class VerbalEvents:
    """Finds the events of verbs; `matches` and `reality` serve the noun events as well."""

    def __init__(
        self, document: Document, lexicon: Lexicon, participants: Participants, quotes: tuple[Quote, ...]
    ) -> None:
        self._document = document
        self._lexicon = lexicon
        self._participants = participants
        self._quotes = quotes
        self.frames: dict[int, Frame] = {}
        self.matches: dict[int, Match] = {}
        for token in document.doc:
            if self._is_predicate(token) and document.is_running(token.idx):
                self.frames[token.i] = build_frame(token, self._object_control)
                free_objects(self.frames[token.i], participants.names)
                turn_receivers(self.frames[token.i], participants.resolve)
        supply_subjects(document, self.frames, participants.resolve_all)
        for index, frame in self.frames.items():
            quoted = self._quotes_something(frame.verb)
            match = match_verb(frame, lexicon, participants.resolve, quoted=quoted)
            if match is not None:
                self.matches[index] = match
        self._factuality = VerbalFactuality(self.matches, participants)
        self._sources = Sources(participants, self.frames, self.matches)
        self.used = {i for match in self.matches.values() for i in match.used}

    def _is_predicate(self, token: Token) -> bool:
        if token.pos_ == "VERB":
            return True
        if children(token, "cop") and not has_feature(token, "VerbForm"):
            return token.pos_ == "ADJ" or is_predicate_phrase(token)
        if is_attribute(token):
            # What somebody has become tells of no deed: «nyvald», but not «ytre».
            return any("subj" not in s.roles for s in self._lexicon.verbs.get(token.lemma_.lower(), ()))
        if token.pos_ != "ADJ" or not has_feature(token, "VerbForm"):
            return False
        # «er bekymra for» is an expression, though nobody is told to have worried anybody.
        return token.lemma_.lower() in self._lexicon.verbs or has_auxiliary(token)

    def _object_control(self, verb: Token, infinitive: Token) -> bool:
        senses = self._lexicon.verbs.get(verb_lemma(verb), ())
        if is_for(infinitive):
            judged = _JUDGED | _TRIED if children(infinitive, "aux") else _TRIED
            # «stille for retten» is a trial, but «stille krav for å …» judges nobody.
            return any(s.event_class in judged and not s.pattern.specificity for s in senses)
        kept = preposition(infinitive) in syntax_words()["keeping"] and children(verb, "obj")
        if kept and any(s.complement == "Denied" and s.event_class is None for s in senses):
            # «hindra X frå å reise»
            return True
        return any(
            s.complement in ("Requested", "Possible")
            and s.event_class in (EventClass.REQUEST, EventClass.RESOLVE)
            for s in senses
        )

    def _quotes_something(self, verb: Token) -> bool:
        """Whether a quotation stands in the verb's sentence, outside of which the verb itself is."""
        if inside(verb, self._quotes) is not None:
            return False
        sentence = verb.sent
        start, end = sentence.start_char, sentence.end_char
        if any(start <= q.quotation.span.start < end for q in self._quotes):
            return True
        clauses = children(verb, "ccomp", "parataxis")
        if not clauses:
            return False
        block = self._document.block_at(verb.idx)
        if block is not None and is_dialogue(self._document, self._document.article.blocks.index(block)):
            return True
        # «Ho er flink, utbraut Per»: what is said stands first, who says it last.
        said = any(c.i < verb.i for c in clauses)
        return said and any(s.i > verb.i for s in children(verb, *SUBJECTS))

    def reality(self, token: Token) -> Reality:
        """What the clause and everything above it say about whether it is so."""
        return self._factuality.of(token)

    def source(self, token: Token) -> Referent | None:
        """Who says so, where the clause or one above it tells that somebody does."""
        return self._sources.of(token)

    def drafts(self) -> list[Draft]:
        """The events of all verbs, in text order."""
        found: list[Draft] = []
        # «avstod frå å røyste»: the last word is part of what the first tells.
        spoken_for = {i for m in self.matches.values() if m.sense.event_class is not None for i in m.used}
        for index, frame in self.frames.items():
            match = self.matches.get(index)
            draft = self._known(frame, match) if match is not None else None
            if (
                draft is None
                and index not in spoken_for
                and (match is None or match.sense.event_class is None)
            ):
                draft = self._open(frame)
            if draft is not None:
                self._inherit(draft, found)
                found.append(draft)
        return found

    def _known(self, frame: Frame, match: Match) -> Draft | None:
        sense = match.sense
        if sense.event_class is None or is_abstained(frame, sense, self.matches):
            return None
        reality = self.reality(frame.verb)
        event_class = sense.event_class
        if sense.negated_class is not None and clause_reality(frame.verb).polarity is Polarity.NEGATIVE:
            # «fall ikkje i god jord» is criticism that did happen, «blir ikkje noko av» called off already.
            event_class, reality = sense.negated_class, reality.under(Reality(Polarity.NEGATIVE))
        elif is_future_present(frame.verb) and not (event_class in _TOLD and frame.comp is not None):
            # «møtest klokka ti», but «seier klokka ti at …»
            reality = reality.with_modality(Modality.PLANNED)
        if event_class is EventClass.UTTERANCE and thinks_not(frame.verb):
            # «meiner ikkje at X bør gå»: somebody does think, that X should not.
            reality = reality.under(Reality(Polarity.NEGATIVE))
        if sense.modality is not None:
            reality = reality.with_modality(sense.modality)
        if sense.polarity is Polarity.NEGATIVE:
            reality = reality.under(Reality(Polarity.NEGATIVE))
        if event_class in _TOLD and is_unwilling(frame.verb) and frame.comp is None:
            # «vil ikkje seie noko om saka»
            event_class, reality = EventClass.REJECTION, Reality()
        draft = Draft(
            event_class,
            match.predicate,
            frame.verb,
            sense.name,
            reality,
            sense.confidence,
            sense,
            stance=sense.stance,
        )
        for slot, roles in sense.roles.items():
            if slot == "comp":
                continue
            for word in match.slots.get(slot, []):
                if slot == "til" and roles == (Role.RECIPIENT,) and match.slots.get("iobj"):
                    # «gav Stortinget ei oversikt over forholdet til Europa»
                    continue
                fill(draft, word, roles, self._participants)
        add_companions(draft, frame, set(sense.roles), self._participants)
        part_company(draft)
        add_places(draft, frame, set(sense.roles), self._participants)
        add_hearers(draft, frame, self._participants)
        add_judges(draft)
        add_givers(draft, self._participants)
        draft.source = self.source(frame.verb)
        if frame.verb.dep_ == "amod":
            draft.confidence *= 0.6
        return draft if draft.arguments or draft.first_person else None

    def _open(self, frame: Frame) -> Draft | None:
        draft = refusal_draft(frame, self._participants)
        if draft is None:
            draft = open_draft(frame, self.reality(frame.verb), self._participants)
        if draft is not None:
            draft.source = self.source(frame.verb)
        return draft

    @staticmethod
    def _inherit(draft: Draft, earlier: list[Draft]) -> None:
        """«USA avstod frå å stemme»: the resolution is the one that was voted on before."""
        if draft.sense is None:
            return
        for role, classes in draft.sense.inherit.items():
            if draft.has(role):
                continue
            for former in reversed(earlier):
                if former.event_class in classes and former.has(role):
                    for argument in former.of(role):
                        draft.add(role, argument.referent, argument.word)
                    break
