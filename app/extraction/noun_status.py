"""What nouns say of the events that they govern or name: «planar om eit møte», «den varsla invasjonen»."""

from dataclasses import replace

from app.extraction.status import COMPLEMENT, Reality, is_negated, is_only
from app.extraction.syntax import governor, has_feature, is_infinitive, preposition
from app.extraction.words import status_words
from app.language.tokens import Token
from app.model.vocabulary import Modality, Polarity


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
    return reality.with_modality(governed_reality(noun).modality)


def governed_reality(noun: Token) -> Reality:
    """What the noun above says: «planar om eit møte»."""
    head = noun.head
    if noun.dep_ in ("nmod", "acl", "obl") and head != noun and head.pos_ == "NOUN":
        words, prep = status_words(), preposition(noun)
        over = words.weight_of(head.lemma_.lower(), head.lower_)
        # «framlegget på møtet»: where it was made.
        there = prep in words.meeting_prepositions and has_feature(noun, "Definite", "Def")
        if over is Modality.POSSIBLE and head.lemma_.lower() in words.doubts and _is_denied(head):
            # «aldri i tvil om utvisinga»
            return Reality()
        if over is not None and (prep is None or prep in words.complement_prepositions) and not there:
            return Reality(modality=over)
    return Reality()


def under_noun(verb: Token) -> Reality | None:
    """The status of a clause that describes a noun («planar om å …», «frykt for at …»); None where it is none."""
    head = governor(verb)
    infinitive = is_infinitive(verb)
    if verb.dep_ != "acl" or head is None or not (infinitive or head.pos_ == "NOUN"):
        return None
    words = status_words()
    lemma = head.lemma_.lower()
    denied = _is_denied(head)
    if denied and lemma in words.doubts:
        # «det er ingen tvil om at X vann»
        return Reality()
    found = words.weight_of(head.lemma_.lower(), head.lower_)
    if not infinitive and lemma in words.over_infinitives:
        # «problemet at dei reiser», but «problem med å reise»
        return None
    taken = words.taken
    if infinitive and lemma in taken["nouns"] and head.dep_ == "obj" and not is_negated(head.head):
        # «tok seg tid til å hjelpe»
        found = Modality.ACTUAL if head.head.lemma_.lower() in taken["verbs"] else found
    if infinitive:
        if found is None and preposition(verb) in words.manner:
            return Reality()
        found = found or Modality.PLANNED
    elif found is None:
        return None
    if denied and infinitive and lemma in words.able:
        found = Modality.ACTUAL
    return Reality(Polarity.NEGATIVE if denied and infinitive else Polarity.POSITIVE, found)


def _is_denied(noun: Token) -> bool:
    """«ingen planar», «har ikkje planar»."""
    words = status_words()
    if any(c.lemma_.lower() in words.excepted or c.lower_ in words.excepted for c in noun.children):
        # «ikkje anna val enn å …»: that very thing.
        return False
    if noun.lower_ in words.negation or any(
        c.lower_ in words.negation and not is_only(c) and c.dep_ in ("det", "advmod") for c in noun.children
    ):
        return True
    verb = noun.head
    return (
        noun.dep_ in ("obj", "obl", "nsubj", "nsubj:pass")
        and verb.pos_ in ("VERB", "AUX")
        and is_negated(verb)
    )
