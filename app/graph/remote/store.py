"""A store on another machine, behind a SPARQL server; what the embedded one does, with requests."""

import hashlib
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from app.errors import RunError
from app.graph.changes import graph_name
from app.graph.loading import Intake
from app.graph.namesakes import renamed, renaming_of
from app.graph.port import ArticleRecord, Changes, GraphName, History, Node, QueryAnswer, Size, State, Term
from app.graph.records import find_record, in_order
from app.graph.remote.address import RemoteAddress
from app.graph.remote.asking import ARTICLES, NUMBER_OF_ARTICLES, NUMBER_OF_QUADS, Asking
from app.graph.remote.cache import GraphCache
from app.graph.remote.client import SparqlClient
from app.graph.remote.language import declared, is_graph_query
from app.graph.serialisation import nquads
from app.graph.versions import check_version, ontology_quads, stored_version
from app.graph.vocabulary import NG, ONTOLOGY_GRAPH

_TRIPLES = "application/n-triples"
_ONTOLOGY_HASH = NG("ontologyHash")


class RemoteStore:
    """Article graphs and the ontology on a SPARQL server.

    An article is replaced by one request, which is as atomic as the server makes it. What another process writes shows
    after a few seconds. Nothing keeps two writers apart.
    """

    def __init__(self, address: RemoteAddress) -> None:
        """Not called directly: `open` or `read`."""
        self._client = SparqlClient(address)
        self._asking = Asking(self._client)
        self._cache = GraphCache(self._asking.graph)
        self._counted: Size | None = None
        self._changes = 0
        self._counting = threading.Lock()

    @classmethod
    def open(cls, address: RemoteAddress, *, any_version: bool = False) -> "RemoteStore":
        """For writing; RunError where the server is not there, or has a store of another version."""
        store = cls(address)
        try:
            if stored_version(store) is None:
                store._put_ontology()
            elif not any_version:
                check_version(store, store.place)
                store._put_ontology()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def read(cls, address: RemoteAddress) -> "RemoteStore":
        """For reading; RunError where the server is not there or has no store."""
        store = cls(address)
        try:
            if stored_version(store) is None:
                raise store._client.failed(
                    "is empty",
                    f"Build one: nyhendegraf build ARTICLES --store {address}",
                )
            check_version(store, store.place)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def place(self) -> str:
        """Its address."""
        return str(self._client.address)

    # Writing

    def replace_article(self, quads: Iterable[Quad]) -> bool:
        """Put an article's graph in place of what it had, in one request; whether it was there before."""
        new = tuple(quads)
        graph = graph_name(new)
        existed = self.has_article(graph)
        self._replace(graph, tuple(renamed(new, renaming_of(self, graph))))
        return existed

    def load(self, quads: Iterable[Quad]) -> Size:
        """Add whole new articles one by one; where it fails, those added are taken away again."""
        intake = Intake({record.iri.value for record in self.articles()})
        graphs: dict[NamedNode, list[Quad]] = {}
        for quad in intake.checked(quads):
            assert isinstance(quad.graph_name, NamedNode)
            graphs.setdefault(quad.graph_name, []).append(quad)
        begun: list[NamedNode] = []
        try:
            for graph, its in graphs.items():
                begun.append(graph)
                self._replace(graph, its)
        except BaseException:
            for graph in begun:
                with suppress(RunError):
                    self.remove_article(graph)
            raise
        return Size(len(graphs), intake.quads)

    def remove_article(self, article: NamedNode) -> bool:
        """Withdraw an article with all that only it said; whether it was there."""
        existed = self.has_article(article)
        with self._changing(article):
            if self._client.endpoints.replace_by_put:
                self._client.delete_graph(article.value)
            else:
                self._client.update(f"DROP SILENT GRAPH {article}", again=True)
        return existed

    def update(
        self,
        update: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        base_iri: str | None = None,
        graphs: Collection[NamedNode] | None = None,  # noqa: ARG002 - nothing keeps account of it
    ) -> None:
        """Run a SPARQL update, as atomic as the server makes it; SyntaxError where it is none."""
        with self._changing(None):
            self._client.update(declared(update, prefixes, base_iri))

    def flush(self) -> None:
        """The server's own affair."""

    def optimise(self) -> None:
        """The server's own affair."""

    def close(self) -> None:
        """Let go of the connections; a second call does nothing."""
        self._client.close()

    # Reading

    def has_article(self, article: NamedNode) -> bool:
        """Whether there is a graph of the article."""
        return bool(self._asking.asked(f"ASK {{ GRAPH {article} {{ ?s ?p ?o }} }}"))

    def article(self, identifier: str) -> ArticleRecord | None:
        """The article with an identifier (a file's stem) or an IRI; None where there is none."""
        return find_record(self, identifier)

    def articles(self) -> tuple[ArticleRecord, ...]:
        """Every article, by identifier."""
        found: dict[NamedNode, ArticleRecord] = {}
        for row in self._asking.rows(ARTICLES):
            node, *values = row
            if isinstance(node, NamedNode) and node not in found:
                identifier, *others = (v.value if isinstance(v, Literal) else None for v in values)
                found[node] = ArticleRecord(node, identifier or node.value, *others)
        return in_order(iter(found.values()))

    def article_quads(self, article: NamedNode) -> Iterator[Quad]:
        """The quads of one article's graph, in no particular order."""
        return iter(self._asking.graph(article))

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
        """The quads of a pattern in which None is whatever named graph there is; ValueError for blank nodes.

        One graph is fetched whole and kept for a few seconds, because accounts ask for much of the same graph.
        """
        if isinstance(graph, DefaultGraph):
            return iter(())
        if isinstance(graph, NamedNode) and graph != ONTOLOGY_GRAPH:
            return self._cache.pattern(subject, predicate, object_, graph)
        pattern = (subject, predicate, object_, graph)
        if any(isinstance(term, BlankNode | Triple) for term in pattern):
            raise ValueError("a remote store cannot be asked for blank nodes or triple terms")
        return self._asking.matching(pattern)

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
        """Ask in SPARQL; SyntaxError where the server says that it is no query.

        What all graphs together are is the server's own affair, where it cannot be asked for.
        """
        parameters = [("default-graph-uri", graph.value) for graph in default_graphs or ()]
        parameters += [("named-graph-uri", graph.value) for graph in named_graphs or ()]
        if union and not parameters:
            parameters += self._client.endpoints.union
        text = declared(query, prefixes, base_iri)
        if is_graph_query(query):
            response = self._client.query(text, _TRIPLES, parameters)
            return (quad.triple for quad in pyoxigraph.parse(response.content, RdfFormat.N_TRIPLES))
        return self._asking.asked(text, parameters)

    def size(self) -> Size:
        """How much is in it; counted by the server, and again only after a change by this process."""
        with self._counting:
            if self._counted is None:
                self._counted = Size(
                    self._asking.number(NUMBER_OF_ARTICLES), self._asking.number(NUMBER_OF_QUADS)
                )
            return self._counted

    def state(self) -> State:
        """Known by its size, which the server counts each time: what changes without changing that is not seen.

        Changes by this process show in any case.
        """
        size = Size(self._asking.number(NUMBER_OF_ARTICLES), self._asking.number(NUMBER_OF_QUADS))
        return State(f"{size.articles}-{size.quads}", self._changes)

    def changes_since(self, state: State | None) -> Changes:
        """Everything or nothing: the server keeps no account."""
        now = self.state()
        if state == now:
            return Changes(now)
        return Changes(now, tuple(record.iri for record in self.articles()), everything=True)

    def history(self, article: NamedNode) -> History:  # noqa: ARG002 - it keeps none
        """Nothing: the server keeps no account."""
        return History()

    def __len__(self) -> int:
        """The number of quads of all articles and the ontology."""
        return self._asking.number(NUMBER_OF_QUADS)

    def __enter__(self) -> "RemoteStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Inside

    def _replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        triples = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
        with self._changing(graph):
            if self._client.endpoints.replace_by_put:
                self._client.put_graph(graph.value, triples.encode())
            else:
                # One update is one transaction with most servers, where PUT is two with some (Oxigraph's).
                try:
                    self._client.update(
                        f"DROP SILENT GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{\n{triples}}} }}",
                        again=True,
                    )
                except SyntaxError as error:
                    raise self._client.failed(
                        f"does not take the update of {graph.value} ({error})",
                        "Set NYHENDEGRAF_STORE_REPLACE=put",
                    ) from error

    def _put_ontology(self) -> None:
        wanted = ontology_quads()
        # Its blank nodes have other names on the server, so a hash tells whether it is there.
        digest = Literal(hashlib.sha256(nquads(wanted)).hexdigest())
        mark = Quad(ONTOLOGY_GRAPH, _ONTOLOGY_HASH, digest, ONTOLOGY_GRAPH)
        if not any(self.quads_for_pattern(mark.subject, mark.predicate, mark.object, ONTOLOGY_GRAPH)):
            self._replace(ONTOLOGY_GRAPH, [*wanted, mark])

    @contextmanager
    def _changing(self, graph: NamedNode | None) -> Iterator[None]:
        try:
            yield
        finally:
            # Also after an error: the server may have done it.
            self._cache.forget(graph)
            with self._counting:
                self._counted = None
                self._changes += 1
