"""Clauses that only suppose something, and clauses that tell what was not done: «hadde X spurt, …», «utan å spørje»."""

from app.extraction.syntax import SUBJECTS, children, governor, has_feature, is_for, is_infinitive
from app.extraction.words import status_words
from app.language.tokens import Token

_CLAUSES = ("advcl", "ccomp", "acl", "csubj", "csubj:pass")


def is_condition(verb: Token) -> bool:
    """«dersom X vinn», «om X vinn og Y taper», and with the verb first: «vinn X, …», «hadde X vunne, …»."""
    while verb.dep_ == "conj" and verb.head != verb and not children(verb, "mark"):
        verb = verb.head
    words = status_words()
    # «viss X vinn og viss Y taper»
    again = verb.dep_ == "conj" and verb.head != verb and is_condition(verb.head)
    if verb.dep_ not in _CLAUSES and not again:
        return False
    for child in children(verb, "mark"):
        if child.lower_ in words.conditionals:
            return not (child.i and child.nbor(-1).lower_ in words.concessive)
    return _opens_with_verb(verb)


def _opens_with_verb(verb: Token) -> bool:
    """Whether a clause before the one that it hangs on begins with its finite verb, as a question would."""
    subjects = children(verb, *SUBJECTS)
    if verb.dep_ != "advcl" or verb.i > verb.head.i or not subjects:
        return False
    words = [t for t in verb.subtree if t.pos_ not in ("PUNCT", "CCONJ", "SPACE")]
    first = words[0]
    carries = first == verb or (first.head == verb and first.dep_ in ("aux", "aux:pass", "cop"))
    return carries and has_feature(first, "VerbForm", "Fin") and subjects[0].i > first.i


def is_conditional(verb: Token) -> bool:
    """Whether the clause holds only under a condition: «om X taper, vil Y gå», «i så fall går Y»."""
    words = status_words()
    for child in verb.children:
        if child.dep_ == "advcl" and is_condition(child):
            return True
        if child.lemma_.lower() in words.cases and any(
            c.dep_ == "case" and c.lower_ in words.in_cases for c in child.children
        ):
            return True
    return False


def is_in_case(verb: Token) -> bool:
    """«i så fall har X vunne»: what holds only then, whatever its tense."""
    words = status_words()
    return any(
        c.lemma_.lower() in words.cases
        and any(p.dep_ == "case" and p.lower_ in words.in_cases for p in c.children)
        and not has_feature(verb, "Tense", "Past")
        for c in verb.children
    )


def is_undone(verb: Token) -> bool:
    """«utan å spørje», «uten at X spurte», «i staden for å spørje»: what somebody did not do."""
    words = status_words()
    if any(c.dep_ in ("case", "mark") and c.lower_ in words.without for c in verb.children):
        return any(c.dep_ == "mark" for c in verb.children) or is_infinitive(verb)
    return is_instead(verb)


def is_instead(verb: Token) -> bool:
    """«i staden for å spørje», where the parse hangs the infinitive on the noun."""
    head = governor(verb)
    return (
        head is not None
        and head.lemma_.lower() in status_words().instead
        and is_infinitive(verb)
        and is_for(verb)
    )
