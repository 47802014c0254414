"""Whether a word is called by one of several nouns, or of a type: as a lemma, a compound, a name or by a pronoun."""

from collections.abc import Callable

from app.extraction.entities import Referent
from app.extraction.lexicon import TYPE_GROUPS
from app.extraction.syntax import definite_endings, no_compounds
from app.language.tokens import Token

Resolve = Callable[[Token], Referent | None]
"""Whom a word means; None for what names nothing."""


def is_lemma(word: Token, lemmas: tuple[str, ...]) -> bool:
    """Whether a word is one of the lemmas, or a compound that ends in one."""
    lemma = word.lemma_.lower()
    if lemma in lemmas:
        return True
    # Few words end so, and of these some are words of their own: «innstilling», «samarbeid».
    ends = [wanted for wanted in lemmas if len(wanted) > 2 and lemma.endswith(wanted)]
    return bool(ends) and any(len(_own_end(lemma)) <= len(wanted) for wanted in ends)


def _own_end(lemma: str) -> str:
    """The longest end of a noun that is a word of its own and no sort of what it ends like."""
    return max((own for own in no_compounds() if lemma.endswith(own)), key=len, default="")


def nouns_of(word: Token, resolve: Resolve) -> list[Token]:
    """The word itself, or the nouns that a pronoun for a thing refers back to («prisen … delte han ut»)."""
    referent = resolve(word) if word.pos_ == "PRON" else None
    if referent is None or referent.named or referent.is_person:
        return [word]
    doc = word.doc
    return [doc[head] for head in referent.heads if doc[head].pos_ == "NOUN"]


def is_of_type(referent: Referent, names: tuple[str, ...]) -> bool:
    """Whether somebody or something is of one of the types that a sense asks for."""
    if "Named" in names and referent.named:
        return True
    return any(referent.type in TYPE_GROUPS[name] for name in names if name in TYPE_GROUPS)


def is_called(word: Token, lemmas: tuple[str, ...], resolve: Resolve) -> bool:
    """The same of an object, or «fekk Bjørnsonprisen»: a name keeps the ending that makes it definite."""
    if word.pos_ != "PROPN" or is_lemma(word, lemmas):
        return any(is_lemma(noun, lemmas) for noun in nouns_of(word, resolve))
    forms = (word.lower_.removesuffix(ending) for ending in definite_endings())
    return any(form.endswith(wanted) and len(wanted) > 2 for form in forms for wanted in lemmas)
