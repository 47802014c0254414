"""The folder of an embedded store: whether it can be one, and what in it may be read."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.errors import RunError
from app.graph.changelog import CHANGES
from app.graph.copying import OWN_FILES
from app.graph.failures import unreadable
from app.graph.loading import LOADING
from app.graph.locking import LOCK_FILE, Lock
from app.graph.publication import PUBLISHED, copy_published

_OURS = (LOCK_FILE, PUBLISHED, LOADING, CHANGES)


def make(path: Path) -> None:
    """Make the folder where there is none; RunError where it cannot be a store's."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "a file has that name" if path.is_file() else error.strerror
        raise RunError(f"the store {path} cannot be made: {reason}. Choose another folder") from error
    if not is_store(path) and any(p.name not in _OURS for p in path.iterdir()):
        raise RunError(f"the folder {path} holds other files than a store. Choose an empty or a new folder")


def refuse_none(path: Path) -> None:
    """RunError where there is no store."""
    if path.is_file():
        raise RunError(f"the store {path} is a file. Give the folder that a build has made")
    if not is_store(path):
        raise RunError(f"there is no store at {path}. Build one: nyhendegraf build ARTICLES --store {path}")


def readable(path: Path) -> tuple[Path, Callable[[], None]] | None:
    """The folder itself where nobody writes, else what the writer has published; and how to let go of it."""
    lock = Lock.attempt(path, exclusive=False)
    if lock is not None:
        return path, lock.release
    copy = copy_published(path)
    return None if copy is None else (copy.path / "store", copy.remove)


def signature(path: Path) -> tuple[object, ...]:
    """What is another one when a store in a folder has changed, and perhaps at other times."""
    with suppress(OSError):
        return (str((path / PUBLISHED).readlink()),)
    found: list[tuple[str, int, int]] = []
    with suppress(OSError):
        for file in path.iterdir():
            # Readers write a log of their own, and what they keep beside the database.
            if not file.name.startswith((OWN_FILES, "LOG")):
                state = file.stat()
                found.append((file.name, state.st_size, state.st_mtime_ns))
    return tuple(sorted(found))


def is_store(path: Path) -> bool:
    """Whether the folder holds a database."""
    try:
        return any(file.name == "CURRENT" for file in path.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise unreadable(path, error) from error
