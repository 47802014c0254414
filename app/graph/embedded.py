"""The embedded store as it is asked: an Oxigraph database, one named graph per article."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from app.graph.changelog import ChangeLog, changes_since, stored_state
from app.graph.history import ArticleHistory
from app.graph.port import ArticleRecord, Changes, GraphName, History, Node, QueryAnswer, Size, State, Term
from app.graph.records import article_nodes, find_record, in_order, record_of

IN_MEMORY = "in memory"


class Embedded:
    """The reading half of a store."""

    def __init__(self, database: pyoxigraph.Store, place: str) -> None:
        """`place` is the folder of the store, which may be another one than the database's."""
        self._database: pyoxigraph.Store | None = database
        self._place = place
        folder = None if place == IN_MEMORY else Path(place)
        self._log = ChangeLog(folder)
        self._history = ArticleHistory(folder)
        self._changes = 0
        self._counted: tuple[int, Size] | None = None
        """After how many changes, and what was found."""
        self._counting = threading.Lock()

    @property
    def database(self) -> pyoxigraph.Store:
        """The Oxigraph store itself, for the read side; ValueError once closed."""
        if self._database is None:
            raise ValueError("the store is closed")
        return self._database

    @property
    def place(self) -> str:
        """Its folder, or that it has none."""
        return self._place

    @property
    def in_memory(self) -> bool:
        """Whether it has no folder."""
        return self._place == IN_MEMORY

    @property
    def changes(self) -> int:
        """How often it was changed through this object."""
        return self._changes

    def has_article(self, article: NamedNode) -> bool:
        """Whether there is a graph of the article; one that was emptied is none."""
        return next(self.article_quads(article), None) is not None

    def article(self, identifier: str) -> ArticleRecord | None:
        """The article with an identifier (a file's stem) or an IRI; None where there is none."""
        return find_record(self, identifier)

    def articles(self) -> tuple[ArticleRecord, ...]:
        """Every article, by identifier."""
        return in_order(record_of(self, node) for node in article_nodes(self))

    def article_quads(self, article: NamedNode) -> Iterator[Quad]:
        """The quads of one article's graph, in no particular order."""
        return self.quads_for_pattern(None, None, None, article)

    def quads(self) -> Iterator[Quad]:
        """The quads of all articles without the ontology, article by article."""
        for record in self.articles():
            yield from self.article_quads(record.iri)

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: NamedNode | None,
        object_: Term | None,
        graph: GraphName | None,
    ) -> Iterator[Quad]:
        """The quads of a pattern in which None is whatever there is, the ontology's too."""
        return iter(self.database.quads_for_pattern(subject, predicate, object_, graph))

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

        The answer may be used and let go of only in the thread that asked.
        """
        return self.database.query(
            query,
            base_iri=base_iri,
            prefixes=None if prefixes is None else dict(prefixes),
            use_default_graph_as_union=union,
            default_graph=None if default_graphs is None else list(default_graphs),
            named_graphs=None if named_graphs is None else list(named_graphs),
        )

    def size(self) -> Size:
        """What is in it; counted once (half a second at a million quads) and again only after a change."""
        with self._counting:
            if self._counted is None or self._counted[0] != self._changes:
                changes = self._changes
                self._counted = changes, Size(len(article_nodes(self)), len(self))
            return self._counted[1]

    def state(self) -> State:
        """Which content it has; of a store that was last written before there were states, known by its size."""
        if (state := stored_state(self.database)) is not None:
            return state
        size = self.size()
        return State(f"{size.articles}-{size.quads}", 0)

    def changes_since(self, state: State | None) -> Changes:
        """The articles that were written since a state, which may be more than have changed."""
        return changes_since(self, self._log, self.state(), state)

    def history(self, article: NamedNode) -> History:
        """When an article was added, and its last few versions before this one."""
        return self._history.of(article, set(self.article_quads(article)))

    def __len__(self) -> int:
        """The number of quads of all articles and the ontology."""
        return len(self.database) - (stored_state(self.database) is not None)
