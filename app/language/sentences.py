"""Where sentences begin, by rules over tokens and line breaks; nothing crosses a line break."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from app.resources import load_yaml

NAME = "nyhendegraf_sentences"
_ENDS = frozenset({".", "!", "?", "…", "..", "...", "....", "?!", "!!", "!?", "??", "!!!"})
_TRAILING_OFF = frozenset({"!", "?", "…", "...", "....", "?!", "!!", "!?", "??", "!!!"})
"""After these a sentence may go on in small letters: «Kven? spurde ho», «… og så ... ingenting»."""
_CLOSERS = frozenset("»\"”’')]")
_OPENERS = frozenset("«\"“”„–—-(‘'[*•©")
_DASHES = frozenset("–—-")
_JOINED = frozenset({"og", "/", ":"})
_LETTER = re.compile(r"[a-zæøå]$")


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The lists of `ontology/language/sentences.yaml`."""

    before_more: frozenset[str]
    labels: frozenset[str]
    openers: frozenset[str]
    openers_before_verb: frozenset[str]
    verbs: frozenset[str]
    unfinished: frozenset[str]
    agencies: frozenset[str]


@cache
def sentence_words() -> SentenceWords:
    """The lists as they ship."""
    data = load_yaml("language", "sentences.yaml")
    flat = {
        key: frozenset(word for value in values for word in ([value] if isinstance(value, str) else value))
        for key, values in data.items()
    }
    return SentenceWords(**flat)


@dataclass(slots=True)
class _Line:
    """What is open at a token of a line."""

    previous: Token | None = None
    parentheses: int = 0
    guillemets: int = 0
    straight: bool = False
    aside: int | None = None
    """Index of the last opening parenthesis."""
    credit: int | None = None
    """Index of the colon of a picture's credit that has not ended."""

    def pass_over(self, token: Token) -> None:
        """Takes note of what the token opens or closes."""
        match token.text:
            case "(" | "[":
                self.parentheses += 1
                self.aside = token.i
            case ")" | "]":
                self.parentheses = max(0, self.parentheses - 1)
            case "«" | "“" | "„":
                self.guillemets += 1
            case "»" | "”":
                self.guillemets = max(0, self.guillemets - 1)
            case '"':
                self.straight = not self.straight
        self.previous = token

    @property
    def is_quoting(self) -> bool:
        """Whether a quotation is open."""
        return bool(self.guillemets) or self.straight


