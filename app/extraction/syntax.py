"""Questions to a Universal Dependencies parse of Norwegian."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from app.language.tokens import Doc, Token

from app.resources import load_yaml

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
OBLIQUES = ("obl", "nmod")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("lexicon", "syntax.yaml")
    return data


def place_prepositions() -> frozenset[str]:
    """Prepositions that say where something happens."""
    return frozenset(_data()["place"])


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


def definite_endings() -> tuple[str, ...]:
    """Endings that make nouns definite."""
    return tuple(_data()["definite_endings"])


def support_verbs() -> frozenset[str]:
    """Verbs whose subject does what an event noun as their object says («gjennomføre ei gransking»)."""
    return frozenset(_data()["support_verbs"])


def receiving_verbs() -> frozenset[str]:
    """Verbs whose subject suffers what an event noun as their object says («ha støtte frå Y»)."""
    return frozenset(_data()["receiving_verbs"])


def message_nouns() -> tuple[str, ...]:
    """Ends of nouns for what somebody says something in («e-post»)."""
    return tuple(_data()["messages"])


def hearer_prepositions() -> frozenset[str]:
    """Prepositions between a message and who gets it."""
    return frozenset(_data()["to_hearers"])


def full_support_verbs() -> frozenset[str]:
    """Those of them that say so even of a definite noun («gjennomførte granskinga»)."""
    return frozenset(_data()["full_support_verbs"])


def occurrence_verbs() -> frozenset[str]:
    """Verbs that say of an event only that it happens («ulykka skjedde i Y»)."""
    return frozenset(_data()["occurrence_verbs"])


def purpose_prepositions() -> frozenset[str]:
    """Prepositions between a verb and a bare noun for what its subject does («samla seg til protest»)."""
    return frozenset(_data()["purpose"])


def no_compounds() -> frozenset[str]:
    """Nouns that end like others and are no sort of them («samarbeid»)."""
    return frozenset(_data()["no_compounds"])


def abstract_endings() -> tuple[str, ...]:
    """Ends of nouns for doings and qualities («samanlikning»)."""
    return tuple(_data()["abstract"])


def within_prepositions() -> frozenset[str]:
    """Prepositions after which a place lies within another."""
    return frozenset(_data()["within"])


def governed_prepositions() -> frozenset[str]:
    """Prepositions that lead a verb to what it plans, asks for or denies («varsla om kutt»)."""
    return frozenset(_data()["governed"])


def leading_prepositions() -> frozenset[str]:
    """Those of them that always do; the others lead to it only where the verb's sense asks for them."""
    return frozenset(_data()["leading"])


def having_verbs() -> frozenset[str]:
    """Verbs that, negated, deny the event of a bare noun («har ikkje møte»)."""
    return frozenset(_data()["having_verbs"])


def at_prepositions() -> frozenset[str]:
    """Prepositions after which an organisation can be where something happens."""
    return frozenset(_data()["at"])


def weak_verbs() -> frozenset[str]:
    """Verbs that tell nothing worth keeping by themselves."""
    return frozenset(_data()["weak_verbs"])


def light_verbs() -> frozenset[str]:
    """Verbs that seldom tell something worth keeping, whoever takes part."""
    return frozenset(_data()["light_verbs"])


def oblique_roles() -> dict[str, dict[str, str]]:
    """Preposition → the role of what it governs under a verb of the open class, by «place» and «other»."""
    roles: dict[str, dict[str, str]] = _data()["oblique_roles"]
    return roles


def concept_prepositions() -> frozenset[str]:
    """Prepositions that lead to a participant of a verb of the open class even where it is neither named nor acts."""
    return frozenset(_data()["concept_prepositions"])


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
    return [str(_data()["prepositions"].get(form, form)) for form in forms]


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in text order."""
    found = [token]
    for child in children(token, "conj"):
        found.extend(conjuncts(child))
    return sorted(found, key=lambda t: t.i)


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is an infinitive with its mark («å drepe»)."""
    marks = _data()["infinitive_marks"]
    return has_feature(verb, "VerbForm", "Inf") or any(
        c.dep_ == "mark" and c.lower_ in marks for c in verb.children
    )


def is_for(verb: Token) -> bool:
    """«for å …»: what for."""
    return any(c.lower_ == "for" and c.dep_ in ("case", "mark") for c in verb.children)


def is_governed_clause(verb: Token) -> bool:
    """«oppmodar til at …»: a clause that a preposition of the verb above leads to."""
    openers = [(a.lower_, b.lower_) for a, b in pairwise(verb.subtree) if a.head == verb == b.head]
    return any(opener in openers for opener in map(tuple, _data()["clause_openers"]))


def is_content(verb: Token) -> bool:
    """«… at X vann»: a clause with its own subject that is what the word above is about."""
    marks = children(verb, "mark")
    return verb.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "acl") and any(
        c.lower_ in _data()["content_marks"] for c in marks
    )


