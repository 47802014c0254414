"""Who may use a store's folder at the same time."""

import fcntl
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

from app.errors import RunError

LOCK_FILE = "nyhendegraf.lock"
_WAIT_SECONDS = 5.0
_PAUSE_SECONDS = 0.05
T = TypeVar("T")


class Lock:
    """An advisory lock on a store's folder: many readers or one writer.

    Oxigraph's own lock stops a second writer, but a reader beside a writer finds files gone.
    """

    def __init__(self, file: IO[bytes] | None) -> None:
        """Not called directly: `attempt`."""
        self._file = file

    @classmethod
    def attempt(cls, path: Path, *, exclusive: bool) -> "Lock | None":
        """The lock, or None where another process keeps it."""
        file = cls._opened(path)
        if file is not None:
            try:
                fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except OSError:
                file.close()
                return None
        return cls(file)

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


def waited_for(path: Path, attempt: Callable[[], T | None]) -> T:
    """What an attempt gives at last; RunError where it gives nothing for a few seconds."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while (found := attempt()) is None:
        if time.monotonic() > deadline:
            raise RunError(
                f"the store {path} is in use by another process (a build or a server). "
                "Wait until it is done, or choose another folder"
            )
        time.sleep(_PAUSE_SECONDS)
    return found
