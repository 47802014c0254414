"""What an entity is called."""

import pytest

from app.extraction.entities import Referent, best_name
from app.model.vocabulary import EntityType


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Vik", "Kari Vik", "Vik"], "Kari Vik"),
        (["Fjordfesten 2008", "Fjordfesten"], "Fjordfesten"),
        (["Fjordfesten 2008"], "Fjordfesten 2008"),
        (["Hamna 1200", "Hamna"], "Hamna 1200"),
    ],
)
def test_the_fullest_name_without_a_year(names: list[str], expected: str) -> None:
    assert best_name(Referent(EntityType.ORGANIZATION, "eit namn"), names) == expected
