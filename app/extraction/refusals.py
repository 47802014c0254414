"""«Regjeringa vil ikkje utsetje fristen»: who does not want to do something refuses it, where no class tells more."""

from app.extraction.conditions import is_condition
from app.extraction.drafts import Draft
from app.extraction.filling import fill
from app.extraction.frames import Frame
from app.extraction.participants import Participants
from app.extraction.status import Reality, is_negated
from app.extraction.syntax import children, has_feature, verb_lemma
from app.extraction.words import status_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Modality, Role

REFUSAL = "refusal"
_CONFIDENCE = 0.75


def refusal_draft(frame: Frame, participants: Participants) -> Draft | None:
    """The refusal that a negated «vil» tells; None where nobody could will it («det vil ikkje lukkast»)."""
    verb = frame.verb
    words = status_words()
    if verb.pos_ != "VERB" or frame.passive or verb_lemma(verb) in words.unwilled:
        return None
    if not is_unwilling(verb):
        return None
    if not any(_can_will(word, participants) for word in frame.subj):
        return None
    reality = Reality(modality=Modality.POSSIBLE) if is_condition(verb) else Reality()
    draft = Draft(EventClass.REJECTION, verb_lemma(verb), verb, REFUSAL, reality, _CONFIDENCE)
    for slot, role in ((frame.subj, Role.AGENT), (frame.obj, Role.PATIENT)):
        for word in slot:
            fill(draft, word, (role,), participants)
    return draft


def is_unwilling(verb: Token) -> bool:
    """«vil ikkje svare»: a negated «vil» and nothing else."""
    auxiliaries = children(verb, "aux")
    words = status_words()
    willing = len(auxiliaries) == 1 and auxiliaries[0].lemma_.lower() in words.willing
    # «ville ikke byttet», «vil sikkert ikke bytte»: a guess.
    guessed = any(c.lower_ in words.adverbs or c.lower_ in words.guessing for c in children(verb, "advmod"))
    return willing and is_negated(verb) and not guessed and not has_feature(verb, "VerbForm", "Part")


def _can_will(word: Token, participants: Participants) -> bool:
    """Whether it is somebody; «vi vil ikkje …» is a refusal too, once it is known who says so."""
    referent = participants.resolve(word)
    return referent.is_actor if referent is not None else participants.is_first_person(word)
