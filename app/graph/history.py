"""What articles said before, beside a store: when each was added and replaced, and by what it became another one.

It is an account of the store and no part of the graph: queries, exports, hashes and backups know nothing of it, and an
article that cannot be written into it is stored all the same.
"""

import logging
import sqlite3
import threading
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from app.graph.port import Earlier, History
from app.graph.serialisation import nquads
from app.graph.vocabulary import NG

HISTORY = "nyhendegraf.history"
"""In the store's folder: a database."""
KEPT = 5
"""So many of the earlier versions of an article."""
_MEASURES = frozenset(NG(name) for name in ("confidence", "identityScore", "identityReason"))
"""Another program may be surer or less sure of what an article says, which is the same for that."""
_WAIT_SECONDS = 10.0
_TABLES = """
CREATE TABLE IF NOT EXISTS added (article TEXT PRIMARY KEY, time TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS earlier (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, until TEXT NOT NULL, content BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS earlier_article ON earlier (article, id);
"""

_log = logging.getLogger(__name__)


class ArticleHistory:
    """The earlier versions of articles, in the store's folder or in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / HISTORY
        self._memory: sqlite3.Connection | None = None
        self._using = threading.Lock()

    def close(self) -> None:
        """Let go of what is in memory."""
        with self._using:
            if self._memory is not None:
                self._memory.close()
                self._memory = None

    def begin_anew(self) -> None:
        """Forget what is there: it is of another store, or of this one before others wrote to it."""
        if self._file is None or self._file.exists():
            self._write(lambda connection: _delete(connection, "1"))

    def added(self, articles: Iterable[NamedNode]) -> None:
        """Some articles are there that were not before."""
        rows = [(article.value, _now()) for article in articles]
        self._write(
            lambda connection: connection.executemany("INSERT OR REPLACE INTO added VALUES (?, ?)", rows)
        )

    def replaced(self, article: NamedNode, before: Collection[Quad], after: Collection[Quad]) -> None:
        """An article says something else than before, where it does."""
        apart = set(before) ^ set(after)
        if all(quad.predicate in _MEASURES for quad in apart):
            return
        row = (article.value, _now(), zlib.compress(nquads(before), 1))

        def put(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT INTO earlier (article, until, content) VALUES (?, ?, ?)", row)
            connection.execute(
                "DELETE FROM earlier WHERE article = ? AND id NOT IN "
                "(SELECT id FROM earlier WHERE article = ? ORDER BY id DESC LIMIT ?)",
                (article.value, article.value, KEPT),
            )

        self._write(put)

    def removed(self, article: NamedNode) -> None:
        """What is withdrawn is gone, what it said earlier too."""
        if self._file is None or self._file.exists():
            self._write(lambda connection: _delete(connection, "article = ?", article.value))

    def of(self, article: NamedNode) -> History:
        """What is known of an article's past; nothing where there is no account."""
        if self._file is not None and not self._file.exists():
            return History()
        try:
            with self._connected(to_read=True) as connection:
                first = connection.execute(
                    "SELECT time FROM added WHERE article = ?", (article.value,)
                ).fetchone()
                rows = connection.execute(
                    "SELECT until, content FROM earlier WHERE article = ? ORDER BY id", (article.value,)
                ).fetchall()
            return History(
                None if first is None else first[0],
                tuple(Earlier(until, tuple(_unpacked(content))) for until, content in rows),
            )
        except (sqlite3.Error, zlib.error, SyntaxError) as error:
            _log.warning("the history %s cannot be read: %s. Remove it to begin a new one", self._file, error)
            return History()

    def _write(self, write: Callable[[sqlite3.Connection], object]) -> None:
        try:
            with self._connected() as connection:
                connection.execute("BEGIN IMMEDIATE")
                write(connection)
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            _log.warning(
                "the history %s cannot be written: %s. Make room for it, or remove it", self._file, error
            )

    @contextmanager
    def _connected(self, *, to_read: bool = False) -> Iterator[sqlite3.Connection]:
        if self._file is None:
            with self._using:
                if self._memory is None:
                    self._memory = _opened(":memory:")
                    self._memory.executescript(_TABLES)
                yield self._memory
            return
        # Opened for each use: others read it, and a store may be closed in any thread.
        place = f"{self._file.absolute().as_uri()}?mode={'ro' if to_read else 'rwc'}"
        with closing(_opened(place)) as connection:
            if not to_read:
                # Nobody waits for the disk: the store itself does not either.
                connection.execute("PRAGMA synchronous = OFF")
                connection.executescript(_TABLES)
            yield connection


def _delete(connection: sqlite3.Connection, where: str, *values: str) -> None:
    for table in ("added", "earlier"):
        connection.execute(f"DELETE FROM {table} WHERE {where}", values)


def _opened(place: str) -> sqlite3.Connection:
    return sqlite3.connect(
        place, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )


def _unpacked(content: bytes) -> Iterable[Quad]:
    return parse(zlib.decompress(content), RdfFormat.N_QUADS)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
