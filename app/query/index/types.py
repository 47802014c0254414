"""The types of entities, and which is the more particular."""

from collections.abc import Iterable

from app.graph.vocabulary import ENTITY_CLASSES

RANKS = {
    node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]: rank
    for classes in ENTITY_CLASSES.values()
    for rank, node in enumerate(classes)
}
"""Local name of each class → how particular it is."""


def most_particular(types: Iterable[str]) -> str:
    """The type that tells most, the last by alphabet among equals; empty where there is none."""
    return max(types, key=lambda kind: (RANKS.get(kind, -1), kind), default="")
