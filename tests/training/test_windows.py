"""Sentences with their neighbours in training."""

import dataclasses
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the train extra (torch)")

from app.language.model.pieces import UNKNOWN, PieceTokenizer  # noqa: E402
from app.model.article import Variety  # noqa: E402
from app.training.batches import Examples, Window, collect_labels, make_batch  # noqa: E402
from app.training.config import TrainingConfig  # noqa: E402
from app.training.corpus import Sentence, read_split  # noqa: E402
from app.training.encoder import build_encoder, find_encoder  # noqa: E402
from app.training.network import Network  # noqa: E402
from app.training.scoring import lower_states, run_upper  # noqa: E402
from app.training.windows import TrainingWindows, fixed_windows, some_of  # noqa: E402

CPU = torch.device("cpu")
CONFIG = TrainingConfig(context_pieces=70, alone_share=0.0, noise_share=0.0)


@pytest.fixture
def documents(corpus: Path) -> list[list[Sentence]]:
    """Two, of sixteen sentences each."""
    return [read_split(corpus, variety, "dev")[0] * 8 for variety in Variety]


@pytest.fixture
def maker(documents: list[list[Sentence]], encoder: Path) -> Examples:
    labels = collect_labels(sentence for document in documents for sentence in document)
    return Examples(PieceTokenizer(encoder / "tokenizer.json"), labels)


def sentences(windows: list[Window]) -> list[Sentence]:
    return [example.sentence for window in windows for example in window]


def test_windows_hold_all_sentences_in_order_and_other_ones_each_epoch(
    documents: list[list[Sentence]], maker: Examples
) -> None:
    training = TrainingWindows(documents, maker, CONFIG)
    first, second = training.of_epoch(0), training.of_epoch(1)
    for windows in (first, second):
        assert sentences(windows) == [sentence for document in documents for sentence in document]
        assert all(sum(len(e.pieces) for e in window) <= 70 for window in windows)
        assert max(len(window) for window in windows) > 1
    assert [len(window) for window in first] != [len(window) for window in second]
    assert [len(window) for window in first] == [len(window) for window in training.of_epoch(0)]


def test_windows_end_with_their_document(documents: list[list[Sentence]], maker: Examples) -> None:
    for windows in (
        TrainingWindows(documents, maker, CONFIG).of_epoch(0),
        fixed_windows(documents, maker, 70),
    ):
        for window in windows:
            assert len({any(e.sentence == s for s in documents[0]) for e in window}) == 1


def test_a_share_is_alone(documents: list[list[Sentence]], maker: Examples) -> None:
    config = dataclasses.replace(CONFIG, alone_share=1.0)
    lengths = [len(window) for window in TrainingWindows(documents, maker, config).of_epoch(0)]
    # Only the first window of a document is of a chance size.
    assert sum(length > 1 for length in lengths) <= len(documents)


def test_copies_take_the_place_of_sentences(documents: list[list[Sentence]], maker: Examples) -> None:
    config = dataclasses.replace(CONFIG, noise_share=1.0, max_pieces=70)
    plain = [sentence for document in documents for sentence in document]
    found = sentences(TrainingWindows(documents, maker, config).of_epoch(0))
    assert len(found) == len(plain)
    assert any(s[0].form.isupper() and len(s[0].form) > 1 for s in found)
    alone = dataclasses.replace(config, context_pieces=0)
    windows = TrainingWindows(documents, maker, alone).of_epoch(0)
    assert len(windows) > len(plain) and {len(window) for window in windows} == {1}


def test_words_are_hidden_from_the_encoder_only(documents: list[list[Sentence]], maker: Examples) -> None:
    config = dataclasses.replace(CONFIG, drop_share=0.5)
    training = TrainingWindows(documents, maker, config)
    kept = [e for window in TrainingWindows(documents, maker, CONFIG).of_epoch(0) for e in window]
    found = [e for window in training.of_epoch(0) for e in window]
    hidden = 0
    for example, whole in zip(found, kept, strict=True):
        assert example.sentence == whole.sentence and example.owners == whole.owners
        assert torch.equal(example.forms, whole.forms)
        changed = {o for o, p, q in zip(whole.owners, example.pieces, whole.pieces, strict=True) if p != q}
        assert -1 not in changed
        for owner, piece in zip(example.owners, example.pieces, strict=True):
            assert owner not in changed or piece == UNKNOWN
        hidden += len(changed)
    assert 0.3 < hidden / sum(len(example.sentence) for example in found) < 0.7
    # Other words the next time, and the document itself stays as it is.
    assert [e.pieces for window in training.of_epoch(1) for e in window] != [e.pieces for e in found]


def test_some_documents(documents: list[list[Sentence]]) -> None:
    assert [len(document) for document in some_of(documents, 18, None)] == [16, 2]
    assert some_of(documents, 0, None) == documents


def test_a_batch_reads_neighbours_but_keeps_trees_apart(
    documents: list[list[Sentence]], maker: Examples, encoder: Path
) -> None:
    """Each row of the heads is a sentence, and what it reads of the encoder is its own pieces among others'."""
    torch.manual_seed(5)
    labels = collect_labels(sentence for document in documents for sentence in document)
    network = Network(build_encoder(find_encoder(str(encoder), encoder), 1), labels, 0.0).eval()
    first, second = (maker.make(sentence) for sentence in documents[0][:2])

    def arcs(windows: list[Window]) -> list[list[float]]:
        batch = make_batch(windows, lower_states(network, windows, 0, CPU))
        with torch.no_grad():
            output = run_upper(network, batch.hidden, batch, 0, CPU)
        rows = zip(batch.examples, output.arc, strict=True)
        return [
            arc[: len(example.sentence), : len(example.sentence) + 1].flatten().tolist()
            for example, arc in rows
        ]

    alone, together = arcs([[first], [second]]), arcs([[first, second]])
    assert [len(arc) for arc in together] == [8 * 9, 5 * 6]
    assert together[1] != pytest.approx(alone[1], abs=1e-3)
    # A batch is padded, and that changes nothing.
    padded = arcs([[first, second], [second], [first]])
    assert padded[0] == pytest.approx(together[0], abs=1e-4)
    assert padded[1] == pytest.approx(together[1], abs=1e-4)
    assert padded[2] == pytest.approx(alone[1], abs=1e-4)
