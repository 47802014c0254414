"""The form of a verb: voice, tense, finiteness and lemma."""

import re
from functools import lru_cache

from app.extraction.syntax.tree import SUBJECTS, children, has_feature, preposition
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is an infinitive with its mark («å drepe»)."""
    marks = syntax_words()["infinitive_marks"]
    return has_feature(verb, "VerbForm", "Inf") or any(
        c.dep_ == "mark" and c.lower_ in marks for c in verb.children
    )


def is_past(verb: Token) -> bool:
    """Whether a verb stands in the past or in the perfect."""
    return has_feature(verb, "Tense", "Past") or any(
        has_feature(c, "Tense") and c.lemma_.lower() in syntax_words()["tense_auxiliaries"]
        for c in children(verb, "aux", "aux:pass")
    )


def has_auxiliary(verb: Token) -> bool:
    """Whether an auxiliary or copula carries the verb."""
    return any(c.dep_.startswith("aux") or c.dep_ == "cop" for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether the logical object is, or would be, the subject."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children):
        return True
    if has_feature(verb, "Voice", "Pass") or is_s_passive(verb) or _is_finite_s_passive(verb):
        return True
    if verb.dep_ == "conj" and not children(verb, "cop", *SUBJECTS) and _is_participle(verb):
        return verb.head.pos_ in ("VERB", "ADJ") and is_passive(verb.head)
    if _is_participle(verb):
        if verb.dep_ in ("acl", "amod"):
            return True
        # «Tre drepne», «er tiltalt», «Dømt for ran»: only «ha» and its like make a participle active.
        # «har vore evakuert»: with another one beside it they only say when.
        carried = any(
            c.dep_ == "aux" and c.lemma_ in syntax_words()["perfect_auxiliaries"] for c in verb.children
        )
        # «Problemet er at X har kritisert Y»: the copula is that of the whole.
        carried = carried and (not children(verb, "cop") or bool(children(verb, "nsubj:outer")))
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "ADJ") and not has_auxiliary(verb):
            carried = not is_passive(verb.head)
        return not carried
    return False


def is_s_passive(verb: Token) -> bool:
    """«må stengjast»: an infinitive with a passive ending, which Nynorsk parses leave untold."""
    return (
        verb.pos_ == "VERB"
        and verb.lower_.endswith(syntax_words()["passive_ending"])
        and has_feature(verb, "VerbForm", "Inf")
        and verb.lemma_.lower() not in syntax_words()["deponents"]
    )


def _is_finite_s_passive(verb: Token) -> bool:
    """«selskapet, som ledes av …»: a present with a passive ending that the parse leaves untold."""
    return (
        verb.pos_ == "VERB"
        and verb.lower_ == verb.lemma_.lower() + "s"
        and has_feature(verb, "Tense", "Pres")
        and (
            any(preposition(c) == "av" for c in children(verb, "obl", "obl:agent"))
            or (bool(children(verb, "nsubj")) and not children(verb, "obj", "ccomp", "xcomp"))
        )
    )


def is_told(verb: Token) -> bool:
    """«X får opplyst frå Y»: whether the subject hears what the verb says."""
    data = syntax_words()
    lent = [c for c in verb.children if c.dep_ == "aux"] + ([verb.head] if verb.dep_ == "xcomp" else [])
    return verb_lemma(verb) in data["told_verbs"] and any(
        c.lemma_.lower() in data["told_auxiliaries"] for c in lent
    )


def is_attribute(word: Token) -> bool:
    """«nyvald leiar», «det nedlagte verftet»: an adjective before a noun that is no form of a verb."""
    return word.pos_ == "ADJ" and word.dep_ == "amod" and not has_feature(word, "VerbForm")


def is_present_participle(verb: Token) -> bool:
    """«rasande», «rasende»: what somebody does, not what is done to him."""
    form, lemma = verb.lower_, verb.lemma_.lower()
    # «to er sende heim» ends so too.
    longer = len(form) > len(lemma) + 1 and form.endswith(tuple(syntax_words()["present_participles"]))
    return longer and has_feature(verb, "VerbForm", "Part")


def _is_participle(verb: Token) -> bool:
    if is_present_participle(verb):
        return False
    if verb.pos_ != "ADJ":
        return has_feature(verb, "VerbForm", "Part")
    return has_feature(verb, "VerbForm") or is_taken_for_adjective(verb)


def is_taken_for_adjective(word: Token) -> bool:
    """«møtet er utsett»: a participle under a copula that the parse may not know for one."""
    return word.lower_ in syntax_words()["participles"] and bool(children(word, "cop"))


def verb_lemma(verb: Token) -> str:
    """The infinitive of a verb in small letters, without a passive ending that the lemma has kept."""
    lemma = _well_spelt(verb.lemma_.lower())
    if lemma != verb.lower_:
        return lemma
    if is_s_passive(verb):
        active = lemma.removesuffix(syntax_words()["passive_ending"]) + "e"
        return str(syntax_words()["long_infinitives"].get(active, active))
    return lemma.removesuffix("s") if has_feature(verb, "Voice", "Pass") and lemma.endswith("es") else lemma


@lru_cache(10_000)
def _well_spelt(infinitive: str) -> str:
    data = syntax_words()["misspelt_infinitive"]
    return re.sub(data["pattern"], data["meant"], infinitive)
