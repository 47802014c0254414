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
    deed_verbs,
    has_auxiliary,
    has_feature,
    hollow_nouns,
    hollow_verbs,
    idle_verbs,
    light_verbs,
    oblique_roles,
    preposition,
    verb_lemma,
    weak_verbs,
)
from app.extraction.words import reference_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass, Role

_BASE = 0.5
_ODDS = {
    "named body acts": 0.6,
    "body acts": 0.3,
    "named person acts": -0.2,
    "thing acts": -0.3,
    "nobody acts": -0.6,
    "agent told of again": 0.5,
    "object told of again": 0.7,
    "object is somebody": 0.7,
    "nobody named": -0.5,
    "several named": 0.6,
    "a place is named": 0.6,
    "of the speaker himself": -0.5,
    "reflexive": -0.4,
    "controlled": 0.2,
    "light verb": -1.2,
    "deed": 0.7,
    "idle": -0.4,
    "present tense": -0.3,
    "many": -0.5,
    "coordinated": -0.5,
    "subordinate": -0.3,
}
"""What each sign adds to the log odds that a reader keeps the event; fitted to annotated articles."""
_LEAST_ODDS = 0.15
_MANY = 3
_OBJECTS = ("obj", "nsubj:pass")
_PLACES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)


def open_draft(frame: Frame, reality: Reality, participants: Participants) -> Draft | None:
    """The event of a verb without a sense, not weighed yet; None where fewer than two take part.

    Who speaks of himself counts as one of them, though it is not known yet who that is.
    """
    verb = frame.verb
    if not _is_told(verb) or verb_lemma(verb) in weak_verbs():
        return None
    draft = Draft(EventClass.EVENT, verb_lemma(verb), verb, "open", reality, 0.0)
    for words, role in (
        (frame.subj, Role.AGENT),
        (frame.obj, Role.PATIENT),
        (frame.iobj, Role.RECIPIENT),
    ):
        for word in words:
            if role is Role.PATIENT and _is_hollow(word, verb):
                _through(draft, word, participants)
            else:
                fill(draft, word, (role,), participants)
    draft.arguments = [
        a for a in draft.arguments if a.word.dep_ != "conj" or a.role is Role.AGENT or _counts(a.referent)
    ]
    add_places(draft, frame, set(), participants)
    _obliques(draft, frame, participants)
    _within_objects(draft, frame, participants)
    return draft if _takes_two(draft, len(draft.first_person)) else None


def weigh_open(draft: Draft) -> float:
    """How probably a reader would keep an event of no known class; 0 where most would not."""
    if not _takes_two(draft):
        return 0.0
    odds = _BASE + sum(_ODDS[sign] for sign, seen in _signs(draft).items() if seen)
    return 1 / (1 + math.exp(-odds)) if odds >= _LEAST_ODDS else 0.0


def _takes_two(draft: Draft, others: int = 0) -> bool:
    """Whether two take part, of whom one is somebody or has a name; `others` are known to be somebody."""
    known = others or any(_counts(a.referent) for a in draft.arguments)
    return bool(known) and len({id(a.referent) for a in draft.arguments}) + others >= 2


def _is_told(verb: Token) -> bool:
    """A verb, or a participle that the parse takes for an adjective where an auxiliary carries it («vart sende»)."""
    if verb.pos_ == "VERB":
        return True
    return verb.pos_ == "ADJ" and has_feature(verb, "VerbForm", "Part") and has_auxiliary(verb)


def _obliques(draft: Draft, frame: Frame, participants: Participants) -> None:
    roles = oblique_roles()
    # «spesialiserer seg på X»: who does it is no other than the subject.
    objects = [word for word in frame.obj if word.lower_ not in reference_words().reflexives]
    reflexive = next((word.i for word in frame.obj if word not in objects), -1)
    for prep, word in frame.oblique:
        if prep not in roles:
            continue
        for part, referent in participants.resolve_all(word):
            if any(a.referent is referent for a in draft.arguments) or is_quantity(part):
                continue
            near = 0 <= reflexive < word.left_edge.i <= reflexive + 2
            leads = prep in concept_prepositions() and (
                not objects or prep in syntax_words()["beside_objects"]
            )
            if not _counts(referent) and not near and not leads:
                # «i stor grad», «på måndag»: what is neither named nor acts mostly says how.
                continue
            draft.add(Role(roles[prep]["place" if referent.is_location else "other"]), referent, part)


