"""What is learned of pairs, from examples and articles of our own."""

import random
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the train extra (torch)")

from app.errors import RunError
from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.learned.confidences import chance
from app.extraction.lexicon import load_lexicon
from app.training.annotations import read_annotations
from app.training.company import Pair, fit_pairs, learn_company, pairs_of
from tests.extraction.documents import document
from tests.training.annotated import write

TOLD = """
Kari Kari PROPN 3 nsubj _ B-PER
Lunde Lunde PROPN 1 flat:name _ I-PER
ligg liggje VERB 0 root Tense=Pres|VerbForm=Fin
bak bak ADP 5 case
Per Per PROPN 3 obl _ B-PER
i i ADP 7 case
forslag forslag NOUN 3 obl Gender=Neut|Number=Sing
om om ADP 10 case
nye ny ADJ 10 amod Number=Plur
vegar veg NOUN 7 nmod Gender=Masc|Number=Plur
"""


def test_weights_give_the_shares_that_were_seen_and_rare_signs_none() -> None:
    drawn = random.Random(5)
    pairs = [
        Pair(
            ("always", "near" if n % 2 else "far"),
            drawn.random() < (0.8 if n % 2 else 0.2),
            frozenset((n, -n)),
        )
        for n in range(1, 4001)
    ]
    weights = fit_pairs([*pairs, Pair(("always", "rare"), True, frozenset((0, 1)))])
    assert "rare" not in weights
    assert chance(weights, {"always": 1.0, "near": 1.0}) == pytest.approx(0.8, abs=0.03)
    assert chance(weights, {"always": 1.0, "far": 1.0}) == pytest.approx(0.2, abs=0.03)


def test_pairs_are_compared_with_the_annotation(tmp_path: Path) -> None:
    (annotation,) = read_annotations(write(tmp_path))
    assert annotation.together == {frozenset(("e1", "e2"))}
    rules = Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}), learned=False)
    text = document(TOLD)
    found = pairs_of(annotation, text, rules)
    names = [{r.name for r in candidate.referents} for candidate, _ in rules.untold(text)]
    right = [called for called, pair in zip(names, found, strict=True) if pair.right]
    assert right
    assert all("Kari Lunde" in called and "Per" not in called for called in right)


@pytest.mark.model
def test_without_pairs_nothing_is_written(tmp_path: Path) -> None:
    output = tmp_path / "company.json"
    folder = write(tmp_path, text="Det regna heile natta, og så snødde det litt utpå morgonen der oppe.")
    with pytest.raises(RunError, match="mentions two"):
        learn_company(folder, output, lambda line: None)
    assert not output.exists()
