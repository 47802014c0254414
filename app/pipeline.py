"""The write path: read, analyse, extract, link, map, check; articles in, their graphs out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from app import lean
from app.errors import ArticleError, NyhendegrafError
from app.graph.checks import Violation, quarantine
from app.graph.identifiers import Identifiers
from app.graph.mapping import article_quads
from app.graph.vocabulary import NG, RDF, RELATION, SKOS, TYPE
from app.model.article import Article, ArticleId
from app.model.extraction import Extraction
from app.model.linking import LinkedExtraction

if TYPE_CHECKING:
    # Only for its name: the process that hands articles out to others does not need the language libraries.
    from app.language.document import Document

_REPORT = "Please report it together with the article"
_SHOWN_VIOLATIONS = 3
_SETTLED_AFTER = 16
"""Articles, which have loaded all that is loaded when it is needed; fewer are done before it would pay."""


class AnalyserStage(Protocol):
    """Articles become documents; errors pass through."""

    def analyse(self, articles: Iterable[Article | ArticleError]) -> "Iterator[Document | ArticleError]":
        """In the order of the articles."""


class ExtractorStage(Protocol):
    """A document becomes what it tells."""

    def extract(self, document: "Document") -> Extraction:
        """Everything found in the document."""


class LinkerStage(Protocol):
    """Entities of an article become entities of the world."""

    def link(self, extraction: Extraction) -> LinkedExtraction:
        """An identity for every entity."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a graph holds; `asserted` are direct triples."""

    entities: int = 0
    events: int = 0
    relations: int = 0
    asserted: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.entities + other.entities,
            self.events + other.events,
            self.relations + other.relations,
            self.asserted + other.asserted,
        )


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The checked graph of one article; `violations` tell what was kept out of it."""

    id: ArticleId
    source: str | None
    """Where the article was read from, for messages."""
    quads: tuple[Quad, ...]
    violations: tuple[Violation, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        # Between processes as N-Quads, in their order: a fifth of what quads cost one by one.
        written = serialize(self.quads, format=RdfFormat.N_QUADS)
        return _unpacked, (self.id, self.source, written, self.violations)

    @property
    def counts(self) -> Counts:
        """How much the graph holds."""
        by_predicate: dict[NamedNode, list[Quad]] = {}
        for quad in self.quads:
            by_predicate.setdefault(quad.predicate, []).append(quad)

        def those(predicate: NamedNode) -> list[Quad]:
            return by_predicate.get(predicate, [])

        facts = {q.subject for q in those(NG("polarity"))}
        relations = {q.subject for q in those(TYPE) if q.object == RELATION}
        direct = {q.object for q in those(RDF("predicate")) if isinstance(q.object, NamedNode)}
        return Counts(
            entities=len({q.subject for q in those(SKOS("prefLabel"))}),
            events=len(facts - relations),
            relations=len(relations),
            asserted=sum(q.subject not in facts for predicate in direct for q in those(predicate)),
        )


def _unpacked(
    identifier: ArticleId, source: str | None, written: bytes, violations: tuple[Violation, ...]
) -> ArticleGraph:
    return ArticleGraph(identifier, source, tuple(parse(written, RdfFormat.N_QUADS)), violations)


class Pipeline:
    """The stages put together; `validate` gives the violations that a graph must not have, or is None."""

    def __init__(
        self,
        analyser: AnalyserStage,
        extractor: ExtractorStage,
        linker: LinkerStage,
        *,
        identifiers: Identifiers | None = None,
        validate: Callable[[Iterable[Quad]], tuple[Violation, ...]] | None = None,
    ) -> None:
        self._analyser = analyser
        self._extractor = extractor
        self._linker = linker
        self._identifiers = identifiers or Identifiers()
        self._validate = validate
        self._seen = 0

    def graphs(self, articles: Sequence[Article | ArticleError]) -> Iterator[ArticleGraph | ArticleError]:
        """One item for each article, in order; an article that breaks a stage costs only itself."""
        for document in self._documents(articles):
            if isinstance(document, ArticleError):
                yield document
                continue
            self._seen += 1
            if self._seen == _SETTLED_AFTER:
                lean.settle()
            try:
                yield self._graph(document)
            except ArticleError as error:
                yield error
            except NyhendegrafError:
                raise
            except Exception as error:
                yield _defect(document.article, error)

    def _documents(self, articles: Sequence[Article | ArticleError]) -> "Iterator[Document | ArticleError]":
        try:
            yield from list(self._analyser.analyse(articles))
        except NyhendegrafError:
            raise
        except Exception as error:
            # Somewhere in the batch: one by one, only that article is lost.
            if len(articles) > 1:
                for article in articles:
                    yield from self._documents([article])
            elif isinstance(articles[0], ArticleError):
                yield articles[0]
            else:
                yield _defect(articles[0], error)

    def _graph(self, document: "Document") -> ArticleGraph:
        article = document.article
        linked = self._linker.link(self._extractor.extract(document))
        checked = quarantine(article_quads(linked, identifiers=self._identifiers))
        graph = self._identifiers.article(article.id).value
        whole = [v for v in checked.violations if v.node in (graph, f"{graph}#char=0,{len(article.text)}")]
        if self._validate is not None and not whole:
            whole = list(self._validate(checked.quads))
        if whole:
            shown = "; ".join(f"{v.node} {v.message}" for v in whole[:_SHOWN_VIOLATIONS])
            raise ArticleError(
                article.source or article.id, f"its graph breaks the contract: {shown}", _REPORT
            )
        return ArticleGraph(article.id, article.source, checked.quads, checked.violations)


def _defect(article: Article, error: Exception) -> ArticleError:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else ""
    reason = f"the program failed on it ({type(error).__name__}: {error}{where})"
    return ArticleError(article.source or article.id, reason, _REPORT)
