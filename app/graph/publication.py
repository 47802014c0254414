"""What readers see while a process writes: copies of the store that the writer itself makes.

Only the process that has the database open can copy it whole; another one would find files gone.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.graph.copying import copy_database
from app.graph.failures import DATABASE_ERRORS
from app.graph.snapshots import SnapshotFolder, take_away

PUBLISHED = "nyhendegraf.published"
"""A symbolic link in the store's folder to the last copy."""
_SECONDS_BETWEEN = 1.0
_SHARE_OF_TIME = 0.05
_ATTEMPTS = 5


class Publication:
    """Copies a store at once and, in a thread of its own, again a second after each change."""

    def __init__(self, store: Path, copy: Callable[[str], None]) -> None:
        """`copy` makes a copy of the database in a new folder; where none can be made, readers have to wait."""
        self._link = store / PUBLISHED
        self._copy = copy
        self._number = 0
        self._folder: SnapshotFolder | None = None
        self._changed, self._stopped = threading.Event(), threading.Event()
        self._copying = threading.Lock()
        # That of a process that was killed.
        self._link.unlink(missing_ok=True)
        with suppress(*DATABASE_ERRORS):
            self._folder = SnapshotFolder(store)
            self._publish()
        self._thread = threading.Thread(target=self._work, name="publication", daemon=True)
        self._thread.start()

    def changed(self) -> None:
        """Something was written."""
        self._changed.set()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """No copies meanwhile: what is being written is not whole."""
        with self._copying:
            yield

    def close(self) -> None:
        """Readers may read the store itself again."""
        self._stopped.set()
        self._changed.set()
        self._thread.join()
        with suppress(OSError):
            self._link.unlink(missing_ok=True)
        if self._folder is not None:
            self._folder.remove()

    def _work(self) -> None:
        while True:
            self._changed.wait()
            if self._stopped.is_set():
                return
            self._changed.clear()
            began = time.monotonic()
            # Whoever comes until it works again sees the copy before.
            with suppress(*DATABASE_ERRORS), self._copying:
                self._publish()
            # Where copies are no hard links, they shall not take all the time.
            self._stopped.wait(max(_SECONDS_BETWEEN, (time.monotonic() - began) / _SHARE_OF_TIME))

    def _publish(self) -> None:
        if self._folder is None:
            return
        self._number += 1
        made = self._folder.path / str(self._number)
        self._copy(str(made))
        unnamed = self._folder.path / "link"
        unnamed.symlink_to(made)
        unnamed.replace(self._link)
        take_away(self._folder.path / str(self._number - 1))


def copy_published(store: Path) -> SnapshotFolder | None:
    """The writer's last copy, copied to a folder that stays (`store` in it); None where there is none."""
    for _ in range(_ATTEMPTS):
        try:
            source = (store / PUBLISHED).readlink()
        except OSError:
            return None
        folder = SnapshotFolder(store)
        try:
            copy_database(source, folder.path / "store")
            return folder
        except FileNotFoundError:
            # The writer has made another one.
            folder.remove()
        except BaseException:
            folder.remove()
            raise
    return None
