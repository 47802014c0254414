"""What hangs on what in a dependency tree, and the features of its words."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from app.extraction.words.syntax import syntax_words

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
OBLIQUES = ("obl", "nmod")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis")


def children(token: Token, *deps: str) -> list[Token]:
    """The dependents with one of the labels, in text order."""
    found = _dependents(token.doc)[token.i]
    # Most words have none.
    return [child for child, dep in found if dep in deps] if found else []


@lru_cache(2)
def _dependents(doc: Doc) -> list[list[tuple[Token, str]]]:
    """Each token's dependents with their labels: asked for so often that making them anew each time is slow."""
    found: list[list[tuple[Token, str]]] = [[] for _ in doc]
    for token in doc:
        if token.head.i != token.i:
            found[token.head.i].append((token, token.dep_))
    return found


def has_feature(token: Token, name: str, value: str | None = None) -> bool:
    """Whether a morphological feature has a value; with no value given, whether it is there at all."""
    values = _features(str(token.morph)).get(name, ())
    return bool(values) if value is None else value in values


@lru_cache(10_000)
def _features(morph: str) -> dict[str, tuple[str, ...]]:
    """The features of a word by name: there are some hundred sets of them, and each is asked for many times."""
    named = (feature.partition("=") for feature in morph.split("|") if feature)
    return {name: tuple(values.split(",")) for name, _, values in named}


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
    """The noun that a relative clause describes."""
    return verb.head if verb.dep_ == "acl:relcl" and verb.head != verb else None


def governor(token: Token) -> Token | None:
    """The word that a clause depends on, past coordination; None at the root."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return None if token.head == token else token.head


def sentence_words(token: Token) -> Iterator[Token]:
    """The words of the token's sentence."""
    return (t for t in token.sent if not t.is_space)
