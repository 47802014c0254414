"""What articles said before, beside a store: when each was added and replaced, and by what it became another one.

It is an account of the store and no part of the graph: queries, exports, hashes and backups know nothing of it, and an
article that cannot be written into it is stored all the same.
"""

import logging
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from app.graph.changes import Lines, predicate_of
from app.graph.port import Earlier, History
from app.graph.vocabulary import NG

HISTORY = "nyhendegraf.history"
"""In the store's folder: a database."""
KEPT = 5
"""So many of the earlier versions of an article."""
_MEASURES = frozenset(NG(name).value for name in ("confidence", "identityScore", "identityReason"))
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
_OF_ANOTHER_PROCESS: list[sqlite3.Connection] = []
"""Never let go of: a connection that is closed in a child takes back what its parent writes."""


class ArticleHistory:
    """The earlier versions of articles, in the store's folder or in memory.

    A change is written here before it is in the store. A process that is killed in between leaves a last version which
    the article still has: it is not told of, and taken out by the next one that writes. The other way round, a version
    would be lost, and what was withdrawn would be kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / HISTORY
        self._writer: _Writer | None = None
        self._using = threading.Lock()

    def close(self) -> None:
        """Let go of the file, and of what is in memory."""
        with self._using:
            self._let_go()

    def begin_anew(self) -> None:
        """Forget what is there: it is of another store, or of this one before others wrote to it."""
        if self._file is None or self._file.exists():
            self._write(lambda connection: _delete(connection, "1"))

    def settle(self, says: Callable[[NamedNode], Iterable[Quad]]) -> None:
        """Take out the version of a change that was not made in the end; `says` tells what an article says now."""
        if self._file is not None and not self._file.exists():
            return

        def take_out(connection: sqlite3.Connection) -> None:
            query = "SELECT id, article, content FROM earlier ORDER BY id DESC LIMIT 1"
            for number, article, content in connection.execute(query).fetchall():
                if _unpacked(content, NamedNode(article)) == set(says(NamedNode(article))):
                    connection.execute("DELETE FROM earlier WHERE id = ?", (number,))

        self._write(take_out)

    def adds(self, articles: Iterable[NamedNode]) -> None:
        """Some articles will be there that were not before."""
        rows = [(article.value, _now()) for article in articles]
        self._write(
            lambda connection: connection.executemany("INSERT OR REPLACE INTO added VALUES (?, ?)", rows)
        )

    def replaces(self, article: NamedNode, before: Lines, after: Lines) -> None:
        """An article will say something else than before, where it does."""
        if all(predicate_of(line) in _MEASURES for line in before ^ after):
            return
        # In order it takes a third less.
        content = zlib.compress(b"".join(sorted(before)), 1)

        def put(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO earlier (article, until, content) VALUES (?, ?, ?)",
                (article.value, _now(), content),
            )
            connection.execute(
                "DELETE FROM earlier WHERE article = ? AND id NOT IN "
                "(SELECT id FROM earlier WHERE article = ? ORDER BY id DESC LIMIT ?)",
                (article.value, article.value, KEPT),
            )

        self._write(put)

    def removes(self, article: NamedNode) -> None:
        """What is withdrawn is gone, what it said earlier too."""
        if self._file is None or self._file.exists():
            self._write(lambda connection: _delete(connection, "article = ?", article.value))

    def of(self, article: NamedNode, now: AbstractSet[Quad]) -> History:
        """What is known of an article's past, which says this now; nothing where there is no account."""
        if self._file is not None and not self._file.exists():
            return History()
        try:
            with self._reading() as connection:
                first = connection.execute(
                    "SELECT time FROM added WHERE article = ?", (article.value,)
                ).fetchone()
                rows = connection.execute(
                    "SELECT until, content FROM earlier WHERE article = ? ORDER BY id", (article.value,)
                ).fetchall()
            versions = [(until, _unpacked(content, article)) for until, content in rows]
            if versions and versions[-1][1] == now:
                # Of a change that is not there yet, or never will be.
                del versions[-1]
            earlier = tuple(Earlier(until, tuple(quads)) for until, quads in versions)
            return History(None if first is None else first[0], earlier)
        except (sqlite3.Error, zlib.error, SyntaxError) as error:
            _log.warning("the history %s cannot be read: %s. Remove it to begin a new one", self._file, error)
            return History()

    def _write(self, write: Callable[[sqlite3.Connection], object]) -> None:
        with self._using:
            try:
                connection = self._writing()
                connection.execute("BEGIN IMMEDIATE")
                write(connection)
                connection.execute("COMMIT")
            except (sqlite3.Error, zlib.error, SyntaxError, OSError) as error:
                # What was begun is taken back with it.
                self._let_go()
                _log.warning(
                    "the history %s cannot be written: %s. Make room for it, or remove it", self._file, error
                )

    def _writing(self) -> sqlite3.Connection:
        """The writer's connection, open until the store is closed."""
        if self._writer is not None and not self._writer.is_of(self._file):
            self._let_go()
        if self._writer is None:
            self._writer = _Writer(self._file)
        return self._writer.connection

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if self._file is None:
            with self._using:
                yield self._writing()
            return
        # Opened for each use: others write it, and a store may be closed in any thread. For writing where that can be:
        # what a process was writing that was killed has to be taken back.
        with closing(_opened(f"{self._file.absolute().as_uri()}?mode=rw")) as connection:
            yield connection


class _Writer:
    """A connection that writes, and what it is connected to."""

    def __init__(self, file: Path | None) -> None:
        place = ":memory:" if file is None else f"{file.absolute().as_uri()}?mode=rwc"
        self.connection = _opened(place)
        self._process = os.getpid()
        try:
            if file is not None:
                # Nobody waits for the disk: the store itself does not either.
                self.connection.execute("PRAGMA synchronous = OFF")
                # Faster than to remove the journal each time.
                self.connection.execute("PRAGMA journal_mode = TRUNCATE")
            self.connection.executescript(_TABLES)
            self._identity = _identity(file)
        except BaseException:
            self.connection.close()
            raise

    def is_of(self, file: Path | None) -> bool:
        """Whether it still writes to a file: that may have been removed, or the process may be another's child."""
        return self._process == os.getpid() and self._identity == _identity(file)

    def close(self) -> None:
        """Close it; in another process it is only let go of, since closing would take back what its owner writes."""
        if self._process == os.getpid():
            self.connection.close()
        else:
            _OF_ANOTHER_PROCESS.append(self.connection)


def _identity(file: Path | None) -> tuple[int, int] | None:
    if file is None:
        return None
    try:
        state = file.stat()
    except FileNotFoundError:
        return None
    return state.st_dev, state.st_ino


def _delete(connection: sqlite3.Connection, where: str, *values: str) -> None:
    for table in ("added", "earlier"):
        connection.execute(f"DELETE FROM {table} WHERE {where}", values)


def _opened(place: str) -> sqlite3.Connection:
    return sqlite3.connect(
        place, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )


def _unpacked(content: bytes, article: NamedNode) -> set[Quad]:
    """What an article said; earlier programs wrote its name into each line."""
    found = parse(zlib.decompress(content), RdfFormat.N_QUADS)
    return {Quad(quad.subject, quad.predicate, quad.object, article) for quad in found}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
