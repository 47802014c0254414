"""Learned confidences, over documents built by hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RunError
from app.extraction import Extractor
from app.extraction.extractor import Drafts
from app.extraction.gazetteer import Gazetteer
from app.extraction.learned import WEIGHTS, Confidences, event_signs, load_confidences, relation_signs
from app.extraction.learned.confidences import chance
from app.extraction.lexicon import load_lexicon
from app.model.vocabulary import EventClass, RelationType, Role
from tests.extraction.documents import document

NOTHING = Confidences({}, {})
NAMED = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
"""
UNNAMED = """
Ho ho PRON 3 nsubj
skal skulle AUX 3 aux
kritisere kritisere VERB 0 root VerbForm=Inf
forslaget forslag NOUN 3 obj Definite=Def|Gender=Neut|Number=Sing
"""
AGED = """
Kari Kari PROPN 5 nsubj _ B-PER
( ( PUNCT 3 punct
34 34 NUM 1 appos
) ) PUNCT 3 punct
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per Per PROPN 5 obj _ B-PER
"""
OPEN = """
Kari Kari PROPN 2 nsubj _ B-PER
dyttar dytte VERB 0 root Tense=Pres|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
"""


@pytest.fixture(scope="module")
def rules() -> Extractor:
    return Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}), learned=False)


def _found(rules: Extractor, sentence: str) -> Drafts:
    return rules.drafts(document(sentence))


def test_signs_tell_who_takes_part_and_how_it_is_told(rules: Extractor) -> None:
    (draft,) = _found(rules, NAMED).events
    signs = event_signs(draft)
    assert {"class Criticism", "agent named Person", "patient named Person", "participants 2"} <= signs.keys()
    assert {"trigger VERB", "agent nsubj", "patient obj"} <= signs.keys()
    assert not {"nobody named", "denied", "Planned"} & signs.keys()


def test_signs_tell_what_speaks_against_it(rules: Extractor) -> None:
    (draft,) = _found(rules, UNNAMED).events
    assert {"nobody named", "nobody acts", "Planned", "patient Concept"} <= event_signs(draft).keys()


def test_signs_of_relations(rules: Extractor) -> None:
    (draft,) = _found(rules, AGED).relations
    assert draft.type is RelationType.AGED
    assert {"relation aged", "rule parenthesis", "subject named Person"} <= relation_signs(draft).keys()


def test_unknown_signs_weigh_nothing(rules: Extractor) -> None:
    (draft,) = _found(rules, NAMED).events
    assert NOTHING.of_event(draft) == 0.5
    assert Confidences({"class Criticism": 2.0}, {}).of_event(draft) > 0.85
    assert Confidences({"class Criticism": -2.0}, {}).of_event(draft) < 0.15


def test_the_open_class_keeps_what_the_rules_say(rules: Extractor) -> None:
    (draft,) = _found(rules, OPEN).events
    assert draft.event_class is EventClass.EVENT
    assert Confidences({"always": -9.0}, {}).of_event(draft) == draft.confidence


@given(
    st.dictionaries(st.sampled_from("abc"), st.floats(-1e6, 1e6)),
    st.dictionaries(st.sampled_from("abc"), st.floats(-1e6, 1e6)),
)
def test_a_chance_is_one_whatever_the_weights(weights: dict[str, float], signs: dict[str, float]) -> None:
    assert 0 < chance(weights, signs) < 1


def test_learned_confidences_change_nothing_but_confidences() -> None:
    lexicon, gazetteer = load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {})
    text = document(NAMED, UNNAMED, AGED, OPEN)
    by_rules = Extractor(lexicon, gazetteer, learned=False).extract(text)
    learned = Extractor(lexicon, gazetteer, company={}).extract(text)
    assert [(e.event_class, e.arguments, e.rule) for e in learned.events] == [
        (e.event_class, e.arguments, e.rule) for e in by_rules.events
    ]
    assert learned.entities == by_rules.entities
    assert [e.confidence for e in learned.events] != [e.confidence for e in by_rules.events]
    assert [r.confidence for r in learned.relations] != [r.confidence for r in by_rules.relations]


def test_the_same_text_gives_the_same_confidences() -> None:
    text = document(NAMED, UNNAMED, AGED)
    extractor = Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}))
    assert extractor.extract(text) == extractor.extract(text)


def test_named_people_are_surer_than_things_without_names(rules: Extractor) -> None:
    shipped = load_confidences()
    (named,), (unnamed,) = (_found(rules, sentence).events for sentence in (NAMED, UNNAMED))
    assert shipped.of_event(named) > shipped.of_event(unnamed)


def test_shipped_weights_name_signs_that_there_are() -> None:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert data.keys() == {"events", "relations"}
    classes = {sign.removeprefix("class ") for sign in data["events"] if sign.startswith("class ")}
    assert classes
    assert classes <= {c.value for c in EventClass}
    roles = {sign.split()[0] for sign in data["events"]} & {r.value for r in Role}
    assert {"agent", "patient", "place"} <= roles
    kinds = {sign.split()[1].rstrip(",") for sign in data["relations"] if sign.startswith("relation ")}
    assert kinds
    assert kinds <= {r.value for r in RelationType}


def test_missing_weights_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"absent\.json.*missing.*python -m app\.training heads"):
        load_confidences(tmp_path / "absent.json")


@pytest.mark.parametrize("text", ["", "[]", '{"events": {}}', '{"events": {"a": "b"}, "relations": {}}'])
def test_a_file_of_something_else_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match="no weights of confidences"):
        load_confidences(path)
