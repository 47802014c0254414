"""The training run: seeded, resumable, evaluated after each epoch."""

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from app.errors import RunError
from app.language.model.pieces import PieceTokenizer
from app.language.model.words import FILE as WORDS
from app.language.model.words import WordLists
from app.model.article import Variety
from app.training.batches import Batch, Examples, Window, collect_labels, group, make_batch
from app.training.checkpoints import read_labels
from app.training.config import Cycle, TrainingConfig
from app.training.corpus import read_split
from app.training.encoder import build_encoder, find_encoder
from app.training.losses import Losses
from app.training.network import Network
from app.training.progress import Progress, Report
from app.training.scoring import lower_states, run_upper, score
from app.training.teacher import Lessons
from app.training.windows import TrainingWindows, fixed_windows, some_of

AVERAGE_EVERY = 5
"""Steps between updates of the averaged weights: often enough, and a fifth of the cost."""


class Trainer:
    """One run in one folder: `checkpoint.pt` there is resumed from, and the corpus's words go to WORDS.

    A new run begins with the encoder and untrained heads, or with exported weights where `start` is their folder.
    Where `lessons` is a folder of `teach`, it learns from these too.
    """

    def __init__(
        self,
        config: TrainingConfig,
        corpus: Path,
        encoder: str,
        folder: Path,
        start: Path | None = None,
        lessons: Path | None = None,
    ) -> None:
        self.config = config
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config.seed)
        torch.set_num_threads(config.threads)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        source = find_encoder(encoder, folder)
        train = [document for variety in Variety for document in read_split(corpus, variety, "train")]
        if config.limit:
            train = some_of(train, config.limit, random.Random(config.seed))
        sentences = [sentence for document in train for sentence in document]
        words = ((w.form, w.lemma, w.upos, w.feats) for sentence in sentences for w in sentence)
        WordLists.collect(words).write(folder / WORDS)
        self.labels = collect_labels(sentences) if start is None else read_labels(start)
        pieces = PieceTokenizer(source.tokenizer)
        maker = Examples(pieces, self.labels)
        learned = maker
        if lessons is not None:
            taught = Lessons(lessons, self.labels)
            learned = Examples(pieces, self.labels, taught)
            train = [*train, *taught.documents]
        self.train = TrainingWindows(train, learned, config)
        self.dev = {
            variety: fixed_windows(
                some_of(read_split(corpus, variety, "dev"), config.limit, None), maker, config.context_pieces
            )
            for variety in Variety
        }
        self.network = Network(build_encoder(source, config.local_layers), self.labels, config.dropout)
        if start is not None:
            from app.training.warm_start import (
                weights_of,
            )  # needs onnx, which a run from the encoder does not

            self.network.load_state_dict(weights_of(start / "model.onnx", self.network), strict=False)
        self.network.encoder.keep(config.layers)
        self.network.to(self.device)
        self.average = {name: value.clone() for name, value in self.trained().items()}
        self._begin(config.cycles[0])
        firsts = (w.name for sentence in sentences for w in sentence if w.name.startswith("B-"))
        self._losses = Losses(
            self.network.heads, self.labels, Counter(name[2:] for name in firsts), config.lesson_share
        )
        self.step = 0
        self.curve: list[dict[str, Any]] = []

    def trained(self) -> dict[str, Tensor]:
        """The weights that some cycle of the run changes."""
        return self._above(min(cycle.frozen_layers for cycle in self.config.cycles))

    def _above(self, layers: int) -> dict[str, Tensor]:
        frozen = ["encoder.word.", "encoder.position.", "encoder.embedding_norm."]
        frozen += [f"encoder.layers.{i}." for i in range(layers)]
        state = self.network.state_dict()
        return {name: value for name, value in state.items() if not name.startswith(tuple(frozen))}

    def _begin(self, cycle: Cycle) -> None:
        """A cycle has an optimiser of its own: what it trains may differ from the one before."""
        self._frozen = cycle.frozen_layers
        self.optimizer = torch.optim.AdamW(self._parameter_groups(), betas=(0.9, 0.98))

    def _parameter_groups(self) -> list[dict[str, Any]]:
        config = self.config
        names = self._above(self._frozen).keys()
        groups: dict[float, list[nn.Parameter]] = {}
        for name, parameter in self.network.named_parameters():
            parameter.requires_grad_(name in names)
            if name not in names:
                continue
            rate = config.head_learning_rate
            if name.startswith("encoder.layers.") and not name.endswith("neighbour_bias"):
                depth = len(self.network.encoder.layers) - 1 - int(name.split(".")[2])
                rate = config.layer_learning_rate * config.layer_decay**depth
            groups.setdefault(rate, []).append(parameter)
        return [
            {"params": parameters, "lr": rate, "initial_lr": rate, "weight_decay": config.weight_decay}
            for rate, parameters in sorted(groups.items())
        ]

    def run(self, report: Report, *, steps: int | None = None) -> None:
        """Trains to the end, or for so many steps, resuming where a former run stopped."""
        config = self.config
        moments = self._resume(report)
        per_epoch = len(self._groups(self.train.of_epoch(0), 0))
        total = config.total(per_epoch)
        last = total if steps is None else min(self.step + steps, total)
        if self.step == total:
            return
        progress = Progress(self.step, total, report)
        saved = time.monotonic()
        windows: list[Window] = []
        states: list[Tensor] = []
        for epoch in range(self.step // per_epoch, config.epochs):
            cycle, first = config.cycle_of(epoch)
            if not states or epoch == first:
                self._begin(cycle)
                if moments is not None and self.step > first * per_epoch:
                    self.optimizer.load_state_dict(moments)
                moments = None
            if not states or epoch == first or config.context_pieces:
                windows = self.train.of_epoch(epoch)
                report(f"{len(windows)} windows; the first {self._frozen} layers are computed once")
                states = lower_states(self.network, windows, self._frozen, self.device)
            groups = self._groups(windows, epoch)[:per_epoch]
            for indices in groups[self.step - epoch * per_epoch :]:
                if self.step == total:
                    break
                if self.step == last:
                    self.save()
                    return
                batch = make_batch([windows[i] for i in indices], [states[i] for i in indices])
                progress.add(self._learn(batch, per_epoch))
                if time.monotonic() - saved > 60 * config.checkpoint_minutes:
                    self.save()
                    saved = time.monotonic()
            # Shuffling can leave an epoch a batch or two short of the first one's count.
            self.step = min((epoch + 1) * per_epoch, total)
            self._evaluate(epoch + 1, report)
            self.save()
            saved = time.monotonic()
            if self.step == total:
                return

    def _groups(self, windows: Sequence[Window], epoch: int) -> list[list[int]]:
        lengths = [sum(len(e.pieces) for e in window) for window in windows]
        return group(lengths, self.config.batch_pieces, random.Random(f"{self.config.seed}-{epoch}"))

    def _learn(self, batch: Batch, per_epoch: int) -> dict[str, float]:
        config = self.config
        self.network.train()
        factor, cycle = config.at(self.step, per_epoch)
        for settings in self.optimizer.param_groups:
            settings["lr"] = settings["initial_lr"] * factor
        with torch.autocast(self.device.type, torch.bfloat16):
            hidden = F.dropout(batch.hidden.to(self.device), 0.1, True)
            output = run_upper(self.network, hidden, batch, self._frozen, self.device)
            losses = self._losses(output, batch, cycle.name_rarity)
        weights = {**config.loss_weights, "name": config.name_weight}
        loss = torch.stack([weights[name] * value for name, value in losses.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.requires_grad], 5.0)
        self.optimizer.step()
        self.step += 1
        if self.step % AVERAGE_EVERY == 0:
            # Early on the average forgets fast, so that it does not remember the random heads.
            keep = min(config.average_decay**AVERAGE_EVERY, self.step / (self.step + 10 * AVERAGE_EVERY))
            for name, value in self.trained().items():
                self.average[name].lerp_(value, 1 - keep)
        return {name: float(value.detach()) for name, value in losses.items()}

    def _evaluate(self, epoch: int, report: Report) -> None:
        """Scores the averaged weights on the development files."""
        former = {name: value.clone() for name, value in self.trained().items()}
        self.network.load_state_dict(self.average, strict=False)
        for variety, windows in self.dev.items():
            scores = score(self.network, self.labels, windows, self._frozen, self.device)
            figures = {**scores.summary(), "types": scores.per_name_type()}
            self.curve.append({"epoch": epoch, "variety": str(variety), **figures})
            report(f"epoch {epoch} {variety} {figures}")
        (self.folder / "curve.json").write_text(json.dumps(self.curve, indent=1), encoding="utf-8")
        self.network.load_state_dict(former, strict=False)

    def save(self) -> None:
        """Writes checkpoint.pt; a run that dies while writing leaves the former one."""
        state = {
            "trained": self.trained(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "random": torch.get_rng_state(),
            "labels": asdict(self.labels),
            "settings": self._fixed_settings(),
            "curve": self.curve,
        }
        part = self.folder / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.folder / "checkpoint.pt")

    def _fixed_settings(self) -> dict[str, Any]:
        """What may not change when a run is resumed; cycles may be added."""
        names = ["seed", "batch_pieces", "max_pieces", "noise_share", "swap_share", "limit"]
        names += ["drop_share", "context_pieces", "local_layers", "alone_share", "layers", "lesson_share"]
        return {name: getattr(self.config, name) for name in names}

    def _resume(self, report: Report) -> dict[str, Any] | None:
        """Puts back what a checkpoint holds; the optimiser's part of it, None where there is no checkpoint."""
        path = self.folder / "checkpoint.pt"
        if not path.is_file():
            return None
        state = torch.load(path, map_location=self.device, weights_only=True)
        fixed = self._fixed_settings()
        for name, value in state["settings"].items():
            if fixed[name] != value:
                raise RunError(
                    f"{path}: begun with {name} = {value}, not {fixed[name]}. "
                    "Go on with the same settings, or give another --folder"
                )
        self.network.load_state_dict(state["trained"], strict=False)
        # A later cycle may train layers that the checkpoint does not hold.
        self.average.update(state["average"])
        torch.set_rng_state(state["random"].cpu())
        self.step, self.curve = state["step"], state["curve"]
        report(f"resumed at step {self.step}")
        moments: dict[str, Any] = state["optimizer"]
        return moments
