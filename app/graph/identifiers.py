"""The IRIs of articles, entities, facts and stretches of text, all below one base."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

from app.graph.vocabulary import DEFAULT_BASE
from app.model.article import ArticleId
from app.model.extraction import Span
from app.model.linking import EntityId

_HASH_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Identifiers:
    """IRIs that derive from content alone, so that the same input gives the same graph."""

    base: str = DEFAULT_BASE

    def article(self, article: ArticleId) -> NamedNode:
        """The article, which is also its named graph."""
        return NamedNode(f"{self.base}article/{segment(article)}")

    def entity(self, entity: EntityId) -> NamedNode:
        """An entity; «/» in its id stays, so that kinds of entities are folders."""
        return NamedNode(self.base + "/".join(segment(part) for part in entity.split("/")))

    def predicate(self, lemma: str) -> NamedNode:
        """The direct property of an event of the open class."""
        return NamedNode(f"{self.base}predicate/{segment(lemma.replace(' ', '_'))}")

    def fact(self, *parts: str | int) -> NamedNode:
        """An event or a relation, from what tells it from every other."""
        return NamedNode(f"{self.base}fact/{_digest(parts)}")

    def time(self, *parts: str | int) -> NamedNode:
        """A time that an article names."""
        return NamedNode(f"{self.base}time/{_digest(parts)}")

    def decision(self, digest: str) -> NamedNode:
        """A decision that two entities or events are the same or different."""
        return NamedNode(f"{self.base}decision/{segment(digest)}")

    def agent(self, name: str, *, is_person: bool) -> NamedNode:
        """Who decided it: a person or a program."""
        return NamedNode(f"{self.base}agent/{'person' if is_person else 'software'}/{segment(name)}")

    def text(self, article: ArticleId, span: Span) -> NamedNode:
        """A stretch of an article's text, in the fragment scheme of RFC 5147 that NIF prescribes."""
        return NamedNode(f"{self.article(article).value}#char={span.start},{span.end}")

    def software(self, version: str) -> NamedNode:
        """The program that made the graph."""
        return NamedNode(f"{self.base}software/nyhendegraf-{segment(version)}")

    def activity(self, version: str) -> NamedNode:
        """The run of the program, which has no time so that a re-run gives the same bytes."""
        return NamedNode(f"{self.base}activity/extraction-{segment(version)}")


@lru_cache(10_000)
def segment(text: str) -> str:
    """A name as one step of an IRI's path."""
    # Letters beyond ASCII are allowed in an IRI and read better than percent signs.
    kept = (
        c if c.isalnum() else quote(c, safe="-._~", errors="replace")
        for c in unicodedata.normalize("NFC", text)
    )
    return "".join(kept) or "_"


def _digest(parts: tuple[str | int, ...]) -> str:
    # JSON keeps ("a", "b.c") and ("a.b", "c") apart, which joining would not.
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()[:_HASH_DIGITS]
