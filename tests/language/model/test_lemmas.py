import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.model.lemmas import apply_script, make_script

words = st.text(alphabet="abdeghijklmnorstuvyæøåABDEGHIJKLMNORSTUVYÆØÅ-.0123456789", min_size=1, max_size=12)


@given(words, words)
def test_a_script_gives_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(form, make_script(form, lemma)) == lemma


@given(words, st.sampled_from(["=", "1|", "2|e", "^1|", "9|a", "!vere"]))
def test_any_script_applies_to_any_form(form: str, script: str) -> None:
    assert apply_script(form, script)


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("Regjeringa", "regjering", "1|"),
        ("Bergens", "Bergen", "^1|"),
        ("Oslo", "Oslo", "="),
        ("er", "vere", "!vere"),
        ("BYEN", "by", "2|"),
    ],
)
def test_scripts_know_capitals(form: str, lemma: str, script: str) -> None:
    assert make_script(form, lemma) == script


def test_a_script_learned_from_one_word_serves_another() -> None:
    assert apply_script("Hestane", make_script("båtane", "båt")) == "hest"
    assert apply_script("Stortingets", make_script("Bergens", "Bergen")) == "Stortinget"
