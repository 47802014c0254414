"""Who says so: reporting verbs above, documents that show it, «ifølgje X», «etter det X får opplyst»."""

from collections.abc import Mapping

from app.extraction.drafts import COMMUNICATION
from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.participants import Participants
from app.extraction.senses import Match
from app.extraction.syntax import (
    SUBJECTS,
    children,
    governor,
    has_feature,
    is_content,
    is_for,
    is_governed_clause,
    is_infinitive,
    is_told,
    preposition,
    verb_lemma,
)
from app.extraction.words import relation_words, status_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass

_GIVING = frozenset(
    {
        EventClass.UTTERANCE,
        EventClass.ANNOUNCEMENT,
        EventClass.PROPOSAL,
        EventClass.REQUEST,
        EventClass.PROMISE,
        EventClass.THREAT,
    }
)
"""Whose subject is the source of what their object names («varsla ei opptrapping», «fortalde om planen om å …»)."""
_DEPTH = 8
_NEAR = 8
"""How far above a word «ifølgje X» may stand."""


class Sources:
    """Finds the source of what a clause tells, in its own sentence."""

    def __init__(
        self, participants: Participants, frames: Mapping[int, Frame], matches: Mapping[int, Match]
    ) -> None:
        self._participants = participants
        self._frames = frames
        self._matches = matches

    def of(self, token: Token) -> Referent | None:
        """Who says so: the subject of the reporting verb above, or «ifølgje X» in the clause."""
        according = self._according_to(token)
        if according is not None:
            return according
        if (announced := self._announced(token)) is not None:
            return announced
        current: Token | None = token
        for _ in range(_DEPTH):
            if current is None:
                break
            base = current
            while base.dep_ == "conj" and base.head != base:
                base = base.head
            head = governor(base)
            under = head if base.dep_ == "acl" and (is_content(base) or is_infinitive(base)) else None
            if under is not None and (holder := self._holder(under)) is not None:
                return holder
            if head is not None and (
                base.dep_ in ("ccomp", "parataxis", "xcomp")
                or (base.dep_ == "advcl" and (is_infinitive(base) or is_governed_clause(base)))
            ):
                # «Avisa får opplyst frå politiet at …»: the clause may hang on «får».
                told = next((c for c in children(head, "xcomp") if is_told(c) and c != base), head)
                match = self._matches.get(told.i)
                says = match is not None and self._gives(match, base)
                if match is None and self._shows(told, base):
                    for word in self._frames[told.i].subj if told.i in self._frames else ():
                        referent = self._participants.resolve(word)
                        if referent is not None and (referent.is_actor or referent.named):
                            return referent
                        if (found := self._document_of(word)) is not None:
                            return found
                if says and head.i != token.i and (who := self._subject_of(told, COMMUNICATION)) is not None:
                    return who
                # «heiter det i rapporten»
                if told.i in self._frames and self._states(told):
                    for _, word in self._frames[told.i].oblique:
                        if (found := self._document_of(word)) is not None:
                            return found
            current = head
        return None

    def _announced(self, noun: Token) -> Referent | None:
        """«Liv varsla ei opptrapping»: an event noun that nothing says to be known."""
        known = has_feature(noun, "Definite", "Def") or children(noun, "nmod:poss")
        if noun.pos_ != "NOUN" or noun.dep_ != "obj" or known:
            return None
        return self._subject_of(noun.head, _GIVING - {EventClass.UTTERANCE})

    @staticmethod
    def _states(verb: Token) -> bool:
        """«heiter det i rapporten»: where nobody is said to say so."""
        subjects = children(verb, *SUBJECTS)
        nobody = all(s.lower_ in status_words().after_what["what"] for s in subjects)
        return nobody and verb_lemma(verb) in status_words().stating

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
        # «Talet stig, viser ein rapport.»
        before = clause.dep_ in ("ccomp", "parataxis") and clause.i < verb.i
        return shown and (before or is_content(clause)) and not is_infinitive(verb)

    def _document_of(self, word: Token) -> Referent | None:
        """«ein rapport frå X»: whose word a document gives, its maker's or, where none is told, its own."""
        if not word.lemma_.lower().endswith(status_words().documents):
            return None
        for child in children(word, "nmod", "nmod:poss"):
            if preposition(child) in (None, *relation_words().of_maker):
                maker = self._participants.resolve(child)
                if maker is not None and maker.is_actor and not maker.is_location:
                    return maker
        for clause in children(word, "acl:relcl"):
            # «tal som Kystverket har henta inn»
            for who in children(clause, "nsubj"):
                maker = self._participants.resolve(who)
                if maker is not None and maker.is_actor and not maker.is_location:
                    return maker
        return self._participants.resolve(word)

    def _holder(self, noun: Token) -> Referent | None:
        """Who says or thinks what a clause under a noun tells; None where that is not told."""
        if (claimed := self._claimed(noun)) is not None:
            return claimed
        verb = self._expression_over(noun)
        if verb is not None and (speaker := self._subject_of(verb, COMMUNICATION)) is not None:
            return speaker
        spoken_of = noun.dep_ == "obj" or preposition(noun) in status_words().about
        # «ber om lov til å møte X» says nothing of a meeting.
        return self._subject_of(noun.head, _GIVING - {EventClass.REQUEST}) if spoken_of else None

    def _claimed(self, noun: Token) -> Referent | None:
        """«kravet frå X om å …», «X har inga tru på at …»: whose word or thought a noun gives."""
        words = status_words()
        lemma = noun.lemma_.lower()
        if lemma not in words.claims and not lemma.endswith(words.claim_ends):
            return None
        for child in children(noun, "nmod", "nmod:poss"):
            if preposition(child) in (None, *relation_words().of_maker):
                maker = self._participants.resolve(child)
                if maker is not None and maker.is_actor:
                    return maker
        verb = noun.head
        if noun.dep_ not in ("obj", "obl", "xcomp") or verb_lemma(verb) not in words.claiming:
            return None
        for word in self._frames[verb.i].subj if verb.i in self._frames else ():
            referent = self._participants.resolve(word)
            if referent is not None and referent.is_actor:
                return referent
        return None

    def _subject_of(self, verb: Token, classes: frozenset[EventClass]) -> Referent | None:
        """Who says so, where the verb tells of one of these classes."""
        match = self._matches.get(verb.i)
        if match is None or match.sense.event_class not in classes:
            return None
        referents = (self._participants.resolve(word) for word in match.slots.get("subj", []))
        return next((r for r in referents if r is not None and r.is_actor), None)

    def _expression_over(self, noun: Token) -> Token | None:
        """«tok til orde for at …»: the verb of the expression that a noun is part of."""
        match = self._matches.get(noun.head.i)
        return noun.head if match is not None and noun.i in match.used else None

    def _according_to(self, token: Token) -> Referent | None:
        current: Token | None = token
        for _ in range(_NEAR):
            if current is None:
                return None
            for child in current.children:
                if (informant := self._informant(child)) is not None:
                    return self._participants.resolve(informant)
            # «mannen som er sikta, var edru, ifølgje politiet» is said of the man's state.
            up = current.head != current and current.dep_ != "acl:relcl"
            current = current.head if up else None
        return None

    @staticmethod
    def _informant(phrase: Token) -> Token | None:
        """The word for X in «ifølgje X», «i følgje X» and «etter det X får opplyst»; None where it is none of these."""
        words = status_words()
        cases = [c.lower_ for c in phrase.children if c.dep_ in ("case", "mark")]
        if any(case in words.according_to for case in cases):
            return phrase
        if phrase.lower_ in words.following["noun"] and words.following["case"].intersection(cases):
            return next(iter(children(phrase, "nmod")), None)
        if phrase.lower_ in words.after_what["what"] and words.after_what["case"].intersection(cases):
            tellers = (s for clause in children(phrase, "acl:relcl") for s in children(clause, *SUBJECTS))
            return next(tellers, None)
        return None
