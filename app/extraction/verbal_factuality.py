"""Whether what a clause tells is so: by its own words and by everything above it."""

from app.extraction.complement_signs import (
    cannot_believe,
    causing,
    is_added,
    is_aim,
    is_asked_of,
    is_awaited,
    is_known_truth,
    is_near_miss,
    is_reached,
    is_told,
    is_wanted,
    thinks_not,
)
from app.extraction.conditions import is_instead, is_undone
from app.extraction.drafts import COMMUNICATION
from app.extraction.futures import is_becoming, is_future_present
from app.extraction.noun_status import under_noun
from app.extraction.participants import Participants
from app.extraction.performatives import is_told_by
from app.extraction.senses import Match
from app.extraction.status import (
    COMPLEMENT,
    Reality,
    clause_reality,
    is_granted,
    is_negated,
    is_told_as_fact,
    judged,
    raised,
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
)
from app.extraction.words import status_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Modality, Polarity

_DEPTH = 8
_TELLING = frozenset({EventClass.UTTERANCE, EventClass.ANNOUNCEMENT})
_OVER_INFINITIVES = {
    EventClass.THREAT: Modality.POSSIBLE,
    EventClass.DISCUSSION: Modality.POSSIBLE,
    EventClass.NEGOTIATION: Modality.POSSIBLE,
    EventClass.AGREEMENT: Modality.PLANNED,
}
"""«åtvarar X mot å kome», «forhandlar om å selje», «er blitt samde om å møtast»."""


