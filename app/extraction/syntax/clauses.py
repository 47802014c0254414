"""What a clause or predicate is to the word above it."""

from itertools import pairwise

from app.extraction.syntax.tree import children, preposition
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token


def is_for(verb: Token) -> bool:
    """«for å …»: what for."""
    return any(
        c.lower_ in syntax_words()["purpose_marks"] and c.dep_ in ("case", "mark") for c in verb.children
    )


def is_governed_clause(verb: Token) -> bool:
    """«oppmodar til at …»: a clause that a preposition of the verb above leads to."""
    openers = [(a.lower_, b.lower_) for a, b in pairwise(verb.subtree) if a.head == verb == b.head]
    return any(opener in openers for opener in map(tuple, syntax_words()["clause_openers"]))


def is_content(verb: Token) -> bool:
    """«… at X vann»: a clause with its own subject that is what the word above is about."""
    marks = children(verb, "mark")
    return verb.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "acl") and any(
        c.lower_ in syntax_words()["content_marks"] for c in marks
    )


def is_predicate_phrase(token: Token) -> bool:
    """«er med i …», «er i Oslo», «er mot planen»: a particle or a phrase with a preposition stands under a copula."""
    if token.pos_ in ("NOUN", "PROPN"):
        return preposition(token) in syntax_words()["predicate_prepositions"]
    return token.pos_ in ("ADP", "ADV") and token.lower_ in syntax_words()["predicate_particles"]


def in_relative(word: Token) -> bool:
    """Whether a word stands in a relative clause, which tells what is known already."""
    while word.head != word:
        if word.dep_ == "acl:relcl":
            return True
        word = word.head
    return False
