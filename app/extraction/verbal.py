"""Events that verbs tell: senses, roles, status and source for every verb of a document."""

from spacy.tokens import Token

from app.extraction.conditions import is_instead, is_undone
from app.extraction.drafts import COMMUNICATION, Draft
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
from app.extraction.lexicon import Lexicon
from app.extraction.open_class import open_draft
from app.extraction.participants import Participants
from app.extraction.quotations import Quote, inside, is_dialogue
from app.extraction.senses import Match, is_abstained, match_verb
from app.extraction.status import (
    COMPLEMENT,
    Reality,
    clause_reality,
    is_future_present,
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
    has_feature,
    is_content,
    is_for,
    is_governed_clause,
    is_infinitive,
    is_past,
    is_predicate_phrase,
    is_told,
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
                frame = build_frame(token, self._object_control)
                self.frames[token.i] = frame
                match = match_verb(frame, lexicon, participants.resolve, quoted=self._quotes_something(token))
                if match is not None:
                    self.matches[token.i] = match
        self.used = {i for match in self.matches.values() for i in match.used}

    def _is_predicate(self, token: Token) -> bool:
        if token.pos_ == "VERB":
            return True
        if children(token, "cop") and not has_feature(token, "VerbForm"):
            return token.pos_ == "ADJ" or is_predicate_phrase(token)
        if token.pos_ != "ADJ" or not has_feature(token, "VerbForm"):
            return False
        # «er bekymra for» is an expression, though nobody is told to have worried anybody.
        return token.lemma_.lower() in self._lexicon.verbs or bool(children(token, "cop"))

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
        """«kan X fortelje», «eg må vedgå», «vi vil takke»: who says so does it by saying so."""
        modals = {status_words().modals.get(c.lemma_.lower()) for c in children(verb, "aux")} - {None}
        if not modals:
            return False
        if any(self._participants.is_first_person(s) for s in match.slots.get("subj", [])):
            return match.sense.event_class in COMMUNICATION
        return match.sense.event_class in _TELLING and modals == {Modality.POSSIBLE}

    def _outer(self, token: Token, depth: int) -> Reality:
        head = governor(token)
        base = token
        while base.dep_ == "conj" and base.head != base:
            base = base.head
        if head is None:
            return Reality()
        lifted = raised(base)
        if lifted is not None:
            return Reality(modality=lifted)
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
            if match is not None and match.sense.event_class in COMMUNICATION:
                return Reality()
            if children(base, *SUBJECTS) and head.lemma_.lower() not in status_words().neg_raising:
                # «veit ikkje kvifor X gjekk»: X went.
                return Reality(modality=above.modality)
            return above
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
        """Who says so: the subject of the reporting verb above, or «ifølgje X» in the clause."""
        according = self._according_to(token)
        if according is not None:
            return according
        current: Token | None = token
        for _ in range(_DEPTH):
            if current is None:
                break
            base = current
            while base.dep_ == "conj" and base.head != base:
                base = base.head
            head = governor(base)
            if head is not None and (
                base.dep_ in ("ccomp", "parataxis", "xcomp")
                or (base.dep_ == "advcl" and (is_infinitive(base) or is_governed_clause(base)))
            ):
                # «Avisa får opplyst frå politiet at …»: the clause may hang on «får».
                told = next((c for c in children(head, "xcomp") if is_told(c) and c != base), head)
                match = self.matches.get(told.i)
                says = match is not None and self._gives(match, base)
                if match is None and self._shows(told, base):
                    for word in self.frames[told.i].subj if told.i in self.frames else ():
                        referent = self._participants.resolve(word)
                        if referent is not None and (referent.is_actor or referent.named):
                            return referent
                if says and match is not None and head.i != token.i:
                    for word in match.slots.get("subj", []):
                        referent = self._participants.resolve(word)
                        if referent is not None and referent.is_actor:
                            return referent
            current = head
        return None

    @staticmethod
    def _gives(match: Match, clause: Token) -> bool:
        """Whether what a clause under a verb tells is the subject's word: «oppmoda om at …», «skulda X for å ha …»."""
        event_class = match.sense.event_class
        if event_class not in COMMUNICATION:
            return False
        if clause.dep_ != "advcl" or is_governed_clause(clause):
            return True
        # «sa nei for å …» only tells why.
        return event_class is EventClass.ACCUSATION or (
            event_class is EventClass.REQUEST and not is_for(clause)
        )

    @staticmethod
    def _shows(verb: Token, clause: Token) -> bool:
        """«tala viser at …», «X håpar at …»; but «X heiser flagget for å vise at …» tells what X does."""
        shown = verb_lemma(verb) in status_words().showing
        return shown and is_content(clause) and not is_infinitive(verb)

    def _according_to(self, token: Token) -> Referent | None:
        words = status_words().according_to
        current: Token | None = token
        for _ in range(3):
            if current is None:
                return None
            for child in current.children:
                for case in child.children:
                    if case.lower_ in words and case.dep_ in ("case", "mark"):
                        return self._participants.resolve(child)
            current = current.head if current.head != current else None
        return None

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
