from dataclasses import replace
from pathlib import Path

from app.model.article import Variety
from app.training.corpus import read_split
from app.training.swaps import Names, gazetteer_names, with_swaps

NAMES: Names = {("PER", 2): [("Liv", "Fjell")], ("GPE_LOC", 1): [("Odda",)], ("ORG", 1): [("Hydro",)]}


def test_names_give_way_to_names_of_their_type_and_length(corpus: Path) -> None:
    sentences = read_split(corpus, Variety.NYNORSK, "dev")[0]
    first, second = with_swaps(sentences, NAMES, 1.0, seed=1)
    assert [w.form for w in first] == ["Liv", "Fjell", "kjøper", "ei", "mjølkeku", "på", "Odda", "."]
    assert [w.lemma for w in first[:2]] == ["Liv", "Fjell"]
    assert [(w.head, w.deprel, w.name) for w in first] == [(w.head, w.deprel, w.name) for w in sentences[0]]
    assert second[0].form == "Hydro"


def test_what_has_no_name_of_its_length_is_no_copy(corpus: Path) -> None:
    sentences = read_split(corpus, Variety.NYNORSK, "dev")[0]
    assert with_swaps(sentences, {("PER", 3): [("Liv", "Ås", "Fjell")]}, 1.0, seed=1) == []
    assert with_swaps(sentences, NAMES, 0.0, seed=1) == []


def test_genitives_and_forms_unlike_their_lemma_stay(corpus: Path) -> None:
    sentence = read_split(corpus, Variety.NYNORSK, "dev")[0][1]
    for word in (replace(sentence[0], feats="Case=Gen"), replace(sentence[0], form="Lyses")):
        assert with_swaps([(word, *sentence[1:])], NAMES, 1.0, seed=1) == []


def test_the_gazetteers_give_names_of_each_type() -> None:
    names = gazetteer_names()
    assert {"PER", "GPE_LOC", "GPE_ORG", "ORG"} == {label for label, _ in names}
    assert ("Noreg",) in names["GPE_LOC", 1] and ("Norge",) in names["GPE_LOC", 1]
    assert all(word[:1].isupper() for choices in names.values() for name in choices for word in name)
