"""Who may use a store's folder at the same time."""

import fcntl
import time
from pathlib import Path
from typing import IO

from app.errors import RunError

LOCK_FILE = "nyhendegraf.lock"
_WAIT_SECONDS = 5.0
_PAUSE_SECONDS = 0.05


class Lock:
    """An advisory lock on a store's folder: many readers or one writer.

    Oxigraph's own lock stops a second writer, but a reader beside a writer finds files gone.
    """

    def __init__(self, path: Path, *, exclusive: bool) -> None:
        """Wait a few seconds for it; RunError where another process keeps it longer."""
        kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
        self._file: IO[bytes] | None = self._opened(path)
        deadline = time.monotonic() + _WAIT_SECONDS
        while self._file is not None:
            try:
                fcntl.flock(self._file, kind | fcntl.LOCK_NB)
                return
            except OSError:
                if time.monotonic() > deadline:
                    self.release()
                    raise RunError(
                        f"the store {path} is in use by another process (a build or a server). "
                        "Wait until it is done, or choose another folder"
                    ) from None
                time.sleep(_PAUSE_SECONDS)

    @staticmethod
    def _opened(path: Path) -> IO[bytes] | None:
        try:
            return (path / LOCK_FILE).open("ab")
        except PermissionError:
            # A store that only may be read has no writer to keep out, unless it is one of another user.
            try:
                return (path / LOCK_FILE).open("rb")
            except OSError:
                return None

    def release(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            self._file.close()
            self._file = None
