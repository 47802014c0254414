"""The index of a store: a database beside it that answers what the API asks for, and follows the store's changes."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pyoxigraph import NamedNode

from app.errors import RunError
from app.graph.hashing import article_hash
from app.graph.port import ArticleStore, State
from app.graph.snapshots import TemporaryFolder
from app.graph.store import Store
from app.graph.vocabulary import DECISIONS_GRAPH
from app.query.index.schema import FORMAT, TABLES
from app.query.index.standing import identify
from app.query.index.writing import put_article, remove_article
from app.query.records import read_content

INDEX = "nyhendegraf.index"
"""In the store's folder; made anew wherever it is not what it should be."""
_BATCH = 400
_WAIT_SECONDS = 60.0
_READ_MEGABYTES = 64


class Index:
    """What a store says, in tables.

    `refresh` brings it up to the state of a store, and may be called from any thread; `reading` gives the connection to
    the thread that asks. It is at `state`, None before there is anything in it.
    """

    def __init__(self, file: Path, temporary: TemporaryFolder | None = None) -> None:
        """Not called directly: `index_of`."""
        self._file = file
        self._temporary = temporary
        self._refreshing = threading.Lock()
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._generation = 0
        self.state: State | None = None
        self.progress: tuple[int, int] = (0, 0)
        """Articles that are done and that are to be done, while it is being made."""

    def close(self) -> None:
        """Let go of the file, and of it altogether where it was for this process only."""
        with self._refreshing:
            self._forget()
            if self._temporary is not None:
                self._temporary.remove()

    def reading(self) -> sqlite3.Connection:
        """This thread's connection, for reading."""
        if getattr(self._local, "generation", None) != self._generation:
            connection = sqlite3.connect(
                f"{self._file.absolute().as_uri()}?mode=ro",
                uri=True,
                check_same_thread=False,
                isolation_level=None,
            )
            connection.execute(f"PRAGMA cache_size = -{_READ_MEGABYTES * 1024}")
            connection.execute("PRAGMA mmap_size = 1073741824")
            self._opened.append(connection)
            self._local.connection = connection
            self._local.generation = self._generation
        found: sqlite3.Connection = self._local.connection
        return found

    def refresh(self, store: ArticleStore, stop: Callable[[], bool] = lambda: False) -> bool:
        """Bring it up to the store's state; whether anything had to be done.

        Where it is ahead of the store (another server has brought it there), it stays. With `stop`, it may end before.
        """
        with self._refreshing:
            if self.state is not None and self.state == store.state():
                return False
            try:
                return self._refreshed(store, stop)
            except sqlite3.OperationalError as error:
                # Full disks and the like; a damaged file says that it is no database or malformed.
                raise RunError(
                    f"the index {self._file} cannot be written: {error}. Make room for it"
                ) from error
            except sqlite3.DatabaseError:
                self._forget()
                _remove(self._file)
                return self._refreshed(store, stop)

    def renew(self, store: ArticleStore, articles: Iterable[NamedNode]) -> None:
        """Read some articles again, or the decisions, whatever else has changed: for stores that tell nothing."""
        with self._refreshing, closing(self._connected()) as connection, _transaction(connection):
            changed = tuple(articles)
            for iri in _to_renew(connection, store, changed, changed):
                _renew(connection, store, iri)

    def _refreshed(self, store: ArticleStore, stop: Callable[[], bool]) -> bool:
        with closing(self._connected()) as connection:
            stood = _state(connection)
            now = store.state()
            if stood is not None and (stood == now or _is_ahead(stood, now)):
                self.state = stood
                return False
            changes = store.changes_since(stood)
            if changes.everything:
                done = self._compare(connection, store, changes.changed, stop)
            else:
                with _transaction(connection):
                    for node in changes.removed:
                        remove_article(connection, node.value)
                    for iri in _to_renew(connection, store, changes.changed, changes.removed):
                        _renew(connection, store, iri)
                    _stand(connection, changes.state)
                done = True
            if done and changes.everything:
                with _transaction(connection):
                    _stand(connection, changes.state)
                connection.execute("PRAGMA optimize")
            if done:
                self.state = changes.state
        return done

    def _compare(
        self,
        connection: sqlite3.Connection,
        store: ArticleStore,
        nodes: tuple[NamedNode, ...],
        stop: Callable[[], bool],
    ) -> bool:
        """All articles: those are read into it whose hash is another one."""
        wanted = [node.value for node in nodes]
        with _transaction(connection):
            # Until it is done it stands nowhere.
            connection.execute("DELETE FROM about WHERE name = 'state'")
            connection.executemany(
                "UPDATE article SET digest = '' WHERE iri = ?",
                [(iri,) for iri in identify(connection, store)],
            )
            digests = dict(connection.execute("SELECT iri, digest FROM article"))
            for iri in digests.keys() - set(wanted):
                remove_article(connection, iri)
        for begin in range(0, len(wanted), _BATCH):
            if stop():
                return False
            self.progress = (begin, len(wanted))
            with _transaction(connection):
                for iri in wanted[begin : begin + _BATCH]:
                    _renew(connection, store, iri, digests.get(iri))
        self.progress = (len(wanted), len(wanted))
        return True

    def _connected(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                self._file, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
        except sqlite3.OperationalError as error:
            raise RunError(f"the index {self._file} cannot be made: {error}. Let it be written to") from error
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # It can be made anew, so that nobody needs to wait for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = -{_READ_MEGABYTES * 1024}")
            if _format(connection) != FORMAT:
                with _transaction(connection):
                    _clear(connection)
                    for statement in TABLES.split(";"):
                        connection.execute(statement)
                    connection.execute("INSERT INTO about VALUES ('format', ?)", (FORMAT,))
        except BaseException:
            connection.close()
            raise
        return connection

    def _forget(self) -> None:
        self._generation += 1
        self.state = None
        for connection in self._opened:
            connection.close()
        self._opened.clear()


def index_of(store: ArticleStore) -> Index:
    """The index of a store, not refreshed yet: in its folder where that can be written to, else for this process."""
    if isinstance(store, Store) and not store.in_memory:
        folder = Path(store.place)
        with suppress(OSError):
            with (folder / INDEX).open("ab"):
                pass
            return Index(folder / INDEX)
    temporary = TemporaryFolder("index")
    return Index(temporary.path / INDEX, temporary)


def _renew(connection: sqlite3.Connection, store: ArticleStore, iri: str, digest: str | None = None) -> None:
    quads = tuple(store.article_quads(NamedNode(iri)))
    found = article_hash(quads)
    if found == digest:
        return
    remove_article(connection, iri)
    content = read_content(quads)
    if content is not None:
        put_article(connection, content, found)


def _to_renew(
    connection: sqlite3.Connection,
    store: ArticleStore,
    changed: tuple[NamedNode, ...],
    graphs: tuple[NamedNode, ...],
) -> list[str]:
    """The IRIs of changed articles and, where the decisions are among other graphs, of those that they touch."""
    touched = {node.value for node in changed if node != DECISIONS_GRAPH}
    if DECISIONS_GRAPH in graphs:
        touched.update(identify(connection, store))
    return sorted(touched)


def _is_ahead(stood: State, state: State) -> bool:
    return stood.store == state.store and stood.number > state.number


def _state(connection: sqlite3.Connection) -> State | None:
    found = connection.execute("SELECT value FROM about WHERE name = 'state'").fetchone()
    if found is None:
        return None
    store, _, number = found[0].rpartition(":")
    return State(store, int(number))


def _stand(connection: sqlite3.Connection, state: State) -> None:
    connection.execute("INSERT OR REPLACE INTO about VALUES ('state', ?)", (str(state),))


def _format(connection: sqlite3.Connection) -> str | None:
    try:
        found = connection.execute("SELECT value FROM about WHERE name = 'format'").fetchone()
    except sqlite3.OperationalError:
        return None
    return None if found is None else str(found[0])


def _clear(connection: sqlite3.Connection) -> None:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    for (name,) in tables.fetchall():
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        (file.parent / name).unlink(missing_ok=True)
