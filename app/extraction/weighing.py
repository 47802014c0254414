"""How sure an event is, from its lexicon entry and what its participants look like."""

from app.extraction.drafts import Draft
from app.extraction.judgements import JUDGEMENT
from app.extraction.open_class import weigh_open
from app.extraction.words import reference_words
from app.model.vocabulary import EventClass, Role

_LEAST_OPEN = 0.4


def loses_class(draft: Draft, least: float) -> bool:
    """Whether an event is too unsure for its class, though who takes part in it is not: two, of whom one can act.

    `least` is how sure events are that are kept.
    """
    return (
        draft.event_class is not EventClass.EVENT
        and not draft.rule.startswith(JUDGEMENT)
        and _LEAST_OPEN <= draft.confidence < least
        and len({id(a.referent) for a in draft.arguments}) > 1
        and any(a.referent.is_actor for a in draft.arguments)
    )


def weigh(draft: Draft) -> float:
    """The confidence of a draft between 0 and 1; events that nobody known takes part in are worth little."""
    if draft.event_class is EventClass.EVENT:
        return weigh_open(draft)
    confidence = draft.confidence
    if draft.rule.startswith(JUDGEMENT):
        # It counts only as somebody's.
        known = any(a.referent.is_actor for a in draft.of(Role.AGENT))
        return confidence + 0.05 * any(a.referent.named for a in draft.of(Role.PATIENT)) if known else 0.0
    named = sum(a.referent.named for a in draft.arguments)
    actors = sum(a.referent.is_actor for a in draft.arguments)
    if draft.event_class is EventClass.UTTERANCE:
        speakers = draft.of(Role.AGENT)
        if not speakers:
            return 0.0
        if speakers[0].referent.is_actor:
            return confidence + 0.1
        word = speakers[0].word
        if speakers[0].referent.named:
            # «nettstaden X opplyser»: what has a name and says something is run by somebody.
            return 0.75 * confidence
        # «tipsaren fortel»: whoever says something is somebody, but «rapporten seier» is not.
        is_somebody = word.pos_ == "NOUN" and word.lemma_.lower().endswith(reference_words().speakers)
        return 0.7 * confidence if is_somebody else 0.0
    if not named and not actors:
        confidence *= 0.6
    elif not named:
        # «ambassaden i Stockholm» is nearly a name.
        described = any(r.named for a in draft.arguments if a.referent.is_actor for r in a.referent.about)
        confidence *= 0.85 if described else 0.78
    if len(draft.arguments) > 1 and named:
        confidence += 0.1
    return min(confidence, 0.99)
