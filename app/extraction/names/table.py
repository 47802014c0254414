"""The named entities of an article, by the words that their names stand on."""

from app.extraction.entities import Referent
from app.extraction.gazetteer import Gazetteer
from app.extraction.names.classification import NameClassifier
from app.extraction.names.clustering import NameClustering
from app.extraction.names.name import Name
from app.extraction.names.recognition import NameRecognizer
from app.language import Document
from app.language.tokens import Doc, Token
from app.model.extraction import Mention, MentionKind, Span
from app.model.vocabulary import EntityType


class NameTable:
    """The named referents of a document, by the tokens they stand on."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._document = document
        self._doc: Doc = document.doc
        self._gazetteer = gazetteer
        self.referents: list[Referent] = []
        self.at: dict[int, Referent] = {}
        """Token index → the referent that a name on it refers to."""
        self.names: list[tuple[Name, Referent]] = []
        self._build()

    def _build(self) -> None:
        names = NameRecognizer(self._document, self._gazetteer).names()
        NameClassifier(self._doc, self._gazetteer).settle(names)
        clustering = NameClustering(self._doc, self._gazetteer)
        for name, referent in clustering.cluster(names):
            first, last = self._doc[name.start], self._doc[name.end - 1]
            span = Span(first.idx, last.idx + len(last))
            kind = (
                MentionKind.NAME
                if name.type is not EntityType.CONCEPT or name.entry is None
                else MentionKind.NOMINAL
            )
            surface = self._document.article.text[span.start : span.end]
            head = self._head(name)
            referent.add(Mention(span, surface, kind), head.i)
            for index in range(name.start, name.end):
                self.at[index] = referent
            self.names.append((name, referent))
        self.referents.extend(clustering.referents)

    def _head(self, name: Name) -> Token:
        inside = range(name.start, name.end)
        return next(
            (t for t in self._doc[name.start : name.end] if t.head.i not in inside), self._doc[name.start]
        )
