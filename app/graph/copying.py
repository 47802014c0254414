"""Copies of a database's files that nobody writes to meanwhile.

Oxigraph's own `backup` of a database that is open for reading leaves out what stands only in its log: such a copy opens
as if it were whole, and fails when its texts are read (`Not able to find the string with id …`).
"""

import errno
import os
import shutil
from pathlib import Path

OWN_FILES = "nyhendegraf."
"""What the names of our files in a store's folder begin with; the others are the database's."""
_TABLE = ".sst"
_NO_LINK = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP)


def copy_database(source: Path, target: Path) -> None:
    """Copy to a new folder: tables, which never change, as hard links where that can be, and what is small.

    What is ours beside it stays. FileNotFoundError where the source is taken away meanwhile.
    """
    target.mkdir()
    with os.scandir(source) as entries:
        for entry in entries:
            # Whoever opens it writes a «LOG» for people, and nobody reads it.
            if entry.name.startswith((OWN_FILES, "LOG")) or not entry.is_file(follow_symlinks=False):
                continue
            if entry.name.endswith(_TABLE):
                _link(entry.path, target / entry.name)
            else:
                shutil.copyfile(entry.path, target / entry.name)
    # Who takes it away renames it first (`take_away`); what has its name still was whole until now.
    source.stat()


def _link(file: str, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copyfile(file, target)
