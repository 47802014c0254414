"""Which mentions of a sentence may take part in the same event, and where in its parse they meet."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.extraction.entities import Referent
from app.extraction.participants import Participants
from app.extraction.syntax import children
from app.language import Document
from app.language.tokens import Span as Words
from app.language.tokens import Token

_MOST = 40
"""Mentions of a sentence that are looked at: a list of results has hundreds."""
_DEEP = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions of a sentence, in text order.

    `ways` are the words from each up to the one where both meet, which is `meeting`; `predicate` is the word of the
    clause that this belongs to.
    """

    words: tuple[Token, Token]
    referents: tuple[Referent, Referent]
    ways: tuple[tuple[Token, ...], tuple[Token, ...]]
    meeting: Token
    predicate: Token

    @property
    def pair(self) -> frozenset[int]:
        """The two referents, by `id`."""
        return frozenset(id(r) for r in self.referents)


def mentions_by_sentence(
    document: Document, participants: Participants
) -> list[tuple[Words, list[tuple[Token, Referent]]]]:
    """The mentions of each sentence with their head words, in text order; things without names are among them.

    «Eg» is not: a chain may be right to hold it, but an author who speaks of himself is nobody that the text names.
    """
    for token in document.doc:
        if token.pos_ == "NOUN" and token.dep_ != "compound" and document.is_running(token.idx):
            participants.resolve(token)
    at: dict[int, list[Referent]] = {}
    for referent in participants.referents:
        for head in referent.heads:
            at.setdefault(head, []).append(referent)
    return [
        (
            sentence,
            [
                (t, r)
                for t in sentence
                if t.i in at and document.is_running(t.idx) and not participants.is_first_person(t)
                for r in at[t.i]
            ][:_MOST],
        )
        for sentence in document.doc.sents
    ]


def candidates_of(mentions: list[tuple[Token, Referent]], triggers: frozenset[int]) -> Iterator[Candidate]:
    """The pairs of a sentence's mentions; `triggers` are the words that tell an event."""
    above = {word.i: _upwards(word) for word, _ in mentions}
    for number, (first, one) in enumerate(mentions):
        for second, other in mentions[number + 1 :]:
            if one is other:
                continue
            up_first, up_second = above[first.i], above[second.i]
            places = {word.i: steps for steps, word in enumerate(up_second)}
            steps = next((n for n, word in enumerate(up_first) if word.i in places), None)
            if steps is None:
                continue
            meeting = up_first[steps]
            ways = up_first[:steps], up_second[: places[meeting.i]]
            predicate = _predicate(meeting, triggers, within=meeting.i not in (first.i, second.i))
            yield Candidate((first, second), (one, other), ways, meeting, predicate)


def _upwards(word: Token) -> tuple[Token, ...]:
    found = [word]
    while found[-1].head.i != found[-1].i and len(found) < _DEEP:
        found.append(found[-1].head)
    return tuple(found)


def _predicate(meeting: Token, triggers: frozenset[int], *, within: bool) -> Token:
    """The nearest word that says what happens or how something is; `within` says whether it can be the first."""
    current = meeting if within else meeting.head
    while not (current.i in triggers or current.pos_ in ("VERB", "AUX") or children(current, "cop")):
        if current.head.i == current.i:
            break
        current = current.head
    return current
