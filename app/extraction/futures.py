"""Present tenses that tell what is to come: «blir leiar», «møtest klokka ti», «reiser til Kina»."""

from app.extraction.status import is_negated
from app.extraction.syntax import SUBJECTS, children, has_feature, preposition
from app.extraction.words import status_words
from app.language.tokens import Token


def is_future_present(verb: Token) -> bool:
    """«blir ny leiar», «møtest klokka ti», «går som planlagt»: a present tense that tells what is to come."""
    words = status_words()
    if children(verb, "aux") or _is_habit(verb):
        return False
    ahead = any(_is_ahead(c) for c in verb.children)
    if any(has_feature(c, "Tense", "Pres") for c in children(verb, "aux:pass")):
        # «blir snart tilsett»
        return ahead
    if not has_feature(verb, "Tense", "Pres"):
        return False
    if verb.lemma_.lower() in words.future_presents:
        return True
    if _is_departing(verb):
        return True
    if any(t.lower_ in words.appointed for c in verb.children for t in (c, *c.children)):
        return True
    if ahead or _as_agreed(verb):
        return True
    return any(c.lemma_.lower() in words.plans and preposition(c) in words.as_planned for c in verb.children)


def _is_ahead(word: Token) -> bool:
    """«om kort tid», «om nokre dagar», «snart»; but «så snart»."""
    words = status_words().ahead
    if word.lower_ in words["adverbs"]:
        return word.dep_ == "advmod" and not any(word.children)
    if word.lower_ not in words["units"] or preposition(word) not in words["in"]:
        return False
    # «om nokre tapte minutt» is what somebody speaks of.
    return all(c.dep_ in ("case", "nummod") or c.lower_ in words["some"] for c in word.children)


def _is_habit(verb: Token) -> bool:
    """«blir ofte møtt med …», «kvar demonstrasjon blir nyhende»: what happens again and again."""
    words = status_words().habitual
    return any(c.lower_ in words["adverbs"] for c in children(verb, "advmod")) or any(
        d.lower_ in words["every"] for c in children(verb, *SUBJECTS, "obl") for d in children(c, "det")
    )


def _is_departing(verb: Token) -> bool:
    """«Statsministeren reiser til Kina»; but «dei fleste reiser til byen» tells what people do."""
    words = status_words().departing
    if verb.lemma_.lower() not in words["verbs"] or verb.dep_ not in ("ROOT", "conj"):
        return False
    known = any(
        s.pos_ == "PROPN" or (s.pos_ == "NOUN" and has_feature(s, "Definite", "Def"))
        for s in children(verb, "nsubj")
    )
    return known and any(preposition(c) in words["to"] for c in children(verb, "obl", "obj", "xcomp"))


def is_otherwise(verb: Token) -> bool:
    """«går ikkje som planlagt»: a present tense that tells that something is not held as was announced."""
    return has_feature(verb, "Tense", "Pres") and _as_agreed(verb) and is_negated(verb)


def _as_agreed(verb: Token) -> bool:
    marks, how = status_words().as_agreed
    return any(c.lower_ in how and any(m.lower_ in marks for m in c.children) for c in verb.children)


def is_becoming(verb: Token) -> bool:
    """«blir», «skal bli»: a verb that is no copula to the parse."""
    return verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in status_words().future_presents
