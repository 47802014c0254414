"""The embedded store: an Oxigraph database in a folder, one named graph per article."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from app.errors import RunError
from app.graph.changelog import marking, new_state, state_quad, stored_state
from app.graph.changes import difference, graph_name, lines_of, run_marked, stored_lines
from app.graph.copying import copy_database
from app.graph.embedded import IN_MEMORY, Embedded
from app.graph.failures import DATABASE_ERRORS, opening, unreadable, unwritable
from app.graph.folders import make, readable, refuse_none
from app.graph.loading import LOADING, load_all, undo
from app.graph.locking import Lock, waited_for
from app.graph.namesakes import renamed, renaming_of
from app.graph.port import Size, State
from app.graph.publication import Publication
from app.graph.snapshots import SnapshotFolder, remove_abandoned
from app.graph.versions import SCHEMA_VERSION, check_version, keeping, put_back, stored_version
from app.graph.vocabulary import ONTOLOGY_GRAPH

_MOST_UNFLUSHED = 100_000
"""Quads of replaced articles that the database may hold in memory before they go to its files."""


class Store(Embedded):
    """Article graphs and the ontology, in a folder or in memory.

    One process writes at a time. Others read what it publishes every second; those that read the folder itself keep
    writers out, so a server reads a `snapshot`. Safe to use from several threads. Use it as a context manager, or call
    `close`.
    """

    def __init__(
        self,
        database: pyoxigraph.Store,
        *,
        writable: bool,
        place: str = IN_MEMORY,
        release: Callable[[], None] | None = None,
    ) -> None:
        """Not called directly: `open`, `read`, `snapshot` or `memory`."""
        super().__init__(database, place)
        self._writable = writable
        self._release = release
        self._folder: Path | None = None
        self._files: Path | None = None
        self._publication: Publication | None = None
        self._unflushed = 0
        self._known: State | None = None
        """The state after its own last change: nobody else makes any."""
        self._write = threading.RLock()

    @classmethod
    def memory(cls) -> "Store":
        """An empty store that is gone with the process."""
        store = cls(pyoxigraph.Store(), writable=True)
        store._prepare()
        store._begin_log()
        return store

    @classmethod
    def open(cls, path: Path, *, any_version: bool = False) -> "Store":
        """For writing; makes the folder where there is none. RunError where another process uses it.

        With `any_version`, a store of an earlier version is opened as it is, to be migrated.
        """
        make(path)
        # They keep what the store itself has thrown away.
        remove_abandoned(path)
        lock = waited_for(path, lambda: Lock.attempt(path, exclusive=True))
        with opening(path, lock.release):
            store = cls(pyoxigraph.Store(path), writable=True, place=str(path), release=lock.release)
            store._folder = path
            undo(store.database, path)
            if not (any_version and any(True for _ in store.quads_for_pattern(None, None, None, None))):
                store._prepare()
            store._begin_log()
            store._publication = Publication(path, lambda folder: store.database.backup(folder))
        return store

    @classmethod
    def read(cls, path: Path) -> "Store":
        """For reading, together with other readers; RunError where there is none.

        While another process writes, it is a copy of at most a few seconds ago.
        """
        refuse_none(path)
        if (path / LOADING).exists() and (lock := Lock.attempt(path, exclusive=True)) is not None:
            # Of a load that was killed, which opening for writing takes out.
            lock.release()
            cls.open(path).close()
        folder, release = waited_for(path, lambda: readable(path))
        with opening(path, release):
            database = pyoxigraph.Store.read_only(str(folder))
            store = cls(database, writable=False, place=str(path), release=release)
            store._files = folder
            check_version(store, store.place)
        return store

    @classmethod
    def snapshot(cls, path: Path) -> "Store":
        """A copy as it is now, for reading beside a writer; later changes do not show.

        The files are hard links: it takes hardly any time or space.
        """
        remove_abandoned(path)
        try:
            folder = SnapshotFolder(path)
        except OSError as error:
            raise unreadable(path, error) from error
        with opening(path, folder.remove):
            with cls.read(path) as original:
                copy_database(original.files, folder.path / "store")
            copy = cls(
                pyoxigraph.Store.read_only(str(folder.path / "store")),
                writable=False,
                place=str(path),
                release=folder.remove,
            )
        copy._files = folder.path / "store"
        return copy

    @property
    def files(self) -> Path:
        """Where its files can be copied from, which is where it is read from: nobody writes to them."""
        if self._files is None:
            raise ValueError("only a store that is open for reading can be copied so")
        return self._files

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing."""
        return self._writable

    # Writing

    def replace_article(self, quads: Iterable[Quad]) -> bool:
        """Put an article's graph in place of what it had, all or nothing; whether it was there before."""
        told = tuple(quads)
        graph = graph_name(told)
        # Nobody else may write between what is read here and what is written.
        with self._writing() as database:
            old = stored_lines(database, graph)
            new = lines_of(renamed(told, renaming_of(self, graph)), graph)
            # Quad by quad, a killed process leaves half a graph; one update is one transaction.
            if update := difference(graph, old, new):
                if old:
                    self._history.replaces(graph, old, new)
                else:
                    self._history.adds((graph,))
                self._change(update, (graph,))
                self._unflushed += len(old ^ new)
                if self._unflushed >= _MOST_UNFLUSHED:
                    # Else what was written lately takes ever more memory, a table for each of a dozen indexes.
                    database.flush()
                    self._unflushed = 0
        return bool(old)

    def load(self, quads: Iterable[Quad]) -> Size:
        """Add whole new articles in bulk, all or none, also where the process is killed; how much was added."""
        with self._writing() as database, self._publication.paused() if self._publication else nullcontext():
            loaded = load_all(database, quads, self._folder, self._loaded)
        self._changed()
        return Size(len(loaded.articles), loaded.quads)

    def remove_article(self, article: NamedNode) -> bool:
        """Withdraw an article with all that only it said; whether it was there."""
        with self._writing():
            existed = self.has_article(article)
            if existed:
                self._history.removes(article)
                self._change(f"DROP SILENT GRAPH {article}", (article,))
        return existed

    def update(
        self,
        update: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        base_iri: str | None = None,
        graphs: Collection[NamedNode] | None = None,
    ) -> None:
        """Run a SPARQL update, all or nothing; SyntaxError where it is none.

        `graphs` are the named graphs that it touches, where that is known: else everything counts as changed.
        """
        with self._numbered(graphs) as (database, _, state):
            # What it does to the marks nobody knows.
            marks = [marking(state)]
            version = stored_version(self) if graphs is None or ONTOLOGY_GRAPH in graphs else None
            if version is not None:
                marks.append(keeping(version))
            run_marked(database, update, " ;\n".join(marks), base_iri=base_iri, prefixes=prefixes)
            if version == SCHEMA_VERSION:
                put_back(database)
            self._forget_absent(graphs)

    def flush(self) -> None:
        """Make sure that what was written is on the disk."""
        with self._writing() as database:
            database.flush()

    def optimise(self) -> None:
        """Compact the database, worth it after many articles (seconds at a million quads)."""
        with self._writing() as database:
            database.optimize()

    def close(self) -> None:
        """Let others use the folder; a second call does nothing."""
        try:
            if self._publication is not None:
                self._publication.close()
                self._publication = None
            if self._database is not None and self._writable and self._release is not None:
                self.flush()
        finally:
            self._database = None  # Oxigraph lets go of the folder when the object is gone.
            self._history.close()
            if self._release is not None:
                self._release()
                self._release = None

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Inside

    def _change(self, update: str, graphs: Collection[NamedNode]) -> None:
        """Run an update of our own, which leaves the mark alone."""
        with self._numbered(graphs) as (database, before, state):
            try:
                run_marked(database, update, marking(state, before))
            except BaseException:
                with suppress(*DATABASE_ERRORS):
                    self._history.settle(self.article_quads)
                raise

    def _loaded(self, articles: Collection[NamedNode]) -> None:
        self._history.adds(articles)
        self._change("", articles)

    @contextmanager
    def _numbered(
        self, graphs: Collection[NamedNode] | None
    ) -> Iterator[tuple[pyoxigraph.Store, State, State]]:
        """A change of some graphs, from one state to the next."""
        with self._writing() as database:
            before = self._known or self.state()
            state = State(before.store, before.number + 1)
            self._known = None
            self._log.note(state.number, graphs)
            yield database, before, state
            self._known = state
        self._changed()

    def _forget_absent(self, graphs: Collection[NamedNode] | None) -> None:
        """Of what a change withdrew its past is withdrawn too; None where that may be anything."""
        if graphs is None:
            self._history.keeps_only(self.has_article)
        for graph in graphs or ():
            if not self.has_article(graph):
                self._history.removes(graph)

    def _changed(self) -> None:
        self._changes += 1
        if self._publication is not None:
            self._publication.changed()

    @contextmanager
    def _writing(self) -> Iterator[pyoxigraph.Store]:
        if not self._writable:
            raise RunError("the store was opened for reading. Open it for writing with Store.open")
        try:
            with self._write:
                yield self.database
        except DATABASE_ERRORS as error:
            raise unwritable(self._place, error) from error

    def _prepare(self) -> None:
        if any(True for _ in self.database.quads_for_pattern(None, None, None, None)):
            check_version(self, self._place)
        for quad in put_back(self.database):
            self.database.remove(quad)

    def _begin_log(self) -> None:
        if stored_state(self.database) is None:
            # What wrote to it before kept no account.
            self._log.begin_anew()
            self._history.begin_anew()
            self.database.add(state_quad(new_state()))
        else:
            self._history.settle(self.article_quads)
            self._settle_last()
        self._log.shorten()

    def _settle_last(self) -> None:
        """What a process could not do any more that was killed after its last change."""
        if (number := self.state().number) > 0:
            names = self._log.between(number - 1, number)
            self._forget_absent(None if names is None else [NamedNode(name) for name in names])
