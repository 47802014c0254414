"""A database beside a store that has all of it, and in its default graph what any graph says, each triple once.

Making one takes half a minute at a million quads. So it follows the store, graph by graph as they change, and stays in
the store's folder between two servers.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad

from app.errors import RunError
from app.graph.changelog import stored_state
from app.graph.copying import copy_database
from app.graph.failures import DATABASE_ERRORS
from app.graph.locking import Lock
from app.graph.port import Changes, State
from app.graph.snapshots import OwnedFolder, SnapshotFolder, TemporaryFolder
from app.query.workers.environment import environment
from app.query.workers.union import follow, make_union

KEPT = "nyhendegraf.union"
"""The folder in the store's."""
_CLEAN = "clean"
"""A file beside the database, which is whole where it is there."""
_DATABASE = "database"
_APART_FROM_QUADS = 20_000
"""From so many on, all is made anew in another process."""
_MOST_FOLLOWED = 2_000
"""Where more graphs have changed, it is made anew: that is faster."""
_MOST_IN_NO_GRAPH = 20_000


class Mirror:
    """Follows a store; to be used by one thread at a time."""

    def __init__(self, store: Path | None) -> None:
        """In the folder of a store, where nobody else has it and it may be written; else in a place of its own."""
        self._own: OwnedFolder | None = None
        self._lock: Lock | None = None
        self._folder = Path()
        self._database: pyoxigraph.Store | None = None
        self._in_no_graph: set[Quad] | None = set()
        """What the store's own default graph has; None where that is too much to be remembered."""
        self._maker: subprocess.Popen[bytes] | None = None
        self._stopped = False
        if store is None or not self._opened(store / KEPT):
            self._own = TemporaryFolder("union") if store is None else SnapshotFolder(store)
            self._folder = self._own.path

    @property
    def state(self) -> State | None:
        """The state of the store that it has; None where it is to be made anew."""
        if self._database is None or self._in_no_graph is None:
            return None
        return stored_state(self._database)

    def follow(self, plain: Path, changes: Changes) -> None:
        """Become what a copy of the store is, which has changed in these graphs and no others."""
        source = pyoxigraph.Store.read_only(str(plain))
        found = _some(source.quads_for_pattern(None, None, None, DefaultGraph()))
        known, self._in_no_graph = self._in_no_graph, found
        graphs = (*changes.changed, *changes.removed)
        (self._folder / _CLEAN).unlink(missing_ok=True)
        database, self._database = self._database, None
        if database is None or changes.everything or len(graphs) > _MOST_FOLLOWED or None in (known, found):
            # Oxigraph lets go of the folder when the object is gone.
            database = None
            database = self._made_anew(plain, len(source))
        else:
            assert known is not None
            assert found is not None
            follow(source, database, graphs, known, found)
        database.flush()
        self._database = database
        # What is in no graph is not kept apart, so whoever opens it could not follow.
        if found == set():
            (self._folder / _CLEAN).touch()

    def copy_to(self, folder: Path) -> None:
        """A copy for readers, of hard links where that can be."""
        assert self._database is not None
        self._database.backup(str(folder))

    def stop(self) -> None:
        """Whatever is being made anew is not needed any more."""
        self._stopped = True
        if self._maker is not None:
            self._maker.kill()

    def close(self) -> None:
        """It stays where it is in the store's folder."""
        self._database = None
        if self._own is not None:
            self._own.remove()
        if self._lock is not None:
            self._lock.release()

    def _opened(self, folder: Path) -> bool:
        """Whether the folder can be had."""
        lock: Lock | None = None
        try:
            folder.mkdir(exist_ok=True)
            if (lock := Lock.attempt(folder, exclusive=True)) is None:
                return False
            database = pyoxigraph.Store(str(folder / _DATABASE))
        except DATABASE_ERRORS:
            if lock is not None:
                lock.release()
            return False
        self._folder, self._lock = folder, lock
        if (folder / _CLEAN).exists():
            self._database = database
        return True

    def _made_anew(self, plain: Path, quads: int) -> pyoxigraph.Store:
        folder = self._folder / _DATABASE
        shutil.rmtree(folder, ignore_errors=True)
        copy_database(plain, folder)
        if quads < _APART_FROM_QUADS:
            make_union(folder)
        else:
            command = [sys.executable, "-m", "app.query.workers.union", str(folder), str(os.getpid())]
            self._maker = subprocess.Popen(command, env=environment(), stdin=subprocess.DEVNULL)
            if self._stopped:
                self._maker.kill()
            if status := self._maker.wait():
                raise RunError(
                    f"the union of all graphs could not be made: exit status {status}. See the log"
                )
        return pyoxigraph.Store(str(folder))


def _some(quads: Iterable[Quad]) -> set[Quad] | None:
    found: set[Quad] = set()
    for quad in quads:
        found.add(quad)
        if len(found) > _MOST_IN_NO_GRAPH:
            return None
    return found
