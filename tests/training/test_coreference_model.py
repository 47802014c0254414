"""Training of the ranking, on a few examples that it has to learn, and its way to the run time."""

from pathlib import Path

import numpy as np
import pytest

from app.extraction.ranking import load_ranking
from tests.training.conftest import TORCH_REASON
from tests.training.test_coreference import gold as gold

torch = pytest.importorskip("torch", reason=TORCH_REASON)

from app.training.coreference import CorefDocument  # noqa: E402 — after the check for torch
from app.training.coreference_model import (  # noqa: E402
    Example,
    FeatureTable,
    TrainingConfig,
    gold_document,
    train,
    write_weights,
)

EXAMPLES = [
    Example((("new",), ("he", "woman"), ("he", "man")), (2,)),
    Example((("new",), ("she", "woman"), ("she", "man")), (1,)),
    Example((("new", "first"),), (0,)),
]
CONFIG = TrainingConfig(hidden=8, epochs=60, learning_rate=0.05, least_count=1, dropout=0.0)


def test_it_learns_and_is_the_same_at_run_time(tmp_path: Path) -> None:
    table = FeatureTable()
    documents = [table.packed(EXAMPLES) for _ in range(4)]
    told: list[str] = []
    known, model = train(documents, table, CONFIG, told.append)
    assert len(told) == CONFIG.epochs
    assert float(told[-1].split()[-1]) < 0.1 < float(told[0].split()[-1])
    path = tmp_path / "weights.npz"
    write_weights(known, model, path)
    ranking = load_ranking(path)
    for example in EXAMPLES:
        options = example.features
        kept = ranking.sums()
        places = kept.places("test", [(id(example), n) for n in range(len(options))], options.__getitem__)
        scores = ranking.scores(kept.rows[places])
        assert int(scores.argmax()) in example.right
        numbers = [[known.index(f) for f in option] for option in example.features]
        offsets = np.cumsum([0, *(len(n) for n in numbers[:-1])])
        with torch.no_grad():
            expected = model(torch.tensor([i for n in numbers for i in n]), torch.tensor(offsets))
        assert scores == pytest.approx(expected.numpy(), abs=0.02)


def test_rare_features_are_left_out() -> None:
    table = FeatureTable()
    documents = [table.packed(EXAMPLES[:1])]
    known, _ = train(documents, table, TrainingConfig(hidden=2, epochs=1, least_count=2), lambda _: None)
    assert known == ["he"]


def test_the_corpus_becomes_a_document_of_its_own_text(gold: CorefDocument) -> None:
    from spacy.vocab import Vocab

    document = gold_document(gold, Vocab())
    assert document.doc.text == gold.article.text
    assert [t.head.text for t in document.doc if t.text in ("Kari", "sin")] == ["Ordførar", "songen"]
    assert next(s.text.strip() for s in document.doc.sents) == "Ordførar Kari Vik kom."
    assert [e.text for e in document.doc.ents] == ["Kari Vik", "Vik"]
