"""What the index has, as the documents of `app.api.schemas`; plain, because models cost more than the reading."""

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Response
from pydantic_core import PydanticSerializationError, to_json

from app.query.index.naming import Names, chosen
from app.query.index.rows import ArticleRow, EntityRow, FactRow, MentionRow, Neighbour
from app.query.records import Evidence

Document = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """Turns rows of an index into documents, in the languages that are preferred."""

    connection: sqlite3.Connection
    names: Names
    stands: object
    base: str
    languages: tuple[str, ...]

    def name(self, iri: str) -> str:
        """What something is called."""
        return chosen(self.names.labels(self.connection, iri, self.stands), self.languages, iri)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What an answer is made of, made once for each state of the graph where it takes long."""
        return self.names.kept(key, self.stands, make)

    def local(self, iri: str) -> str:
        """The id of an IRI: its part after the base; the whole IRI where it has another."""
        return iri.removeprefix(self.base)

    def full(self, id: str) -> str:  # noqa: A002 - as the parameter of addresses is called
        """The IRI of an id."""
        return id if id.startswith(self.base) or "://" in id else self.base + id

    def party(self, iri: str) -> Document:
        """One end of a fact."""
        return {"label": self.name(iri), "id": self.local(iri), "iri": iri}

    def article(self, row: ArticleRow) -> Document:
        """An article without its text."""
        return {
            "id": row.identifier,
            "iri": row.iri,
            "language": row.language,
            "headline": row.headline,
            "published": row.published,
            "url": row.url,
        }

    def entity(self, row: EntityRow) -> Document:
        """An entity without the number of its articles."""
        return {
            "id": self.local(row.iri),
            "iri": row.iri,
            "label": chosen(row.labels, self.languages, row.iri),
            "type": row.type,
            "mentions": row.mentions,
            "wikidata": row.wikidata,
        }

    def hit(self, row: EntityRow, score: float | None = None) -> Document:
        """An entity in a list."""
        return {**self.entity(row), "articles": row.articles, "score": score}

    def fact(self, row: FactRow) -> Document:
        """A fact with its evidence."""
        fact, article = row.fact, row.article
        objects = [self.party(iri) for iri in fact.objects]
        if fact.literal is not None:
            objects.append({"label": fact.literal, "id": None, "iri": None})
        own = fact.labels.get(article.language or "")
        return {
            "id": self.local(fact.iri),
            "iri": fact.iri,
            "label": own if own is not None else next(iter(fact.labels.values()), ""),
            "kind": fact.kind,
            "class": fact.category,
            "asserted": fact.asserted,
            "subjects": [self.party(iri) for iri in fact.subjects],
            "predicate": None if fact.predicate is None else self.party(fact.predicate),
            "objects": objects,
            "participants": [{"role": role, **self.party(iri)} for role, iri in fact.roles],
            "polarity": fact.polarity,
            "modality": fact.modality,
            "source": None if fact.source is None else self.party(fact.source),
            "stance": fact.stance,
            "tenure": fact.tenure,
            "time": None
            if fact.time is None
            else {"words": fact.time.words, "value": fact.time.value, "weekday": fact.time.weekday},
            "confidence": fact.confidence,
            "rule": fact.rule,
            "quotations": [_evidence(quotation, article) for quotation in fact.quotations],
            "trigger": _evidence(fact.trigger, article),
            "sentence": _evidence(fact.sentence, article),
            "article": self.article(article),
            "wrong": row.wrong,
        }

    def facts(self, rows: Iterable[FactRow]) -> list[Document]:
        """Facts with their evidence."""
        return [self.fact(row) for row in rows]

    def mention(self, row: MentionRow) -> Document:
        """Where an article speaks of an entity."""
        return {
            "article": self.article(row.article),
            "begin": row.begin,
            "end": row.end,
            "utf16": [row.article.utf16(row.begin), row.article.utf16(row.end)],
            "text": row.text,
            "kind": row.kind,
        }

    def quotes(self, row: FactRow, speaker: str) -> list[Document]:
        """What somebody said, in the words of the article."""
        about = [self.party(iri) for iri in dict.fromkeys(iri for _, iri in row.fact.roles) if iri != speaker]
        return [
            {
                **_evidence(quotation, row.article),
                "article": self.article(row.article),
                "about": about,
                "fact": {
                    "id": self.local(row.fact.iri),
                    "iri": row.fact.iri,
                    "label": next(iter(row.fact.labels.values()), ""),
                },
            }
            for quotation in row.fact.quotations
        ]

    def neighbour(self, row: Neighbour) -> Document:
        """An entity beside another, and how."""
        return {
            "entity": self.hit(row.entity),
            "facts": row.facts,
            "articles": row.articles,
            "predicates": [
                {
                    "id": self.local(tie.predicate),
                    "label": self.name(tie.predicate),
                    "class": tie.category,
                    "direction": tie.direction,
                    "facts": tie.facts,
                    "articles": tie.articles,
                    "asserted": tie.asserted,
                    "first": tie.first,
                    "last": tie.last,
                }
                for tie in row.ties
            ],
        }


def answer(document: Document, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """A document as JSON."""
    try:
        # A third of what the standard library takes.
        content = to_json(document)
    except PydanticSerializationError:
        # Lone surrogates, which no store takes, could come from an address.
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        content = text.encode("utf-8", "replace")
    return Response(content, status, None if headers is None else dict(headers), "application/json")


def _evidence(evidence: Evidence, article: ArticleRow) -> Document:
    return {
        "text": evidence.text,
        "begin": evidence.begin,
        "end": evidence.end,
        "utf16": [article.utf16(evidence.begin), article.utf16(evidence.end)],
    }
