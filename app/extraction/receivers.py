"""Who gets what beside a verb with two objects: «fråsegna vart sendt kommunestyret», «tildelte Kari prisen»."""

from app.extraction.called import Resolve
from app.extraction.entities import Referent
from app.extraction.frames import Frame

_TWO = 2


def turn_receivers(frame: Frame, resolve: Resolve) -> None:
    """Make the receiver what stands behind a passive verb, where it is somebody and the subject is a thing.

    The other way round, as in «ho vart tildelt prisen», frames are built. Of two that the parse takes for direct
    objects the first is who gets the other, where the one is somebody and the other is not.
    """
    if not frame.passive and not frame.iobj and len(frame.obj) == _TWO:
        first, second = frame.obj
        apart = frame.verb.i < first.i and second.dep_ != "conj"
        if apart and _acts(resolve(first)) and not _acts(resolve(second)):
            frame.iobj, frame.obj = [first], [second]
        return
    if not frame.passive or not frame.iobj or not frame.obj:
        return
    if any(word.pos_ == "PRON" or _acts(resolve(word)) for word in frame.iobj):
        return
    if all(_acts(resolve(word)) for word in frame.obj):
        frame.obj, frame.iobj = frame.iobj, frame.obj


def _acts(referent: Referent | None) -> bool:
    return referent is not None and referent.is_actor
