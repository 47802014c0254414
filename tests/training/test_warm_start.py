"""Exported weights give back the network that they were exported from."""

import dataclasses
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the train extra (torch)")
pytest.importorskip("onnx", reason="needs the train extra (onnx)")

from app.errors import RunError  # noqa: E402
from app.training.checkpoints import load_trained, read_labels  # noqa: E402
from app.training.config import Cycle, TrainingConfig  # noqa: E402
from app.training.encoder import build_encoder, find_encoder  # noqa: E402
from app.training.export import Blend, export_model  # noqa: E402
from app.training.network import Network  # noqa: E402
from app.training.trainer import Trainer  # noqa: E402
from app.training.warm_start import weights_of  # noqa: E402

CONFIG = TrainingConfig(threads=1, local_layers=1, batch_pieces=90, cycles=(Cycle(3, frozen_layers=0),))


@pytest.fixture(params=[0, 70], ids=["alone", "context"])
def run(corpus: Path, encoder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    config = dataclasses.replace(CONFIG, context_pieces=request.param)
    Trainer(config, corpus, str(encoder), tmp_path / "run").run(lambda line: None)
    return tmp_path / "run"


@pytest.mark.parametrize(("quantise", "tolerance"), [(False, 0.0), (True, 0.02)])
def test_weights_come_back(
    run: Path, encoder: Path, tmp_path: Path, quantise: bool, tolerance: float
) -> None:
    export_model(run, str(encoder), tmp_path / "weights", quantise=quantise)
    trained = load_trained(run, str(encoder))
    labels = trained.labels
    assert read_labels(tmp_path / "weights") == labels
    fresh = Network(build_encoder(find_encoder(str(encoder), tmp_path), CONFIG.local_layers), labels, 0.0)
    found = weights_of(tmp_path / "weights" / "model.onnx", fresh)
    wanted = trained.network.state_dict()
    missing = {name for name in wanted.keys() - found.keys() if "neighbour_bias" not in name}
    assert missing <= {
        "encoder.word.weight",
        "encoder.position.weight",
        "encoder.embedding_norm.weight",
        "encoder.embedding_norm.bias",
    }
    assert any(name.endswith("neighbour_bias") for name in found) == bool(trained.context_pieces)
    for name, value in found.items():
        assert value.shape == wanted[name].shape, name
        torch.testing.assert_close(value, wanted[name], atol=tolerance, rtol=tolerance)


def test_a_run_goes_on_from_exported_weights(run: Path, corpus: Path, encoder: Path, tmp_path: Path) -> None:
    export_model(run, str(encoder), tmp_path / "weights")
    more = Trainer(CONFIG, corpus, str(encoder), tmp_path / "more", start=tmp_path / "weights")
    assert more.step == 0
    trained = load_trained(run, str(encoder))
    assert more.labels == trained.labels
    torch.testing.assert_close(
        more.network.state_dict()["heads.upos.weight"],
        trained.network.state_dict()["heads.upos.weight"],
        atol=0.02,
        rtol=0.02,
    )


def test_a_blend_lies_between_a_run_and_what_it_began_with(
    run: Path, corpus: Path, encoder: Path, tmp_path: Path
) -> None:
    export_model(run, str(encoder), tmp_path / "weights", quantise=False)
    config = dataclasses.replace(CONFIG, context_pieces=70)
    Trainer(config, corpus, str(encoder), tmp_path / "more", start=tmp_path / "weights").run(
        lambda line: None
    )
    export_model(
        tmp_path / "more",
        str(encoder),
        tmp_path / "between",
        quantise=False,
        blend=Blend(tmp_path / "weights", 0.25),
    )
    before, after = (load_trained(folder, str(encoder)).network for folder in (run, tmp_path / "more"))
    found = weights_of(tmp_path / "between" / "model.onnx", after)
    name = "heads.upos.weight"
    first, last = before.state_dict()[name], after.state_dict()[name]
    assert not torch.equal(first, last)
    torch.testing.assert_close(found[name], first * 0.75 + last * 0.25)


def test_a_share_is_between_nothing_and_all(run: Path, encoder: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"1\.5 is not between 0 and 1"):
        export_model(run, str(encoder), tmp_path / "weights", blend=Blend(tmp_path, 1.5))


def test_weights_of_another_shape_are_refused(run: Path, encoder: Path, tmp_path: Path) -> None:
    export_model(run, str(encoder), tmp_path / "weights", quantise=False)
    labels = dataclasses.replace(read_labels(tmp_path / "weights"), upos=("X",))
    other = Network(build_encoder(find_encoder(str(encoder), tmp_path), CONFIG.local_layers), labels, 0.0)
    with pytest.raises(RunError, match="upos"):
        weights_of(tmp_path / "weights" / "model.onnx", other)


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="--start"):
        read_labels(tmp_path)
