"""Events that are too unsure for their class, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.lexicon import load_lexicon
from tests.extraction.documents import document

SHOT = """
{who} {lemma} NOUN 2 nsubj Definite=Def|Number=Sing
skaut skyte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
{whom}
"""
CLASS = "klassen klasse NOUN 2 obj Definite=Def|Number=Sing"


@pytest.mark.parametrize(
    ("who", "lemma", "whom", "asked", "classes"),
    [
        ("Styret", "styre", CLASS, 0.55, {"Attack"}),
        # The same where surer ones are asked for.
        ("Styret", "styre", CLASS, 0.65, {"Event"}),
        # A thing does nothing, and one alone is with nobody.
        ("Porten", "port", CLASS, 0.65, set()),
        ("Styret", "styre", "ofte ofte ADV 2 advmod", 0.65, set()),
    ],
)
def test_who_takes_part_is_told_though_the_class_is_unsure(
    who: str, lemma: str, whom: str, asked: float, classes: set[str]
) -> None:
    gazetteer = Gazetteer({}, {}, {}, {}, {}, {}, {}, {})
    extractor = Extractor(load_lexicon(), gazetteer, company={}, min_confidence=asked)
    extraction = extractor.extract(document(SHOT.format(who=who, lemma=lemma, whom=whom)))
    assert {e.event_class.value for e in extraction.events} == classes
