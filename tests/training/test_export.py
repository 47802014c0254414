"""From training through the graph to spaCy, with weights that know nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

torch = pytest.importorskip("torch", reason="needs the train extra (torch)")
pytest.importorskip("onnx", reason="needs the train extra (onnx)")

from app.errors import RunError  # noqa: E402
from app.language.model import add_model  # noqa: E402
from app.language.model.inference import FILES, SentenceModel, SentenceWords  # noqa: E402
from app.model.article import Variety  # noqa: E402
from app.training.checkpoints import load_trained  # noqa: E402
from app.training.config import Cycle, TrainingConfig  # noqa: E402
from app.training.corpus import read_split  # noqa: E402
from app.training.export import RunTime, export_model  # noqa: E402
from app.training.model_card import evaluate_weights, write_card  # noqa: E402
from app.training.trainer import Trainer  # noqa: E402

SENTENCES = [
    ["Ola", "Berg", "kom", "."],
    ["Kari", "\n", "selde", "ei", "ku", "på", "Voss", "🎉", "."],
    [" "],
    ["Mjølk"],
    ["Han", "drakk", "ho", "."],
    ["Så", "gjekk", "han", "."],
    ["Kua", "stod", "att", "."],
    ["ord"] * 300,
    ["Donaudampfschifffahrt" * 3] * 130,
]


CONTEXT = 70
"""Pieces, which the tiny encoder has one of per letter."""


@pytest.fixture(params=[0, CONTEXT], ids=["alone", "context"])
def trained(corpus: Path, encoder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    config = TrainingConfig(
        threads=1, batch_pieces=90, context_pieces=request.param, cycles=(Cycle(3, frozen_layers=1),)
    )
    Trainer(config, corpus, str(encoder), tmp_path / "run").run(lambda line: None)
    return tmp_path / "run"


@pytest.fixture
def weights(trained: Path, encoder: Path, tmp_path: Path) -> Path:
    export_model(trained, str(encoder), tmp_path / "weights")
    return tmp_path / "weights"


def pipeline(weights: Path, threads: int = 1) -> Language:
    nlp = spacy.blank("nb")
    add_model(nlp, weights, threads=threads)
    return nlp


def docs(nlp: Language, sentences: list[list[str]] = SENTENCES) -> Iterator[Doc]:
    """One document for every four sentences, and an empty one."""
    for i in range(0, len(sentences), 4):
        some = sentences[i : i + 4]
        starts: list[bool | int | None] = [index == 0 for words in some for index in range(len(words))]
        yield Doc(nlp.vocab, [word for words in some for word in words], sent_starts=starts)
    yield Doc(nlp.vocab)


def analysis(doc: Doc) -> tuple[list[Any], list[Any]]:
    tokens = [(t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.ent_iob_, t.ent_type_) for t in doc]
    return tokens, [(s.start, s.end) for s in doc.sents] if len(doc) else []


def test_graph_equals_the_network(trained: Path, encoder: Path, tmp_path: Path, corpus: Path) -> None:
    export_model(trained, str(encoder), tmp_path / "plain", quantise=False)
    network = load_trained(trained, str(encoder)).network
    model = SentenceModel(tmp_path / "plain")
    (document,) = read_split(corpus, Variety.NYNORSK, "dev")
    words = [([w.form for w in sentence], [w.space_after for w in sentence]) for sentence in document]
    for window in [words] if model.context_pieces else [[one] for one in words]:
        inputs = model.inputs(window)
        got = model._session.run(None, inputs)
        with torch.no_grad():
            wanted = RunTime(network)(**{name: torch.from_numpy(value) for name, value in inputs.items()})
        for ours, theirs in zip(got, wanted, strict=True):
            assert np.allclose(ours, theirs.numpy(), atol=1e-4)


def test_every_document_gets_a_whole_analysis(weights: Path) -> None:
    nlp = pipeline(weights)
    for doc, empty in zip(nlp.pipe(docs(nlp)), docs(nlp), strict=True):
        assert doc.text == empty.text
        assert all(t.pos_ and t.dep_ for t in doc)
        assert all(t.lemma_ for t in doc)
        if len(doc):
            assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in empty.sents]
            for sentence in doc.sents:
                assert [t.dep_ for t in sentence].count("ROOT") == 1
                assert sentence.root.dep_ == "ROOT"


@pytest.mark.parametrize(("batch_size", "threads"), [(1, 1), (2, 1), (16, 3)])
def test_a_result_depends_on_the_document_alone(weights: Path, batch_size: int, threads: int) -> None:
    nlp = pipeline(weights)
    wanted = [analysis(nlp(doc)) for doc in docs(nlp)]
    other = pipeline(weights, threads)
    assert [analysis(doc) for doc in other.pipe(docs(other), batch_size=batch_size)] == wanted
    backwards = list(docs(other))[::-1]
    assert [analysis(doc) for doc in other.pipe(backwards, batch_size=batch_size)][::-1] == wanted


def test_the_graph_tells_its_context(weights: Path, trained: Path, encoder: Path) -> None:
    model = SentenceModel(weights)
    assert model.context_pieces == load_trained(trained, str(encoder)).context_pieces
    sentence = SentenceWords(("Ola", "kom", "."), (True, False, True))
    assert [len(window) for window in model.windows([sentence] * 5)] == (
        [1] * 5 if not model.context_pieces else [5]
    )


@pytest.mark.parametrize("trained", [CONTEXT], indirect=True)
def test_run_time_may_have_smaller_windows_than_training(
    trained: Path, encoder: Path, tmp_path: Path
) -> None:
    export_model(trained, str(encoder), tmp_path / "less", quantise=False, context_pieces=CONTEXT // 2)
    assert SentenceModel(tmp_path / "less").context_pieces == CONTEXT // 2
    for pieces in (0, CONTEXT + 1):
        with pytest.raises(RunError, match="--context"):
            export_model(trained, str(encoder), tmp_path / "more", context_pieces=pieces)


@pytest.mark.parametrize("trained", [CONTEXT], indirect=True)
def test_neighbours_matter_in_a_document_only(weights: Path) -> None:
    """Unequal scores, not only labels: the tiny network may be sure of its labels."""
    model = SentenceModel(weights)
    ours = (("Kari", "har", "."), (True, False, True))
    one, other = (("Ola", "kom", "."), (True, False, True)), (("Ei", "ku", "!"), (True, False, True))
    names = [
        model._session.run(["name"], model.inputs([ours, neighbour]))[0][0] for neighbour in (one, other)
    ]
    assert not np.allclose(names[0], names[1], atol=1e-3)
    # Arcs end in the sentence: the root and its three words.
    assert model._session.run(["arc"], model.inputs([ours, one]))[0].shape == (2, 3, 4)


def test_survives_the_disk(weights: Path, tmp_path: Path) -> None:
    nlp = pipeline(weights)
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert [analysis(again(doc)) for doc in docs(again)] == [analysis(nlp(doc)) for doc in docs(nlp)]


def test_export_is_whole_and_repeatable(weights: Path, trained: Path, encoder: Path, tmp_path: Path) -> None:
    export_model(trained, str(encoder), tmp_path / "again")
    assert sorted(path.name for path in weights.iterdir()) == sorted(FILES)
    for name in FILES:
        assert (weights / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_card_tells_the_figures(weights: Path, corpus: Path, trained: Path, tmp_path: Path) -> None:
    results = evaluate_weights(corpus, weights)
    write_card(tmp_path / "card.md", results, weights, [trained, trained, tmp_path / "none"])
    card = (tmp_path / "card.md").read_text(encoding="utf-8")
    for result in results:
        assert f"| {result.variety} | {result.scores.summary()['upos']:.1f} |" in card
    assert "| 3 | nn |" in card and "| 6 | nn |" in card
    assert "$" not in card.replace("`$`", "")
