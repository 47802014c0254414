"""Everything that can be set about a training run."""

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import RunError

LOSS_WEIGHTS = {"upos": 1.0, "feats": 1.0, "lemma": 0.7, "arc": 1.5, "deprel": 1.0}
"""Of each head but that of names, where a configuration says nothing else."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One rise and linear fall of the learning rates."""

    epochs: int
    peak: float = 1.0
    """The highest rate of this cycle, as a share of the configured learning rates."""
    name_rarity: float = 0.0
    """How much rare name types weigh: (count of the commonest ÷ count) to this power."""
    frozen_layers: int = 3
    """So many of the encoder's layers stay as they are."""


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """A training run; the shipped weights were trained with app/training/config/default.toml, then second.toml."""

    seed: int = 1
    threads: int = 2
    cycles: tuple[Cycle, ...] = (Cycle(5),)
    steps: int = 0
    """The last cycle ends after so many steps of the whole run; 0 = when its epochs are over."""
    batch_pieces: int = 1600
    layer_learning_rate: float = 4e-4
    layer_decay: float = 0.93
    """Each layer below the top learns at this share of the one above it."""
    head_learning_rate: float = 2e-3
    weight_decay: float = 0.01
    warmup_share: float = 0.05
    average_decay: float = 0.998
    dropout: float = 0.2
    noise_share: float = 0.04
    swap_share: float = 0.0
    """So many sentences with names come a second time, with names of the gazetteers in their place."""
    drop_share: float = 0.0
    """So many words of windows with context are unknown to the encoder, other ones each epoch."""
    context_pieces: int = 0
    """Windows of so many pieces hold sentences that follow each other; 0 = every sentence by itself."""
    local_layers: int = 6
    """So many of the encoder's layers, from below, see one sentence of the window at a time."""
    layers: tuple[int, ...] = ()
    """The encoder's layers that the network has, counted from 0 at the bottom; none named = all."""
    lesson_share: float = 0.5
    """What a teacher says (`--lessons`) is so much of the loss, the labels are the rest."""
    alone_share: float = 0.2
    """So many of these windows hold one sentence only, as short texts will."""
    name_weight: float = 2.0
    loss_weights: dict[str, float] = field(default_factory=lambda: dict(LOSS_WEIGHTS))
    """Those of the other heads; a file may give some of them."""
    max_pieces: int = 250
    """Longer training sentences are left out; the run time cuts them into windows."""
    checkpoint_minutes: float = 10.0
    limit: int = 0
    """Use only this many training sentences, for a trial; 0 = all."""

    @property
    def epochs(self) -> int:
        """Of all cycles."""
        return sum(cycle.epochs for cycle in self.cycles)

    def cycle_of(self, epoch: int) -> tuple[Cycle, int]:
        """The cycle that an epoch lies in, and that cycle's first epoch; epochs count from 0."""
        first = 0
        for cycle in self.cycles:
            if epoch < first + cycle.epochs:
                return cycle, first
            first += cycle.epochs
        raise RunError(f"a training run of {self.epochs} epochs has no epoch {epoch}")

    def total(self, per_epoch: int) -> int:
        """The steps of the whole run."""
        whole = per_epoch * self.epochs
        return min(self.steps, whole) if self.steps else whole

    def at(self, step: int, per_epoch: int) -> tuple[float, Cycle]:
        """The share of the learning rates at a step, and the cycle it lies in."""
        first = 0
        for cycle in self.cycles:
            length = cycle.epochs * per_epoch
            if cycle is self.cycles[-1]:
                length = self.total(per_epoch) - first
            if step < length or cycle is self.cycles[-1]:
                warmup = max(1.0, self.warmup_share * length)
                rise, fall = (step + 1) / warmup, (length - step) / (length - warmup + 1)
                return cycle.peak * min(rise, max(0.01, fall)), cycle
            step -= length
            first += length
        raise RunError("a training run needs at least one cycle")


def load_config(path: Path | None) -> TrainingConfig:
    """The configuration of a TOML file, or the defaults."""
    if path is None:
        return TrainingConfig()
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {field.name for field in dataclasses.fields(TrainingConfig)}
    if unknown := sorted(values.keys() - known):
        raise RunError(f"{path}: unknown setting {unknown[0]!r}. Known are {', '.join(sorted(known))}")
    try:
        values["cycles"] = tuple(Cycle(**cycle) for cycle in values.get("cycles", [{"epochs": 5}]))
    except TypeError as error:
        raise RunError(
            f"{path}: a cycle has {', '.join(f.name for f in dataclasses.fields(Cycle))} ({error})"
        ) from error
    values["layers"] = tuple(values.get("layers", ()))
    weights: dict[str, float] = values.get("loss_weights", {})
    if unknown := sorted(weights.keys() - LOSS_WEIGHTS.keys()):
        raise RunError(
            f"{path}: no head {unknown[0]!r} for loss_weights. Known are {', '.join(LOSS_WEIGHTS)}; "
            "names have name_weight"
        )
    values["loss_weights"] = LOSS_WEIGHTS | weights
    return TrainingConfig(**values)
