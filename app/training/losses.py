"""What a batch costs: of each head the loss against its labels, and against what a teacher says."""

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (the name everybody knows it by)

from app.training.batches import IGNORE, Batch
from app.training.network import Heads, LabelSets, Output

MAX_NAME_WEIGHT = 4.0
IMPOSSIBLE = -1e9


class Losses:
    """The loss of each head for one set of labels; `name_counts` are the names of each type in training.

    Where a sentence has a teacher's scores, these are `lesson_share` of its loss (Hinton, Vinyals & Dean 2015), but
    for relations, of which the teacher tells the best only.
    """

    def __init__(
        self, heads: Heads, labels: LabelSets, name_counts: Mapping[str, int], lesson_share: float
    ) -> None:
        self._heads = heads
        self._names = labels.name
        self._name_counts = name_counts
        self._lesson_share = lesson_share

    def name_weights(self, rarity: float) -> Tensor:
        """The weight of each name label; a type counts by the names it has in training."""
        counts = self._name_counts
        most = max(counts.values(), default=1)
        weights = [
            min(MAX_NAME_WEIGHT, (most / max(1, counts.get(label[2:], 0))) ** rarity) if label != "O" else 1.0
            for label in self._names
        ]
        return torch.tensor(weights)

    def __call__(self, output: Output, batch: Batch, name_rarity: float) -> dict[str, Tensor]:
        """The mean loss over the words of a batch, by head."""
        device = output.upos.device
        targets = {name: value.to(device) for name, value in batch.targets.items()}

        def loss(scores: Tensor, name: str, weight: Tensor | None = None) -> Tensor:
            flat = scores.float().flatten(0, 1)
            return F.cross_entropy(flat, targets[name].flatten(), weight, ignore_index=IGNORE)

        losses = {name: loss(getattr(output, name), name) for name in ("upos", "feats", "lemma")}
        losses["name"] = loss(output.name, "name", self.name_weights(name_rarity).to(device))
        arc = output.arc.float()
        absent = ~batch.word_mask.to(device)[:, None]
        arc = torch.cat([arc[:, :, :1], arc[:, :, 1:].masked_fill(absent, IMPOSSIBLE)], 2)
        losses["arc"] = loss(arc, "head")
        losses["deprel"] = loss(self._heads.labels_for(output, targets["head"].clamp(min=0)), "deprel")
        if batch.lessons is not None and self._lesson_share:
            scores = {name: getattr(output, name) for name in ("upos", "feats", "lemma", "name")}
            for name, value in _taught({**scores, "arc": arc}, batch.lessons, device).items():
                losses[name] = torch.lerp(losses[name], value, self._lesson_share)
        return losses


def _taught(
    scores: Mapping[str, Tensor], lessons: Mapping[str, Tensor], device: torch.device
) -> dict[str, Tensor]:
    """The cross-entropy with the teacher's distributions, over the words that it has read."""
    read = lessons["read"].to(device)
    losses: dict[str, Tensor] = {}
    for name, given in scores.items():
        likely = F.log_softmax(given[read].float(), -1)
        wanted = lessons["lemma_scores" if name == "lemma" else name].to(device)[read]
        if name == "lemma":
            # Of these the teacher tells the best few.
            likely = likely.gather(-1, lessons["lemma"].to(device)[read])
        losses[name] = -(F.softmax(wanted.float(), -1) * likely).sum(-1).mean()
    return losses
