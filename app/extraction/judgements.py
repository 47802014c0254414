"""What a speaker finds of somebody or something: «– Planen er uansvarleg, seier ho»."""

from app.extraction.drafts import Draft
from app.extraction.participants import Participants
from app.extraction.status import Reality, clause_reality
from app.extraction.syntax import SUBJECTS, children, has_feature, preposition, verb_lemma
from app.extraction.verbal import VerbalEvents
from app.extraction.words import judgement_words
from app.language import Document
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Modality, Polarity, Role

JUDGEMENT = "judgement"
_CONFIDENCE = 0.55


class Judgements:
    """Finds praise and blame in predicates; who gives it is whoever the words turn out to be said by."""

    def __init__(self, document: Document, participants: Participants, verbal: VerbalEvents) -> None:
        self._document = document
        self._participants = participants
        self._verbal = verbal

    def drafts(self) -> list[Draft]:
        """The judgements of a document, in text order; their agents are still to be found."""
        found: list[Draft | None] = []
        for token in self._document.doc:
            if not self._document.is_running(token.idx):
                continue
            if token.pos_ in ("ADJ", "NOUN") and children(token, "cop"):
                found.append(self._judgement(token))
            elif token.pos_ == "VERB":
                found.append(self._deed(token))
        return [draft for draft in found if draft is not None]

    def _judgement(self, word: Token) -> Draft | None:
        """«planen er uansvarleg», «det er frekt av laget»."""
        if word.i in self._verbal.used or has_feature(word, "Degree", "Cmp"):
            return None
        subjects = children(word, *SUBJECTS)
        judged = subjects if any(s.pos_ != "PRON" for s in subjects) else [*subjects, *_of(word)]
        return self._draft(word, word, self._is_good(word), judged)

    def _deed(self, verb: Token) -> Draft | None:
        """«ho har gjort ein god jobb»: whoever did it well is praised."""
        words = judgement_words()
        frame = self._verbal.frames.get(verb.i)
        if frame is None or verb_lemma(verb) not in words.deed_verbs or frame.passive:
            return None
        for noun in frame.obj:
            if noun.lemma_.lower() not in words.deeds:
                continue
            for adjective in children(noun, "amod"):
                good = self._is_good(adjective)
                if good is None and adjective.lemma_.lower() in words.good_deeds:
                    good = True
                if good is not None and not has_feature(adjective, "Degree", "Cmp"):
                    return self._draft(verb, adjective, good, frame.subj)
        return None

    def _draft(self, clause: Token, word: Token, good: bool | None, judged: list[Token]) -> Draft | None:
        reality = clause_reality(clause)
        if reality.modality is not Modality.ACTUAL:
            return None
        if reality.polarity is Polarity.NEGATIVE:
            # «er ikkje flink» is criticism; «er ikkje dårleg» is hardly praise.
            if good is False or (good is None and word.lemma_.lower() not in judgement_words().denied):
                return None
            good = False
        if good is None:
            return None
        event_class = EventClass.SUPPORT if good else EventClass.CRITICISM
        lemma = word.lemma_.lower()
        draft = Draft(event_class, lemma, word, f"{JUDGEMENT}: {lemma}", Reality(), _CONFIDENCE)
        for subject in judged:
            for part, referent in self._participants.resolve_all(subject):
                if all(referent is not a.referent for a in draft.arguments):
                    draft.add(Role.PATIENT, referent, part)
        if not draft.arguments:
            return None
        draft.first_person.append((Role.AGENT, word))
        draft.source = self._verbal.source(clause)
        return draft

    @staticmethod
    def _is_good(word: Token) -> bool | None:
        """Whether it praises; None where it does neither."""
        words = judgement_words()
        for form in (word.lemma_.lower(), word.lower_):
            if form in words.good:
                return True
            if form in words.bad:
                return False
        return None


def _of(word: Token) -> list[Token]:
    """«frekt av laget»: whose deed it is."""
    return [c for c in children(word, "obl", "nmod") if preposition(c) == "av"]
