"""Events of no known class: what verbs tell that the lexicon has no sense for."""

import math

from app.extraction.drafts import Draft
from app.extraction.entities import Referent
from app.extraction.filling import add_places, fill
from app.extraction.frames import Frame
from app.extraction.nameable import is_quantity
from app.extraction.participants import Participants
from app.extraction.status import Reality
from app.extraction.syntax import (
    children,
    concept_prepositions,
    has_feature,
    light_verbs,
    oblique_roles,
    verb_lemma,
    weak_verbs,
)
from app.model.vocabulary import EventClass, Role

_BASE = 0.5
_ODDS = {
    "named body acts": 1.5,
    "body acts": 0.7,
    "named person acts": 0.5,
    "nobody acts": -0.6,
    "nobody named": -0.4,
    "another is named": 0.7,
    "a place is named": 0.5,
    "controlled": 0.5,
    "light verb": -1.1,
    "present tense": -0.5,
    "many": -0.7,
    "coordinated": -0.7,
    "subordinate": -0.5,
}
"""What each sign adds to the log odds that a reader keeps the event; fitted to annotated articles."""
_LEAST_ODDS = 0.0
_MANY = 3
_PLACES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)


def open_draft(frame: Frame, reality: Reality, participants: Participants) -> Draft | None:
    """The event of a verb without a sense; None where fewer than two take part or few readers would keep it."""
    verb = frame.verb
    if verb.pos_ != "VERB" or verb_lemma(verb) in weak_verbs():
        return None
    draft = Draft(EventClass.EVENT, verb_lemma(verb), verb, "open", reality, 0.0)
    for words, role in (
        (frame.subj, Role.AGENT),
        (frame.obj, Role.PATIENT),
        (frame.iobj, Role.RECIPIENT),
    ):
        for word in words:
            fill(draft, word, (role,), participants)
    draft.arguments = [a for a in draft.arguments if a.word.dep_ != "conj" or _counts(a.referent)]
    add_places(draft, frame, set(), participants)
    _obliques(draft, frame, participants)
    _within_objects(draft, frame, participants)
    if len({id(a.referent) for a in draft.arguments}) < 2 or not any(
        a.referent.named or a.referent.is_actor for a in draft.arguments
    ):
        return None
    odds = _BASE + sum(_ODDS[sign] for sign, seen in _signs(draft, frame).items() if seen)
    draft.confidence = 1 / (1 + math.exp(-odds))
    return draft if odds >= _LEAST_ODDS else None


def _obliques(draft: Draft, frame: Frame, participants: Participants) -> None:
    roles = oblique_roles()
    for prep, word in frame.oblique:
        if prep not in roles:
            continue
        for part, referent in participants.resolve_all(word):
            if any(a.referent is referent for a in draft.arguments) or is_quantity(part):
                continue
            if not _counts(referent) and (prep not in concept_prepositions() or frame.obj):
                # «i stor grad», «på måndag»: what is neither named nor acts mostly says how.
                continue
            draft.add(Role(roles[prep]["place" if referent.is_location else "other"]), referent, part)


def _within_objects(draft: Draft, frame: Frame, participants: Participants) -> None:
    """«søkte støtte hos X», «avklarte Xs rolle»: whom a thing that the verb is about is of, from or for."""
    for word in frame.obj:
        thing = participants.resolve(word)
        if thing is None or _counts(thing):
            continue
        for child in children(word, "nmod", "nmod:poss"):
            for part, referent in participants.resolve_all(child):
                if _counts(referent) and all(a.referent is not referent for a in draft.arguments):
                    draft.add(Role.PLACE if referent.is_location else Role.THEME, referent, part)


def _counts(referent: Referent) -> bool:
    """Whether it is somebody, or has a name; of coordinated things («kaffi, kaker og saft») one is enough."""
    return referent.named or referent.is_actor


def _signs(draft: Draft, frame: Frame) -> dict[str, bool]:
    verb = frame.verb
    agents = [a.referent for a in draft.of(Role.AGENT)]
    bodies = [r for r in agents if r.is_actor and not r.is_person]
    others = [a for a in draft.arguments if a.role is not Role.AGENT and a.referent.named]
    return {
        "named body acts": any(r.named for r in bodies),
        "body acts": any(not r.named for r in bodies),
        "named person acts": any(r.is_person and r.named for r in agents),
        "nobody acts": not agents,
        "nobody named": not any(a.referent.named for a in draft.arguments),
        "another is named": bool(others),
        "a place is named": any(a.role in _PLACES for a in others),
        "controlled": verb.dep_ in ("xcomp", "csubj"),
        "light verb": verb_lemma(verb) in light_verbs(),
        "present tense": has_feature(verb, "Tense", "Pres"),
        "many": len(draft.arguments) >= _MANY,
        "coordinated": verb.dep_ == "conj",
        "subordinate": verb.dep_ in ("advcl", "acl", "acl:relcl"),
    }
