"""Who gets what in a passive with two participants: «fråsegna vart sendt kommunestyret»."""

from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.senses import Resolve


def turn_receivers(frame: Frame, resolve: Resolve) -> None:
    """Make what stands behind a passive verb the receiver, where it is somebody and the subject is a thing.

    The other way round, as in «ho vart tildelt prisen», frames are built.
    """
    if not frame.passive or not frame.iobj or not frame.obj:
        return
    if any(word.pos_ == "PRON" or _acts(resolve(word)) for word in frame.iobj):
        return
    if all(_acts(resolve(word)) for word in frame.obj):
        frame.obj, frame.iobj = frame.iobj, frame.obj


def _acts(referent: Referent | None) -> bool:
    return referent is not None and referent.is_actor
