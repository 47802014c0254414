"""What the database says when it fails, as a message with a remedy."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import RunError

DATABASE_ERRORS = (OSError, RuntimeError)
"""What the database raises; the second for damaged files."""
_REMEDIES = {
    (errno.ENOSPC, errno.EDQUOT): "Make room on its disk, or choose a folder on another",
    (errno.EACCES, errno.EPERM, errno.EROFS): "Let it be written to, or choose another folder",
    (errno.EMFILE, errno.ENFILE): "Allow more open files with ulimit -n",
}


@contextmanager
def opening(path: Path, release: Callable[[], None]) -> Iterator[None]:
    """Gives up what was taken for a store where it cannot be opened, and says why."""
    try:
        yield
    except BaseException as error:
        release()
        if isinstance(error, DATABASE_ERRORS):
            raise unreadable(path, error) from error
        raise


def unreadable(path: Path, error: Exception) -> RunError:
    """For a store that cannot be opened."""
    if "lock" in str(error).lower():
        return RunError(
            f"the store {path} is in use by another process. Wait until it is done, or choose another folder"
        )
    reason, remedy = _explained(error)
    return RunError(f"the store {path} cannot be opened: {reason}. {remedy}")


def unwritable(place: str, error: Exception) -> RunError:
    """For a store that takes no more."""
    reason, remedy = _explained(error)
    return RunError(
        f"the store {place} cannot be written: {reason}. {remedy}; what was stored before is kept"
    )


def _explained(error: Exception) -> tuple[str, str]:
    """Reason and remedy; the database tells of system errors by their words, among its own."""
    for numbers, remedy in _REMEDIES.items():
        for number in numbers:
            if os.strerror(number) in str(error):
                return os.strerror(number), remedy
    return str(error), "Restore a backup into another folder (nyhendegraf restore), or build it anew"
