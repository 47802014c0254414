"""What processes of ours need to find this program."""

import os
import sys


def environment() -> dict[str, str]:
    """The environment of this process, with the places where it finds modules."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
