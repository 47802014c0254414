import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="needs the train extra (torch)")

from app.errors import RunError  # noqa: E402
from app.training.batches import Batch  # noqa: E402
from app.training.checkpoints import load_trained  # noqa: E402
from app.training.config import Cycle, TrainingConfig  # noqa: E402
from app.training.trainer import Trainer  # noqa: E402

CONFIG = TrainingConfig(
    threads=1,
    batch_pieces=90,
    cycles=(Cycle(1, frozen_layers=1), Cycle(1, peak=0.5, name_rarity=0.5, frozen_layers=1)),
    noise_share=0.5,
    checkpoint_minutes=1000,
)


MakeTrainer = Callable[..., Trainer]


@pytest.fixture
def trainer(corpus: Path, encoder: Path, tmp_path: Path) -> MakeTrainer:
    def make(folder: str, **changes: Any) -> Trainer:
        return Trainer(dataclasses.replace(CONFIG, **changes), corpus, str(encoder), tmp_path / folder)

    return make


def silent(line: str) -> None:
    pass


def test_two_steps_change_only_what_is_trained(trainer: MakeTrainer) -> None:
    run = trainer("a")
    before = {name: value.clone() for name, value in run.network.state_dict().items()}
    run.run(silent, steps=2)
    assert run.step == 2
    after = run.network.state_dict()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed <= run.trained().keys()
    assert "encoder.layers.1.qkv.weight" in changed
    assert "heads.name.weight" in changed
    assert "encoder.layers.0.qkv.weight" in before.keys() - changed


@pytest.mark.parametrize("context", [0, 70])
def test_a_resumed_run_equals_an_uninterrupted_one(trainer: MakeTrainer, context: int) -> None:
    whole = trainer("whole", context_pieces=context)
    whole.run(silent)
    for steps in (3, 4):
        trainer("parts", context_pieces=context).run(silent, steps=steps)
    rest = trainer("parts", context_pieces=context)
    rest.run(silent)
    assert rest.step == whole.step > 7
    for name, value in whole.trained().items():
        assert torch.equal(value, rest.trained()[name]), name
        assert torch.equal(whole.average[name], rest.average[name]), name
    curves = [json.loads((run.folder / "curve.json").read_text()) for run in (whole, rest)]
    assert curves[0] == curves[1]
    assert [row["epoch"] for row in curves[0]] == [1, 1, 2, 2]


def test_a_run_ends_after_its_steps_and_once(trainer: MakeTrainer) -> None:
    run = trainer("a", steps=3)
    run.run(silent)
    assert run.step == 3
    assert [row["epoch"] for row in run.curve] == [1, 1]
    again = trainer("a", steps=3)
    again.run(silent)
    assert (again.step, len(again.curve)) == (3, 2)


def test_a_run_is_not_resumed_with_other_settings(trainer: MakeTrainer) -> None:
    trainer("a").run(silent, steps=1)
    with pytest.raises(RunError, match="batch_pieces = 90, not 60"):
        trainer("a", batch_pieces=60).run(silent, steps=1)


def test_a_cycle_may_train_more_layers_than_the_one_before(trainer: MakeTrainer) -> None:
    first = Cycle(1, frozen_layers=2)
    run = trainer("a", cycles=(first,))
    run.run(silent)
    longer = trainer("a", cycles=(first, Cycle(1, frozen_layers=0)))
    before = {name: value.clone() for name, value in longer.network.state_dict().items()}
    longer.run(silent)
    changed = {n for n, value in longer.network.state_dict().items() if not torch.equal(before[n], value)}
    assert "encoder.layers.0.qkv.weight" in changed
    assert {row["epoch"] for row in longer.curve} == {1, 2}
    assert not torch.equal(
        longer.average["encoder.layers.0.qkv.weight"], before["encoder.layers.0.qkv.weight"]
    )


def test_losses_fall(trainer: MakeTrainer, monkeypatch: pytest.MonkeyPatch) -> None:
    run = trainer("a", cycles=(Cycle(12, frozen_layers=1),), noise_share=0.0)
    first: list[float] = []
    last: list[float] = []
    learn = run._learn

    def record(batch: Batch, per_epoch: int) -> dict[str, float]:
        losses = learn(batch, per_epoch)
        (first if run.step <= 4 else last).append(sum(losses.values()))
        return losses

    monkeypatch.setattr(run, "_learn", record)
    run.run(silent)
    assert sum(last[-4:]) < 0.6 * sum(first)


def test_rare_names_weigh_more(trainer: MakeTrainer) -> None:
    run = trainer("a")
    weights = dict(zip(run.labels.name, run._losses.name_weights(0.5).tolist(), strict=True))
    assert weights["O"] == 1.0
    assert weights["B-PER"] == weights["I-PER"]
    assert weights["B-ORG"] > weights["B-PER"]
    assert set(run._losses.name_weights(0.0).tolist()) == {1.0}


def test_export_needs_a_checkpoint(tmp_path: Path, encoder: Path) -> None:
    with pytest.raises(RunError, match="no checkpoint"):
        load_trained(tmp_path, str(encoder))
