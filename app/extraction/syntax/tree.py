"""What hangs on what in a dependency tree, and the features of its words."""

from collections.abc import Iterator

from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
OBLIQUES = ("obl", "nmod")
CORE = frozenset({"nsubj", "obj", "iobj"})
"""Subjects and objects, without what follows the colon."""
ARGUMENTS = CORE | {"obl"}
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis")


def children(token: Token, *deps: str) -> list[Token]:
    """The dependents with one of the labels, in text order."""
    found = token.children
    # Most words have none.
    return [child for child in found if child.dep_ in deps] if found else []


def has_feature(token: Token, name: str, value: str | None = None) -> bool:
    """Whether a morphological feature has a value; with no value given, whether it is there at all."""
    values = token.features.get(name, ())
    return bool(values) if value is None else value in values


def preposition(token: Token) -> str | None:
    """The preposition that governs a phrase, in its Nynorsk form; None where there is none."""
    return next(iter(prepositions(token)), None)


def prepositions(token: Token) -> list[str]:
    """All of a phrase's prepositions («tilbake til», «inn i»), in their Nynorsk forms."""
    forms = (
        child.lower_
        for child in children(token, "case")
        if child.pos_ in ("ADP", "ADV", "SCONJ", "ADJ") and child.i < token.i
    )
    return [str(syntax_words()["prepositions"].get(form, form)) for form in forms]


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in text order."""
    found = [token]
    for child in children(token, "conj"):
        found.extend(conjuncts(child))
    return sorted(found, key=lambda t: t.i)


def relative_antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause describes: the first of several where the clause is about all of them.

    «X og Y, som vart dømde», «X og Y, som begge …»: what stands in the plural is said of more than the last one.
    """
    if verb.dep_ != "acl:relcl" or verb.head == verb:
        return None
    last = verb.head
    several = last.dep_ == "conj" and last.head != last and not has_feature(last, "Number", "Plur")
    return last.head if several and tells_of_several(verb) else last


def tells_of_several(predicate: Token) -> bool:
    """Whether what is said in a relative clause is said of several: «dømde», «er medlemmer», «begge»."""
    said = [w for w in (predicate, *children(predicate, "xcomp")) if w.pos_ != "NOUN" or children(w, "cop")]
    plural = any(has_feature(w, "Number", "Plur") for w in said)
    return plural or any(is_all(c) for c in children(predicate, *SUBJECTS, "advmod", "det"))


def is_all(word: Token) -> bool:
    """«som begge støttar», «som alle bur»: a word that only says how many of those told of before."""
    return word.lower_ in syntax_words()["all_of_them"]


def governor(token: Token) -> Token | None:
    """The word that a clause depends on, past coordination; None at the root."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return None if token.head == token else token.head


def sentence_words(token: Token) -> Iterator[Token]:
    """The words of the token's sentence."""
    return (t for t in token.sent if not t.is_space)


def are_arguments(one: Token, other: Token) -> bool:
    """Whether two words are arguments of one verb, and one of them its subject or an object."""
    if one.head.i != other.head.i or one.i == other.i:
        return False
    roles = {one.dep_.split(":")[0], other.dep_.split(":")[0]}
    return roles <= ARGUMENTS and not roles.isdisjoint(CORE)
