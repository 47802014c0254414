"""Which types of entities may be one thing."""

from collections.abc import Iterable

from app.model.vocabulary import EntityType

_BODIES = frozenset(kind for kind in EntityType if kind.is_organization)
_RULING = frozenset({EntityType.GEOPOLITICAL_ENTITY, EntityType.ORGANIZATION, EntityType.GOVERNMENT_BODY})
"""A country and its state, a municipality and its council."""
_HOUSES = frozenset({EntityType.PLACE, *_BODIES})
"""A hospital is a place and a body."""
_LAND = frozenset({EntityType.PLACE, EntityType.GEOPOLITICAL_ENTITY})
_MADE = frozenset({EntityType.CREATIVE_WORK, EntityType.PRODUCT, EntityType.NEWS_MEDIUM})
_TOGETHER = (_BODIES, _RULING, _HOUSES, _LAND, _MADE)


def may_be_one(some: Iterable[EntityType], others: Iterable[EntityType]) -> bool:
    """Whether what is of some types may be what is of others.

    What has no name (`Concept`) may be anything, so it counts only where there is nothing else; unknown types may be
    anything too.
    """
    left, right = ({kind for kind in kinds if kind is not EntityType.CONCEPT} for kinds in (some, others))
    if not left or not right:
        return True
    return any(a is b or any({a, b} <= group for group in _TOGETHER) for a in left for b in right)
