"""Whether what a clause tells is so: negation, modality, and the status that governing words give it."""

from dataclasses import dataclass

from app.extraction.conditions import is_condition, is_conditional, is_in_case, is_undone
from app.extraction.modal_verbs import RANK, carried_modality, may_be_participle
from app.extraction.syntax import (
    SUBJECTS,
    children,
    governor,
    has_feature,
    is_for,
    is_infinitive,
    is_past,
)
from app.extraction.words import status_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import Modality, Polarity

_CLAUSAL = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj")


@dataclass(frozen=True, slots=True)
class Reality:
    """Polarity and modality together."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL

    def under(self, outer: "Reality") -> "Reality":
        """What is left of this where something of another reality governs it."""
        modality = self.modality if RANK[self.modality] >= RANK[outer.modality] else outer.modality
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
        if child.dep_ not in _CLAUSAL and any(
            c.lower_ in negation and c.i and c.nbor(-1).lower_ in openers for c in child.children
        ):
            # «Heller ikkje i år kom dei»: the parse hangs it on what stands first.
            return True
        if (
            child.lower_ in negation
            and not is_only(child)
            and child.dep_
            in (
                "advmod",
                "det",
                "discourse",
                "nsubj",
                "obj",
                "cc",
                "neg",
            )
        ):
            return True
        if child.dep_ not in ("nsubj", "nsubj:pass", "obj"):
            continue
        # «ingen plan», «korkje X eller Y»
        if any(c.lower_ in negation and c.dep_ in ("det", "cc") for c in child.children) or _is_none(child):
            return True
    return False


def _is_none(word: Token) -> bool:
    """«ikkje ein einaste veljar»: nobody; «ikkje alle» are some."""
    first = word.doc[word.left_edge.i]
    return (
        first.i + 1 < word.i
        and first.lower_ in status_words().negation
        and first.nbor().lower_ in status_words().singles
    )


def is_only(negation: Token) -> bool:
    """«ikkje berre», «ikke minst»: what follows makes it no negation."""
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ in status_words().after_no_negation


def clause_reality(verb: Token, *, expression: frozenset[int] = frozenset()) -> Reality:
    """What the clause itself says: its negation, its modal verbs and adverbs, conditions and questions.

    `expression` are the indices of words that say what happens, and not whether («vil» in «vil ha»).
    """
    words = status_words()
    carriers = [verb]
    # Coordinated verbs share the auxiliaries of the first: «skal møte og drøfte», «må være med og stemme».
    if (
        verb.dep_ == "conj"
        and (verb.head.pos_ in ("VERB", "ADJ", "AUX") or children(verb.head, "cop"))
        and not children(verb, "aux", "nsubj", "aux:pass", "cop")
        and (not has_feature(verb, "Tense") or may_be_participle(verb))
    ):
        carriers.append(verb.head)
    modality, hearsay = carried_modality(carriers, expression)
    if hearsay and _is_regretted(verb):
        return Reality()
    if modality in (Modality.PLANNED, Modality.REQUESTED) and hearsay:
        # «skal ha drepe», «burde slått»: what is said to have happened, or did not.
        modality = Modality.POSSIBLE
    for child in verb.children:
        adverb = words.adverbs.get(child.lower_)
        if any(c.lower_ in words.ensuring for c in child.children):
            # «helt sikkert»
            continue
        if _is_presumed(child):
            modality = Modality.POSSIBLE
        if adverb is not None and child.dep_ in ("advmod", "discourse") and RANK[adverb] > RANK[modality]:
            modality = adverb
    if is_condition(verb) or (is_conditional(verb) and _is_open(verb, modality)):
        modality = Modality.POSSIBLE
    if _is_thought_of(verb) and modality is Modality.ACTUAL:
        modality = Modality.POSSIBLE
    if _is_asked(verb) and not any(c.lower_ in words.presupposing for c in verb.children):
        modality = Modality.POSSIBLE
    negated = is_negated(verb)
    polarity = Polarity.NEGATIVE if negated != is_undone(verb) else Polarity.POSITIVE
    if negated and modality is Modality.POSSIBLE and _is_unable(verb):
        # «kan ikkje tilby hjelp»: that is so.
        modality = Modality.ACTUAL
    return Reality(polarity, modality)


def _is_regretted(verb: Token) -> bool:
    """«krigen skulle aldri ha vore starta»: what should not have been done, was."""
    carried = any(
        c.lemma_.lower() in status_words().regretted and has_feature(c, "Tense", "Past")
        for c in children(verb, "aux")
    )
    return carried and is_negated(verb)


def _is_presumed(phrase: Token) -> bool:
    """«etter alt å dømme»."""
    first = phrase.left_edge.i
    phrases = [f for f in status_words().presuming if f[0] == phrase.doc[first].lower_]
    return any(tuple(t.lower_ for t in phrase.doc[first : first + len(f)]) == f for f in phrases)


def _is_unable(verb: Token) -> bool:
    """Whether nothing but «kan» makes the clause unreal, and somebody cannot do it; «kan ikkje stemme» is a guess."""
    words = status_words()
    modals = [c for c in children(verb, "aux") if c.lemma_.lower() in words.modals]
    unable = len(modals) == 1 and modals[0].lemma_.lower() in words.enabling
    unsure = any(c.lower_ in words.adverbs for c in verb.children)
    # «kunne ikkje ha delteke utan hjelp»: what did not happen otherwise.
    supposed = any(c.lower_ in words.perfect_infinitives for c in children(verb, "aux"))
    return unable and not unsure and not supposed and not is_condition(verb) and not _is_asked(verb)


def _is_thought_of(verb: Token) -> bool:
    """«Å få reise til Oslo!»: an infinitive that no clause carries."""
    marks = syntax_words()["infinitive_marks"]
    marked = any(c.lower_ in marks for c in children(verb, "mark", "aux"))
    return (
        verb.dep_ == "ROOT"
        and marked
        and has_feature(verb, "VerbForm", "Inf")
        and not children(verb, *SUBJECTS)
    )


def _is_asked(verb: Token) -> bool:
    """Whether the clause is a question, or part of one."""
    is_part = verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis")
    return is_part and verb.sent.text.rstrip(' \n»"”').endswith("?")


def _is_open(verb: Token, modality: Modality) -> bool:
    """Whether what a condition leads to is a plan or a duty in the past; present and past alone are told for a fact."""
    past = [c for c in children(verb, "aux") if has_feature(c, "Tense", "Past")]
    # «hadde ho spurt, hadde vi svart»
    supposed = any(c.lower_ in status_words().supposed for c in past)
    return (
        modality is Modality.PLANNED
        or supposed
        or is_in_case(verb)
        or any(c.lemma_.lower() in status_words().compelling for c in past)
    )


def is_told_as_fact(verb: Token) -> bool:
    """Whether a dependent clause tells what was so, whatever stands above: «… fordi X tapte», «som har vunne»."""
    words = status_words()
    if is_condition(verb):
        return False
    if any(c.dep_ == "aux" and words.modals.get(c.lemma_.lower()) for c in verb.children):
        return False
    # «som er dømd»: the parse may take the auxiliary for a copula.
    done = verb.dep_ == "acl:relcl" and has_feature(verb, "VerbForm", "Part") and bool(children(verb, "cop"))
    return (
        is_past(verb)
        or done
        or any(c.dep_ in ("mark", "advmod") and c.lower_ in words.factive_markers for c in verb.children)
        or any(c.i and c.nbor(-1).lower_ in words.concessive for c in children(verb, "mark"))
    )


def judged(head: Token) -> Reality | None:
    """What a predicate makes of the clause under it («det er viktig at …», «avhengig av at …»); None where nothing."""
    words = status_words()
    lemma = head.lemma_.lower()
    if lemma in words.truths:
        return Reality(Polarity.NEGATIVE if is_negated(head) else Polarity.POSITIVE)
    found = words.judged.get(lemma) or words.judged.get(head.lower_)
    if found == "Denied" and is_negated(head):
        # «utelukkar ikkje at X vinn»
        return Reality(modality=Modality.POSSIBLE)
    return COMPLEMENT[found] if found is not None else None


def raised(verb: Token) -> Reality | None:
    """«er venta å …», «planen er å …»: what the predicate above an infinitive, or its subject, makes of it."""
    head = governor(verb)
    if not is_infinitive(verb):
        return None
    words = status_words()
    if head is not None:
        found = words.raising.get(head.lower_) or words.raising.get(head.lemma_.lower())
        compelled = found is Modality.REQUESTED and any(
            has_feature(c, "Tense", "Past") for c in children(head, "cop")
        )
        if found is not None and not compelled:
            return Reality(Polarity.NEGATIVE if is_negated(head) else Polarity.POSITIVE, found)
    for subject in children(verb, "nsubj") if children(verb, "cop") else ():
        found = status_words().weight_of(subject.lemma_.lower(), subject.lower_)
        if found is not None and found is not Modality.ACTUAL:
            return Reality(modality=found)
    return None


def is_granted(verb: Token) -> bool:
    """«for å ha vunne», «ros for å vinne»: an infinitive that tells what somebody is judged for."""
    if not is_for(verb):
        return False
    if any(is_infinitive(c) for c in children(verb, "aux")):
        return True
    words, head = status_words(), verb.head
    if head.lemma_.lower() in words.known_for or head.lower_ in words.known_for:
        # «kjend for å kritisere»
        return True
    return any(
        words.nouns.get(t.lemma_.lower()) is Modality.ACTUAL
        for t in (head, *children(head, "obj", "nsubj", "nsubj:pass"))
        if t.pos_ == "NOUN" and t.i < verb.i
    )