class VerbalFactuality:
    """Judges the clauses of one document; `matches` are the senses of its verbs, by index."""

    def __init__(self, matches: dict[int, Match], participants: Participants) -> None:
        self._matches = matches
        self._participants = participants
        self._realities: dict[int, Reality] = {}

    def of(self, token: Token, depth: int = _DEPTH) -> Reality:
        """What the clause and everything above it say about whether it is so."""
        if token.i in self._realities:
            return self._realities[token.i]
        match = self._matches.get(token.i)
        own = clause_reality(token, expression=match.used if match is not None else frozenset())
        if match is not None and is_told_by(token, match, self._participants):
            own = Reality(own.polarity)
        outer = self._outer(token, depth) if depth else Reality()
        result = own.under(outer)
        self._realities[token.i] = result
        return result

    def _outer(self, token: Token, depth: int) -> Reality:
        """What stands above a clause says about whether it is so."""
        head = governor(token)
        base = token
        while base.dep_ == "conj" and base.head != base:
            base = base.head
        lifted = raised(base)
        if lifted is not None:
            return lifted
        if head is None:
            return Reality()
        if base.pos_ == "NOUN" and base.dep_ == "obj" and is_added(token):
            # «krev pengar, og at X går av»
            return self._in_complement(token, head, depth)
        if is_instead(base):
            above_noun = governor(head)
            return Reality(modality=self.of(above_noun, depth - 1).modality) if above_noun else Reality()
        if base.dep_ == "acl" and (verb := self._expression_over(head)) is not None:
            return self._in_complement(base, verb, depth)
        if base.dep_ == "acl" and (maker := causing(head, base)) is not None:
            above = self.of(maker, depth - 1)
            return above.with_modality(Modality.REQUESTED) if is_wanted(maker) else above
        described = under_noun(base)
        if described is not None:
            return self._as_real_as_the_noun(base, head, described, depth)
        match = self._matches.get(head.i)
        infinitive = is_infinitive(base) and not children(base, *SUBJECTS)
        if not infinitive and head.pos_ in ("ADJ", "VERB") and is_content(base):
            found = judged(head)
            if found is not None and found.modality is Modality.REQUESTED and is_past(base):
                # «det er viktig at X har vunne»
                return Reality()
            if found is not None:
                return found.under(Reality(modality=self.of(head, depth - 1).modality))
        if is_undone(base):
            above = self.of(head, depth - 1)
            # «inga løysing utan at X er med»: only supposed.
            only = above.polarity is Polarity.NEGATIVE and not infinitive
            return Reality(above.polarity, Modality.POSSIBLE) if only else Reality(modality=above.modality)
        if base.dep_ in ("ccomp", "xcomp") or (
            base.dep_ == "advcl" and (infinitive or (match is not None and is_governed_clause(base)))
        ):
            return self._in_complement(base, head, depth)
        if base.dep_ in ("csubj", "csubj:pass") and infinitive:
            return self._in_subject(head, depth)
        if base.dep_ == "advcl" and self._is_still_to_be_done(base, head, depth):
            return Reality(modality=Modality.PLANNED)
        if base.dep_ in ("advcl", "acl:relcl") and is_told_as_fact(base):
            return Reality()
        if base.dep_ == "advcl" and (clause := _clause_of(head)) is not None:
            return self._in_adverbial(base, clause, depth)
        if base.dep_ == "acl:relcl":
            return self._in_relative(base, head, depth)
        return Reality()

    def _expression_over(self, noun: Token) -> Token | None:
        """«tok til orde for at …»: the verb of an expression that tells how real the clause under its noun is."""
        match = self._matches.get(noun.head.i)
        judging = match is not None and noun.i in match.used and match.sense.complement is not None
        return noun.head if judging else None

    def _as_real_as_the_noun(self, base: Token, head: Token, described: Reality, depth: int) -> Reality:
        """«må ta ei avgjerd om å …», «bør vere den første til å …»: what is to be done itself, or is all that is."""
        clause = _clause_of(head)
        if clause is None or described.modality is not Modality.PLANNED or base == clause:
            return described
        above = self.of(clause, depth - 1)
        if above.modality is Modality.ACTUAL:
            return described
        return described.with_modality(above.modality)

    def _is_still_to_be_done(self, base: Token, head: Token, depth: int) -> bool:
        """«kan bli sterkare når X har innført …»: done only once something that is to come has come."""
        opened = any(c.lower_ in status_words().whenever for c in children(base, "mark", "advmod"))
        perfect = any(has_feature(c, "Tense", "Pres") for c in children(base, "aux"))
        if not (
            opened and perfect and has_feature(base, "VerbForm", "Part") and head.pos_ in ("VERB", "ADJ")
        ):
            return False
        return self.of(head, depth - 1).modality in (Modality.PLANNED, Modality.POSSIBLE)

    def _in_complement(self, base: Token, head: Token, depth: int) -> Reality:
        """«trur at X kjem», «prøvde å kome», «reiste for å kome»: by what the word above says of it."""
        match = self._matches.get(head.i)
        infinitive = is_infinitive(base) and not children(base, *SUBJECTS)
        aims = is_aim(base, match)
        governed = match is not None and match.sense.complement is not None and not aims
        if not governed and is_granted(base):
            return Reality()
        if base.dep_ == "advcl" and not governed and is_for(base):
            reached = not aims and is_reached(self._matches.get(base.i), head, match)
            return Reality(modality=Modality.ACTUAL if reached else Modality.PLANNED)
        judging = head.pos_ in ("VERB", "ADJ", "NOUN", "AUX") or bool(children(head, "cop"))
        above = self.of(head, depth - 1) if judging else Reality()
        if cannot_believe(head) or is_known_truth(base, head):
            return Reality()
        if infinitive and is_near_miss(base, head, self._matches.get(base.i)):
            return Reality(modality=Modality.POSSIBLE)
        if match is not None and match.sense.complement is not None:
            complement = COMPLEMENT[match.sense.complement]
            if match.sense.event_class is None:
                # «klarte ikkje å», «har ikkje tenkt å»: the negation reaches what stands under it.
                return complement.under(above)
            if match.sense.event_class is EventClass.UTTERANCE and thinks_not(head):
                # «meiner ikkje at X bør gå» denies what X should do.
                return complement.under(Reality(Polarity.NEGATIVE))
            if match.sense.complement == "Reported":
                return complement
            if match.sense.complement == "Denied" and is_negated(head):
                # «avviser ikkje at X vinn»
                return Reality(modality=Modality.POSSIBLE)
            if match.sense.event_class is EventClass.REJECTION and not infinitive and base.dep_ != "xcomp":
                return complement
            return complement.under(Reality(modality=above.modality))
        if match is not None and infinitive and match.sense.event_class in _OVER_INFINITIVES:
            return Reality(modality=_OVER_INFINITIVES[match.sense.event_class])
        if infinitive and head.lemma_.lower() in status_words().weighing:
            # «drøftar å selje»
            return Reality(modality=Modality.POSSIBLE)
        if match is not None and match.sense.event_class in COMMUNICATION:
            return Reality()
        if above.modality in (Modality.PLANNED, Modality.REQUESTED) and is_told(base):
            # «vi bør minne om at X vann»
            return Reality()
        if is_past(base) and is_asked_of(base):
            # «kan ikkje forstå kvifor X gjekk»
            return Reality()
        if children(base, *SUBJECTS) and head.lemma_.lower() not in status_words().neg_raising:
            # «veit ikkje kvifor X gjekk»: X went.
            return Reality(modality=above.modality)
        return above

    def _in_subject(self, head: Token, depth: int) -> Reality:
        """«det er galskap å flytte X»: an infinitive that something is said of."""
        if is_becoming(head):
            # «det blir moro å møte X», «det skal bli moro å …»
            above = self.of(head, depth - 1)
            return above.with_modality(Modality.PLANNED) if is_future_present(head) else above
        if head.pos_ == "VERB" and has_feature(head, "Tense", "Pres") and is_negated(head):
            # «det nyttar ikkje å klage»
            return Reality(modality=Modality.POSSIBLE)
        if head.pos_ not in ("ADJ", "NOUN"):
            return Reality()
        modals = status_words().modals
        if any(
            has_feature(c, "Tense", "Past") and c.lemma_.lower() not in modals
            for c in children(head, "cop", "aux")
        ):
            return Reality()
        above = self.of(head, depth - 1)
        would = any(has_feature(c, "Tense", "Past") for c in children(head, "aux"))
        real = above.modality is Modality.ACTUAL or would
        return Reality(modality=Modality.POSSIBLE if real else above.modality)

    def _in_adverbial(self, base: Token, head: Token, depth: int) -> Reality:
        """«må byggast … etter at X er sigra over»: what goes before something unreal is no more real."""
        match = self._matches.get(base.i)
        if (
            match is not None
            and match.sense.event_class in _TELLING
            and any(c.lower_ in status_words().in_passing for c in children(base, "mark", "advmod"))
        ):
            # «dei vil selje, som X seier»
            return Reality()
        # «X må svare når Y klagar» tells of what is so; «dei skal røyste når dei møtest» of what is to come.
        above = self.of(head, depth - 1)
        opened = any(c.lower_ in status_words().whenever for c in children(base, "mark", "advmod"))
        told = self._matches.get(base.i)
        if opened and told is not None and told.sense.event_class is EventClass.UTTERANCE:
            # «trur X har rett når ho seier …»
            return Reality()
        if above.modality is Modality.REQUESTED and clause_reality(base).modality is Modality.PLANNED:
            # «bør avgjerast før X skal byggje»: a plan of its own.
            return Reality()
        if above.modality is Modality.REQUESTED and opened:
            return Reality()
        if above.polarity is Polarity.NEGATIVE and is_awaited(base, head):
            # «gjer ikkje noko før X er med»
            return Reality(modality=Modality.POSSIBLE)
        return Reality(modality=above.modality)

    def _in_relative(self, base: Token, head: Token, depth: int) -> Reality:
        """«må byggje eit alternativ som styrer …»: what is not there yet does nothing yet."""
        if head.pos_ in ("NOUN", "PROPN") and has_feature(base, "Tense", "Pres"):
            clause = governor(head)
            if clause is not None and clause.pos_ == "VERB" and is_future_present(clause):
                return Reality(modality=Modality.PLANNED)
        if head.pos_ == "NOUN" and not has_feature(head, "Definite", "Def"):
            clause = governor(head)
            if clause is not None and clause.pos_ == "VERB" and head.dep_ in ("obj", "nsubj:pass"):
                return Reality(modality=self.of(clause, depth - 1).modality)
        return Reality()


def _clause_of(head: Token) -> Token | None:
    """The predicate of the clause that a word stands in: itself, or what it is an argument of."""
    for _ in range(_DEPTH):
        if head.pos_ in ("VERB", "ADJ", "AUX") or children(head, "cop", "aux"):
            return head
        if head.head == head or head.dep_ in ("conj", "acl:relcl"):
            return None
        head = head.head
    return None
