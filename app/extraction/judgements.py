"""What a speaker finds of somebody or something: «– Planen er uansvarleg, seier ho»."""

from spacy.tokens import Token

from app.extraction.drafts import Draft
from app.extraction.participants import Participants
from app.extraction.status import Reality, clause_reality
from app.extraction.syntax import SUBJECTS, children, has_feature
from app.extraction.verbal import VerbalEvents
from app.extraction.words import judgement_words
from app.language import Document
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
        found = (
            self._judgement(token)
            for token in self._document.doc
            if token.pos_ in ("ADJ", "NOUN")
            and children(token, "cop")
            and self._document.is_running(token.idx)
        )
        return [draft for draft in found if draft is not None]

    def _judgement(self, word: Token) -> Draft | None:
        good = self._is_good(word)
        if good is None or word.i in self._verbal.used:
            return None
        reality = clause_reality(word)
        if reality.modality is not Modality.ACTUAL or has_feature(word, "Degree", "Cmp"):
            return None
        if reality.polarity is Polarity.NEGATIVE:
            # «er ikkje god nok» is criticism; «er ikkje dårleg» is hardly praise.
            if not good:
                return None
            good = False
        event_class = EventClass.SUPPORT if good else EventClass.CRITICISM
        draft = Draft(
            event_class,
            word.lemma_.lower(),
            word,
            f"{JUDGEMENT}: {word.lemma_.lower()}",
            Reality(),
            _CONFIDENCE,
        )
        for subject in children(word, *SUBJECTS):
            for part, referent in self._participants.resolve_all(subject):
                draft.add(Role.PATIENT, referent, part)
        if not draft.arguments:
            return None
        draft.first_person.append((Role.AGENT, word))
        draft.source = self._verbal.source(word)
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
