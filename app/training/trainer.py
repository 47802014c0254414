"""The training run: seeded, resumable, evaluated after each epoch."""

import json
import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from app.language.model.decoding import bio_transitions, spanning_tree, viterbi
from app.language.model.lemmas import apply_script
from app.language.model.pieces import PieceTokenizer
from app.model.article import Variety
from app.training.batches import IGNORE, Batch, Example, Examples, collect_labels, group, make_batch
from app.training.config import TrainingConfig
from app.training.corpus import Sentence, read_split, with_noise
from app.training.evaluation import Prediction, Scores
from app.training.network import LabelSets, Network, Output, load_encoder

logger = logging.getLogger(__name__)

LOSS_WEIGHTS = {"upos": 1.0, "feats": 1.0, "lemma": 0.7, "arc": 1.5, "deprel": 1.0}
AVERAGE_EVERY = 5
"""Steps between updates of the averaged weights: often enough, and a fifth of the cost."""


class Trainer:
    """One run in one folder: `checkpoint.pt` there is resumed from."""

    def __init__(self, config: TrainingConfig, corpus: Path, encoder: Path, folder: Path) -> None:
        self.config = config
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config.seed)
        torch.set_num_threads(config.threads)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        tokenizer = PieceTokenizer(encoder / "tokenizer.json")
        train = [s for variety in Variety for s in read_split(corpus, variety, "train")]
        if config.limit:
            train = random.Random(config.seed).sample(train, config.limit)
        self.labels = collect_labels(train)
        train += with_noise(train, config.noise_share, config.seed)
        maker = Examples(tokenizer, self.labels)
        self.train = [e for e in map(maker.make, train) if len(e.pieces) <= config.max_pieces]
        self.dev = {variety: [maker.make(s) for s in read_split(corpus, variety, "dev")] for variety in Variety}
        if config.limit:
            self.dev = {variety: examples[: config.limit] for variety, examples in self.dev.items()}
        self.network = Network(load_encoder(encoder), self.labels, config.dropout).to(self.device)
        self.average = {k: v.detach().clone() for k, v in self.trained().items()}
        self.optimizer = torch.optim.AdamW(self._parameter_groups(), betas=(0.9, 0.98))
        self.lower_states: list[Tensor] | None = None
        self.step = 0
        self.seconds = 0.0
        self.curve: list[dict[str, Any]] = []

    def trained(self) -> dict[str, Tensor]:
        """The weights that the run changes."""
        frozen = ["encoder.word", "encoder.position", "encoder.embedding_norm"]
        frozen += [f"encoder.layers.{i}" for i in range(self.config.frozen_layers)]
        state = self.network.state_dict()
        return {k: v for k, v in state.items() if not any(k.startswith(f"{prefix}.") for prefix in frozen)}

    def _parameter_groups(self) -> list[dict[str, Any]]:
        config = self.config
        names = self.trained().keys()
        groups: dict[float, list[nn.Parameter]] = {}
        for name, parameter in self.network.named_parameters():
            parameter.requires_grad_(name in names)
            if name not in names:
                continue
            rate = config.head_learning_rate
            if name.startswith("encoder.layers."):
                depth = len(self.network.encoder.layers) - 1 - int(name.split(".")[2])
                rate = config.layer_learning_rate * config.layer_decay**depth
            groups.setdefault(rate, []).append(parameter)
        return [
            {"params": parameters, "lr": rate, "initial_lr": rate, "weight_decay": config.weight_decay}
            for rate, parameters in sorted(groups.items())
        ]

    def run(self, report: Callable[[str], None]) -> None:
        """Trains to the end, resuming where a former run stopped."""
        config = self.config
        self._resume(report)
        report(f"{len(self.train)} sentences; the first {config.frozen_layers} layers are computed once")
        self.lower_states = self._lower(self.train)
        lengths = [len(e.pieces) for e in self.train]
        per_epoch = len(group(lengths, config.batch_pieces, random.Random(f"{config.seed}-0")))
        total = per_epoch * config.epochs
        began, saved, losses = time.monotonic(), time.monotonic(), Counter[str]()
        first = self.step
        for epoch in range(self.step // per_epoch, config.epochs):
            groups = group(lengths, config.batch_pieces, random.Random(f"{config.seed}-{epoch}"))[:per_epoch]
            for indices in groups[max(0, self.step - epoch * per_epoch) :]:
                batch = make_batch([self.train[i] for i in indices], [self.lower_states[i] for i in indices])
                losses.update(self._learn(batch, total))
                if self.step % 50 == 0:
                    rate = (time.monotonic() - began) / (self.step - first)
                    shown = " ".join(f"{k} {v / 50:.3f}" for k, v in sorted(losses.items()))
                    left = rate * (total - self.step) / 60
                    report(f"step {self.step}/{total}  {shown}  {rate:.2f} s a step, {left:.0f} min left")
                    losses.clear()
                if time.monotonic() - saved > 60 * config.checkpoint_minutes:
                    self._save()
                    saved = time.monotonic()
            # Shuffling can leave an epoch a batch or two short of the first one's count.
            self.step = (epoch + 1) * per_epoch
            self.evaluate_epoch(epoch + 1, report)
            self._save()
            saved = time.monotonic()

    def _learn(self, batch: Batch, total: int) -> dict[str, float]:
        config = self.config
        self.network.train()
        warmup = max(1.0, config.warmup_share * total)
        factor = min((self.step + 1) / warmup, max(0.01, (total - self.step) / (total - warmup + 1)))
        for settings in self.optimizer.param_groups:
            settings["lr"] = settings["initial_lr"] * factor
        with torch.autocast(self.device.type, torch.bfloat16):
            hidden = F.dropout(batch.hidden.to(self.device), 0.1, True)
            output = self._forward(hidden, batch)
            losses = self._losses(output, batch)
        weights = {**LOSS_WEIGHTS, "name": config.name_weight}
        loss = torch.stack([weights[k] * v for k, v in losses.items()]).sum()
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
        return {k: float(v.detach()) for k, v in losses.items()}

    def _forward(self, hidden: Tensor, batch: Batch) -> Output:
        mask = batch.piece_mask[:, None, None, :].to(self.device)
        states = self.network.encoder.upper(hidden, mask, self.config.frozen_layers)
        output: Output = self.network.heads(states, batch.pool.to(self.device), batch.forms.to(self.device))
        return output

    def _losses(self, output: Output, batch: Batch) -> dict[str, Tensor]:
        targets = {k: v.to(self.device) for k, v in batch.targets.items()}

        def loss(scores: Tensor, name: str) -> Tensor:
            return F.cross_entropy(scores.float().flatten(0, 1), targets[name].flatten(), ignore_index=IGNORE)

        losses = {name: loss(getattr(output, name), name) for name in ("upos", "feats", "lemma", "name")}
        arc = output.arc.float()
        arc = torch.cat([arc[:, :, :1], arc[:, :, 1:].masked_fill(~batch.word_mask.to(self.device)[:, None], -1e9)], 2)
        losses["arc"] = loss(arc, "head")
        losses["deprel"] = loss(self.network.heads.labels_for(output, targets["head"].clamp(min=0)), "deprel")
        return losses

    @torch.no_grad()
    def _lower(self, examples: list[Example]) -> list[Tensor]:
        """The hidden states below the trained layers, in bfloat16, in the order of the examples."""
        self.network.eval()
        states: list[Tensor] = [torch.empty(0)] * len(examples)
        for indices in group([len(e.pieces) for e in examples], 4000, None):
            longest = max(len(examples[i].pieces) for i in indices)
            pieces = torch.ones(len(indices), longest, dtype=torch.long)
            mask = torch.zeros(len(indices), longest, dtype=torch.bool)
            for row, i in enumerate(indices):
                pieces[row, : len(examples[i].pieces)] = torch.tensor(examples[i].pieces)
                mask[row, : len(examples[i].pieces)] = True
            with torch.autocast(self.device.type, torch.bfloat16):
                lower = self.network.encoder.lower(
                    pieces.to(self.device), mask[:, None, None].to(self.device), self.config.frozen_layers
                )
            for row, i in enumerate(indices):
                states[i] = lower[row, : len(examples[i].pieces)].to("cpu", torch.bfloat16).clone()
        return states

    def use_average(self) -> dict[str, Tensor]:
        """Puts the averaged weights into the network; returns the ones that stood there."""
        former = {k: v.detach().clone() for k, v in self.trained().items()}
        self.network.load_state_dict(self.average, strict=False)
        return former

    def evaluate_epoch(self, epoch: int, report: Callable[[str], None]) -> None:
        """Scores the averaged weights on the development files."""
        former = self.use_average()
        for variety, examples in self.dev.items():
            scores = self.score(examples)
            self.curve.append({"epoch": epoch, "variety": str(variety), **scores.summary(), "types": scores.per_label()})
            report(f"epoch {epoch} {variety} {scores.summary()} {scores.per_label()}")
        (self.folder / "curve.json").write_text(json.dumps(self.curve, indent=1), encoding="utf-8")
        self.network.load_state_dict(former, strict=False)

    @torch.no_grad()
    def score(self, examples: list[Example]) -> Scores:
        """Scores the network as it is, gold tokens."""
        lower = self._lower(examples)
        self.network.eval()
        scores = Scores()
        transitions = bio_transitions(self.labels.name)
        for indices in group([len(e.pieces) for e in examples], 3000, None):
            batch = make_batch([examples[i] for i in indices], [lower[i] for i in indices])
            with torch.autocast(self.device.type, torch.bfloat16):
                output = self._forward(batch.hidden.to(self.device), batch)
                labels = self.network.heads.best_labels(output)
            for row, example in enumerate(batch.examples):
                count = len(example.sentence)
                arc = output.arc[row, :count, : count + 1].float().cpu().numpy()
                heads = spanning_tree(arc)
                names = viterbi(output.name[row, :count].float().cpu().numpy(), transitions)

                def best(name: str, row: int = row, count: int = count) -> list[int]:
                    return [int(i) for i in getattr(output, name)[row, :count].argmax(-1)]

                lemma = [
                    apply_script(w.form, self.labels.lemma[i])
                    for w, i in zip(example.sentence, best("lemma"), strict=True)
                ]
                scores.add(
                    example.sentence,
                    Prediction(
                        [self.labels.upos[i] for i in best("upos")],
                        [self.labels.feats[i] for i in best("feats")],
                        lemma,
                        heads,
                        [self.labels.deprel[int(labels[row, d, h])] for d, h in enumerate(heads)],
                        [self.labels.name[i] for i in names],
                    ),
                )
        return scores

    def _save(self) -> None:
        state = {
            "trained": self.trained(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "random": torch.get_rng_state(),
            "labels": asdict(self.labels),
            "curve": self.curve,
        }
        part = self.folder / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.folder / "checkpoint.pt")

    def _resume(self, report: Callable[[str], None]) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.is_file():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["trained"], strict=False)
        self.average = {k: v.to(self.device) for k, v in state["average"].items()}
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"].cpu())
        self.step, self.curve = state["step"], state["curve"]
        report(f"resumed at step {self.step}")


def load_trained(folder: Path, encoder: Path, dropout: float = 0.0) -> tuple[Network, LabelSets]:
    """The network of a checkpoint with its averaged weights, for export."""
    state = torch.load(folder / "checkpoint.pt", map_location="cpu", weights_only=True)
    labels = LabelSets(**{k: tuple(v) for k, v in state["labels"].items()})
    network = Network(load_encoder(encoder), labels, dropout)
    network.load_state_dict(state["average"], strict=False)
    network.eval()
    return network, labels


def sentences_of(examples: list[Example]) -> list[Sentence]:
    """The sentences behind examples."""
    return [e.sentence for e in examples]
