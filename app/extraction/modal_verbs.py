"""What auxiliaries say of the verb that they carry: plan, duty, possibility, hearsay, and what was done after all."""

from collections.abc import Sequence

from app.extraction.conditions import is_conditional
from app.extraction.syntax import SUBJECTS, children, has_feature, is_past
from app.extraction.words import status_words
from app.language.tokens import Token
from app.model.vocabulary import Modality

RANK = {Modality.ACTUAL: 0, Modality.PLANNED: 1, Modality.REQUESTED: 2, Modality.POSSIBLE: 3}
"""How far from a fact."""


def carried_modality(carriers: Sequence[Token], expression: frozenset[int]) -> tuple[Modality, bool]:
    """The modality that the auxiliaries of a verb give it, and whether it is told as having happened before.

    The first of `carriers` is the verb, the rest are those whose auxiliaries it shares; `expression` are the indices of
    words that say what happens, and not whether.
    """
    words = status_words()
    modality = Modality.ACTUAL
    hearsay = False
    for carrier in carriers:
        for auxiliary in children(carrier, "aux", "aux:pass", "cop"):
            if auxiliary.i in expression:
                continue
            found = words.modals.get(auxiliary.lemma_.lower())
            if _tells_what_was_done(auxiliary, carrier):
                found = None
            if found is not None and RANK[found] > RANK[modality]:
                modality = found
            # «skal vere sendt», but «skal vere i Oslo»
            carries = auxiliary.dep_ != "cop" or has_feature(carrier, "VerbForm", "Part")
            told_before = auxiliary.lower_ in words.perfect_infinitives and found is None and carries
            hearsay |= told_before and not _is_state_to_come(carrier)
        told_before = has_feature(carrier, "VerbForm", "Part") and not children(carrier, "aux:pass")
        hearsay |= told_before and not _is_state_to_come(carrier)
    return modality, hearsay


def _tells_what_was_done(auxiliary: Token, verb: Token) -> bool:
    """«måtte avlyse», «har kunnet reise», «må kunne hjelpe», «endelig kunne de feire»: no modality of its own."""
    words, lemma = status_words(), auxiliary.lemma_.lower()
    if lemma in words.compelling and has_feature(auxiliary, "Tense", "Past"):
        # «måtte ha støtte» is a need.
        return verb.lemma_.lower() not in words.needed
    if lemma in words.accomplished and has_feature(auxiliary, "VerbForm", "Part"):
        return True
    if lemma not in words.enabling:
        return False
    if has_feature(auxiliary, "VerbForm", "Inf"):
        # What must or shall be possible is a duty or a plan.
        before = [c for c in children(verb, "aux") if c.i < auxiliary.i]
        return any(c.lemma_.lower() in words.over_enabling for c in before)
    return has_feature(auxiliary, "Tense", "Past") and _was_managed(verb)


def _was_managed(verb: Token) -> bool:
    """«endelig kunne de feire», «da X kunne legge fram planen», «hun kom og kunne gi ham prisen»."""
    words = status_words()
    if not has_feature(verb, "VerbForm", "Inf") or len(children(verb, "aux")) > 1 or is_conditional(verb):
        return False
    if any(c.lower_ in words.managed["adverbs"] for c in verb.children):
        return True
    if verb.lemma_.lower() in words.managed["verbs"]:
        return verb.dep_ in ("ROOT", "conj", "advcl", "acl:relcl")
    if verb.dep_ == "advcl":
        return any(c.lower_ in words.managed["when"] for c in children(verb, "mark", "advmod"))
    told = verb.dep_ == "conj" and bool(children(verb, *SUBJECTS)) and bool(children(verb, "cc"))
    return told and is_past(verb.head) and not children(verb.head, "aux")


def may_be_participle(verb: Token) -> bool:
    """«skal ha køyrt ut og krasja»: what the parse takes for a past, after a perfect without a tense of its own."""
    first = verb.head
    untensed = [c for c in children(first, "aux") if c.lower_ in status_words().perfect_infinitives]
    return (
        bool(untensed)
        and has_feature(verb, "Tense", "Past")
        and any(has_feature(c, "VerbForm", "Part") for c in (first, *children(first, "cop")))
    )


def _is_state_to_come(participle: Token) -> bool:
    """«vil vere stengd»: how something will be, and no word of what has happened, as in «vil ha vunne»."""
    wills = any(c.lemma_.lower() in status_words().willing for c in children(participle, "aux"))
    return wills and any(has_feature(c, "VerbForm", "Inf") for c in children(participle, "cop"))