def _is_hollow(word: Token, verb: Token) -> bool:
    """«tok affære», «sette søkelys på planen»: the noun is part of what the verb says."""
    return (
        word.pos_ == "NOUN" and word.lemma_.lower() in hollow_nouns() and verb_lemma(verb) in hollow_verbs()
    )


def _through(draft: Draft, noun: Token, participants: Participants) -> None:
    """«la press på styret», «halde liv i debatten»: what a hollow noun or the phrase behind it leads to."""
    behind = [c for c in children(draft.trigger, "obl", "nmod") if 0 < c.left_edge.i - noun.i <= 1]
    for word in (*children(noun, "nmod"), *behind):
        roles = oblique_roles().get(preposition(word) or "")
        if roles is None or is_quantity(word):
            continue
        for part, referent in participants.resolve_all(word):
            if all(a.referent is not referent for a in draft.arguments):
                role = Role(roles["place"]) if referent.is_location else Role.PATIENT
                draft.add(role, referent, part)


def _within_objects(draft: Draft, frame: Frame, participants: Participants) -> None:
    """«søkte støtte hos X», «avklarte Xs rolle»: whom a thing that the verb is about is of, from or for."""
    for word in frame.obj:
        thing = participants.resolve(word)
        if thing is None or _counts(thing) or _is_hollow(word, frame.verb):
            continue
        for child in children(word, "nmod", "nmod:poss"):
            if preposition(child) in syntax_words()["comparing"]:
                continue
            for part, referent in participants.resolve_all(child):
                if _counts(referent) and all(a.referent is not referent for a in draft.arguments):
                    draft.add(Role.PLACE if referent.is_location else Role.THEME, referent, part)


def _counts(referent: Referent) -> bool:
    """Whether it is somebody, or has a name; of coordinated things («kaffi, kaker og saft») one is enough."""
    return referent.named or referent.is_actor


def _signs(draft: Draft) -> dict[str, bool]:
    verb = draft.trigger
    agents = [a.referent for a in draft.of(Role.AGENT)]
    objects = [a.referent for a in draft.arguments if a.role is not Role.AGENT and a.word.dep_ in _OBJECTS]
    bodies = [r for r in agents if r.is_actor and not r.is_person]
    named = [a for a in draft.arguments if a.referent.named]
    speaking = {word.i for _, word in draft.first_person}
    return {
        "named body acts": any(r.named for r in bodies),
        "body acts": any(not r.named for r in bodies),
        "named person acts": any(r.is_person and r.named for r in agents),
        "thing acts": any(not _counts(r) for r in agents),
        "nobody acts": not agents,
        "agent told of again": any(len(r.heads) > 1 for r in agents),
        "object told of again": any(len(r.heads) > 1 for r in objects),
        "object is somebody": any(r.is_actor for r in objects),
        "nobody named": not named,
        "several named": len(named) > 1,
        "a place is named": any(a.role in _PLACES for a in named),
        "of the speaker himself": any(a.word.i in speaking for a in draft.arguments),
        "reflexive": any(c.lower_ in reference_words().reflexives for c in children(verb, "obj")),
        "controlled": verb.dep_ in ("xcomp", "csubj"),
        "light verb": verb_lemma(verb) in light_verbs(),
        "deed": verb_lemma(verb) in deed_verbs(),
        "idle": verb_lemma(verb) in idle_verbs(),
        "present tense": has_feature(verb, "Tense", "Pres"),
        "many": len(draft.arguments) >= _MANY,
        "coordinated": verb.dep_ == "conj",
        "subordinate": verb.dep_ in ("advcl", "acl", "acl:relcl"),
    }
