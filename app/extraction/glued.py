"""Objects that the parse hangs on the name before them: «Måndag vedtok Tryggingsrådet i FN resolusjon 2728»."""

from collections.abc import Mapping

from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.syntax import children

_GLUED = ("flat:name", "nmod", "appos", "compound")


def free_objects(frame: Frame, names: Mapping[int, Referent]) -> None:
    """Give a verb what stands right behind its subject's name and belongs to no name or to another one.

    Only where the subject stands after the verb and the verb has no object; `names` has the referent of each name by
    its words.
    """
    if frame.obj or frame.passive or not frame.subj:
        return
    subject = frame.subj[0]
    bearer = names.get(subject.i)
    if bearer is None or subject.i < frame.verb.i or subject.head != frame.verb:
        return
    end = subject.i
    while names.get(end + 1) is bearer:
        end += 1
    inside = range(subject.i, end + 1)
    if end + 1 >= len(subject.doc):
        return
    word = subject.doc[end + 1]
    if word.pos_ not in ("NOUN", "PROPN") or any(c.i not in inside for c in children(word, "case")):
        return
    on_name = word.head.i in inside and word.dep_ in _GLUED
    on_verb = word.head == frame.verb and word.dep_ == "obl" and any(c.i in inside for c in word.children)
    if on_name or on_verb:
        frame.obj = [word]
        frame.oblique = [(prep, head) for prep, head in frame.oblique if head != word]
