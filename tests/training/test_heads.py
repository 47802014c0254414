"""What is learned, from examples and articles of our own."""

import json
import random
from pathlib import Path

import pytest

from app.errors import RunError
from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.learned import load_confidences
from app.extraction.learned.confidences import chance
from app.extraction.lexicon import load_lexicon
from app.training.annotations import read_annotations
from app.training.heads import Example, cross_validated, examples, fit, learn, quality, write_weights
from tests.extraction.documents import document
from tests.training.annotated import write

TOLD = """
Kari Kari PROPN 3 nsubj _ B-PER
Lunde Lunde PROPN 1 flat:name _ I-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per Per PROPN 3 obj _ B-PER
"""


def made_up(count: int = 2000) -> list[Example]:
    """Facts with «good» are right nine times in ten, others three times; the rules know nothing."""
    drawn = random.Random(7)
    found = []
    for number in range(count):
        good = number % 2 == 0
        signs = {"always": 1.0, "good" if good else "other": 1.0, "chance": float(drawn.random() < 0.5)}
        found.append(Example(signs, float(drawn.random() < (0.9 if good else 0.3)), 1 + number % 3, 0.6))
    return found


def test_weights_give_the_shares_that_were_seen() -> None:
    found = made_up()
    weights = fit(found, 0.1)
    good = [e for e in found if "good" in e.signs]
    share = sum(e.right * e.claims for e in good) / sum(e.claims for e in good)
    assert chance(weights, {"always": 1.0, "good": 1.0}) == pytest.approx(share, abs=0.03)
    assert chance(weights, {"always": 1.0, "other": 1.0}) == pytest.approx(0.3, abs=0.07)
    assert weights == fit(found, 0.1)


def test_a_dear_weight_is_a_small_one_and_a_rare_sign_has_none() -> None:
    found = [*made_up(), Example({"always": 1.0, "rare": 1.0}, 1.0, 1, 0.6)]
    cheap, dear = fit(found, 0.1), fit(found, 1e5)
    assert "rare" not in cheap
    assert abs(dear["good"]) < abs(cheap["good"]) / 2


def test_learned_confidences_are_better_than_ignorance() -> None:
    found = made_up()
    articles = [found[start : start + 20] for start in range(0, len(found), 20)]
    learned = quality(found, cross_validated(articles, 1.0))
    ignorant = quality(found, [e.by_rules for e in found])
    assert learned.brier < ignorant.brier
    assert learned.order > 0.75 > ignorant.order
    assert learned.gap < 0.06


def test_quality_of_perfect_and_of_wrong_confidences() -> None:
    found = [Example({}, float(n % 2), 1, 0.5) for n in range(10)]
    perfect = quality(found, [float(n % 2) for n in range(10)])
    assert (perfect.brier, perfect.gap, perfect.order, perfect.sure) == (0.0, 0.0, 1.0, 1.0)
    turned = quality(found, [1.0 - n % 2 for n in range(10)])
    assert (turned.brier, turned.gap, turned.order, turned.sure) == (1.0, 1.0, 0.0, 0.0)


def test_facts_are_compared_with_the_annotation(tmp_path: Path) -> None:
    (annotation,) = read_annotations(write(tmp_path))
    rules = Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}), learned=False)
    found = examples(annotation, rules.drafts(document(TOLD)))
    (event,) = found["events"]
    # The agent is annotated, «Per» is not.
    assert (event.right, event.claims) == (0.5, 2)
    assert "class Criticism" in event.signs
    assert found["relations"] == []


def test_written_weights_are_what_extraction_reads(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    write_weights({"events": {"b": 1.5, "a": -0.25}, "relations": {}}, path)
    read = load_confidences(path)
    assert read.events == {"a": -0.25, "b": 1.5}
    assert list(json.loads(path.read_text(encoding="utf-8"))["events"]) == ["a", "b"]
    assert [p.name for p in tmp_path.iterdir()] == ["weights.json"]


@pytest.mark.model
def test_without_facts_of_a_kind_nothing_is_written(tmp_path: Path) -> None:
    text = "Kari Lunde kritiserte eit forslag om nye vegar på møtet i går, og ho var ikkje nådig."
    output = tmp_path / "weights.json"
    with pytest.raises(RunError, match="the rules find no relations"):
        learn(write(tmp_path, text=text), output, lambda line: None)
    assert not output.exists()
