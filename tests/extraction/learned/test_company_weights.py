"""Weights of pairs, and the signs that they are of."""

from pathlib import Path

import pytest

from app.errors import RunError
from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.learned import load_company
from app.extraction.lexicon import load_lexicon
from tests.extraction.documents import document

OF = """
Elevane elev NOUN 5 nsubj Definite=Def|Number=Plur
ved ved ADP 3 case
skulen skule NOUN 1 nmod Definite=Def|Number=Sing
har ha AUX 5 aux Tense=Pres|VerbForm=Fin
takka takke VERB 0 root VerbForm=Part
Kari Kari PROPN 5 obj _ B-PER
"""


def test_signs_tell_where_two_meet_and_what_they_are() -> None:
    rules = Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}), learned=False)
    by_words = {
        tuple(w.text for w in candidate.words): (candidate, signs)
        for candidate, signs in rules.untold(document(OF))
    }
    candidate, signs = by_words["Elevane", "skulen"]
    # One is told of by the other; what happens is the word above both.
    assert (candidate.meeting.text, candidate.predicate.text) == ("Elevane", "takka")
    assert {"top first", "second as nmod(ved)", "steps 0 1", "kinds person, thing"} <= signs.keys()
    assert {"slots subj, subj>nmod(ved)", "noun skule", "clause Positive Actual"} <= signs.keys()
    assert set(signs.values()) == {1.0}


def test_shipped_weights_are_of_signs_that_there_are() -> None:
    weights = load_company()
    assert {"no frame", "top first", "clause untold", "kinds person, thing"} <= weights.keys()
    assert all(abs(weight) < 5 for weight in weights.values())


def test_missing_weights_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"absent\.json.*missing.*python -m app\.training company"):
        load_company(tmp_path / "absent.json")


@pytest.mark.parametrize("text", ["", "[]", '{"always": "much"}'])
def test_a_file_of_something_else_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "company.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match="no weights of pairs"):
        load_company(path)
