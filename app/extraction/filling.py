"""Who fills a role: from the words in a slot to the participants of a draft."""

from app.extraction.drafts import SYMMETRIC, Draft
from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.nameable import is_quantity
from app.extraction.participants import Participants
from app.extraction.syntax import (
    abstract_endings,
    along_prepositions,
    at_prepositions,
    children,
    hearer_prepositions,
    message_nouns,
    no_compounds,
    place_prepositions,
    preposition,
    scenes,
)
from app.extraction.words import reference_words, status_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import EntityType, EventClass, Role


def fill(draft: Draft, word: Token, roles: tuple[Role, ...], participants: Participants) -> None:
    """Gives a word and what is coordinated with it the roles, the last role to all that are left."""
    if participants.is_first_person(word):
        draft.first_person.append((roles[0], word))
    for number, (part, referent) in enumerate(participants.resolve_all(word)):
        role = roles[min(number, len(roles) - 1)]
        if role is Role.TOPIC and not referent.named:
            continue
        if role in (Role.AGENT, Role.COAGENT) and part.pos_ == "NUM":
            continue
        if draft.event_class is EventClass.EVENT and is_quantity(part) and not referent.named:
            # «mange vart drepne» is worth telling, «mange kjøpte noko» is not.
            continue
        if _is_excluded(part) or (_is_stretch(part) and not referent.is_location):
            continue
        if role is Role.RECIPIENT and _is_abstract(part, referent):
            continue
        if role is Role.OFFICE and referent.is_person and referent.named:
            continue
        draft.add(role, referent, part)


def _is_excluded(word: Token) -> bool:
    """«stal veska og ikkje bilen»: what is coordinated only to say that it was not it."""
    if word.dep_ != "conj":
        return False
    before = word.doc[word.left_edge.i]
    negated = any(c.lower_ in status_words().negation and c.i < word.i for c in word.children)
    return negated or before.lower_ in status_words().negation


def _is_stretch(word: Token) -> bool:
    """«tidleg i Vik-perioden»: a stretch of time, whatever it is called."""
    first = next((c for c in children(word, "case")), None)
    if first is None or first.lower_ not in syntax_words()["stretch_prepositions"] or first.i == 0:
        return False
    return first.nbor(-1).lower_ in syntax_words()["stretch_openers"]


def _is_abstract(word: Token, referent: Referent) -> bool:
    """«til samanlikning»: nobody that can receive anything."""
    if referent.type is not EntityType.CONCEPT or referent.named or word.pos_ != "NOUN":
        return False
    lemma = word.lemma_.lower()
    return lemma.endswith(abstract_endings()) and not lemma.endswith(reference_words().speakers)


def part_company(draft: Draft) -> None:
    """«X og Y møttest»: of coordinated agents the first is the agent, the others are with it."""
    if draft.event_class not in SYMMETRIC or draft.has(Role.COAGENT):
        return
    for argument in draft.of(Role.AGENT)[1:]:
        draft.arguments.remove(argument)
        draft.add(Role.COAGENT, argument.referent, argument.word)


def add_companions(draft: Draft, frame: Frame, taken: set[str], participants: Participants) -> None:
    """«reiste saman med X», «omkom saman med sonen»: who does or suffers the same as the subject."""
    if "med" in taken:
        return
    own = {a.role for a in draft.arguments for word in frame.subj if a.word.i == word.i}
    own |= {a.role for a in draft.arguments for word in frame.obj if frame.passive and a.word.i == word.i}
    role = next((_COMPANY[r] for r in (Role.AGENT, Role.PATIENT) if r in own), None)
    for prep, word in frame.oblique:
        if prep != "med" or role is None or not _is_together(word):
            continue
        for part, referent in participants.resolve_all(word):
            if referent.is_actor and all(a.referent is not referent for a in draft.arguments):
                draft.add(role, referent, part)


def _is_together(word: Token) -> bool:
    """«saman med X», in whichever order the parse hangs the words on each other."""
    preposition_at = next((c.i for c in word.children if c.dep_ == "case"), word.i)
    return preposition_at > 0 and word.doc[preposition_at - 1].lower_ in syntax_words()["together"]


