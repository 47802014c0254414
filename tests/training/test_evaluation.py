import pytest

from app.training.corpus import Word
from app.training.evaluation import Prediction, Scores, name_spans


def test_spans_of_bio_columns() -> None:
    tags = ["B-PER", "I-PER", "B-PER", "O", "I-GPE_LOC", "I-ORG"]
    assert name_spans(tags, folded=False) == {
        (0, 2, "PER"),
        (2, 3, "PER"),
        (4, 5, "GPE_LOC"),
        (5, 6, "ORG"),
    }
    assert (4, 5, "LOC") in name_spans(tags, folded=True)


def test_counts_by_hand() -> None:
    gold = (
        Word("Bergen", "Bergen", "PROPN", "_", 2, "nsubj", "B-GPE_ORG", True),
        Word("vil", "ville", "VERB", "_", 0, "root", "O", True),
        Word("meir", "mykje", "ADJ", "Degree=Cmp", 2, "obj", "O", True),
        Word("no", "no", "ADV", "_", 2, "advmod", "O", True),
    )
    predicted = Prediction(
        upos=["PROPN", "VERB", "ADV", "ADV"],
        feats=["_", "_", "Degree=Cmp", "_"],
        lemma=["Bergen", "ville", "meir", "no"],
        heads=[2, 0, 2, 3],
        deprel=["obj", "root", "obj", "advmod"],
        name=["B-GPE_LOC", "O", "O", "O"],
    )
    scores = Scores()
    scores.add(gold, predicted)
    summary = scores.summary()
    assert (summary["upos"], summary["feats"], summary["lemma"]) == (75.0, 100.0, 75.0)
    assert (summary["uas"], summary["las"]) == (75.0, 50.0)
    assert (summary["names, nine types"], summary["names, GPE folded"]) == (0.0, 0.0)
    assert scores.per_relation()["nsubj"] == (1, 0.0)
    assert scores.per_relation()["obj"] == (1, 100.0)


def test_folding_forgives_a_confusion_of_place_kinds_only_within_the_fold() -> None:
    scores = Scores()
    word = Word("Voss", "Voss", "PROPN", "_", 0, "root", "B-LOC", True)
    scores.add((word,), Prediction(["PROPN"], ["_"], ["Voss"], [0], ["root"], ["B-GPE_LOC"]))
    assert scores.name_f1("nine types") == 0
    assert scores.name_f1("GPE folded") == pytest.approx(100)
