"""What is done by saying so, whatever modal verb it is said with: «kan X fortelje», «X må vedgå», «vi vil takke»."""

from app.extraction.conditions import is_conditional
from app.extraction.drafts import COMMUNICATION
from app.extraction.participants import Participants
from app.extraction.senses import Match
from app.extraction.status import is_negated
from app.extraction.syntax import children, governor, has_feature, is_for, verb_lemma
from app.extraction.words import status_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Modality

_TELLING = frozenset({EventClass.UTTERANCE, EventClass.ANNOUNCEMENT})
_GIVEN_BY_SAYING = frozenset({EventClass.UTTERANCE, EventClass.SUPPORT})


def is_told_by(verb: Token, match: Match, participants: Participants) -> bool:
    """«kan X fortelje», «X må vedgå», «vi vil takke»: who says so does it by saying so."""
    modals = {status_words().modals.get(c.lemma_.lower()) for c in children(verb, "aux")} - {None}
    if not modals:
        return False
    granted = match.predicate.split()[-1] in status_words().granted
    if granted and match.sense.event_class is EventClass.SUPPORT and modals == {Modality.PLANNED}:
        # «X skal ha ros»
        return True
    if modals == {Modality.REQUESTED} and match.sense.event_class is EventClass.CONVICTION:
        # «må betale ei bot»
        return True
    if modals == {Modality.PLANNED} and is_negated(verb) and match.sense.event_class in COMMUNICATION:
        # «vil ikkje love noko»
        return any(c.lemma_.lower() in status_words().willing for c in children(verb, "aux"))
    if any(participants.is_first_person(s) for s in match.slots.get("subj", [])):
        return match.sense.event_class in COMMUNICATION
    if modals == {Modality.PLANNED} and match.sense.event_class in _GIVEN_BY_SAYING:
        # «mange ville gratulere», «ho ville få fram at …»
        return _wanted(verb)
    if modals == {Modality.REQUESTED} and verb_lemma(verb) in status_words().admitting:
        return has_feature(verb, "VerbForm", "Inf")
    if modals == {Modality.REQUESTED} and match.predicate in status_words().borne:
        return _is_compelled(verb)
    # «trong stemma for å kunne hevde …»: not yet.
    return match.sense.event_class in _TELLING and modals == {Modality.POSSIBLE} and not is_for(verb)


def _is_compelled(verb: Token) -> bool:
    """«må nøye seg med sølv»: who is told to have to do what nobody is asked to, does so."""
    compelled = any(c.lemma_.lower() in status_words().compelling for c in children(verb, "aux"))
    return compelled and not is_negated(verb) and not is_conditional(verb)


def _wanted(verb: Token) -> bool:
    """Whether somebody wanted to say something in the past, and no condition hangs on it."""
    words = status_words()
    wanted = any(
        c.lemma_.lower() in words.willing and has_feature(c, "Tense", "Past") for c in children(verb, "aux")
    )
    return wanted and not is_negated(verb) and not is_conditional(verb) and governor(verb) is None
