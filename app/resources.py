"""Where the data files of `ontology/` lie, in a checkout and in an installed wheel."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.errors import RunError


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    # A wheel carries the folder inside the package; a checkout has it beside the package.
    for candidate in (package / "_ontology", package.parent / "ontology"):
        if candidate.is_dir():
            return candidate
    raise RunError(f"no ontology folder beside or in {package}. Reinstall nyhendegraf")


def ontology_path(*parts: str) -> Path:
    """The path of a file or folder of `ontology/`; raises RunError where it is missing."""
    path = _root().joinpath(*parts)
    if not path.exists():
        raise RunError(f"the data file {'/'.join(('ontology', *parts))} is missing. Reinstall nyhendegraf")
    return path


def load_yaml(*parts: str) -> Any:
    """What a YAML file of `ontology/` holds; by the parser in C where PyYAML has it, ten times as fast."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(ontology_path(*parts).read_text(encoding="utf-8"), Loader=loader)
