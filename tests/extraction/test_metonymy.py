"""Places that stand for those who govern from them."""

import pytest

from app.extraction.entities import Referent, freeze
from app.extraction.extractor import Extractor
from app.extraction.metonymy import find_metonymies
from app.language import Document
from app.model.extraction import Entity
from tests.extraction.documents import document


def meant(text: Document) -> dict[str, str | None]:
    """Gazetteer id of what a place stands for, by the words that name it."""
    extraction = Extractor().extract(text)
    by_key: dict[str, Entity] = {e.key: e for e in extraction.entities}
    return {
        m.surface: by_key[m.stands_for].gazetteer_id if m.stands_for is not None else None
        for e in extraction.entities
        for m in e.mentions
    }


@pytest.mark.parametrize(
    ("place", "label", "stands_for"),
    [
        ("Moskva", "GPE_LOC", "country/russland"),
        ("Kreml", "ORG", "country/russland"),
        ("Brussel", "GPE_LOC", "org/eu"),
        ("Løvebakken", "LOC", "org/stortinget"),
        ("Oslo", "GPE_LOC", None),
        ("Bergen", "GPE_LOC", None),
    ],
)
def test_a_place_that_blames_somebody(place: str, label: str, stands_for: str | None) -> None:
    text = document(
        f"""
        {place} {place} PROPN 2 nsubj _ B-{label}
        kritiserer kritisere VERB 0 root
        Noreg Noreg PROPN 2 obj _ B-GPE_LOC
        """
    )
    assert meant(text)[place] == stands_for


def test_a_place_where_something_happens_is_a_place() -> None:
    text = document(
        """
        Noreg Noreg PROPN 2 nsubj _ B-GPE_LOC
        kritiserte kritisere VERB 0 root
        Iran Iran PROPN 2 obj _ B-GPE_LOC
        i i ADP 5 case
        Moskva Moskva PROPN 2 obl _ B-GPE_LOC
        """
    )
    assert meant(text)["Moskva"] is None


def test_whom_a_place_stands_for_has_no_mention_of_its_own() -> None:
    text = document(
        """
        Moskva Moskva PROPN 2 nsubj _ B-GPE_LOC
        kritiserer kritisere VERB 0 root
        Noreg Noreg PROPN 2 obj _ B-GPE_LOC
        """
    )
    last = Extractor().extract(text).entities[-1]
    assert (last.gazetteer_id, last.mentions) == ("country/russland", ())


def test_nothing_stands_for_anything_without_facts() -> None:
    extractor = Extractor()
    drafts = extractor.drafts(document("Moskva Moskva PROPN 0 root _ B-GPE_LOC"))
    assert find_metonymies((), drafts.participants, extractor._gazetteer) == {}
    referents: list[Referent] = drafts.participants.referents
    assert all(m.stands_for is None for e in freeze(referents, set())[1] for m in e.mentions)
