"""The port: what the write path and the read side ask of a store, whichever it is.

`app.graph.store.Store` is the embedded one. Terms, quads and answers are pyoxigraph's everywhere.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Triple

Node = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
GraphName = NamedNode | BlankNode | DefaultGraph
QueryAnswer = QuerySolutions | QueryBoolean | Iterator[Triple]
"""Of SELECT, of ASK, and of CONSTRUCT and DESCRIBE; what is neither of the first two is the third."""


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What the store knows of an article as a whole."""

    iri: NamedNode
    identifier: str
    language: str | None
    headline: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Size:
    """How much a store holds; `quads` with the ontology."""

    articles: int
    quads: int


@dataclass(frozen=True, slots=True)
class State:
    """Which store, and how many changes it has seen; another state, another content."""

    store: str
    number: int

    def __str__(self) -> str:
        return f"{self.store}:{self.number}"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a store has become since a state of it.

    What was read before is to be forgotten where everything may have changed; `changed` are then all articles.
    """

    state: State
    changed: tuple[NamedNode, ...] = ()
    """Articles that are there, and may say something else than before."""
    removed: tuple[NamedNode, ...] = ()
    """What is no article, or none any more."""
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an article said until a moment (UTC, whole seconds)."""

    until: str
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What is known of an article's past."""

    added: str | None = None
    """When it was first there (UTC, whole seconds); None where nobody knows."""
    earlier: tuple[Earlier, ...] = ()
    """Its last versions before the one that is there, the latest last."""


Told = Callable[[str], None]
"""Hears of each article that is done, by its identifier."""


def untold(identifier: str) -> None:
    """Where nobody wants to know."""


class Readable(Protocol):
    """What can be asked for quads and for graphs."""

    def has_article(self, article: NamedNode) -> bool:
        """Whether there is a graph of the article."""

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: NamedNode | None,
        object_: Term | None,
        graph: GraphName | None,
    ) -> Iterator[Quad]:
        """The quads of a pattern in which None is whatever there is, the ontology's too."""


class ArticleStore(Readable, Protocol):
    """Article graphs and the ontology.

    Safe to use from several threads. RunError where the store cannot be reached, read or written.
    """

    @property
    def place(self) -> str:
        """Where it is, for messages: a folder or an address, without what only its owner may know."""

    # Writing

    def replace_article(self, quads: Iterable[Quad]) -> bool:
        """Put an article's graph in place of what it had, all or nothing; whether it was there before."""

    def load(self, quads: Iterable[Quad]) -> Size:
        """Add whole new articles in bulk, all or none; how much was added.

        RunError where a quad is of no article, or of one that is there already.
        """

    def remove_article(self, article: NamedNode) -> bool:
        """Withdraw an article with all that only it said; whether it was there."""

    def update(
        self,
        update: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        base_iri: str | None = None,
        graphs: Collection[NamedNode] | None = None,
    ) -> None:
        """Run a SPARQL update, all or nothing; SyntaxError where it is none.

        `graphs` are the named graphs that it touches, where that is known.
        """

    def flush(self) -> None:
        """Make sure that what was written is on the disk."""

    def optimise(self) -> None:
        """Compact the database, worth it after many articles (seconds at a million quads)."""

    def close(self) -> None:
        """Let others use it; a second call does nothing."""

    # Reading

    def article(self, identifier: str) -> ArticleRecord | None:
        """The article with an identifier (a file's stem) or an IRI; None where there is none."""

    def articles(self) -> tuple[ArticleRecord, ...]:
        """Every article, by identifier."""

    def article_quads(self, article: NamedNode) -> Iterator[Quad]:
        """The quads of one article's graph, in no particular order."""

    def quads(self) -> Iterator[Quad]:
        """The quads of all articles without the ontology, article by article."""

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        union: bool = False,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
        base_iri: str | None = None,
    ) -> QueryAnswer:
        """Ask in SPARQL; SyntaxError where it is no query.

        Relative IRIs are resolved against `base_iri`; `prefixes` are declared beside those of the query. With `union`,
        all graphs together are the default graph; `default_graphs` and `named_graphs` are the dataset, as the
        protocol's parameters of those names are.
        """

    def size(self) -> Size:
        """How much is in it."""

    def state(self) -> State:
        """Which content it has; cheap, but for a store that keeps no account of its changes."""

    def changes_since(self, state: State | None) -> Changes:
        """The articles that were written since a state, or before it and all at once; everything where it is None."""

    def history(self, article: NamedNode) -> History:
        """What an article said before; nothing where the store keeps no account."""

    def __len__(self) -> int:
        """The number of quads of all articles and the ontology."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
