"""The participants of a verb in its clause: passives, relative clauses, control, ellipsis and all."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.extraction.syntax import (
    CLAUSES,
    SUBJECTS,
    children,
    governor,
    has_feature,
    is_all,
    is_attribute,
    is_infinitive,
    is_passive,
    is_present_participle,
    is_taken_for_adjective,
    is_told,
    preposition,
    prepositions,
    relative_antecedent,
)
from app.extraction.words import reference_words
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token

ObjectControl = Callable[[Token, Token], bool]
"""Whether a verb's object, not its subject, does what an infinitive under it says («be nokon om å …»)."""
_DEPTH = 4


@dataclass(slots=True)
class Frame:
    """Logical slots: in a passive `subj` is the agent and `obj` what it is done to."""

    verb: Token
    passive: bool
    subj: list[Token] = field(default_factory=list)
    obj: list[Token] = field(default_factory=list)
    iobj: list[Token] = field(default_factory=list)
    pred: list[Token] = field(default_factory=list)
    comp: Token | None = None
    oblique: list[tuple[str, Token]] = field(default_factory=list)
    """Preposition and the head of its phrase, in text order."""
    copula: Token | None = None
    """The copula of a predicate that is an adjective («er glad for»), whose frame this is."""
    bare: list[Token] = field(default_factory=list)
    """Oblique phrases without a preposition: mostly times."""

    def slot(self, name: str) -> list[Token]:
        """The words in a slot: subj, obj, iobj, pred, comp or a preposition."""
        if name == "comp":
            return [self.comp] if self.comp is not None else []
        if name in ("subj", "obj", "iobj", "pred"):
            found: list[Token] = getattr(self, name)
            return found
        return [head for prep, head in self.oblique if prep == name]


def build_frame(verb: Token, object_control: ObjectControl) -> Frame:
    """The frame of a verb or participle."""
    copula = next(iter(children(verb, "cop")), None)
    if (has_feature(verb, "VerbForm") and not is_present_participle(verb)) or is_taken_for_adjective(verb):
        copula = None
    attribute = is_attribute(verb)
    frame = Frame(verb, copula is None and (attribute or is_passive(verb)), copula=copula)
    _obliques(verb, frame)
    if copula is not None and verb.pos_ in ("NOUN", "PROPN"):
        frame.oblique.extend((prep, verb) for prep in prepositions(verb))
    subjects = _subjects(verb, object_control, _DEPTH)
    objects, indirect = children(verb, "obj"), children(verb, "iobj")
    if not subjects and len(objects) > 1 and has_feature(verb, "Mood", "Ind"):
        if objects[0].i > verb.i:
            # «I går fekk X avskjed», where the parse takes both for objects: of two in a row the first one does it.
            subjects, objects = objects[:1], objects[1:]
        elif objects[0].pos_ == "PRON" and objects[1].i > verb.i:
            # «Det opplyser X»
            subjects, objects = objects[1:], objects[:1]
    antecedent = relative_antecedent(verb)
    own_subject = any(not is_all(s) for s in children(verb, *SUBJECTS))
    if frame.passive:
        frame.subj = [head for prep, head in frame.oblique if prep == "av"]
        if objects and subjects:
            # «ho vart tildelt prisen»: the subject is the one who gets, the object what is given.
            frame.obj, frame.iobj = objects, subjects
        else:
            frame.obj = subjects or objects
            frame.iobj = indirect
        if verb.dep_ in ("acl", "amod") and not own_subject:
            # «X er nyvald leiar»: the noun tells of the subject.
            frame.obj = (attribute and children(verb.head, "cop") and children(verb.head, *SUBJECTS)) or [
                verb.head
            ]
    else:
        frame.subj, frame.obj, frame.iobj = subjects, objects, indirect
        if antecedent is not None and own_subject and not objects:
            frame.obj = [antecedent]
    if verb.dep_ == "conj" and not objects and not frame.passive and verb.head.pos_ == "VERB":
        # «kritiserte og fordømte åtaket»: the object stands with the last verb only, or with the first.
        shared = children(verb.head, "obj")
        if shared and all(o.i > verb.i for o in shared):
            frame.obj = shared
    frame.comp = next(iter(children(verb, "ccomp", "xcomp")), None)
    bare = frame.comp if frame.comp is not None and not children(frame.comp, "aux", "mark") else None
    if bare is not None and not frame.obj and not frame.passive and object_control(verb, bare):
        # «bad styret utsetje saka», where the parse takes who is asked for the subject of what he shall do.
        frame.obj = [s for s in children(bare, "nsubj") if is_infinitive(bare) and s.i > verb.i]
    if is_told(verb):
        _turn_to_hearer(frame, children(verb, *SUBJECTS) or children(verb.head, *SUBJECTS))
    frame.pred = [t for t in children(verb, "xcomp") if t.pos_ in ("NOUN", "PROPN")]
    frame.pred += [head for prep, head in frame.oblique if prep in ("som", "til") and head.pos_ == "NOUN"]
    if attribute and verb.head.pos_ == "NOUN":
        # «nyvald leiar»: what the noun says is what somebody has become.
        frame.pred.append(verb.head)
    return frame


