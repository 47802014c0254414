"""Subjects that headlines leave out: «Droppar korpset», of which the text below tells whose doing it is."""

from collections.abc import Callable, Mapping

from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.syntax import SUBJECTS, children, has_feature, verb_lemma
from app.language import Document
from app.language.tokens import Token
from app.model.article import BlockKind

ResolveAll = Callable[[Token], list[tuple[Token, Referent]]]
_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING)
_REACH = 500
"""How many words further down the same verb may stand; a heading is about what follows it closely."""


def supply_subjects(document: Document, frames: Mapping[int, Frame], resolve_all: ResolveAll) -> None:
    """Give a headline without a subject who does what the same verb below tells, active or passive.

    Of a passive headline («Dømd for ran») it is whom it is done to. Commands keep their hearer.
    """
    bare = [f for f in frames.values() if _lacks_subject(f) and _in_head(document, f.verb)]
    if not bare:
        return
    below: dict[str, list[Frame]] = {}
    for frame in frames.values():
        if not _in_head(document, frame.verb):
            below.setdefault(verb_lemma(frame.verb), []).append(frame)
    for frame in bare:
        for other in below.get(verb_lemma(frame.verb), ()):
            if not frame.verb.i < other.verb.i <= frame.verb.i + _REACH:
                continue
            words = [w for w in (other.obj if frame.passive else other.subj) if resolve_all(w)]
            if words:
                if frame.passive:
                    frame.obj = words
                else:
                    frame.subj = words
                    _hand_down(frame, frames)
                break


def _lacks_subject(frame: Frame) -> bool:
    verb = frame.verb
    if verb.dep_ != "ROOT" or children(verb, *SUBJECTS, "expl") or has_feature(verb, "Mood", "Imp"):
        return False
    return not (frame.obj if frame.passive else frame.subj)


def _in_head(document: Document, verb: Token) -> bool:
    block = document.block_at(verb.idx)
    return block is not None and block.kind in _HEADS


def _hand_down(frame: Frame, frames: Mapping[int, Frame]) -> None:
    """«Vurderer å stengje», «Tok bilen og reiste»: the same one does what hangs on the verb."""
    for child in children(frame.verb, "xcomp", "conj"):
        under = frames.get(child.i)
        if under is not None and not under.subj and not under.passive and not children(child, *SUBJECTS):
            under.subj = frame.subj
