"""The attributes of nodes and edges in files: one type for each name, and no character that a file cannot hold."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

# What XML 1.0 has no place for; other formats are spared it as well, so that all say the same.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = str | int | float | bool
Types = Mapping[str, type]

NODE_TYPES: Types = {
    "label": str,
    "type": str,
    "kind": str,
    "iri": str,
    "mentions": int,
    "articles": int,
    "positions": str,
    "age": int,
    "wikidata": str,
    "polarity": str,
    "modality": str,
    "confidence": float,
    "date": str,
    "start": str,
    "end": str,
}
EDGE_TYPES: Types = {
    "label": str,
    "type": str,
    "iri": str,
    "class": str,
    "weight": float,
    "facts": int,
    "events": int,
    "articles": int,
    "confidence": float,
    "first": str,
    "last": str,
    "start": str,
    "end": str,
    "asserted": int,
    "planned": int,
    "negative": int,
    "symmetric": bool,
    "evidence": str,
}
"""Attribute → its one type. None is called `id`: it is the element's own, and some readers would take it for that."""


class Profile(StrEnum):
    """The program that a GraphML file is made for."""

    PLAIN = "plain"
    GEPHI = "gephi"
    CYTOSCAPE = "cytoscape"
    YED = "yed"


def typed(attributes: Mapping[str, object], types: Types) -> dict[str, Value]:
    """The attributes there are, in one order and each of its type; ValueError for one that has none."""
    unknown = set(attributes) - set(types)
    if unknown:
        raise ValueError(
            f"no type is set for the attributes {_listed(unknown)}. Add them to the tables above"
        )
    # Always in one order, so that a file does not depend on which node has what.
    return {
        name: _value(attributes[name], kind)
        for name, kind in types.items()
        if attributes.get(name) is not None
    }


def clean(text: str) -> str:
    """Text with U+FFFD for what cannot be written."""
    return _UNWRITABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Clean text in one line, for formats that have no place for more."""
    return " ".join(clean(text).split())


def _value(value: object, kind: type) -> Value:
    if kind is str:
        return clean(str(value))
    if kind is bool:
        return bool(value)
    assert isinstance(value, int | float)
    return float(value) if kind is float else int(value)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
