"""The referents of an article while they are gathered: new ones, and the words that mention them."""

from app.extraction.entities import Referent
from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.introductions import last_part
from app.extraction.nameable import is_nobody
from app.extraction.names import NameTable
from app.extraction.phrases import LONGEST_PHRASE, label_of, phrase
from app.extraction.syntax import has_feature
from app.extraction.words import reference_words
from app.language import Document
from app.language.tokens import Doc, Token
from app.model.extraction import Mention, MentionKind, Span
from app.model.vocabulary import EntityType


class Referents:
    """Those with names and those without; `known` says whom a word that is no name has been found to mean."""

    def __init__(
        self, document: Document, gazetteer: Gazetteer, names: NameTable, known: dict[int, Referent | None]
    ) -> None:
        self._document = document
        self._doc: Doc = document.doc
        self._gazetteer = gazetteer
        self._at = names.at
        self._known = known
        self._words = reference_words()
        self._unnamed: dict[str, Referent] = {}
        self.all: list[Referent] = list(names.referents)

    def introduced(self, kind: EntityType, key: str) -> Referent | None:
        """Whom the same key introduced last (see `unnamed`)."""
        return self._unnamed.get(f"{kind}/{key}")

    def concept(self, token: Token, last_word: Token) -> Referent:
        """A new thing without a name, called as the word is with what belongs to it.

        `last_word` is another where several are one («song og musikk»).
        """
        first, last = self.phrase_of(token)
        last = max(last, self.phrase_of(last_word)[1])
        referent = Referent(EntityType.CONCEPT, label_of(token, self._document.article.text, first, last))
        self.all.append(referent)
        self.mention(referent, token, first, last, MentionKind.NOMINAL)
        self.note_about(referent, first, last)
        return referent

    def introduce(self, token: Token, kind: EntityType) -> Referent:
        """A new referent without a name, called as the word is with what belongs to it."""
        referent = Referent(kind, self.label(token), plural=has_feature(token, "Number", "Plur"))
        if kind is EntityType.PERSON:
            referent.gender = self._words.gender(last_part(token))
        self.all.append(referent)
        return referent

    def place(self, entry_id: str, token: Token) -> Referent | None:
        """The referent of a gazetteer entry that a word within another word or name stands for («norsk», «Ap-»)."""
        entry = self._gazetteer.entries.get(entry_id)
        if entry is None:
            return None
        referent = self.of_entry(entry)
        first = token.text.split("-")[0]
        if "-" in token.text and entry.id in self._gazetteer.names.get(first, ()):
            # «Ap-leiar»: of the compound only its first part stands for the party.
            span = Span(token.idx, token.idx + len(first))
            referent.add(Mention(span, first, MentionKind.NOMINAL), token.i)
        else:
            self.mention(referent, token, token.i, token.i, MentionKind.NOMINAL)
        return referent

    def of_entry(self, entry: Entry) -> Referent:
        """The referent of a gazetteer entry, a new one without mentions where the article has none."""
        referent = next((r for r in self.all if r.entry is entry), None)
        if referent is None:
            name = entry.nn if self._document.variety == "nn" else entry.nb
            referent = Referent(entry.type, name, entry=entry)
            self.all.append(referent)
        return referent

    def mention(self, referent: Referent, head: Token, first: int, last: int, kind: MentionKind) -> None:
        """The words from first to last, both among them, refer to a referent."""
        start, end = self._doc[first].idx, self._doc[last].idx + len(self._doc[last])
        span = Span(start, end)
        referent.add(Mention(span, self._document.article.text[start:end], kind), head.i)

    def describe(self, referent: Referent, title: Token) -> None:
        """A title is a mention, together with the name that it stands before."""
        last = title.i
        while self._at.get(last + 1) is referent:
            last += 1
        self.mention(referent, title, title.i, last, MentionKind.NOMINAL)

    def unnamed(self, kind: EntityType, key: str, token: Token, *, reuse: bool) -> Referent:
        """A person or body without a name; with `reuse`, the last one that was introduced by the same key."""
        key = f"{kind}/{key}"
        first, last = self.phrase_of(token)
        referent = self._unnamed.get(key)
        if referent is None or not reuse:
            referent = Referent(kind, self.label(token), plural=has_feature(token, "Number", "Plur"))
            referent.titles.add(last_part(token))
            referent.gender = self._words.gender(last_part(token)) if kind is EntityType.PERSON else None
            if not is_nobody(token):
                self._unnamed[key] = referent
            self.all.append(referent)
        self.mention(referent, token, first, last, MentionKind.NOMINAL)
        self.note_about(referent, first, last)
        return referent

    def phrase_of(self, token: Token) -> tuple[int, int]:
        """The words that name it; the end of a name before it is no part («vedtok Rådet i FN resolusjon 2728»)."""
        first, last = phrase(token)
        while first < token.i and first - 1 in self._at and self._at.get(first) is self._at[first - 1]:
            first += 1
        return first, last

    def spans_row(self, row: list[Token]) -> bool:
        """Whether coordinated words stand close enough for one name."""
        return self.phrase_of(row[-1])[1] - self.phrase_of(row[0])[0] < LONGEST_PHRASE

    def label(self, token: Token) -> str:
        """What somebody or something without a name is called: the words that name it."""
        return label_of(token, self._document.article.text, *self.phrase_of(token))

    def note_about(self, referent: Referent, first: int, last: int) -> None:
        """Keeps whom the words that name a referent also name («leiaren i X»)."""
        for index in range(first, last + 1):
            inside = self._at.get(index) or self._known.get(index)
            if (
                inside is not None
                and inside is not referent
                and inside.named
                and inside not in referent.about
            ):
                referent.about.append(inside)