def add_places(draft: Draft, frame: Frame, taken: set[str], participants: Participants) -> None:
    """Adds where it happens, from phrases whose prepositions no role has taken."""
    for prep, word in frame.oblique:
        if prep in place_prepositions() and prep not in taken:
            for part, referent in participants.resolve_all(word):
                at = prep in at_prepositions() and (
                    referent.type.is_organization or _is_scene(part, referent)
                )
                if referent.is_location or at:
                    _place(draft, referent, part)
        _within(draft, word, participants)
    for word in frame.obj:
        _within(draft, word, participants)


def _is_scene(word: Token, referent: Referent) -> bool:
    """«i kjellargarasjen», «på torget»: a room or spot without a name."""
    lemma = word.lemma_.lower()
    unnamed = referent.type is EntityType.CONCEPT and not referent.named
    return unnamed and lemma.endswith(scenes()) and lemma not in no_compounds()


def _within(draft: Draft, word: Token, participants: Participants) -> None:
    """«i kjellaren på Skøyen i Oslo»: the places that a phrase lies within."""
    described = participants.resolve(word)
    if described is not None and described.is_person and not described.named:
        # «skuldar på politikarar i X» tells whence they are.
        return
    leading = at_prepositions() | (along_prepositions() if draft.event_class in _ALONG else frozenset())
    for child in children(word, "nmod"):
        if preposition(child) in leading:
            for part, referent in participants.resolve_all(child):
                if referent.is_location:
                    _place(draft, referent, part)
            _within(draft, child, participants)


def _place(draft: Draft, referent: Referent, word: Token) -> None:
    if not any(a.referent is referent for a in draft.arguments):
        draft.add(Role.PLACE, referent, word)


def add_hearers(draft: Draft, frame: Frame, participants: Participants) -> None:
    """«skriv i ein e-post til X», «i eit intervju med X»: who is told by what somebody says something in."""
    if draft.event_class not in _SAYING or draft.has(Role.RECIPIENT):
        return
    for prep, word in frame.oblique:
        if prep in at_prepositions() and word.lemma_.lower().endswith(message_nouns()):
            for child in children(word, "nmod"):
                if preposition(child) in hearer_prepositions():
                    for part, referent in participants.resolve_all(child):
                        if referent.is_actor and all(a.referent is not referent for a in draft.arguments):
                            draft.add(Role.RECIPIENT, referent, part)


def add_judges(draft: Draft) -> None:
    """«dømd i Nordvik tingrett»: a court where somebody is sentenced is the one who does it."""
    if draft.event_class not in _BY_COURTS or draft.has(Role.AGENT):
        return
    for argument in draft.of(Role.PLACE):
        if argument.referent.type is EntityType.GOVERNMENT_BODY:
            draft.arguments.remove(argument)
            draft.add(Role.AGENT, argument.referent, argument.word)


def add_givers(draft: Draft, participants: Participants) -> None:
    """«fekk Nordvik kommunes kulturpris»: the body that a prize is of gives it."""
    if draft.event_class is not EventClass.AWARD or draft.has(Role.AGENT):
        return
    for argument in draft.of(Role.THEME):
        for child in children(argument.word, "nmod", "nmod:poss"):
            if preposition(child) is not None or child.i > argument.word.i:
                continue
            for part, referent in participants.resolve_all(child):
                gives = referent.type.is_organization or referent.is_location
                if gives and all(a.referent is not referent for a in draft.arguments):
                    draft.add(Role.AGENT, referent, part)


_COMPANY = {Role.AGENT: Role.COAGENT, Role.PATIENT: Role.PATIENT}
_ALONG = (EventClass.CLOSURE, EventClass.CONSTRUCTION, EventClass.ACCIDENT)
"""What happens to roads and lines, between places."""
_SAYING = (EventClass.UTTERANCE, EventClass.ANNOUNCEMENT)
_BY_COURTS = (EventClass.CONVICTION, EventClass.ACQUITTAL)
