"""Where the data files of `ontology/` lie, in a checkout and in an installed wheel."""

from collections.abc import Callable
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
    """What a YAML file of `ontology/` holds."""
    return read_yaml(ontology_path(*parts).read_text(encoding="utf-8"))


def read_yaml(text: str) -> Any:
    """What yaml.safe_load gives, several times as fast, since a command waits for it; YAMLError where it is no YAML."""
    try:
        return _Reading(text).document()
    except _UnusualError:
        return yaml.load(text, Loader=_LOADER)


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where PyYAML has it, ten times as fast."""
_STRING = "tag:yaml.org,2002:str"


class _UnusualError(Exception):
    """Tags, merge keys and names that nothing has: the library knows."""


class _Reading:
    """From the parser's events to values at once, without the library's tree between."""

    def __init__(self, text: str) -> None:
        self._loader = _LOADER(text)
        self._next: Callable[[], Any] = self._loader.get_event
        self._scalars: dict[str, Any] = {}
        self._anchors: dict[str, Any] = {}

    def document(self) -> Any:
        """The first document, None where there is none."""
        try:
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                return None
            found = self._value(self._next())
            self._next()
            if not isinstance(self._next(), yaml.StreamEndEvent):
                raise _UnusualError
            return found
        finally:
            self._loader.dispose()

    def _value(self, event: Any) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            if event.anchor not in self._anchors:
                raise _UnusualError
            return self._anchors[event.anchor]
        if event.tag is not None:
            raise _UnusualError
        if kind is yaml.ScalarEvent:
            found: Any = self._scalar(event.value) if event.implicit[0] else event.value
            self._name(event, found)
        elif kind is yaml.SequenceStartEvent:
            found = []
            self._name(event, found)
            while type(item := self._next()) is not yaml.SequenceEndEvent:
                found.append(self._value(item))
        else:
            found = {}
            self._name(event, found)
            while type(item := self._next()) is not yaml.MappingEndEvent:
                key = self._value(item)
                if isinstance(key, list | dict):
                    raise _UnusualError
                found[key] = self._value(self._next())
        return found

    def _name(self, event: Any, found: Any) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = found

    def _scalar(self, text: str) -> Any:
        """What a word without quotes is: most are what they are, and those that may be more are asked about once."""
        if text[:1] not in self._loader.yaml_implicit_resolvers:
            return text
        if text in ("<<", "="):
            raise _UnusualError
        if text not in self._scalars:
            tag = self._loader.resolve(yaml.ScalarNode, text, (True, False))
            node = yaml.ScalarNode(tag, text)
            self._scalars[text] = text if tag == _STRING else self._loader.construct_object(node)
        return self._scalars[text]
