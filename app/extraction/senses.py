"""Which sense of the lexicon a word has where it stands, and which words fill its slots."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.extraction.called import Resolve, is_called, is_lemma, is_of_type, nouns_of
from app.extraction.frames import Frame
from app.extraction.lexicon import Lexicon, Sense
from app.extraction.syntax import (
    children,
    conjuncts,
    governor,
    has_feature,
    is_content,
    is_infinitive,
    preposition,
    verb_lemma,
)
from app.extraction.words import status_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import EventClass

_FIXED_REACH = 8
_ASIDE = frozenset({"acl", "acl:relcl", "advcl", "appos", "parataxis"})
_LONGEST_FIXED = 8
_Following = tuple[Token, tuple[str, str]]


@dataclass(slots=True)
class Match:
    """A sense that fits, the slots it reads, and the words it has used up as part of the expression."""

    sense: Sense
    slots: Mapping[str, list[Token]]
    used: frozenset[int]
    predicate: str


def match_verb(frame: Frame, lexicon: Lexicon, resolve: Resolve, *, quoted: bool) -> Match | None:
    """The narrowest sense of a verb that fits its clause; None where the lexicon has none.

    The sense of «er glad for» stands under the copula, whichever word the parse makes the head.
    """
    best: Match | None = None
    for view in (frame, *_as_adjective(frame)):
        word = view.copula or view.verb
        senses = lexicon.verbs.get(verb_lemma(word), ())
        following = _following(word) if senses else []
        seen = {form for _, forms in following for form in forms}
        for sense in senses:
            if view.copula is not None and not sense.pattern.fixed and view.verb.pos_ in ("ADJ", "VERB"):
                continue
            if best is not None and sense.specificity <= best.sense.specificity:
                break
            if sense.pattern.fixed and seen.isdisjoint(sense.pattern.openers):
                # Two of three senses fail here.
                continue
            match = _try(view, sense, resolve, following, quoted=quoted)
            if match is not None:
                best = match
                break
    return best


def is_abstained(frame: Frame, sense: Sense, matches: Mapping[int, Match]) -> bool:
    """«avstod frå å røyste»: who abstains casts no vote."""
    head = governor(frame.verb)
    above = matches.get(head.i) if head is not None else None
    return (
        sense.event_class is EventClass.VOTE
        and above is not None
        and above.sense.event_class is EventClass.ABSTENTION
    )


def _as_adjective(frame: Frame) -> list[Frame]:
    """«er skuffa over»: a participle under a copula may stand in an expression with it."""
    copula = next(iter(children(frame.verb, "cop")), None)
    if frame.copula is not None or copula is None:
        return []
    subjects = frame.obj if frame.passive else frame.subj
    return [replace(frame, copula=copula, passive=False, subj=subjects, obj=[])]


def _try(
    frame: Frame, sense: Sense, resolve: Resolve, following: list[_Following], *, quoted: bool
) -> Match | None:
    pattern = sense.pattern
    verb = frame.verb
    word = frame.copula or verb
    # Most senses of a verb fail here, before anything is made of its slots.
    noun = next((o for o in frame.obj if is_called(o, pattern.noun, resolve)), None) if pattern.noun else None
    phrase = next((p for p in (_phrase(word, f, following) for f in pattern.fixed) if p), None)
    if (pattern.noun and noun is None) or (pattern.fixed and phrase is None):
        return None
    if any(frame.slot(name) for name in sense.without):
        return None
    particles = []
    for alternatives in pattern.particles:
        standing = _particle(frame, alternatives)
        if standing is None:
            return None
        particles.append(standing)
    used: set[int] = set()
    words = [verb_lemma(word)]
    slots = {name: frame.slot(name) for name in ("subj", "obj", "iobj", "pred", "comp")}
    for prep, head in frame.oblique:
        slots.setdefault(prep, []).append(head)
    for child in children(verb, "xcomp"):
        # «omtala det som ei sak for retten», where the parse takes it for what the object is.
        if (governing := preposition(child)) is not None:
            slots.setdefault(governing, []).append(child)
    if (
        frame.passive
        and not frame.subj
        and "subj" in sense.roles
        and "obj" not in sense.roles
        and not _is_done_to(verb)
    ):
        # «er reist», «er omkomen»: the perfect of a verb that takes no object.
        slots["subj"], slots["obj"] = slots["obj"], []
    for particle, governed in particles:
        used.add(particle.i)
        words.append(particle.lower_)
        if governed is not None:
            # «stemme gjennom eit forslag»: what follows the particle is the object.
            slots["obj"] = [*slots["obj"], governed]
            slots[preposition(governed) or ""] = []
    if phrase is not None:
        used.update(t.i for t in phrase)
        words.extend(t.lower_ for t in phrase)
        _drop(slots, used)
        for token in phrase:
            for child in token.children:
                if child.i not in used and (governing := preposition(child)) is not None:
                    slots.setdefault(governing, []).append(child)
            if token.dep_ == "case" and token.head.i not in used and token == phrase[-1]:
                slots.setdefault(preposition(token.head) or token.lower_, []).append(token.head)
    if noun is not None:
        if noun.pos_ != "PRON":
            words.append(noun.lemma_.lower())
        if "obj" not in sense.roles:
            used.add(noun.i)
        for child in noun.children:
            if (governing := preposition(child)) is not None:
                slots.setdefault(governing, []).append(child)
    _attached_too_low(frame, sense, slots)
    if not _fits(sense, slots, resolve, quoted=quoted):
        return None
    return Match(
        sense,
        {k: [t for t in v if t.i not in used] for k, v in slots.items()},
        frozenset(used),
        " ".join(words),
    )


def _is_done_to(verb: Token) -> bool:
    """«vart hugsa», «skal seiast»: a passive that no perfect looks like."""
    carried = any(
        c.lemma_.lower() in status_words().future_presents for c in children(verb, "aux", "aux:pass")
    )
    return carried or has_feature(verb, "Voice", "Pass")


def _attached_too_low(frame: Frame, sense: Sense, slots: dict[str, list[Token]]) -> None:
    """Prepositional phrases that the parse hangs on the object though the verb asks for them."""
    for slot in sense.roles:
        if slots.get(slot) or slot in ("subj", "obj", "iobj", "comp", "pred", "i", "på", "av"):
            continue
        for head in frame.obj:
            found = [
                c
                for c in head.subtree
                if c.i > head.i
                and c.dep_ in ("nmod", "obl")
                and preposition(c) == slot
                and not _is_aside(c, head)
            ]
            if found:
                slots[slot] = found[:1]
                break


def _is_aside(word: Token, noun: Token) -> bool:
    """«X, ved Y til Z», «X, som kom frå Z»: below something that is told of a noun beside what is done to it."""
    above = word.head
    while above.i != noun.i:
        if above.dep_ in _ASIDE or preposition(above) in syntax_words()["beside"]:
            return True
        above = above.head
    return False


def _fits(sense: Sense, slots: Mapping[str, list[Token]], resolve: Resolve, *, quoted: bool) -> bool:
    for need in sense.needs:
        if need == "quote":
            if not quoted:
                return False
        elif need == "comp":
            if not slots.get("comp") and not quoted:
                return False
        elif need == "clause":
            if all(is_infinitive(word) for word in slots.get("comp", [])) and not quoted:
                return False
        elif not slots.get(need):
            return False
    for slot, names in sense.types.items():
        words = slots.get(slot, [])
        if not words:
            if slot == "subj":
                continue
            return False
        if not any(_has_type(part, names, resolve) for word in words for part in conjuncts(word)):
            return False
    return all(
        any(is_lemma(noun, lemmas) for word in slots.get(slot, []) for noun in nouns_of(word, resolve))
        for slot, lemmas in sense.lemmas.items()
    )


def _has_type(word: Token, names: tuple[str, ...], resolve: Resolve) -> bool:
    if "Office" in names:
        return word.pos_ == "NOUN"
    referent = resolve(word)
    if referent is None:
        # An unresolved personal pronoun is a person, whoever it is.
        return word.pos_ == "PRON" and "Person" in names and has_feature(word, "Animacy", "Hum")
    return is_of_type(referent, names)


def _particle(frame: Frame, alternatives: tuple[str, ...]) -> tuple[Token, Token | None] | None:
    verb = frame.verb
    for child in verb.children:
        if (
            child.lower_ in alternatives
            and child.dep_ not in ("case", "mark", "cc", "conj", "parataxis", "ccomp", "advcl")
            and (child.pos_ != "PRON" or preposition(child) is None)
        ):
            # «trekkje seg», but not «trekkje hjelpa med seg».
            return child, None
    for prep_child in children(verb, "obl", "nmod"):
        for case in prep_child.children:
            # «vart takka av naboane»: who does it.
            of_agent = frame.passive and prep_child in frame.subj
            if case.dep_ == "case" and case.lower_ in alternatives and case.i > verb.i and not of_agent:
                # «la fram planen på tysdag», «blei lagt fram for styret»: what has an object already takes none here.
                apart = bool(frame.obj) and case.i + 1 in {c.i for c in children(prep_child, "case")}
                return case, None if apart else prep_child
    for clause in children(verb, "ccomp", "advcl"):
        if not is_content(clause):
            continue
        for case in children(clause, "case", "mark"):
            if case.lower_ in alternatives and verb.i < case.i < clause.i:
                # «peika på at …», «la til at …»
                return case, None
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if following is not None and following.lower_ in alternatives and following.dep_ not in ("case", "mark"):
        return following, None
    return None


def _phrase(verb: Token, words: tuple[str, ...], following: list[_Following]) -> list[Token]:
    """The words of a fixed phrase soon after the verb, in order; empty where they are not there."""
    for start in range(min(len(following), _FIXED_REACH + len(words)) - len(words) + 1):
        # The first word alone mostly settles it.
        if words[0] not in following[start][1]:
            continue
        part = following[start : start + len(words)]
        if all(word in forms for word, (_, forms) in zip(words, part, strict=True)):
            found = [token for token, _ in part]
            if not any(_of_another(t, verb) for t in found):
                return found
    return []


def _following(word: Token) -> list[_Following]:
    """The words after a verb in its sentence, as far as fixed phrases reach, with their form and lemma."""
    end = min(word.sent.end, word.i + 1 + _FIXED_REACH + _LONGEST_FIXED)
    return [(t, (t.lower_, t.lemma_.lower())) for t in word.doc[word.i + 1 : end]]


def _of_another(word: Token, verb: Token) -> bool:
    """«kjem til å reise heim»: the word hangs on a verb between."""
    return word.head.pos_ == "VERB" and verb.i < word.head.i < word.i


def _drop(slots: dict[str, list[Token]], used: set[int]) -> None:
    for name, words in slots.items():
        slots[name] = [w for w in words if w.i not in used]
