"""Lessons: what exported weights say of sentences comes back by their words, and other text is read as a treebank."""

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the train extra (torch)")
pytest.importorskip("onnx", reason="needs the train extra (onnx)")

from app.errors import RunError  # noqa: E402
from app.language.model.inference import SentenceModel, SentenceWords  # noqa: E402
from app.model.article import Variety  # noqa: E402
from app.training.batches import Examples, make_batch  # noqa: E402
from app.training.checkpoints import load_trained, read_labels  # noqa: E402
from app.training.config import Cycle, TrainingConfig  # noqa: E402
from app.training.corpus import read_split  # noqa: E402
from app.training.export import export_model  # noqa: E402
from app.training.losses import Losses  # noqa: E402
from app.training.network import LabelSets, Output  # noqa: E402
from app.training.teacher import SCORES, Lessons, soft_of, teach  # noqa: E402
from app.training.trainer import Trainer  # noqa: E402

CONFIG = TrainingConfig(threads=1, local_layers=1, batch_pieces=90, context_pieces=70, cycles=(Cycle(1),))
ARTICLE = "Ola Berg kom til Voss i går, sa han.\n\nDet er ikke sant, svarte Kari Lunde på spørsmålet.\n"


@pytest.fixture
def weights(corpus: Path, encoder: Path, tmp_path: Path) -> Path:
    Trainer(CONFIG, corpus, str(encoder), tmp_path / "run").run(lambda line: None)
    export_model(tmp_path / "run", str(encoder), tmp_path / "weights")
    return tmp_path / "weights"


