"""Folders of snapshots, and how those of processes that were killed are told from those in use."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OWNER_FILE = "owner.lock"
_GONE = "-gone"
_FALLBACK_PREFIX = "nyhendegraf-snapshot-"


class SnapshotFolder:
    """A folder for one snapshot of a store, marked as in use for as long as this process has it."""

    def __init__(self, store: Path) -> None:
        """Made beside the store, because hard links do not cross file systems; elsewhere where that cannot be."""
        self.path = _made(store)
        self._owner: int | None = None
        try:
            # Locked before it has its name: under that name it is always locked, or its owner is gone.
            unnamed = self.path / f"{_OWNER_FILE}.new"
            self._owner = os.open(unnamed, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self._owner, fcntl.LOCK_EX)
            unnamed.rename(self.path / _OWNER_FILE)
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Take the folder away; a second call does nothing."""
        take_away(self.path)
        if self._owner is not None:
            os.close(self._owner)
            self._owner = None


def remove_abandoned(store: Path) -> None:
    """Take away the snapshots of a store whose processes have ended without doing so."""
    for folder in _folders(store):
        try:
            owner = os.open(folder / _OWNER_FILE, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            # Being made, or not a snapshot.
            continue
        try:
            with suppress(OSError):
                # The system lets go of the lock when the process that had it is gone, however it went.
                fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
                take_away(folder)
        finally:
            os.close(owner)


def take_away(folder: Path) -> None:
    """Remove a folder that somebody may be copying: they find all of it or nothing.

    A copy of the database without its last log opens as if it were whole, and says that texts are missing when they
    are read.
    """
    gone = folder.with_name(f"{folder.name}{_GONE}")
    with suppress(OSError):
        folder.rename(gone)
        folder = gone
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            # What tells whose it was goes last: who is killed here leaves what the next one can take away.
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name != _OWNER_FILE:
                Path(entry.path).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _folders(store: Path) -> Iterator[Path]:
    for parent, prefix in (
        (store.resolve().parent, _prefix(store)),
        (Path(tempfile.gettempdir()), _FALLBACK_PREFIX),
    ):
        with suppress(OSError), os.scandir(parent) as entries:
            for entry in entries:
                if (
                    entry.name.startswith(prefix)
                    and entry.is_dir(follow_symlinks=False)
                    and entry.stat(follow_symlinks=False).st_uid == os.geteuid()
                ):
                    yield Path(entry.path)


def _prefix(store: Path) -> str:
    return f".{store.resolve().name}-snapshot-"


def _made(store: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=_prefix(store), dir=store.resolve().parent))
    except OSError:
        return Path(tempfile.mkdtemp(prefix=_FALLBACK_PREFIX))