def has_auxiliary(verb: Token) -> bool:
    """Whether an auxiliary or copula carries the verb."""
    return any(c.dep_.startswith("aux") or c.dep_ == "cop" for c in verb.children)


def is_past(verb: Token) -> bool:
    """Whether a verb stands in the past or in the perfect."""
    return has_feature(verb, "Tense", "Past") or any(
        has_feature(c, "Tense") and c.lemma_.lower() in _data()["tense_auxiliaries"]
        for c in children(verb, "aux", "aux:pass")
    )


def is_passive(verb: Token) -> bool:
    """Whether the logical object is, or would be, the subject."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children):
        return True
    if has_feature(verb, "Voice", "Pass") or is_s_passive(verb) or _is_finite_s_passive(verb):
        return True
    if verb.dep_ == "conj" and not children(verb, *SUBJECTS) and _is_participle(verb):
        return verb.head.pos_ in ("VERB", "ADJ") and is_passive(verb.head)
    if _is_participle(verb):
        if verb.dep_ in ("acl", "amod"):
            return True
        # «Tre drepne», «er tiltalt», «Dømt for ran»: only «ha» and its like make a participle active.
        # «har vore evakuert»: with another one beside it they only say when.
        carried = any(c.dep_ == "aux" and c.lemma_ in _data()["perfect_auxiliaries"] for c in verb.children)
        carried = carried and not children(verb, "cop")
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "ADJ") and not has_auxiliary(verb):
            carried = not is_passive(verb.head)
        return not carried
    return False


def is_attribute(word: Token) -> bool:
    """«nyvald leiar», «det nedlagte verftet»: an adjective before a noun that is no form of a verb."""
    return word.pos_ == "ADJ" and word.dep_ == "amod" and not has_feature(word, "VerbForm")


def is_told(verb: Token) -> bool:
    """«X får opplyst frå Y»: whether the subject hears what the verb says."""
    data = _data()
    lent = [c for c in verb.children if c.dep_ == "aux"] + ([verb.head] if verb.dep_ == "xcomp" else [])
    return verb_lemma(verb) in data["told_verbs"] and any(
        c.lemma_.lower() in data["told_auxiliaries"] for c in lent
    )


def is_s_passive(verb: Token) -> bool:
    """«må stengjast»: an infinitive with a passive ending, which Nynorsk parses leave untold."""
    return (
        verb.pos_ == "VERB"
        and verb.lower_.endswith("ast")
        and has_feature(verb, "VerbForm", "Inf")
        and verb.lemma_.lower() not in _data()["deponents"]
    )


@lru_cache(10_000)
def _well_spelt(infinitive: str) -> str:
    data = _data()["misspelt_infinitive"]
    return re.sub(data["pattern"], data["meant"], infinitive)


def _is_finite_s_passive(verb: Token) -> bool:
    """«selskapet, som ledes av …»: a present with a passive ending that the parse leaves untold, beside who does it."""
    return (
        verb.pos_ == "VERB"
        and verb.lower_ == verb.lemma_.lower() + "s"
        and has_feature(verb, "Tense", "Pres")
        and any(preposition(c) == "av" for c in children(verb, "obl", "obl:agent"))
    )


def verb_lemma(verb: Token) -> str:
    """The infinitive of a verb in small letters, without a passive ending that the lemma has kept."""
    lemma = _well_spelt(verb.lemma_.lower())
    if lemma != verb.lower_:
        return lemma
    if is_s_passive(verb):
        active = lemma.removesuffix("ast") + "e"
        return str(_data()["long_infinitives"].get(active, active))
    return lemma.removesuffix("s") if has_feature(verb, "Voice", "Pass") and lemma.endswith("es") else lemma


def is_predicate_phrase(token: Token) -> bool:
    """«er med i …», «er i Oslo», «er mot planen»: a particle or a phrase with a preposition stands under a copula."""
    if token.pos_ in ("NOUN", "PROPN"):
        return preposition(token) in _data()["predicate_prepositions"]
    return token.pos_ in ("ADP", "ADV") and token.lower_ in _data()["predicate_particles"]


def is_present_participle(verb: Token) -> bool:
    """«rasande», «rasende»: what somebody does, not what is done to him."""
    form, lemma = verb.lower_, verb.lemma_.lower()
    # «to er sende heim» ends so too.
    longer = len(form) > len(lemma) + 1 and form.endswith(tuple(_data()["present_participles"]))
    return longer and has_feature(verb, "VerbForm", "Part")


def _is_participle(verb: Token) -> bool:
    if is_present_participle(verb):
        return False
    return has_feature(verb, "VerbForm", "Part") or (verb.pos_ == "ADJ" and has_feature(verb, "VerbForm"))


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
