"""Names of ships with what stands before them."""

from app.extraction.gazetteer import Gazetteer
from app.extraction.names.recognition import NameRecognizer
from app.model.vocabulary import EntityType
from tests.extraction.documents import document

_GAZETTEER = Gazetteer({}, {}, {}, {}, {}, {}, {}, {})


def names(sentence: str) -> list[tuple[str, EntityType]]:
    return [(n.form, n.type) for n in NameRecognizer(document(sentence), _GAZETTEER).names()]


def test_a_quoted_name_belongs_to_what_stands_before_it() -> None:
    found = names(
        """
        KNM KNM PROPN 6 nsubj _ B-ORG
        «+ « PUNCT 3 punct
        Roald Roald PROPN 1 flat:name _ B-PER
        Amundsen+ Amundsen PROPN 3 flat:name _ I-PER
        » » PUNCT 3 punct
        sank søkke VERB 0 root
        """
    )
    assert found == [("KNM Roald Amundsen", EntityType.PRODUCT)]


def test_without_quotation_marks_too() -> None:
    found = names("M/S M/S PROPN 3 nsubj\nHavfrua Havfrua PROPN 1 flat:name _ B-PER\nkom kome VERB 0 root")
    assert found == [("M/S Havfrua", EntityType.PRODUCT)]


def test_the_letters_alone_are_no_ship() -> None:
    assert names("MS MS PROPN 2 nsubj _ B-ORG\nkom kome VERB 0 root") == [("MS", EntityType.ORGANIZATION)]
