import gzip
from pathlib import Path

import pytest

from app.errors import RunError
from app.language.model.words import FILE, Lemmatizer, WordLists

WORDS = [
    ("fangane", "fange", "NOUN", "Definite=Def|Number=Plur"),
    ("Fangen", "fange", "NOUN", "Definite=Def|Number=Sing"),
    ("trenar", "trenar", "NOUN", "Number=Sing"),
    ("rett", "rett", "NOUN", "Number=Sing"),
    ("rett", "rett", "ADJ", "Degree=Pos"),
    ("sett", "sjå", "VERB", "VerbForm=Part"),
    ("sett", "setje", "VERB", "VerbForm=Part"),
    ("Voss", "Voss", "PROPN", "_"),
]
LISTS = WordLists.collect(WORDS)


@pytest.fixture
def lemmatizer() -> Lemmatizer:
    return Lemmatizer(LISTS)


def test_lists_do_not_depend_on_order_and_come_back_from_their_file(tmp_path: Path) -> None:
    LISTS.write(tmp_path / FILE)
    assert WordLists.read(tmp_path / FILE) == LISTS
    WordLists.collect(reversed(WORDS)).write(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == (tmp_path / FILE).read_bytes()
    assert ("ADJ", "Degree=Pos") in LISTS.tags and ("PROPN", "_") in LISTS.tags
    assert "PROPN" not in LISTS.lemmas


def test_weights_without_lists_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="export them again"):
        WordLists.read(tmp_path / FILE)
    LISTS.write(tmp_path / FILE)
    whole = (tmp_path / FILE).read_bytes()
    for damaged in (b"no gzip", whole[:-12], whole[:40], gzip.compress(b"{}"), gzip.compress(b"[")):
        (tmp_path / FILE).write_bytes(damaged)
        with pytest.raises(RunError, match="damaged"):
            WordLists.read(tmp_path / FILE)


def test_a_form_with_one_lemma_has_it(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.lemma("FANGANE", "NOUN", ["4|"], [9.0]) == "fange"
    # As another part of speech it is another word.
    assert lemmatizer.lemma("fangane", "VERB", ["3|"], [9.0]) == "fang"


def test_a_form_with_two_is_the_models_choice(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.lemma("sett", "VERB", ["3|jå", "2|tje"], [2.0, 1.0]) == "sjå"
    assert lemmatizer.lemma("sett", "VERB", ["3|jå", "2|tje"], [1.0, 2.0]) == "setje"


def test_a_known_lemma_is_preferred_but_does_not_decide_alone(lemmatizer: Lemmatizer) -> None:
    scripts = ["3|", "2|"]  # fang, fange
    assert lemmatizer.lemma("fangens", "NOUN", scripts, [3.0, 0.0]) == "fange"
    assert lemmatizer.lemma("fangens", "NOUN", scripts, [8.0, 0.0]) == "fang"


def test_the_end_of_a_compound_is_known(lemmatizer: Lemmatizer) -> None:
    scripts = ["3|", "2|"]  # krigsfang, krigsfange
    assert lemmatizer.lemma("krigsfangens", "NOUN", scripts, [2.0, 0.0]) == "krigsfange"
    assert lemmatizer.lemma("krigsfangens", "NOUN", scripts, [3.0, 0.0]) == "krigsfang"
    # Not of a verb.
    assert lemmatizer.lemma("krigsfangens", "VERB", scripts, [2.0, 0.0]) == "krigsfang"


def test_other_parts_of_speech_follow_the_model(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.lemma("Vossar", "PROPN", ["^2|", "="], [2.0, 1.9]) == "Voss"
