"""The only wiring: settings become a pipeline and a build."""

import hashlib
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Quad

from app import lean
from app.config import Settings
from app.errors import ArticleError
from app.graph.checks import Violation
from app.model.article import Article
from app.model.explanation import Explanation, explanation
from app.pipeline import ArticleGraph, Pipeline
from app.reading import Limits, read_articles
from app.reading.web import Fetcher
from app.resources import ontology_path
from app.scale import Engine, Factory, InProcess, Processes, Shards, build_graphs, room_for_processes

__all__ = ["Factory", "PipelineFactory", "build", "build_articles", "explain", "fetcher", "limits"]
_FEW = 16
"""Articles; with so many or more it is worth starting processes."""
_AT_A_TIME = 4
"""So few articles go to a process at a time, so that all have work to the end."""


@dataclass(frozen=True, slots=True)
class PipelineFactory:
    """Makes the pipeline that settings describe, in this process or another."""

    settings: Settings

    def __call__(self) -> Pipeline:
        """Loads the model; RunError where a part is missing."""
        settings = self.settings
        if settings.pipeline is None:
            lean.import_spacy()
        # Here, because reading commands should not wait for the language libraries.
        from app.extraction import Extractor
        from app.graph.identifiers import Identifiers
        from app.language import Analyser, load_pipeline
        from app.linking import Linker

        return Pipeline(
            Analyser(
                load_pipeline(settings.pipeline),
                settings.batch_size,
                renew=partial(load_pipeline, settings.pipeline),
            ),
            Extractor(),
            Linker(),
            identifiers=Identifiers(settings.base_iri),
            validate=_shapes() if settings.validate_graphs else None,
        )


def _shapes() -> Callable[[Iterable[Quad]], tuple[Violation, ...]]:
    # rdflib is for those who ask for it.
    from app.graph.shapes import validate

    return validate


def explain(
    settings: Settings, paths: Iterable[str | os.PathLike[str]]
) -> Iterator[Explanation | ArticleError]:
    """What is found in each article and why, in their order, errors in their places."""
    if settings.pipeline is None:
        lean.import_spacy()
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
    stream = iter(articles)
    beginning = list(itertools.islice(stream, _FEW))
    engine = _engine(settings, many=len(beginning) == _FEW)
    # Shards go by batches, and are to be found again by a run with other processes.
    few = settings.engine == "processes" and engine.width > 1 and not settings.work
    return build_graphs(
        factory or PipelineFactory(settings.without_secrets()),
        itertools.chain(beginning, stream),
        engine,
        batch_size=min(settings.batch_size, _AT_A_TIME) if few else settings.batch_size,
        shards=Shards(settings.work, _made_by(settings)) if settings.work else None,
    )


def _engine(settings: Settings, *, many: bool) -> Engine:
    """Where articles are worked on; a few are done sooner than processes are started."""
    if settings.engine == "dask":
        from app.scale.dask_cluster import DaskCluster

        return DaskCluster(settings.scheduler or "")
    if settings.engine == "spark":
        from app.scale.spark import Spark

        return Spark(settings.scheduler)
    number = settings.processes or (room_for_processes() if many else 1)
    return Processes(number) if number > 1 else InProcess()


def _made_by(settings: Settings) -> str:
    """What graphs depend on beside their articles and the version: settings, knowledge and model."""
    digest = hashlib.sha256(
        json.dumps([settings.pipeline, settings.base_iri, settings.validate_graphs]).encode()
    )
    model = Path(__file__).parent / "language" / "model" / "weights"
    for folder in (ontology_path(), model):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def fetcher(settings: Settings) -> Fetcher:
    """What reads addresses."""
    return Fetcher(allow_private=settings.allow_private_addresses)


def limits(settings: Settings) -> Limits:
    """How much is taken of what comes from outside."""
    return Limits(settings.max_bytes, settings.max_document_bytes)
