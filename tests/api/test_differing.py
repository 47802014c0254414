"""What counts as the same in two versions of an article."""

import pytest

from app.api.differing import placeless


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://example.org/a-1/concept/ein-offensiv-525", "https://example.org/a-1/concept/ein-offensiv"),
        ("https://example.org/person/kari-vik", "https://example.org/person/kari-vik"),
        ("https://example.org/a-1/person/525", "https://example.org/a-1/person/525"),
    ],
)
def test_where_somebody_is_first_told_of_does_not_matter(iri: str, name: str) -> None:
    assert placeless(iri) == name