def _turn_to_hearer(frame: Frame, hearers: list[Token]) -> None:
    """«Avisa får opplyst frå politiet at …»: who tells it stands after the preposition, the subject hears it."""
    frame.passive = False
    frame.subj = [head for prep, head in frame.oblique if prep in ("frå", "av")]
    kept = [pair for pair in frame.oblique if pair[1] not in frame.subj]
    frame.oblique = [*(("til", word) for word in hearers), *kept]
    frame.obj = []
    frame.comp = frame.comp or next(iter(children(frame.verb.head, "ccomp")), None)


def _obliques(verb: Token, frame: Frame) -> None:
    for child in children(verb, "obl", "obl:agent", "nmod", "advcl"):
        found = prepositions(child)
        if not found:
            if child.dep_ != "advcl":
                frame.bare.append(child)
            continue
        frame.oblique.extend((prep, child) for prep in found)
        for part in child.children:
            if part.dep_ == "conj" and (own := preposition(part)) is not None:
                frame.oblique.append((own, part))


def _subjects(verb: Token, object_control: ObjectControl, depth: int) -> list[Token]:
    own = [s for s in children(verb, *SUBJECTS) if not (s.lower_ == "det" and children(verb, "expl"))]
    if len(own) > 1:
        # «Eit problem er at regjeringa nøler»: the problem does nothing.
        own = [s for s in own if s.dep_ != "nsubj:outer"]
    if verb.dep_ == "acl:relcl" and children(verb, "mark"):
        # «X og Y, som begge støttar Z»
        own = [s for s in own if not is_all(s)]
    copula = next(iter(children(verb, "cop")), None)
    if copula is not None and verb.pos_ == "VERB" and not has_feature(verb, "VerbForm", "Part"):
        # «Målet er å vinne», «Målet er at X vinn»: the goal does nothing.
        return [s for s in own if s.i > copula.i]
    if own or depth == 0:
        return own
    if children(verb, "expl") and children(verb, "obj"):
        return [] if not is_passive(verb) else children(verb, "obj")
    antecedent = relative_antecedent(verb)
    if antecedent is not None:
        return [antecedent]
    if verb.dep_ == "conj" and verb.head != verb:
        return _subjects(verb.head, object_control, depth - 1)
    head = governor(verb)
    if head is None:
        return []
    if verb.dep_ in CLAUSES and (is_infinitive(verb) or verb.dep_ == "xcomp"):
        if head.pos_ == "NOUN" and verb.dep_ == "acl":
            return _noun_holder(head, object_control, depth)
        if verb.pos_ == "ADJ" and not is_infinitive(verb) and (kept := children(head, "obj")):
            # «held luftrommet stengt»
            return kept
        if head.lemma_.lower() in syntax_words()["letting"] and (let := children(head, "iobj", "obj")):
            # «lét barna spele»
            return let
        if object_control(head, verb):
            objects = children(head, "iobj") or children(head, "obj")
            if objects:
                return objects
            return _subjects(head, object_control, depth - 1) if is_passive(head) else []
        if is_passive(head) and not (head.pos_ == "ADJ" and children(head, "cop")):
            # But «er interesserte i å …» tells of the subject.
            return [t for prep, t in _agents(head) if prep == "av"]
        return _subjects(head, object_control, depth - 1)
    return []


def _agents(verb: Token) -> list[tuple[str, Token]]:
    return [(prep, c) for c in children(verb, "obl", "obl:agent") if (prep := preposition(c)) is not None]


def _noun_holder(noun: Token, object_control: ObjectControl, depth: int) -> list[Token]:
    """Who does what a noun announces: «Xs plan om å …», «X har planar om å …»."""
    holders = [c for c in children(noun, "nmod:poss", "nmod") if preposition(c) is None]
    # «eit signal til X om å …», «krav til X om å …»: who it is meant for.
    meant = [c for c in children(noun, "nmod") if preposition(c) in syntax_words()["directed_to"]]
    if meant and noun.lemma_.lower().endswith(tuple(syntax_words()["directed"])):
        return meant
    if holders:
        return holders
    if children(noun, "cop") and children(noun, *SUBJECTS):
        # «(seier) at X er i ferd med å …»
        return children(noun, *SUBJECTS)
    head = noun.head
    while head != noun and head.pos_ == "NOUN" and head.dep_ == "conj":
        head = head.head
    if head != noun and head.pos_ == "VERB" and noun.dep_ in ("obj", "obl"):
        if noun.dep_ == "obj" and noun.lemma_.lower() not in syntax_words()["vows"]:
            # «gav X løyve til å byggje»
            given = [t for t in children(head, "iobj") if t.lower_ not in reference_words().reflexives]
            if given:
                return given
        return _subjects(head, object_control, depth - 1)
    return []
