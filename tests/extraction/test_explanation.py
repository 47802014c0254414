"""What was found beside what is kept, over documents built by hand."""

from app.extraction import Extractor
from app.model.explanation import explanation
from tests.extraction.documents import document

TOLD = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
"""
NOTHING = """
Det det PRON 2 nsubj
regna regne VERB 0 root Tense=Past|VerbForm=Fin
"""


def test_what_is_not_sure_enough_is_told_and_marked() -> None:
    found = document(TOLD, NOTHING)
    everything = Extractor(min_confidence=0.0).extract(found)
    for threshold, kept in ((0.0, True), (1.0, False)):
        sure = Extractor(min_confidence=threshold).extract(found)
        told = explanation(everything, sure, found.sentence_spans())
        assert [s.text for s in told.sentences] == ["Kari kritiserte Per", "Det regna"]
        (finding,) = told.sentences[0].findings
        assert (finding.kind, finding.trigger, finding.kept) == ("Criticism", "kritiserte", kept)
        assert [(p.role, p.name, p.words) for p in finding.participants] == [
            ("agent", "Kari", "Kari"),
            ("patient", "Per", "Per"),
        ]
        assert told.sentences[1].findings == ()
