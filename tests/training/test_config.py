from pathlib import Path

import pytest

from app.errors import RunError
from app.training.__main__ import DEFAULT_CONFIG
from app.training.config import Cycle, TrainingConfig, load_config


def test_shipped_configurations_load() -> None:
    found = {path.stem: load_config(path) for path in DEFAULT_CONFIG.parent.glob("*.toml")}
    shipped = {"default", "second", "third", "fourth", "fifth", "sixth", "seventh"}
    assert found.keys() == shipped | {"eighth", "six", "three"}
    assert {name for name, config in found.items() if config.layers} == {"six", "three"}
    assert all(config.epochs >= 1 for config in found.values())
    assert found["third"].context_pieces > 0 == found["second"].context_pieces
    assert found["sixth"].loss_weights["arc"] > found["fifth"].loss_weights["arc"]


def test_reads_cycles(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text(
        "seed = 4\n[[cycles]]\nepochs = 2\n[[cycles]]\nepochs = 1\npeak = 0.5\n", encoding="utf-8"
    )
    config = load_config(path)
    assert config.seed == 4
    assert config.cycles == (Cycle(2), Cycle(1, peak=0.5))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sede = 1", "unknown setting 'sede'"),
        ("[[cycles]]\nepoch = 1", "a cycle has"),
        ("[loss_weights]\nname = 2.0", "names have name_weight"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "run.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=message):
        load_config(path)


def test_rates_rise_and_fall_in_each_cycle() -> None:
    config = TrainingConfig(cycles=(Cycle(2), Cycle(1, peak=0.4, name_rarity=0.3)), warmup_share=0.1)
    rates = [config.at(step, 100)[0] for step in range(300)]
    assert max(rates[:200]) == pytest.approx(1.0, abs=0.01)
    assert rates[0] < 0.1
    assert rates[199] <= 0.011
    assert max(rates[200:]) == pytest.approx(0.4, abs=0.01)
    assert [config.at(step, 100)[1].name_rarity for step in (199, 200, 299)] == [0.0, 0.3, 0.3]


def test_a_run_of_so_many_steps_falls_to_their_end() -> None:
    config = TrainingConfig(cycles=(Cycle(1), Cycle(2, peak=0.5)), steps=150)
    assert config.total(100) == 150
    assert config.total(40) == 120
    rates = [config.at(step, 100)[0] for step in range(150)]
    assert rates[99] <= 0.011
    assert max(rates[100:]) == pytest.approx(0.5, abs=0.01)
    assert rates[149] <= 0.011
    assert rates[100:110] == [TrainingConfig(cycles=(Cycle(1, peak=0.5),)).at(i, 50)[0] for i in range(10)]
