"""A pipeline small enough to know by heart: «Kari møtte Liv.» is a meeting, and some words break a stage."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from app.config import Settings
from app.errors import ArticleError, RunError
from app.graph.identifiers import Identifiers
from app.language.document import Document
from app.model.article import Article, Variety
from app.model.extraction import (
    Argument,
    Entity,
    EntityKey,
    Event,
    Extraction,
    Label,
    Mention,
    MentionKind,
    Span,
    Status,
)
from app.model.linking import EntityId, LinkedEntity, LinkedExtraction
from app.model.vocabulary import EntityType, EventClass, Role
from app.pipeline import Pipeline

BREAKS_ANALYSIS, BREAKS_EXTRACTION, STOPS_THE_RUN, KILLS_THE_PROCESS = (
    "ANALYSEFEIL",
    "UTTREKKSFEIL",
    "STOPP",
    "DREP",
)
FOREIGN = "This"
_MEETING = re.compile(r"([A-ZÆØÅ][a-zæøå]+) (møtte) ([A-ZÆØÅ][a-zæøå]+)\.")


class FakeAnalyser:
    """One token for each text."""

    def __init__(self) -> None:
        self._vocab = Vocab()

    def analyse(self, articles: Iterable[Article | ArticleError]) -> Iterator[Document | ArticleError]:
        for article in articles:
            if isinstance(article, ArticleError):
                yield article
                continue
            if BREAKS_ANALYSIS in article.text:
                raise KeyError("broken on purpose")
            if STOPS_THE_RUN in article.text:
                raise RunError("the lexicon is broken. Mend it")
            if KILLS_THE_PROCESS in article.text:
                os._exit(9)
            if article.text.startswith(FOREIGN):
                yield ArticleError(article.source or "", "the text is English", "Give Norwegian articles")
                continue
            doc = Doc(self._vocab, words=[article.text], spaces=[False])
            yield Document(article, Variety.NYNORSK, doc)


class FakeExtractor:
    """Meetings by pattern."""

    def extract(self, document: Document) -> Extraction:
        text = document.article.text
        if BREAKS_EXTRACTION in text:
            raise ZeroDivisionError("broken on purpose")
        mentions: dict[str, list[Mention]] = {}
        events = []
        for match in _MEETING.finditer(text):
            for group in (1, 3):
                mention = Mention(Span(*match.span(group)), match[group], MentionKind.NAME)
                mentions.setdefault(match[group], []).append(mention)
            arguments = tuple(
                Argument(role, EntityKey(match[group]), Span(*match.span(group)))
                for role, group in ((Role.AGENT, 1), (Role.COAGENT, 3))
            )
            trigger, sentence = Span(*match.span(2)), Span(*match.span())
            events.append(
                Event(EventClass.MEETING, "møte", trigger, sentence, arguments, Status(), 0.9, "fake: møte")
            )
        entities = tuple(
            Entity(EntityKey(name), EntityType.PERSON, name, tuple(found)) for name, found in mentions.items()
        )
        return Extraction(document.article, document.variety, entities, tuple(events), ())


class FakeLinker:
    """A name is an identity."""

    def link(self, extraction: Extraction) -> LinkedExtraction:
        return LinkedExtraction(
            extraction,
            tuple(
                (
                    e.key,
                    LinkedEntity(
                        EntityId(f"person/{e.name.lower()}"),
                        e.type,
                        (Label(e.name, "nn"),),
                        (),
                        "its name",
                        0.9,
                        True,
                    ),
                )
                for e in extraction.entities
            ),
        )


@dataclass(frozen=True, slots=True)
class FakeFactory:
    """In place of `app.bootstrap.PipelineFactory`."""

    settings: Settings

    def __call__(self) -> Pipeline:
        identifiers = Identifiers(self.settings.base_iri)
        return Pipeline(FakeAnalyser(), FakeExtractor(), FakeLinker(), identifiers=identifiers)
