"""What hangs on an event noun: phrases with prepositions, possessives, adjectives, the name it is compounded with."""

from collections import defaultdict

from app.extraction.frames import Frame
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.syntax import preposition
from app.extraction.words import reference_words
from app.language.tokens import Doc, Token


class NominalSlots:
    """Finds the slots of one document's event nouns; `frames` are those of its verbs, by index."""

    def __init__(
        self, doc: Doc, participants: Participants, names: NameTable, frames: dict[int, Frame]
    ) -> None:
        self._doc = doc
        self._participants = participants
        self._names = names
        self._frames = frames

    def of(self, noun: Token) -> dict[str, list[Token]]:
        """The words in each slot: a preposition, «poss», «mod» or «compound»."""
        slots: dict[str, list[Token]] = defaultdict(list)
        for child in noun.children:
            prep = preposition(child)
            if child.dep_ in ("nmod", "obl") and prep is not None:
                slots[prep].append(child)
            elif child.lemma_.lower() in reference_words().partitives:
                continue
            elif (child.dep_ in ("nmod", "nmod:poss") and child.i < noun.i) or child.dep_ == "nmod:poss":
                slots["poss"].append(self._possessor(child))
            elif child.dep_ == "amod" and self._participants.resolve(child) is not None:
                slots["mod"].append(child)
        compound = self._compound(noun)
        if compound is not None:
            slots["compound"].append(compound)
        return slots

    def _possessor(self, word: Token) -> Token:
        """«Israel sitt besøk», «sitt besøk»: the one that the possessive stands for."""
        held = [c for c in word.children if c.i in self._names.at]
        if held:
            return held[0]
        if word.lower_ in reference_words().reflexives:
            verb = word.head
            for _ in range(6):
                if verb.i in self._frames:
                    subjects = self._frames[verb.i].subj
                    return subjects[0] if subjects else word
                verb = verb.head
        return word

    def _compound(self, noun: Token) -> Token | None:
        """The name that a hyphenated compound begins with, as the token itself where a name was found on it."""
        if "-" not in noun.text:
            return None
        first = noun.text.split("-")[0]
        for name, _ in self._names.names:
            if name.form == first:
                return self._doc[name.start]
        return None
