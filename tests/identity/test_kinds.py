"""Which types may be one thing."""

import pytest

from app.identity import may_be_one
from app.model.vocabulary import EntityType as T


@pytest.mark.parametrize(
    ("some", "others"),
    [
        ({T.PERSON}, {T.PERSON}),
        ({T.ORGANIZATION}, {T.GEOPOLITICAL_ENTITY}),
        ({T.GOVERNMENT_BODY}, {T.GEOPOLITICAL_ENTITY}),
        ({T.PARTY}, {T.COMPANY}),
        ({T.PLACE}, {T.GEOPOLITICAL_ENTITY}),
        ({T.PLACE}, {T.COMPANY}),
        ({T.CREATIVE_WORK}, {T.NEWS_MEDIUM}),
        ({T.CONCEPT}, {T.PERSON}),
        ({T.PERSON, T.COMPANY}, {T.COMPANY}),
        (set(), {T.PERSON}),
    ],
)
def test_what_may_be_one(some: set[T], others: set[T]) -> None:
    assert may_be_one(some, others) and may_be_one(others, some)


@pytest.mark.parametrize(
    ("some", "others"),
    [
        ({T.PERSON}, {T.ORGANIZATION}),
        ({T.PERSON}, {T.GEOPOLITICAL_ENTITY}),
        ({T.PERSON, T.CONCEPT}, {T.COMPANY, T.CONCEPT}),
        ({T.COMPANY}, {T.GEOPOLITICAL_ENTITY}),
        ({T.SPORTS_TEAM}, {T.GEOPOLITICAL_ENTITY}),
        ({T.NAMED_EVENT}, {T.PLACE}),
    ],
)
def test_what_may_not(some: set[T], others: set[T]) -> None:
    assert not may_be_one(some, others) and not may_be_one(others, some)
