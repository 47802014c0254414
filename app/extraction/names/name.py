"""A name at one place of a text."""

from dataclasses import dataclass

from app.extraction.gazetteer import Entry
from app.model.vocabulary import EntityType

PLACES = frozenset({EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE})
QUOTES = "«»\"“”'’‘"


@dataclass(slots=True)
class Name:
    """A name at one place: token indices [start, end), its form without genitive, and what it seems to be."""

    start: int
    end: int
    form: str
    type: EntityType
    entry: Entry | None = None
