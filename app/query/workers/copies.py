"""Copies of a store for workers to read: one as it is, and one whose default graph is the union of all graphs.

Oxigraph can take all graphs together for the default graph, but gives a triple once for each graph that has it. The
second copy is one of the `Mirror`, which has each triple once.
"""

import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph

from app.errors import RunError
from app.graph.copying import copy_database
from app.graph.folders import signature
from app.graph.port import Changes
from app.graph.snapshots import OwnedFolder, SnapshotFolder, TemporaryFolder
from app.graph.store import Store
from app.query.workers.mirror import Mirror

PLAIN, UNION = "plain", "union"
_SECONDS_BETWEEN_LOOKS = 1.0
_SHARE_OF_TIME = 0.1
"""How much of the time copies may be made."""
Signature = tuple[object, ...]


class Copy:
    """A store as it was at a moment, in a folder that stays as long as somebody reads it."""

    def __init__(self, folder: OwnedFolder, signature: Signature) -> None:
        self.folder = folder.path
        self.moment = datetime.now(UTC)
        self.signature = signature
        self._folder = folder
        self._users = 1
        self._lock = threading.Lock()

    def keep(self) -> None:
        """One more reads it."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """One less reads it; the last one takes it away."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self._folder.remove()


class Copies:
    """The newest copy of a store, made again when the store has changed.

    Of a store that this process itself changes, `current` shows every change that is done when it is called; of a
    snapshot's folder, what others had built a few seconds ago.
    """

    def __init__(self, store: Store, *, union: bool) -> None:
        self._store = store
        self._watched = None if store.writable else Path(store.place)
        """The folder that others may write to."""
        self._union = union
        self._mirror: Mirror | None = None
        self._current: Copy | None = None
        self._making = threading.Lock()
        self._stopped = threading.Event()
        self._watcher: threading.Thread | None = None

    def prepare(self) -> None:
        """Make the first copy meanwhile, so that the first query need not wait for all of it."""

        def work() -> None:
            # What goes wrong is told to whoever asks.
            with suppress(RunError, OSError, RuntimeError, ValueError):
                self.current().release()

        threading.Thread(target=work, name="first copy", daemon=True).start()

    def ready(self) -> Copy | None:
        """The newest copy where it need not be made first; whoever has it releases it."""
        if self._making.acquire(blocking=False):
            try:
                current = self._current
                if current is not None and not (self._watched is None and self._changed(current)):
                    current.keep()
                    return current
            finally:
                self._making.release()
        return None

    def current(self) -> Copy:
        """The newest copy, made where it has to be; whoever has it releases it."""
        with self._making:
            if self._stopped.is_set():
                raise RunError("the server stops, and makes no more copies. Start it again")
            if self._current is None or (self._watched is None and self._changed(self._current)):
                self._renew()
            if self._watcher is None and self._watched is not None and not self._stopped.is_set():
                self._watcher = threading.Thread(target=self._watch, name="copies", daemon=True)
                self._watcher.start()
            assert self._current is not None
            self._current.keep()
            return self._current

    def close(self) -> None:
        """No more copies; the last goes when nobody reads it."""
        self._stopped.set()
        if self._mirror is not None:
            self._mirror.stop()
        if self._watcher is not None:
            self._watcher.join()
        with self._making:
            if self._current is not None:
                self._current.release()
                self._current = None
            if self._mirror is not None:
                self._mirror.close()
                self._mirror = None

    def _watch(self) -> None:
        pause = _SECONDS_BETWEEN_LOOKS
        while not self._stopped.wait(pause):
            pause = _SECONDS_BETWEEN_LOOKS
            began = time.monotonic()
            # What cannot be read now can be later; meanwhile there is the copy before.
            with suppress(RunError, OSError, RuntimeError):
                if self._current is not None and self._changed(self._current):
                    made = self._made()
                    with self._making:
                        before, self._current = self._current, made
                    before.release()
                    pause = max(pause, (time.monotonic() - began) / _SHARE_OF_TIME)

    def _changed(self, copy: Copy) -> bool:
        return self._signature() != copy.signature

    def _renew(self) -> None:
        made = self._made()
        if self._current is not None:
            self._current.release()
        self._current = made

    def _made(self) -> Copy:
        # Before the copy: what is written meanwhile makes another one.
        signature = self._signature()
        folder = TemporaryFolder("copy") if self._store.in_memory else SnapshotFolder(Path(self._store.place))
        try:
            plain = folder.path / PLAIN
            if self._watched is not None:
                with Store.snapshot(self._watched) as now:
                    copy_database(now.files, plain)
                    self._make_union(now, folder.path)
            else:
                if not self._store.in_memory:
                    self._store.database.backup(str(plain))
                else:
                    made = pyoxigraph.Store(plain)
                    made.bulk_extend(self._store.quads_for_pattern(None, None, None, None))
                    made.flush()
                    del made
                self._make_union(self._store, folder.path)
        except BaseException:
            folder.remove()
            raise
        return Copy(folder, signature)

    def _make_union(self, now: Store, folder: Path) -> None:
        """Beside the plain copy; what has changed since is looked for in a store that is as new or newer."""
        if not self._union:
            return
        if self._mirror is None:
            self._mirror = Mirror(None if self._store.in_memory else Path(self._store.place))
        if self._stopped.is_set():
            self._mirror.stop()
        before = self._mirror.state
        changes = Changes(now.state(), everything=True) if before is None else now.changes_since(before)
        self._mirror.follow(folder / PLAIN, changes)
        self._mirror.copy_to(folder / UNION)

    def _signature(self) -> Signature:
        """What changes when the store does."""
        if self._watched is None:
            return (self._store.changes,)
        return signature(self._watched)


class Making:
    """A copy that is being made for somebody who may go away meanwhile."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._copy: Copy | None = None
        self._given_up = False
        self._lock = threading.Lock()

    def make(self) -> Copy:
        """The newest copy."""
        copy = self._copies.current()
        with self._lock:
            if self._given_up:
                copy.release()
            else:
                self._copy = copy
        return copy

    def give_up(self) -> None:
        """Nobody will use it."""
        with self._lock:
            self._given_up = True
            if self._copy is not None:
                self._copy.release()
                self._copy = None
