"""Where sentences begin, by rules over tokens and line breaks; nothing crosses a line break."""

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from app.language.tokenizer import token_data

NAME = "nyhendegraf_sentences"
_ENDS = {".", "!", "?", "…", "..", "...", "....", "?!", "!!", "!?"}
_CLOSERS = {"»", '"', "”", "’", "'", ")", "]"}
_OPENERS = {"«", '"', "“", "”", "„", "–", "—", "-", "(", "‘", "'"}
_DASHES = {"–", "—", "-"}


class SentenceSplitter:
    """Sets `token.is_sent_start` for every token."""

    def __init__(self, before_more: frozenset[str], months: frozenset[str]) -> None:
        self._before_more = before_more
        self._months = months

    def __call__(self, doc: Doc) -> Doc:
        for token, start in zip(doc, self.predict(doc), strict=True):
            token.is_sent_start = start
        return doc

    def predict(self, doc: Doc) -> list[bool]:
        """One flag per token; white space belongs to the sentence before it, except at the beginning."""
        starts = [False] * len(doc)
        fresh = True
        depth = 0
        previous: Token | None = None
        for token in doc:
            if token.is_space:
                if "\n" in token.text:
                    fresh, depth, previous = True, 0, None
                continue
            if fresh or (previous is not None and self._breaks(doc, previous, token, depth)):
                starts[token.i] = True
            fresh = False
            if token.text in ("(", "["):
                depth += 1
            elif token.text in (")", "]"):
                depth = max(0, depth - 1)
            previous = token
        if len(doc) and not any(starts):
            starts[0] = True
        elif len(doc) and doc[0].is_space:
            # spaCy wants the first token to open a sentence; white space in front joins the first real one.
            starts[next(i for i, s in enumerate(starts) if s)] = False
            starts[0] = True
        return starts

    def _breaks(self, doc: Doc, previous: Token, token: Token, depth: int) -> bool:
        end = previous
        while end.text in _CLOSERS and end.i > 0 and not doc[end.i - 1].whitespace_:
            end = doc[end.i - 1]
        if previous.text == ":":
            # The treebanks let what a colon introduces stand as a sentence of its own.
            return token.text[0].isupper() or (token.text in _OPENERS and doc[token.i + 1 : token.i + 2].text[:1].isupper())
        if end.text not in _ENDS and not (end.text[-1] == "." and len(end.text) > 1 and not end.text[0].isdigit()):
            return False
        if depth or token.text in _CLOSERS and not previous.whitespace_:
            return False
        if not previous.whitespace_ and token.text not in _OPENERS:
            return False
        follower = token
        while follower.text in _OPENERS and follower.i + 1 < len(doc) and not doc[follower.i + 1].is_space:
            follower = doc[follower.i + 1]
        begins = follower.text[0].isupper() or follower.text[0].isdigit() or token.text in _DASHES
        if end.text in ("!", "?", "…", "...") or end is not previous:
            # «– Kva no? spør ho», «Kva no?» spør ho: the reporting clause goes on in small letters.
            return follower.text[0].isupper() or (token.text in _DASHES and follower.text[0].isupper())
        if end.text == ".":
            before = doc[end.i - 1] if end.i else None
            if before is not None and not before.whitespace_ and before.text.isdigit() and len(before.text) <= 2:
                return begins and follower.lower_ not in self._months and not follower.text[0].isdigit()
            return begins
        if end.text in self._before_more or end.lower_ in self._before_more:
            return False
        # Initials («J. K.») and other abbreviations: a name goes on, a new sentence has to show it.
        if len(end.text) == 2:
            return False
        return follower.text[0].isupper() and follower.ent_iob == 0 and token.text[0] not in _CLOSERS

    def to_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Nothing is learned, so nothing is written."""

    def from_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> "SentenceSplitter":
        """Nothing is learned, so nothing is read."""
        return self


@Language.factory(NAME, assigns=["token.is_sent_start", "doc.sents"])
def create_sentence_splitter(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The splitter with the project's own word lists."""
    data = token_data()
    return SentenceSplitter(frozenset(data["before_more"]), frozenset(data["months"]))
