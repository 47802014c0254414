"""What the pipeline says of each word, as plain objects that answer at once.

They are called as spaCy calls them. spaCy makes a new object for every word that is asked for and a new string for
every answer, and the rules ask some thousand times for each word.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import overload

from spacy import tokens as spacy


@dataclass(slots=True, eq=False)
class Token:
    """A word with its place in the parse; the same word is always the same object."""

    i: int
    idx: int
    text: str
    text_with_ws: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    morph: str
    """The features as CoNLL-U writes them."""
    features: Mapping[str, tuple[str, ...]]
    """The same by name."""
    ent_type_: str
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_sent_start: bool | None
    doc: "Doc" = field(repr=False)
    head: "Token" = field(init=False, repr=False)
    """Itself at a root."""
    sent: "Span" = field(init=False, repr=False)
    children: "Sequence[Token]" = field(init=False, repr=False, default=())
    """In text order."""

    def __len__(self) -> int:
        return len(self.text)

    def nbor(self, by: int = 1) -> "Token":
        """A word so many words later; IndexError where there is none."""
        if self.i + by < 0:
            raise IndexError(f"no word stands {-by} words before word {self.i}")
        return self.doc[self.i + by]

    @property
    def subtree(self) -> "Iterator[Token]":
        """The word and all that hangs on it, those before it first."""
        later = False
        for child in self.children:
            if not later and child.i > self.i:
                later = True
                yield self
            yield from child.subtree
        if not later:
            yield self

    @property
    def left_edge(self) -> "Token":
        """The first word of what hangs on it."""
        return min(self.subtree, key=lambda t: t.i)


@dataclass(frozen=True, slots=True)
class Span:
    """Words that follow each other: a sentence or a name."""

    doc: "Doc" = field(repr=False)
    start: int
    end: int
    label_: str = ""

    @property
    def start_char(self) -> int:
        """The offset of its first character."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """The offset behind its last character."""
        last = self.doc[self.end - 1]
        return last.idx + len(last)

    @property
    def text(self) -> str:
        """Its words as the text has them."""
        return self.doc.text[self.start_char : self.end_char]

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])


class Doc(Sequence[Token]):
    """The words of a text."""

    __slots__ = ("_tokens", "ents", "sents", "text")

    def __init__(self, analysis: spacy.Doc) -> None:
        """`analysis` has sentences; it may change later."""
        self.text: str = analysis.text
        self._tokens = [_token(token, self) for token in analysis]
        hanging = defaultdict[int, list[Token]](list)
        for token, analysed in zip(self._tokens, analysis, strict=True):
            token.head = self._tokens[analysed.head.i]
            if token.head is not token:
                hanging[token.head.i].append(token)
        for at, children in hanging.items():
            self._tokens[at].children = children
        self.sents = tuple(Span(self, s.start, s.end) for s in analysis.sents)
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.ents = tuple(Span(self, e.start, e.end, e.label_) for e in analysis.ents)

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        return self._tokens[at]


@lru_cache(10_000)
def _features(morph: str) -> Mapping[str, tuple[str, ...]]:
    """There are some hundred sets of them."""
    named = (feature.partition("=") for feature in morph.split("|") if feature)
    return {name: tuple(values.split(",")) for name, _, values in named}


def _token(token: spacy.Token, doc: Doc) -> Token:
    morph = str(token.morph)
    return Token(
        token.i,
        token.idx,
        token.text,
        token.text_with_ws,
        token.lower_,
        token.lemma_,
        intern(token.pos_),
        intern(token.dep_),
        morph,
        _features(morph),
        token.ent_type_,
        token.is_alpha,
        token.is_punct,
        token.is_space,
        token.is_sent_start,
        doc,
    )
