"""Folders of snapshots, and how those of processes that were killed are told from those in use."""

import fcntl
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_OWNER_FILE = "owner.lock"
_GONE = "-gone"
_FALLBACK_PREFIX = "nyhendegraf-snapshot-"


class OwnedFolder:
    """A folder marked as in use for as long as this process has it, and taken away when the process ends.

    Who is killed leaves it, and who comes next sees that nobody has it any more.
    """

    def __init__(self, made: Path) -> None:
        """Of a folder that has just been made."""
        self.path = made
        # Locked before it has its name: under that name it is always locked, or its owner is gone.
        unnamed = made / f"{_OWNER_FILE}.new"
        owner = -1
        try:
            owner = os.open(unnamed, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(owner, fcntl.LOCK_EX)
            unnamed.rename(made / _OWNER_FILE)
        except BaseException:
            _let_go(made, owner, os.getpid())
            raise
        self._let_go = weakref.finalize(self, _let_go, made, owner, os.getpid())

    def remove(self) -> None:
        """Take the folder away; a second call does nothing."""
        self._let_go()


class SnapshotFolder(OwnedFolder):
    """A folder for one snapshot of a store."""

    def __init__(self, store: Path) -> None:
        """Made beside the store, because hard links do not cross file systems; elsewhere where that cannot be."""
        super().__init__(_made(store))


class TemporaryFolder(OwnedFolder):
    """A folder among the system's temporary files."""

    def __init__(self, sort: str) -> None:
        """`sort` is a word in its name; those of its sort that nobody has any more are taken away."""
        prefix = f"nyhendegraf-{sort}-"
        _remove_abandoned(_folders(Path(tempfile.gettempdir()), prefix))
        super().__init__(Path(tempfile.mkdtemp(prefix=prefix)))


def remove_abandoned(store: Path) -> None:
    """Take away the snapshots of a store whose processes have ended without doing so."""
    _remove_abandoned(_folders(store.resolve().parent, _prefix(store)))
    _remove_abandoned(_folders(Path(tempfile.gettempdir()), _FALLBACK_PREFIX))


def _remove_abandoned(folders: Iterable[Path]) -> None:
    for folder in folders:
        try:
            owner = os.open(folder / _OWNER_FILE, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            # Being made, or not one of ours.
            continue
        try:
            with suppress(OSError):
                # The system lets go of the lock when the process that had it is gone, however it went.
                fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
                take_away(folder)
        finally:
            os.close(owner)


def _let_go(folder: Path, owner: int, process: int) -> None:
    # A process that was forked has the object too, and not the folder.
    if os.getpid() == process:
        take_away(folder)
    if owner != -1:
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


def _folders(parent: Path, prefix: str) -> Iterator[Path]:
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
