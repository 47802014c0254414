"""The network: an encoder, one vector per word, and a head for each layer of annotation."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the name everybody knows it by)

from app.language.model.forms import TABLES
from app.training.encoder import Encoder

ARC, LABEL = 384, 128


@dataclass(frozen=True, slots=True)
class LabelSets:
    """The labels of each head, in the order of its outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    name: tuple[str, ...]


@dataclass(slots=True)
class Output:
    """What the heads say; the first two dimensions are batch and word."""

    upos: Tensor
    feats: Tensor
    lemma: Tensor
    name: Tensor
    arc: Tensor
    """batch × dependent × head, where head 0 is the root."""
    label_head: Tensor
    label_dependent: Tensor


class Heads(nn.Module):
    """From hidden states of pieces to the annotation of words."""

    def __init__(self, width: int, labels: LabelSets, dropout: float) -> None:
        super().__init__()
        self.forms = nn.ModuleList(nn.Embedding(rows, size, padding_idx=0) for _, rows, size in TABLES)
        total = sum(size for *_, size in TABLES)
        self.form_mix = nn.Sequential(
            nn.Linear(total, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, width)
        )
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.upos = nn.Linear(width, len(labels.upos))
        self.feats = nn.Linear(width, len(labels.feats))
        self.lemma = nn.Linear(width, len(labels.lemma))
        self.name_inner = nn.Linear(width, width)
        self.name = nn.Linear(width, len(labels.name))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_head, self.arc_dependent = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.label_head, self.label_dependent = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.arc_weight = nn.Parameter(nn.init.xavier_uniform_(torch.zeros(ARC, ARC)))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.label_weight = nn.Parameter(
            nn.init.xavier_uniform_(torch.zeros(len(labels.deprel), LABEL, LABEL))
        )
        self.label_linear_head = nn.Linear(LABEL, len(labels.deprel))
        self.label_linear_dependent = nn.Linear(LABEL, len(labels.deprel))

    def forward(self, hidden: Tensor, pool: Tensor, forms: Tensor) -> Output:
        """Shapes: batch × pieces × width; batch × words × pieces; batch × words × len(TABLES)."""
        words = torch.bmm(pool, hidden)
        features = torch.cat([table(forms[..., i]) for i, table in enumerate(self.forms)], -1)
        words = self.dropout(self.norm(words + self.form_mix(features)))
        rooted = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        arc_head = self.dropout(F.gelu(self.arc_head(rooted)))
        arc_dependent = self.dropout(F.gelu(self.arc_dependent(words)))
        arc = (arc_dependent @ self.arc_weight) @ arc_head.transpose(1, 2) + (arc_head * self.arc_bias).sum(
            -1
        )[:, None, :]
        return Output(
            upos=self.upos(words),
            feats=self.feats(words),
            lemma=self.lemma(words),
            name=self.name(self.dropout(F.gelu(self.name_inner(words)))),
            arc=arc,
            label_head=self.dropout(F.gelu(self.label_head(rooted))),
            label_dependent=self.dropout(F.gelu(self.label_dependent(words))),
        )

    def labels_for(self, output: Output, heads: Tensor) -> Tensor:
        """Label scores, batch × word × label, for given heads (batch × word; 0 is the root)."""
        chosen = torch.gather(
            output.label_head, 1, heads[..., None].expand(-1, -1, output.label_head.shape[-1])
        )
        bilinear = torch.einsum("bnr,drs,bns->bnd", output.label_dependent, self.label_weight, chosen)
        linear: Tensor = self.label_linear_head(chosen) + self.label_linear_dependent(output.label_dependent)
        return bilinear + linear

    def best_labels(self, output: Output) -> Tensor:
        """The best label for every dependent and possible head, batch × dependent × head."""
        batch, heads, _ = output.label_head.shape
        labels = self.label_weight.shape[0]
        # One product with a constant, which the quantiser can use, then one with the heads.
        left = (output.label_dependent @ label_product(self.label_weight)).reshape(batch, -1, LABEL)
        scores = (left @ output.label_head.transpose(1, 2)).reshape(batch, -1, labels, heads)
        scores = scores + self.label_linear_head(output.label_head).transpose(1, 2)[:, None]
        scores = scores + self.label_linear_dependent(output.label_dependent)[..., None]
        best: Tensor = scores.argmax(2)
        return best


def label_product(weight: Tensor) -> Tensor:
    """The label weights, label × width × width, as one matrix: width × (label · width)."""
    labels, width, _ = weight.shape
    return weight.permute(1, 0, 2).reshape(width, labels * width)


class Network(nn.Module):
    """Encoder and heads together."""

    def __init__(self, encoder: Encoder, labels: LabelSets, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(encoder.width, labels, dropout)
