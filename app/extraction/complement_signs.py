"""What in a clause, or in the verb above it, makes it a fact, or only nearly one."""

from app.extraction.drafts import COMMUNICATION
from app.extraction.senses import Match
from app.extraction.status import is_negated
from app.extraction.syntax import (
    SUBJECTS,
    children,
    has_feature,
    is_content,
    is_for,
    is_infinitive,
    is_past,
    preposition,
    verb_lemma,
)
from app.extraction.words import status_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass

_BEFALLING = frozenset({EventClass.ACCIDENT, EventClass.DEATH, EventClass.DISASTER, EventClass.INJURY})
_OPEN = ("Requested", "Possible")


def thinks_not(verb: Token) -> bool:
    """«trur ikkje at X kjem»: whether the negation of a verb of thinking is that of the clause under it."""
    return (
        verb_lemma(verb) in status_words().neg_raising
        and is_negated(verb)
        and any(is_content(c) or children(c, *SUBJECTS) for c in children(verb, "ccomp", "xcomp"))
    )


def is_asked_of(clause: Token) -> bool:
    """«… kvifor X gjekk»: a question that takes for granted that it happened."""
    return any(c.lower_ in status_words().presupposing for c in clause.children)


def is_told(clause: Token) -> bool:
    """«… at X vann»: a content clause in the past, whatever is to be done about it."""
    return is_content(clause) and _is_in_the_past(clause)


def cannot_believe(verb: Token) -> bool:
    """«kunne nesten ikkje tru at X kom»: X came."""
    unable = any(c.lemma_.lower() in status_words().enabling for c in children(verb, "aux"))
    return unable and thinks_not(verb)


def is_known_truth(clause: Token, head: Token) -> bool:
    """«om dei ikkje veit at X vann»: what there is to know, in the past, is so."""
    return head.lemma_.lower() in status_words().knowing and is_told(clause)


def is_near_miss(verb: Token, head: Token, match: Match | None) -> bool:
    """«heldt på å kollidere», «held på å bli drepen»: what befalls somebody nearly did."""
    nearly = status_words().nearly
    if head.lemma_.lower() not in nearly["verbs"] or not any(
        c.lower_ in nearly["particles"] for c in (*head.children, *verb.children)
    ):
        return False
    befalls = match is not None and match.sense.event_class in _BEFALLING
    return befalls or bool(children(verb, "aux:pass")) or verb_lemma(verb) in nearly["befalling"]


def is_added(clause: Token) -> bool:
    """«… og at X går av»: a content clause beside a noun."""
    marks = syntax_words()["content_marks"]
    return clause.dep_ == "conj" and any(c.lower_ in marks for c in children(clause, "mark"))


def is_aim(verb: Token, match: Match | None) -> bool:
    """«trong stemma for å vedta lova», but not «nektar for å ha …»: an aim beside what the verb above asks for."""
    if verb.dep_ != "advcl" or not is_for(verb) or match is None or match.sense.event_class is not None:
        return False
    if match.sense.complement not in _OPEN:
        return False
    return "for" not in match.sense.roles and not any(c.i in match.used for c in verb.children)


def is_reached(aim: Match | None, head: Token, match: Match | None) -> bool:
    """Whether an aim is told as done too: «reiste for å møte X», «har ringt for å takke»; not «har reist for å …»."""
    judged = match is not None and "for" in match.sense.roles
    said = aim is not None and aim.sense.event_class in COMMUNICATION
    lasting = head.pos_ == "VERB" and any(has_feature(c, "Tense", "Pres") for c in children(head, "aux"))
    return is_past(head) and (judged or said or not lasting)


def is_awaited(clause: Token, head: Token) -> bool:
    """«gjer ikkje noko før X er med», but «det gjekk ikkje lang tid før X kom»."""
    words = status_words()
    opened = any(c.lower_ in words.awaiting for c in children(clause, "mark"))
    return opened and not _is_in_the_past(clause) and head.lemma_.lower() not in words.elapsing


def causing(noun: Token, verb: Token) -> Token | None:
    """«fekk publikum til å le», «vil ha X til å betale»: the verb that makes the one in its object do something."""
    words, head = status_words(), noun.head
    moved = noun.dep_ == "obj" and is_infinitive(verb) and preposition(verb) in words.causing["to"]
    if not moved or words.weight_of(noun.lemma_.lower(), noun.lower_) is not None:
        return None
    lemma = head.lemma_.lower()
    makes = lemma in words.causing["verbs"] or (lemma in words.causing["wanted"] and is_wanted(head))
    return head if makes else None


def is_wanted(verb: Token) -> bool:
    """«vil ha»."""
    return any(c.lemma_.lower() in status_words().willing for c in children(verb, "aux"))


def _is_in_the_past(clause: Token) -> bool:
    """Whether a word of the predicate is in the past; unlike `is_past` a perfect is not."""
    return any(has_feature(t, "Tense", "Past") for t in (clause, *children(clause, "aux", "aux:pass", "cop")))