@pytest.fixture
def lessons(weights: Path, corpus: Path, tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    documents = [d for variety in Variety for d in read_split(corpus, variety, "train")]
    known, new = teach(weights, documents, [tmp_path / "article.txt"], tmp_path / "lessons")
    assert (known, new) == (16, 2)
    return tmp_path / "lessons"


def test_scores_come_back_by_the_words(weights: Path, lessons: Path, corpus: Path) -> None:
    found = Lessons(lessons, read_labels(weights))
    document = read_split(corpus, Variety.NYNORSK, "train")[0]
    model = SentenceModel(weights)
    given = [SentenceWords(tuple(w.form for w in s), tuple(w.space_after for w in s)) for s in document]
    (window,) = model.windows(given)
    for sentence, wanted in zip(document, soft_of(model, window), strict=True):
        soft = found.of(sentence)
        assert soft is not None
        assert wanted is not None
        assert soft.arc.shape == (len(sentence), len(sentence) + 1)
        for name, values in wanted.rows.items():
            assert (soft.rows[name] == values).all(), name
        assert (soft.arc == wanted.arc).all()
    assert found.of(document[0][1:]) is None


def test_other_text_has_the_labels_of_the_teacher(weights: Path, lessons: Path) -> None:
    labels = read_labels(weights)
    ((first, second),) = Lessons(lessons, labels).documents
    assert [word.form for word in first][:3] == ["Ola", "Berg", "kom"]
    assert second[-1].form == "."
    for sentence in (first, second):
        assert sum(word.head == 0 for word in sentence) == 1
        assert {word.upos for word in sentence} <= set(labels.upos)
        assert {word.feats for word in sentence} <= set(labels.feats)
        assert {word.name for word in sentence} <= set(labels.name)


def test_a_sentence_that_run_time_cuts_has_no_scores(weights: Path) -> None:
    words = SentenceWords(("Voss",) * 130, (True,) * 130)
    assert soft_of(SentenceModel(weights), [words]) == [None]


def test_lessons_with_other_labels_are_refused(lessons: Path) -> None:
    with pytest.raises(RunError, match="labels of the teacher"):
        Lessons(lessons, LabelSets(("X",), ("_",), ("=",), ("root",), ("O",)))


def test_a_folder_without_lessons_is_named(tmp_path: Path, weights: Path) -> None:
    with pytest.raises(RunError, match="teach"):
        Lessons(tmp_path, read_labels(weights))


def test_who_says_what_the_teacher_says_pays_least(weights: Path, lessons: Path, corpus: Path) -> None:
    """With all of the loss from the teacher, its own scores cost less than others, gold labels among them."""
    labels = read_labels(weights)
    model = SentenceModel(weights)
    taught = Lessons(lessons, labels)
    sentence = read_split(corpus, Variety.BOKMAAL, "train")[0][0]
    example = Examples(model._pieces, labels, taught).make(sentence)
    batch = make_batch([[example]], [torch.zeros(len(example.pieces), 16)])
    soft = taught.of(sentence)
    assert soft is not None
    scores = {name: torch.from_numpy(soft.rows[name]).float()[None] for name in ("upos", "feats", "name")}
    lemma = torch.full((1, len(sentence), len(labels.lemma)), -50.0)
    lemma.scatter_(
        2,
        torch.from_numpy(soft.rows["lemma"]).long()[None],
        torch.from_numpy(soft.rows["lemma_scores"]).float()[None],
    )
    heads = load_trained(weights.parent / "run", str(weights.parent / "encoder")).network.heads
    size = heads.label_head.out_features

    def losses(sharper: float) -> dict[str, float]:
        output = Output(
            **{name: sharper * values for name, values in scores.items()},
            lemma=sharper * lemma,
            arc=sharper * torch.from_numpy(soft.arc).float()[None],
            label_head=torch.zeros(1, len(sentence) + 1, size),
            label_dependent=torch.zeros(1, len(sentence), size),
        )
        found = Losses(heads, labels, {}, 1.0)(output, batch, 0.0)
        return {name: float(value.detach()) for name, value in found.items()}

    own, others = losses(1.0), (losses(0.5), losses(3.0))
    for name in ("upos", "feats", "lemma", "name", "arc"):
        assert own[name] < min(other[name] for other in others), name


def test_a_smaller_network_learns_from_the_weights_that_it_began_with(
    weights: Path, lessons: Path, corpus: Path, encoder: Path, tmp_path: Path
) -> None:
    config = TrainingConfig(
        threads=1,
        local_layers=1,
        batch_pieces=90,
        context_pieces=70,
        layers=(0, 2),
        cycles=(Cycle(1, frozen_layers=0),),
    )
    lines: list[str] = []
    run = Trainer(config, corpus, str(encoder), tmp_path / "small", weights, lessons)
    assert len(run.network.encoder.layers) == 2
    assert run.network.encoder.layers[1].neighbour_bias is not None
    run.run(lines.append)
    trained = load_trained(tmp_path / "small", str(encoder))
    assert len(trained.network.encoder.layers) == 2
    export_model(tmp_path / "small", str(encoder), tmp_path / "fast")
    document = read_split(corpus, Variety.NYNORSK, "dev")[0]
    model = SentenceModel(tmp_path / "fast")
    given = [SentenceWords(tuple(w.form for w in s), tuple(w.space_after for w in s)) for s in document]
    assert len(model.analyse(given)) == len(document)
    assert (tmp_path / "fast" / "model.onnx").stat().st_size < (weights / "model.onnx").stat().st_size


def test_layers_that_are_not_there_are_named(corpus: Path, encoder: Path, tmp_path: Path) -> None:
    config = TrainingConfig(threads=1, local_layers=1, layers=(0, 7), cycles=(Cycle(1),))
    with pytest.raises(RunError, match="encoder has 3"):
        Trainer(config, corpus, str(encoder), tmp_path / "a")


def test_scores_are_small(lessons: Path) -> None:
    """Half precision: they are of a million words."""
    import numpy as np

    arrays = np.load(lessons / SCORES)
    assert {str(arrays[name].dtype) for name in arrays.files} == {"float16", "int16"}
    assert len(json.loads((lessons / "text.json").read_text())["documents"]) == 1
