"""Reading a word list of `ontology/lexicon/`."""

from typing import Any

from app.resources import load_yaml


def load(name: str) -> dict[str, Any]:
    """The tables of one file."""
    data: dict[str, Any] = load_yaml("lexicon", name)
    return data
