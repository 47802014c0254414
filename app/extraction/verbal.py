"""Events that verbs tell: senses, roles, status and source for every verb of a document."""

from app.language.tokens import Token

from app.extraction.conditions import is_instead, is_undone
from app.extraction.drafts import COMMUNICATION, Draft
from app.extraction.ellipsis import supply_subjects
from app.extraction.entities import Referent
from app.extraction.filling import (
    add_givers,
    add_hearers,
    add_judges,
    add_places,
    fill,
    part_company,
)
from app.extraction.frames import Frame, build_frame
from app.extraction.glued import free_objects
from app.extraction.lexicon import Lexicon
from app.extraction.open_class import open_draft
from app.extraction.participants import Participants
from app.extraction.quotations import Quote, inside, is_dialogue
from app.extraction.refusals import refusal_draft
from app.extraction.senses import Match, is_abstained, match_verb
from app.extraction.sources import Sources
from app.extraction.status import (
    COMPLEMENT,
    Reality,
    clause_reality,
    is_becoming,
    is_future_present,
    is_granted,
    is_negated,
    is_told_as_fact,
    judged,
    raised,
    under_noun,
)
from app.extraction.syntax import (
    SUBJECTS,
    children,
    governor,
    has_auxiliary,
    has_feature,
    is_attribute,
    is_content,
    is_for,
    is_governed_clause,
    is_infinitive,
    is_past,
    is_predicate_phrase,
    verb_lemma,
)
from app.extraction.words import status_words
from app.language import Document
from app.model.vocabulary import EventClass, Modality, Polarity

_DEPTH = 8
_JUDGED = frozenset({EventClass.CRITICISM, EventClass.SUPPORT, EventClass.ACCUSATION, EventClass.AWARD})
"""What is done to somebody for what he has done: «kritiserte X for å ha …»."""
_TRIED = frozenset({EventClass.ARREST, EventClass.CHARGE, EventClass.CONVICTION, EventClass.ACQUITTAL})
"""The same, of what may also stand in the present: «dømd for å stele»."""
_TELLING = frozenset({EventClass.UTTERANCE, EventClass.ANNOUNCEMENT})


