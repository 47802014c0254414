"""The only wiring: settings become a pipeline and a build."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.config import Settings
from app.errors import ArticleError
from app.model.article import Article
from app.model.explanation import Explanation, explanation
from app.pipeline import ArticleGraph, Pipeline
from app.reading import Limits, read_articles
from app.reading.web import Fetcher
from app.scale import build_graphs

Factory = Callable[[], Pipeline]


@dataclass(frozen=True, slots=True)
class PipelineFactory:
    """Makes the pipeline that settings describe, in this process or another."""

    settings: Settings

    def __call__(self) -> Pipeline:
        """Loads the model; RunError where a part is missing."""
        # Here, because reading commands should not wait for the language libraries.
        from app.extraction import Extractor
        from app.graph.identifiers import Identifiers
        from app.graph.shapes import validate
        from app.language import Analyser, load_pipeline
        from app.linking import Linker

        settings = self.settings
        return Pipeline(
            Analyser(load_pipeline(settings.pipeline), settings.batch_size),
            Extractor(),
            Linker(),
            identifiers=Identifiers(settings.base_iri),
            validate=validate if settings.validate_graphs else None,
        )


def explain(
    settings: Settings, paths: Iterable[str | os.PathLike[str]]
) -> Iterator[Explanation | ArticleError]:
    """What is found in each article and why, in their order, errors in their places."""
    from app.extraction import Extractor
    from app.language import Analyser, load_pipeline

    analyser = Analyser(load_pipeline(settings.pipeline), settings.batch_size)
    kept, everything = Extractor(), Extractor(min_confidence=0.0)
    for document in analyser.analyse(read_articles(paths, limits=limits(settings), fields=settings.fields)):
        if isinstance(document, ArticleError):
            yield document
        else:
            yield explanation(everything.extract(document), kept.extract(document), document.sentence_spans())


def build(
    settings: Settings, paths: Iterable[str | os.PathLike[str]], factory: Factory | None = None
) -> Iterator[ArticleGraph | ArticleError]:
    """The graphs of all articles under the paths, in their order, errors in their places."""
    articles = read_articles(
        paths, limits=limits(settings), fields=settings.fields, fetcher=fetcher(settings)
    )
    return build_articles(settings, articles, factory)


def build_articles(
    settings: Settings, articles: Iterable[Article | ArticleError], factory: Factory | None = None
) -> Iterator[ArticleGraph | ArticleError]:
    """The graphs of articles, in their order, errors in their places."""
    return build_graphs(
        factory or PipelineFactory(settings),
        articles,
        processes=settings.processes,
        batch_size=settings.batch_size,
    )


def fetcher(settings: Settings) -> Fetcher:
    """What reads addresses."""
    return Fetcher(allow_private=settings.allow_private_addresses)


def limits(settings: Settings) -> Limits:
    """How much is taken of what comes from outside."""
    return Limits(settings.max_bytes, settings.max_document_bytes)
