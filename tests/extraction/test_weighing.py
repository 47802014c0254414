"""Events that are too unsure for their class, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.lexicon import load_lexicon
from tests.extraction.documents import document

SHOWN = """
{who} {lemma} NOUN 2 nsubj Definite=Def|Number=Sing
presenterte presentere VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
{whom}
"""
CLASS = "klassen klasse NOUN 2 obj Definite=Def|Number=Sing"


@pytest.mark.parametrize(
    ("who", "lemma", "whom", "asked", "classes"),
    [
        ("Styret", "styre", CLASS, 0.55, {"Event"}),
        # Whoever asks for unsure ones gets the class.
        ("Styret", "styre", CLASS, 0.3, {"Announcement"}),
        # A thing does nothing, and one alone is with nobody.
        ("Porten", "port", CLASS, 0.55, set()),
        ("Styret", "styre", "ofte ofte ADV 2 advmod", 0.55, set()),
    ],
)
def test_who_takes_part_is_told_though_the_class_is_unsure(
    who: str, lemma: str, whom: str, asked: float, classes: set[str]
) -> None:
    gazetteer = Gazetteer({}, {}, {}, {}, {}, {}, {}, {})
    extractor = Extractor(load_lexicon(), gazetteer, company={}, min_confidence=asked)
    extraction = extractor.extract(document(SHOWN.format(who=who, lemma=lemma, whom=whom)))
    assert {e.event_class.value for e in extraction.events} == classes