class VerbalEvents:
    """Finds the events of verbs; `matches` and `reality` serve the noun events as well."""

    def __init__(
        self, document: Document, lexicon: Lexicon, participants: Participants, quotes: tuple[Quote, ...]
    ) -> None:
        self._document = document
        self._lexicon = lexicon
        self._participants = participants
        self._quotes = quotes
        self._realities: dict[int, Reality] = {}
        self.frames: dict[int, Frame] = {}
        self.matches: dict[int, Match] = {}
        for token in document.doc:
            if self._is_predicate(token) and document.is_running(token.idx):
                self.frames[token.i] = build_frame(token, self._object_control)
                free_objects(self.frames[token.i], participants.names)
        supply_subjects(document, self.frames, participants.resolve_all)
        for index, frame in self.frames.items():
            quoted = self._quotes_something(frame.verb)
            match = match_verb(frame, lexicon, participants.resolve, quoted=quoted)
            if match is not None:
                self.matches[index] = match
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
            if any(s.event_class in judged for s in senses):
                return True
        return any(
            s.complement == "Requested" and s.event_class in (EventClass.REQUEST, EventClass.RESOLVE)
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

    def reality(self, token: Token, depth: int = _DEPTH) -> Reality:
        """What the clause and everything above it say about whether it is so."""
        if token.i in self._realities:
            return self._realities[token.i]
        match = self.matches.get(token.i)
        own = clause_reality(token, expression=match.used if match is not None else frozenset())
        if match is not None and self._is_told_by(token, match):
            own = Reality(own.polarity)
        outer = self._outer(token, depth) if depth else Reality()
        result = own.under(outer)
        self._realities[token.i] = result
        return result

    def _is_told_by(self, verb: Token, match: Match) -> bool:
        """«kan X fortelje», «X må vedgå», «vi vil takke»: who says so does it by saying so."""
        modals = {status_words().modals.get(c.lemma_.lower()) for c in children(verb, "aux")} - {None}
        if not modals:
            return False
        granted = match.predicate.split()[-1] in status_words().granted
        if granted and match.sense.event_class is EventClass.SUPPORT and modals == {Modality.PLANNED}:
            # «X skal ha ros»
            return True
        if any(self._participants.is_first_person(s) for s in match.slots.get("subj", [])):
            return match.sense.event_class in COMMUNICATION
        if modals == {Modality.REQUESTED} and verb_lemma(verb) in status_words().admitting:
            return has_feature(verb, "VerbForm", "Inf")
        return match.sense.event_class in _TELLING and modals == {Modality.POSSIBLE}

    def _outer(self, token: Token, depth: int) -> Reality:
        head = governor(token)
        base = token
        while base.dep_ == "conj" and base.head != base:
            base = base.head
        lifted = raised(base)
        if lifted is not None:
            return lifted
        if head is None:
            return Reality()
        if is_instead(base):
            above_noun = governor(head)
            return Reality(modality=self.reality(above_noun, depth - 1).modality) if above_noun else Reality()
        described = under_noun(base)
        if described is not None:
            return described
        match = self.matches.get(head.i)
        infinitive = is_infinitive(base) and not children(base, *SUBJECTS)
        if not infinitive and head.pos_ in ("ADJ", "VERB") and is_content(base):
            found = judged(head)
            if found is not None and found.modality is Modality.REQUESTED and is_past(base):
                # «det er viktig at X har vunne»
                return Reality()
            if found is not None:
                return found.under(Reality(modality=self.reality(head, depth - 1).modality))
        if is_undone(base):
            above = self.reality(head, depth - 1)
            # «inga løysing utan at X er med»: only supposed.
            only = above.polarity is Polarity.NEGATIVE and not infinitive
            return Reality(above.polarity, Modality.POSSIBLE) if only else Reality(modality=above.modality)
        if base.dep_ in ("ccomp", "xcomp") or (
            base.dep_ == "advcl" and (infinitive or (match is not None and is_governed_clause(base)))
        ):
            governed = match is not None and match.sense.complement is not None
            if not governed and is_granted(base):
                return Reality()
            if base.dep_ == "advcl" and not governed and is_for(base):
                return Reality(modality=Modality.ACTUAL if is_past(head) else Modality.PLANNED)
            above = (
                self.reality(head, depth - 1) if head.pos_ in ("VERB", "ADJ", "NOUN", "AUX") else Reality()
            )
            if match is not None and match.sense.complement is not None:
                complement = COMPLEMENT[match.sense.complement]
                if match.sense.event_class is None:
                    # «klarte ikkje å», «har ikkje tenkt å»: the negation reaches what stands under it.
                    return complement.under(above)
                if match.sense.complement == "Reported":
                    return complement
                if match.sense.complement == "Denied" and is_negated(head):
                    # «avviser ikkje at X vinn»
                    return Reality(modality=Modality.POSSIBLE)
                if (
                    match.sense.event_class is EventClass.REJECTION
                    and not infinitive
                    and base.dep_ != "xcomp"
                ):
                    return complement
                return complement.under(Reality(modality=above.modality))
            if match is not None and match.sense.event_class is EventClass.THREAT and infinitive:
                # «åtvarar X mot å gjere det»
                return Reality(modality=Modality.POSSIBLE)
            if match is not None and match.sense.event_class in COMMUNICATION:
                return Reality()
            if above.modality in (Modality.PLANNED, Modality.REQUESTED) and _is_told(base):
                # «vi bør minne om at X vann»
                return Reality()
            if children(base, *SUBJECTS) and head.lemma_.lower() not in status_words().neg_raising:
                # «veit ikkje kvifor X gjekk»: X went.
                return Reality(modality=above.modality)
            return above
        if base.dep_ in ("csubj", "csubj:pass") and infinitive and is_becoming(head):
            # «det blir moro å møte X», «det skal bli moro å …»
            above = self.reality(head, depth - 1)
            return above.with_modality(Modality.PLANNED) if is_future_present(head) else above
        if base.dep_ in ("csubj", "csubj:pass") and infinitive and head.pos_ in ("ADJ", "NOUN"):
            modals = status_words().modals
            if any(
                has_feature(c, "Tense", "Past") and c.lemma_.lower() not in modals
                for c in children(head, "cop", "aux")
            ):
                return Reality()
            # «det er galskap å flytte X»: judged, not done.
            above = self.reality(head, depth - 1)
            would = any(has_feature(c, "Tense", "Past") for c in children(head, "aux"))
            real = above.modality is Modality.ACTUAL or would
            return Reality(modality=Modality.POSSIBLE if real else above.modality)
        if base.dep_ in ("advcl", "acl:relcl") and is_told_as_fact(base):
            return Reality()
        if base.dep_ == "advcl" and head.pos_ in ("VERB", "ADJ"):
            # «X må svare når Y klagar» tells of what is so; «dei skal røyste når dei møtest» of what is to come.
            # «må byggast … etter at X er sigra over»: what goes before something unreal is no more real.
            above = self.reality(head, depth - 1)
            if above.modality is Modality.REQUESTED and clause_reality(base).modality is Modality.PLANNED:
                # «bør avgjerast før X skal byggje»: a plan of its own.
                return Reality()
            if above.modality is Modality.REQUESTED and any(
                c.lower_ in status_words().whenever for c in children(base, "mark", "advmod")
            ):
                return Reality()
            return Reality(modality=above.modality)
        if base.dep_ == "acl:relcl" and head.pos_ in ("NOUN", "PROPN") and has_feature(base, "Tense", "Pres"):
            clause = governor(head)
            if clause is not None and clause.pos_ == "VERB" and is_future_present(clause):
                return Reality(modality=Modality.PLANNED)
        if base.dep_ == "acl:relcl" and head.pos_ == "NOUN" and not has_feature(head, "Definite", "Def"):
            # «må byggje eit alternativ som styrer …»: what is not there yet does nothing yet.
            clause = governor(head)
            if clause is not None and clause.pos_ == "VERB" and head.dep_ in ("obj", "nsubj:pass"):
                return Reality(modality=self.reality(clause, depth - 1).modality)
        return Reality()

    def source(self, token: Token) -> Referent | None:
        """Who says so, where the clause or one above it tells that somebody does."""
        return self._sources.of(token)

    def drafts(self) -> list[Draft]:
        """The events of all verbs, in text order."""
        found: list[Draft] = []
        for index, frame in self.frames.items():
            match = self.matches.get(index)
            draft = self._known(frame, match) if match is not None else None
            if draft is None and (match is None or match.sense.event_class is None):
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
            # «fall ikkje i god jord» is criticism that did happen.
            event_class, reality = sense.negated_class, reality.under(Reality(Polarity.NEGATIVE))
        if is_future_present(frame.verb):
            reality = reality.with_modality(Modality.PLANNED)
        if sense.modality is not None:
            reality = reality.with_modality(sense.modality)
        if sense.polarity is Polarity.NEGATIVE:
            reality = reality.under(Reality(Polarity.NEGATIVE))
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
                fill(draft, word, roles, self._participants)
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


def _is_told(clause: Token) -> bool:
    """«… at X vann»: a content clause in the past, whatever is to be done about it."""
    return is_content(clause) and any(
        has_feature(t, "Tense", "Past") for t in (clause, *children(clause, "aux", "aux:pass", "cop"))
    )
