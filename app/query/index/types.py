"""The types of entities, and which is the more particular."""

from app.graph.vocabulary import ENTITY_CLASSES

RANKS = {
    node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]: rank
    for classes in ENTITY_CLASSES.values()
    for rank, node in enumerate(classes)
}
"""Local name of each class → how particular it is."""
