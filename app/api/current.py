"""What the server reads: its store and the index of it, as new as they get."""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pyoxigraph import NamedNode

from app.errors import RunError
from app.graph.folders import signature
from app.graph.port import ArticleStore, State
from app.graph.store import Store
from app.query.index import Index, index_of
from app.query.index.naming import Names

_SECONDS_BETWEEN_LOOKS = 1.0
_SECONDS_BETWEEN_COUNTS = 30.0
"""Of a store that keeps no account of its changes, and has to count."""
_SECONDS_OF_PATIENCE = 5.0
_SHARE_OF_TIME = 0.2

_log = logging.getLogger(__name__)


class Current:
    """The store of the server and its index, which follow what this process and others write.

    What this process writes shows at once (`written`), what others write after some seconds.
    """

    def __init__(self, store: ArticleStore, *, writable: bool, sort: str = "") -> None:
        """The store is its opener's, and stays open; newer snapshots that are taken of it are not.

        `sort` is of what else the answers depend on.
        """
        self._sort = sort
        self._index: Index | None = None
        self._held = _Held(store, owned=False)
        self._watched = (
            Path(store.place)
            if isinstance(store, Store) and not store.writable and not store.in_memory
            else None
        )
        self._counts = not isinstance(store, Store)
        self.writable = writable
        self.names = Names()
        self.state: State | None = None
        """What is shown; None until the index is made."""
        self._failed: str | None = None
        self._ready = threading.Event()
        self._stopped = threading.Event()
        self._woken = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def tag(self) -> str | None:
        """What the answers are made from, for caches; None until there is something."""
        state = self.state
        return None if state is None else f"{state.store}-{state.number}-{self._sort}"

    @property
    def store(self) -> ArticleStore:
        """The newest; for a while only, `using` is for longer."""
        return self._held.store

    @contextmanager
    def using(self) -> Iterator[ArticleStore]:
        """The newest store, which is not closed meanwhile."""
        held = self._held.kept()
        while held is None:
            held = self._held.kept()
        try:
            yield held.store
        finally:
            held.release()

    def index(self, patience: float = _SECONDS_OF_PATIENCE) -> Index | None:
        """The index; None where it is still being made. RunError where it cannot be made."""
        if not self._ready.is_set():
            self.start()
            self._ready.wait(patience)
        if self._failed is not None:
            raise RunError(self._failed)
        return self._index if self.state is not None else None

    @property
    def progress(self) -> tuple[int, int]:
        """How many articles are in the index, of how many, while it is being made."""
        return (0, 0) if self._index is None else self._index.progress

    def connection(self) -> sqlite3.Connection:
        """This thread's connection to the index, which is there."""
        assert self._index is not None
        return self._index.reading()

    def start(self) -> None:
        """Make the index ready and follow the store, in a thread."""
        with self._starting:
            if self._thread is None and not self._stopped.is_set():
                self._thread = threading.Thread(target=self._follow, name="index", daemon=True)
                self._thread.start()

    def written(self, articles: Iterable[NamedNode]) -> None:
        """This process has written some articles: the index shows it from now on."""
        if self._index is None or not self._ready.is_set():
            return
        if self._counts:
            # All the rest is looked at in the background.
            self._index.renew(self.store, articles)
            self.wake()
        else:
            self._refresh()

    def wake(self) -> None:
        """Somebody has written to the store, and need not wait until the index shows it."""
        self._woken.set()

    def close(self) -> None:
        """Stop following, and let go of all but the store that was given."""
        self._stopped.set()
        self._woken.set()
        with self._starting:
            if self._thread is not None:
                self._thread.join()
        if self._index is not None:
            self._index.close()
        self._held.release()

    def _follow(self) -> None:
        try:
            self._index = index_of(self._held.store)
            self._refresh()
        except (RunError, OSError, ValueError, sqlite3.Error) as error:
            _log.error("the index cannot be made", exc_info=error)
            self._failed = str(error)
        self._ready.set()
        if self._failed is not None:
            return
        seen = self._look()
        pause = _SECONDS_BETWEEN_COUNTS if self._counts else _SECONDS_BETWEEN_LOOKS
        while not self._stopped.is_set():
            self._woken.wait(pause)
            if self._stopped.is_set():
                return
            self._woken.clear()
            began = time.monotonic()
            # What cannot be read now can be later; meanwhile there is what was before.
            with suppress(RunError, OSError, RuntimeError, ValueError, sqlite3.Error):
                now = self._look()
                if now != seen:
                    self._renew()
                    seen = now
            least = _SECONDS_BETWEEN_COUNTS if self._counts else _SECONDS_BETWEEN_LOOKS
            pause = max(least, (time.monotonic() - began) / _SHARE_OF_TIME)

    def _look(self) -> object:
        """What is another one when the store may have changed."""
        return signature(self._watched) if self._watched is not None else self.store.state()

    def _renew(self) -> None:
        if self._watched is not None:
            newer = _Held(Store.snapshot(self._watched), owned=True)
            assert self._index is not None
            try:
                self._index.refresh(newer.store, self._stopped.is_set)
            except BaseException:
                newer.release()
                raise
            before, self._held = self._held, newer
            before.release()
            self.state = self._index.state
        else:
            self._refresh()

    def _refresh(self) -> None:
        assert self._index is not None
        self._index.refresh(self.store, self._stopped.is_set)
        self.state = self._index.state


class _Held:
    """A store that is closed when nobody uses it any more, unless it is somebody else's."""

    def __init__(self, store: ArticleStore, *, owned: bool) -> None:
        self.store = store
        self._owned = owned
        self._users = 1
        self._lock = threading.Lock()

    def kept(self) -> "_Held | None":
        """It, for one more; None where it is closed."""
        with self._lock:
            if self._users == 0:
                return None
            self._users += 1
            return self

    def release(self) -> None:
        """One less."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last and self._owned:
            self.store.close()
