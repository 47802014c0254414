"""Whom a mention cannot be by the build of its sentence, whatever a ranking thinks of it.

Principles B and C of binding (Chomsky 1981, Lectures on Government and Binding):
a pronoun is none of the other arguments of its verb, and a name that stands below the verb of a pronoun is another's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.extraction.coreference import Mentioned
from app.extraction.entities import Referent
from app.extraction.syntax import CORE, SUBJECTS, are_arguments, children
from app.language.tokens import Doc

_SINGLE = frozenset({"m", "f"})
_BESIDE = frozenset({"parataxis", "conj"})
_APART = frozenset({"reflexive", "indef", "dem", "speaker", "speakers", "you"})
"""Kinds that this says nothing of: «eg vaskar meg» has one and the same twice."""


class Disjoint:
    """Answers for the mentions of one document."""

    def __init__(self, mentions: Sequence[Mentioned], doc: Doc) -> None:
        self._doc = doc
        self._by_sentence: dict[int, list[Mentioned]] = defaultdict(list)
        for mention in mentions:
            self._by_sentence[mention.sentence].append(mention)

    def earlier(self, mention: Mentioned) -> list[int]:
        """Numbers of the mentions before it that are arguments of the same verb."""
        if mention.kind in _APART:
            return []
        return [
            other.number
            for other in self._by_sentence[mention.sentence]
            if other.number < mention.number
            and other.kind != "reflexive"
            and are_arguments(self._doc[mention.top], self._doc[other.top])
        ]

    def bearers(self, mention: Mentioned) -> Iterable[Referent]:
        """Whose names stand in the sentence where the mention cannot be one with them."""
        if mention.kind not in _SINGLE or mention.role not in CORE:
            return
        for other in self._by_sentence[mention.sentence]:
            if other.kind != "name" or other.referent is None or other is mention:
                continue
            if other.number > mention.number:
                if self._is_below(other, mention):
                    yield other.referent
            elif self._shares_subject(other, mention):
                yield other.referent

    def _is_below(self, name: Mentioned, pronoun: Mentioned) -> bool:
        """Whether the name hangs on the pronoun's verb or below it, not in «seier Vik» or «og Vik gjekk» beside it."""
        if pronoun.governor not in name.above:
            return False
        token = self._doc[name.top]
        while token.i != pronoun.governor:
            if token.dep_ in _BESIDE:
                return False
            token = token.head
        return True

    def _shares_subject(self, name: Mentioned, pronoun: Mentioned) -> bool:
        """«Kari Vik og Per Dal bad om at han …»: one of several subjects of a verb that the pronoun stands below."""
        token = self._doc[name.top]
        first = token.head if token.dep_ == "conj" else token
        if first.dep_ not in SUBJECTS or first.head.i not in pronoun.above:
            return False
        return first is not token or bool(children(token, "conj"))
