"""What is known of watched sources, in a SQLite file: written when the store has it, so that nothing is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import RunError

_VERSION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS source (
    name TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, next_poll REAL NOT NULL, failures INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
    id TEXT NOT NULL, place TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (id, place)
) WITHOUT ROWID;
"""
_FROM_VERSION_1 = """
ALTER TABLE article RENAME TO before;
CREATE TABLE article (
    id TEXT NOT NULL, place TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (id, place)
) WITHOUT ROWID;
INSERT INTO article SELECT id, '', digest FROM before;
DROP TABLE before
"""


@dataclass(frozen=True, slots=True)
class SourceState:
    """When a source was answered last and is to be asked next, in seconds since 1970."""

    name: str
    etag: str | None = None
    last_modified: str | None = None
    next_poll: float = 0.0
    failures: int = 0
    """In a row."""

    def after(self, **changes: object) -> "SourceState":
        """The state with changes."""
        return replace(self, **changes)  # type: ignore[arg-type]


class WatchState:
    """The file; one process at a time watches with it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator["WatchState"]:
        """RunError where it is in use, damaged or of a later version."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(path, isolation_level=None, timeout=1.0)) as connection:
                # Held until the end: two that watch would do everything twice.
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("BEGIN EXCLUSIVE")
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if version > _VERSION:
                    raise RunError(f"{path} is of a later version of nyhendegraf. Use that version")
                for statement in (_FROM_VERSION_1 if version == 1 else _TABLES).split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
                connection.execute("COMMIT")
                yield cls(connection)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise RunError(f"{path} is in use: something watches already. Stop that first") from error
            raise RunError(f"{path} cannot be used ({error}). Choose another with --state") from error
        except sqlite3.DatabaseError as error:
            raise RunError(
                f"{path} is damaged ({error}). Delete it: what the sources still have is then built again"
            ) from error

    def source(self, name: str) -> SourceState:
        """What is known of a source."""
        row = self._connection.execute(
            "SELECT name, etag, last_modified, next_poll, failures FROM source WHERE name = ?", (name,)
        ).fetchone()
        return SourceState(*row) if row else SourceState(name)

    def keep(self, state: SourceState) -> None:
        """Write what is known of a source now."""
        self._connection.execute(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)",
            (state.name, state.etag, state.last_modified, state.next_poll, state.failures),
        )

    def has(self, article: str, place: str, digest: bytes) -> bool:
        """Whether an article was built as a feed or a file has it now.

        Several feeds of a paper have one article, each with its own beginning of it: it is built when one of them
        changes, not again and again because they differ.
        """
        rows = self._connection.execute(
            "SELECT place, digest FROM article WHERE id = ?", (article,)
        ).fetchall()
        digests = dict(rows)
        return digests[place] == digest if place in digests else digest in digests.values()

    def built(self, article: str, place: str, digest: bytes) -> None:
        """An article is in the store as a feed or a file has it."""
        self._connection.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (article, place, digest))