class SentenceSplitter:
    """Sets `token.is_sent_start` for every token."""

    def __init__(self, words: SentenceWords) -> None:
        self._words = words

    def __call__(self, doc: Doc) -> Doc:
        """Marks the document's sentences."""
        starts: Any = np.array([1 if start else -1 for start in self.predict(doc)], dtype=np.int64)
        # Not token by token: spaCy then looks through the whole document for a parse each time.
        doc.from_array(["SENT_START"], starts.astype(np.uint64))
        return doc

    def predict(self, doc: Doc) -> list[bool]:
        """One flag per token; white space belongs to the sentence before it, except at the beginning."""
        starts = [False] * len(doc)
        line = _Line()
        for token in doc:
            if token.is_space:
                if "\n" in token.text:
                    line = _Line()
                continue
            previous = line.previous
            starts[token.i] = previous is None or self._breaks(doc, previous, token, line, starts)
            if starts[token.i]:
                line.credit = None
            line.pass_over(token)
            if token.text == ":" and token.i and doc[token.i - 1].lower_ in self._words.labels:
                line.credit = token.i
        if len(doc) and not starts[0]:
            # spaCy wants the first token to open a sentence; white space in front joins the first real one.
            first = next((i for i, start in enumerate(starts) if start), 0)
            starts[first] = False
            starts[0] = True
        return starts

    def _breaks(self, doc: Doc, previous: Token, token: Token, line: _Line, starts: list[bool]) -> bool:
        if line.parentheses:
            return False
        if self._is_credit(doc, previous, token) or self._credit_ended(doc, previous, token, line):
            return True
        follower = _first_word(doc, token)
        begins = follower.text[0].isupper() or follower.text[0].isdigit()
        if previous.text == ":":
            label = doc[previous.i - 1].lower_ if previous.i else ""
            return follower.text[0].isupper() and label not in self._words.labels and not line.guillemets
        if previous.text == ")" and line.aside is not None and starts[line.aside]:
            # «(NTB) Regjeringa …»: what stands in parentheses was a sentence of its own; «(4) Det …» is numbered.
            return begins and not doc[line.aside + 1].text[0].isdigit()
        if (
            previous.text == ")"
            and line.aside is not None
            and doc[line.aside + 1].lower_ in self._words.labels
        ):
            # «… i går (Foto: Kari Vik) Regjeringa …»
            return follower.text[0].isupper()
        end = _end_mark(doc, previous)
        if end.text not in _ENDS and not (len(end.text) > 1 and end.text[-1] == "."):
            return self._heading_ended(doc, previous, token, line)
        if not previous.whitespace_ and not (token.text in _OPENERS and end.text in _ENDS):
            return False
        if token.text in _CLOSERS and token.text not in _OPENERS:
            return False
        if token.text == '"' and (token.whitespace_ or not previous.whitespace_):
            return False
        if starts[end.i] or (
            end.text == "." and end.i and starts[end.i - 1] and doc[end.i - 1].text.isdigit()
        ):
            # «2. Verksemder …», «23. Når …»: a number that opens the sentence.
            return False
        if end.text in _TRAILING_OFF or (end != previous and end.text in _ENDS):
            return begins
        if end.text in _ENDS:
            # «d. e.», «o. l.»: abbreviations with a space inside.
            return begins or not (end.i and _LETTER.match(doc[end.i - 1].text))
        return self._ends_in_abbreviation(doc, end, token, follower)

    def _ends_in_abbreviation(self, doc: Doc, end: Token, token: Token, follower: Token) -> bool:
        """Whether a sentence ends in a token that owns its full stop: «… osv. Ho …», not «J. K. Rowling»."""
        if end.lower_ in self._words.before_more or not follower.text[0].isupper():
            return False
        if end.text[0].isdigit():
            return False
        if len(end.text) == 2 or end.text.isupper():
            # Initials and «U.S.»: a name goes on; only a word that is no name shows a new sentence.
            return token.text in _DASHES or self._opens(doc, follower)
        return True

    def _is_credit(self, doc: Doc, previous: Token, token: Token) -> bool:
        """«… i Førde Foto: Kari Vik»: a picture's credit that ran into what stands before it."""
        if token.lower_ not in self._words.labels or not token.text[0].isupper() or token.i + 1 == len(doc):
            return False
        # «Tekst og foto: …», «Bilete/Foto: …»
        return token.nbor().text == ":" and bool(previous.whitespace_) and previous.lower_ not in _JOINED

    def _credit_ended(self, doc: Doc, previous: Token, token: Token, line: _Line) -> bool:
        """«Foto: NTB Regjeringa …», «FOTO: KARI VIK Regjeringa …»: whether text ran into a credit before the token."""
        if line.credit is None or not token.text[0].isupper() or not previous.whitespace_:
            return False
        agencies = self._words.agencies
        if token.lower_ in agencies or token.is_upper:
            return False
        if previous.lower_ in agencies:
            return True
        names = [t for t in doc[line.credit + 1 : token.i] if t.is_alpha]
        return len(names) > 1 and all(t.is_upper for t in names)

    def _heading_ended(self, doc: Doc, previous: Token, token: Token, line: _Line) -> bool:
        """Whether a heading without a full stop ran into its paragraph before the token."""
        if line.is_quoting or not previous.text[-1].isalpha() or previous.lower_ in self._words.unfinished:
            return False
        return bool(previous.whitespace_) and not previous.is_upper and self._opens(doc, token)

    def _opens(self, doc: Doc, token: Token) -> bool:
        if not token.text[0].isupper() or (token.is_upper and len(token.text) > 1):
            return False
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is None or following.is_space or following.text[0].isupper() or not following.is_alpha:
            return False
        lower = token.lower_
        if lower in self._words.openers:
            return True
        return lower in self._words.openers_before_verb and following.lower_ in self._words.verbs

    def to_disk(self, _path: Path | str, **_: object) -> None:
        """Nothing is learned, so nothing is written."""

    def from_disk(self, _path: Path | str, **_: object) -> "SentenceSplitter":
        """Nothing is learned, so nothing is read."""
        return self


def _first_word(doc: Doc, token: Token) -> Token:
    """The first token from here that is no opening mark, on the same line."""
    while token.text in _OPENERS and token.i + 1 < len(doc) and not doc[token.i + 1].is_space:
        token = doc[token.i + 1]
    return token


def _end_mark(doc: Doc, previous: Token) -> Token:
    """The mark that may end a sentence: the last token, or what stands before closing quotation marks."""
    while previous.text in _CLOSERS and previous.i > 0 and not doc[previous.i - 1].whitespace_:
        previous = doc[previous.i - 1]
    return previous


@Language.factory(NAME, assigns=["token.is_sent_start", "doc.sents"])
def create_sentence_splitter(nlp: Language, name: str) -> SentenceSplitter:  # noqa: ARG001  (spaCy asks so)
    """The splitter with the project's own word lists."""
    return SentenceSplitter(sentence_words())
