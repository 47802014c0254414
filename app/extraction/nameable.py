"""Which words can name somebody or something that takes part, and which only look as if they did."""

from app.extraction.syntax import children, has_feature, preposition, verb_lemma
from app.extraction.words import reference_words, status_words
from app.language.tokens import Token

_CLAUSES = ("advcl", "obl", "nmod", "acl", "acl:relcl", "ccomp")
_OF_CLAUSES = ("cop", "mark", "nsubj", "nsubj:pass", "expl", "aux", "aux:pass")


def names_nothing(token: Token) -> bool:
    """Whether a word heads a clause, is cut short or describes: no name for a thing."""
    if token.text.endswith("-") or (token.dep_ in _CLAUSES and children(token, *_OF_CLAUSES)):
        return True
    if token.pos_ == "NUM" and not token.lower_.isalpha():
        return True
    # «dei sivile», «opposisjonelle», «tiltalte», but not «er fri», «vart best».
    known = has_feature(token, "Definite", "Def") and not has_feature(token, "Degree", "Sup")
    stands = known or has_feature(token, "Number", "Plur") or bool(children(token, "det", "nmod:poss"))
    return token.pos_ == "ADJ" and not stands and token.lower_ not in reference_words().quantities


def is_quantity(token: Token) -> bool:
    """«mange», «dei fleste», «den eine»: some of those told of; but «to av dei tilsette» says of whom."""
    counts = token.lower_ in reference_words().quantities or token.pos_ == "NUM"
    return counts and all(preposition(c) != "av" for c in children(token, "nmod"))


def is_nobody(noun: Token) -> bool:
    """«ingen inspektør»: nobody, whom nothing later refers back to."""
    return any(c.lower_ in status_words().negative_determiners for c in children(noun, "det"))


def stands_for_body(noun: Token) -> bool:
    """Whether a noun that is called as a body is one here: «styret», but not «sjølvstyret», «god råd», «retten til»."""
    words = reference_words()
    lemma = noun.lemma_.lower()
    if lemma.endswith(words.no_bodies):
        return False
    if lemma in words.only_known_bodies and (
        not has_feature(noun, "Definite", "Def")
        or children(noun, "acl")
        or any(preposition(c) == "til" for c in children(noun, "nmod"))
    ):
        return False
    if (
        lemma.endswith(words.uncounted)
        and has_feature(noun, "Definite", "Ind")
        and not has_feature(noun, "Number", "Plur")
    ):
        return False
    before = {preposition(noun)}
    if noun.dep_ == "obj":
        before.add(verb_lemma(noun.head))
    return not any(lemma in words.no_body_phrases.get(word, ()) for word in before if word is not None)
