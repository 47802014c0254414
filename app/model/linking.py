"""What linking adds: which entity of the world each local entity is, and why."""

from dataclasses import dataclass
from typing import NewType

from app.model.extraction import EntityKey, Extraction, Label
from app.model.vocabulary import EntityType

EntityId = NewType("EntityId", str)
"""The last part of an entity's IRI: the same for the same entity in every article."""


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """The entity of the world that a local entity is, with its names.

    `preferred` holds at most one label per language. `same_as` are Wikidata ids («Q183») from a named source. `reason`
    tells why this identity was chosen, for people.
    """

    id: EntityId
    type: EntityType
    preferred: tuple[Label, ...]
    same_as: tuple[str, ...]
    reason: str
    score: float
    shared: bool
    """Whether other articles may speak of the same one; concepts live in their article."""


@dataclass(frozen=True, slots=True)
class LinkedExtraction:
    """An extraction together with the identity of every entity in it."""

    extraction: Extraction
    identities: tuple[tuple[EntityKey, LinkedEntity], ...]

    def identity(self, key: EntityKey) -> LinkedEntity:
        """The identity of a local entity; KeyError where the key is of another extraction."""
        return dict(self.identities)[key]
