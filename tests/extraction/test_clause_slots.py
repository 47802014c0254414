"""In which slots of a verb's frame somebody stands, over parses written by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.clause_slots import ClauseSlots
from app.extraction.gazetteer import Gazetteer
from app.extraction.lexicon import load_lexicon
from tests.extraction.documents import document

MENDED = """
Brua bru NOUN 3 nsubj:pass Definite=Def|Gender=Fem|Number=Sing
vart verte AUX 3 aux:pass Tense=Past|VerbForm=Fin
reparert reparere VERB 0 root VerbForm=Part|Voice=Pass
av av ADP 5 case
Kari Kari PROPN 3 obl _ B-PER
for for ADP 7 case
styret styre NOUN 3 obl Definite=Def|Gender=Neut|Number=Sing
i i ADP 9 case
Vika Vika PROPN 7 nmod _ B-LOC
"""


@pytest.mark.parametrize(
    ("word", "slot"),
    [("Brua", "obj"), ("Kari", "subj"), ("styret", "for"), ("Vika", "for>nmod(i)")],
    ids=["done to", "doer", "preposition", "below"],
)
def test_slots_are_those_of_who_does_what_to_whom(word: str, slot: str) -> None:
    text = document(MENDED)
    rules = Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}), learned=False)
    found = rules.drafts(text)
    slots = ClauseSlots(found.frames, found.participants)
    (verb,) = (t for t in text.doc if t.text == "reparert")
    (token,) = (t for t in text.doc if t.text == word)
    referent = found.participants.resolve(token)
    assert referent is not None
    assert slots.has(verb)
    assert slots.of(token, referent, verb) == slot
