"""What a process of the program's own does without: parts of spaCy, and looking at what stays for ever.

spaCy without what only other pipelines and its own command line need is imported in a third of the time.

spaCy's machine learning library imports PyTorch and CuPy wherever they are installed, and spaCy imports its command
line with all that downloads and projects take. Our pipeline uses none of it. In a process of somebody else, which may
use them together with spaCy, nothing is left out.
"""

import gc
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_FRAMEWORKS = ("torch", "cupy")
_COMMAND_LINE, _INFO = "spacy.cli", "spacy.cli.info"
_LEFT_BEHIND = 10_000
"""Objects, of which an article leaves some hundred behind that refer to each other."""
_own = False


def own_process() -> None:
    """Say that this process does the program's work and no other."""
    global _own
    _own = True


def settle() -> None:
    """Say that what is loaded by now stays, in a process of our own.

    The garbage collector looks at it no more: lexicon, gazetteers and vocabulary are a million objects, and going
    through them again and again costs extraction and mapping some 5 %; looking at every few hundred objects that are
    new another 3 %.
    """
    if _own:
        gc.collect()
        gc.freeze()
        gc.set_threshold(_LEFT_BEHIND)


def import_spacy() -> None:
    """Import spaCy, lean where the process is our own; what is imported already stays as it is."""
    if not _own or "spacy" in sys.modules or "thinc" in sys.modules:
        return
    left_out: dict[str, ModuleType | None] = {**dict.fromkeys(_FRAMEWORKS), **_command_line()}
    with _standing_in(left_out):
        importlib.import_module("spacy")


@contextmanager
def _standing_in(modules: dict[str, ModuleType | None]) -> Iterator[None]:
    """Importing these gives what stands here, None an ImportError; afterwards they can be imported as ever."""
    absent = {name: module for name, module in modules.items() if name not in sys.modules}
    # The type of sys.modules knows nothing of None, which the import system takes for «cannot be imported».
    known: dict[str, Any] = sys.modules
    known.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del known[name]


def _command_line() -> dict[str, ModuleType | None]:
    """All that spaCy itself takes from its command line: `spacy.info`."""

    def info(*arguments: Any, **options: Any) -> Any:
        return importlib.import_module(_INFO).info(*arguments, **options)

    package, module = ModuleType(_COMMAND_LINE), ModuleType(_INFO)
    package.__path__ = []
    module.__dict__["info"] = info
    return {_COMMAND_LINE: package, _INFO: module}
