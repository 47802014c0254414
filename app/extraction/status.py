"""Whether what a clause tells is so: negation, modality, and the status that governing words give it."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from app.extraction.syntax import children, governor, has_feature, is_infinitive, is_past, preposition
from app.extraction.words import status_words
from app.model.vocabulary import Modality, Polarity

_RANK = {Modality.ACTUAL: 0, Modality.PLANNED: 1, Modality.REQUESTED: 2, Modality.POSSIBLE: 3}


@dataclass(frozen=True, slots=True)
class Reality:
    """Polarity and modality together."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL

    def under(self, outer: "Reality") -> "Reality":
        """What is left of this where something of another reality governs it."""
        modality = self.modality if _RANK[self.modality] >= _RANK[outer.modality] else outer.modality
        negative = (self.polarity is Polarity.NEGATIVE) != (outer.polarity is Polarity.NEGATIVE)
        return Reality(Polarity.NEGATIVE if negative else Polarity.POSITIVE, modality)

    def with_modality(self, modality: Modality) -> "Reality":
        """The same, at least as unreal as the modality."""
        return self.under(Reality(modality=modality))


COMPLEMENT = {
    "Actual": Reality(),
    "Reported": Reality(),
    "Planned": Reality(modality=Modality.PLANNED),
    "Requested": Reality(modality=Modality.REQUESTED),
    "Possible": Reality(modality=Modality.POSSIBLE),
    "Denied": Reality(polarity=Polarity.NEGATIVE),
}


def is_negated(word: Token) -> bool:
    """Whether a negation stands in the word's own clause, or «ingen» with one of its arguments."""
    negation, openers = status_words().negation, status_words().negation_openers
    for child in word.children:
        if any(c.lower_ in negation and c.i and c.nbor(-1).lower_ in openers for c in child.children):
            # «Heller ikkje i år kom dei»: the parse hangs it on what stands first.
            return True
        if child.lower_ in negation and child.dep_ in (
            "advmod",
            "det",
            "discourse",
            "nsubj",
            "obj",
            "cc",
            "neg",
        ):
            return True
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and any(
            c.lower_ in negation and c.dep_ == "det" for c in child.children
        ):
            return True
    return False


def clause_reality(verb: Token, *, expression: frozenset[int] = frozenset()) -> Reality:
    """What the clause itself says: its negation, its modal verbs and adverbs, conditions and questions.

    `expression` are the indices of words that say what happens, and not whether («vil» in «vil ha»).
    """
    words = status_words()
    carriers = [verb]
    # Coordinated verbs share the auxiliaries of the first: «skal møte og drøfte».
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "ADJ", "AUX")
        and not children(verb, "aux", "nsubj", "aux:pass")
        and not has_feature(verb, "Tense")
    ):
        carriers.append(verb.head)
    modality = Modality.ACTUAL
    hearsay = False
    for carrier in carriers:
        auxiliaries = children(carrier, "aux", "aux:pass", "cop")
        for auxiliary in auxiliaries:
            if auxiliary.i in expression:
                continue
            found = words.modals.get(auxiliary.lemma_.lower())
            if auxiliary.lemma_.lower() in words.compelling and has_feature(auxiliary, "Tense", "Past"):
                found = None
            if found is not None and _RANK[found] > _RANK[modality]:
                modality = found
            hearsay |= auxiliary.lower_ in ("ha", "vere", "være", "vera") and found is None
        hearsay |= has_feature(carrier, "VerbForm", "Part") and not children(carrier, "aux:pass")
    if modality in (Modality.PLANNED, Modality.REQUESTED) and hearsay:
        # «skal ha drepe», «burde slått»: what is said to have happened, or did not.
        modality = Modality.POSSIBLE
    for child in verb.children:
        adverb = words.adverbs.get(child.lower_)
        if adverb is not None and child.dep_ in ("advmod", "discourse") and _RANK[adverb] > _RANK[modality]:
            modality = adverb
        if (
            child.dep_ == "mark"
            and child.lower_ in words.conditionals
            and not (child.i and child.nbor(-1).lower_ in words.concessive)
            and verb.dep_ in ("advcl", "ccomp", "acl", "csubj")
        ):
            modality = Modality.POSSIBLE
    question = verb.sent.text.rstrip(' »"”').endswith("?")
    presupposed = any(c.lower_ in words.presupposing for c in verb.children)
    if question and not presupposed and verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis"):
        modality = Modality.POSSIBLE
    polarity = Polarity.NEGATIVE if is_negated(verb) else Polarity.POSITIVE
    return Reality(polarity, modality)


def is_told_as_fact(verb: Token) -> bool:
    """Whether a dependent clause tells what was so, whatever stands above: «… fordi X tapte», «som har vunne»."""
    words = status_words()
    if any(c.dep_ == "mark" and c.lower_ in words.conditionals for c in verb.children):
        return False
    if any(c.dep_ == "aux" and words.modals.get(c.lemma_.lower()) for c in verb.children):
        return False
    past = is_past(verb)
    return past or any(
        c.dep_ in ("mark", "advmod") and c.lower_ in words.factive_markers for c in verb.children
    )


def is_future_present(verb: Token) -> bool:
    """«blir ny leiar», «møtest klokka ti», «startar etter planen»: a present tense that tells what is to come."""
    words = status_words()
    if not has_feature(verb, "Tense", "Pres") or children(verb, "aux"):
        return False
    if verb.lemma_.lower() in words.future_presents:
        return True
    if any(t.lower_ in words.appointed for c in verb.children for t in (c, *c.children)):
        return True
    return any(c.lemma_.lower() in words.plans and preposition(c) in words.as_planned for c in verb.children)


def noun_reality(noun: Token) -> Reality:
    """What stands before and above an event noun says: «den varsla invasjonen», «planar om eit møte»."""
    words = status_words()
    reality = Reality()
    for child in noun.children:
        found = words.modifiers.get(child.lower_) or words.modifiers.get(child.lemma_.lower())
        if child.dep_ in ("amod", "acl", "det", "advmod") and found is not None:
            reality = reality.under(COMPLEMENT[found])
        if child.lower_ in words.negation and child.dep_ in ("det", "advmod"):
            reality = replace(reality, polarity=Polarity.NEGATIVE)
    head = noun.head
    if noun.dep_ in ("nmod", "acl", "obl") and head != noun and head.pos_ == "NOUN":
        over = words.nouns.get(head.lemma_.lower())
        if over is not None:
            reality = reality.with_modality(over)
    return reality


def infinitive_under_noun(verb: Token) -> Reality | None:
    """The status of an infinitive that describes a noun («planar om å …»); None where it is no such thing."""
    head = governor(verb)
    if verb.dep_ != "acl" or head is None or not is_infinitive(verb):
        return None
    return Reality(modality=status_words().nouns.get(head.lemma_.lower(), Modality.PLANNED))


def raised(verb: Token) -> Modality | None:
    """«er venta å …», «er forventa å …», «er mistenkt for å …»: what the predicate above makes of the infinitive."""
    head = governor(verb)
    if head is None or not is_infinitive(verb):
        return None
    words = status_words()
    return words.raising.get(head.lower_) or words.raising.get(head.lemma_.lower())
