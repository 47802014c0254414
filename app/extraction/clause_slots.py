"""In which slot of a clause's frame somebody stands, passives, control and coordination undone."""

from collections.abc import Mapping

from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.participants import Participants
from app.extraction.syntax import preposition
from app.language.tokens import Token

_SLOTS = ("subj", "obj", "iobj")
_DEEP = 8


class ClauseSlots:
    """The slots of one document's verbs; `frames` go from the index of a verb to its frame."""

    def __init__(self, frames: Mapping[int, Frame], participants: Participants) -> None:
        self._frames = frames
        self._participants = participants
        self._known: dict[int, tuple[dict[int, str], dict[int, str]]] = {}

    def has(self, predicate: Token) -> bool:
        """Whether a word has a frame."""
        return predicate.i in self._frames

    def of(self, word: Token, referent: Referent, predicate: Token) -> str:
        """The slot of a referent in the frame of a word that has one; «-» where there is none.

        Whoever stands below what fills a slot has that slot and the way to it: «obj>nmod(til)».
        """
        whose, where = self._slots(predicate.i)
        if id(referent) in whose:
            return whose[id(referent)]
        above = word
        for _ in range(_DEEP):
            if above.i == predicate.i or above.head.i == above.i:
                break
            above = above.head
            if above.i in where:
                return f"{where[above.i]}>{word.dep_}({preposition(word) or ''})"
        return "-"

    def _slots(self, index: int) -> tuple[dict[int, str], dict[int, str]]:
        """The slots of a frame, by the `id` of whom they are of and by the index of the word."""
        if index not in self._known:
            frame = self._frames[index]
            filled = [(slot, word) for slot in _SLOTS for word in frame.slot(slot)]
            filled += [
                *frame.oblique,
                *(("bare", word) for word in frame.bare),
                *(("pred", word) for word in frame.pred),
            ]
            whose: dict[int, str] = {}
            where: dict[int, str] = {}
            for slot, word in filled:
                for part, referent in self._participants.resolve_all(word):
                    whose.setdefault(id(referent), slot)
                    where.setdefault(part.i, slot)
                where.setdefault(word.i, slot)
            self._known[index] = whose, where
        return self._known[index]
