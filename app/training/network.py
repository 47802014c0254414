"""The network: an encoder, one vector per word, and a head for each layer of annotation."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the name everybody knows it by)

from app.errors import RunError
from app.language.model.forms import TABLES

WIDTH, LAYERS, HEADS, INNER = 384, 12, 12, 1536
ARC, LABEL = 384, 128


@dataclass(frozen=True, slots=True)
class LabelSets:
    """The labels of each head, in the order of its outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    name: tuple[str, ...]


class Layer(nn.Module):
    """A post-norm transformer layer (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.output = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` is batch × pieces × WIDTH; `mask` is batch × 1 × 1 × pieces, True where there is a piece."""
        batch, pieces, _ = x.shape
        parts = self.qkv(x).view(batch, pieces, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        if mask is None:
            # Spelled out for the exporter; the same sum as scaled_dot_product_attention.
            weights = torch.softmax(query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5, dim=-1)
            mixed = weights @ value
        else:
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, WIDTH)
        x = self.attention_norm(x + F.dropout(self.attention_output(mixed), 0.1, self.training))
        return self.norm(x + F.dropout(self.output(F.gelu(self.inner(x))), 0.1, self.training))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Embeddings and layers; layers below `frozen` are not trained."""

    def __init__(self, vocabulary: int, positions: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(positions, WIDTH)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def lower(self, pieces: Tensor, mask: Tensor | None, layers: int) -> Tensor:
        """The hidden states after the first `layers` layers."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x: Tensor = self.embedding_norm(self.word(pieces) + self.position(positions))
        for layer in list(self.layers)[:layers]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, mask: Tensor | None, layers: int) -> Tensor:
        """The hidden states after all layers, from those after the first `layers`."""
        for layer in list(self.layers)[layers:]:
            x = layer(x, mask)
        return x


def load_encoder(folder: Path) -> Encoder:
    """The encoder of a folder with `encoder.safetensors`; the type embedding is folded into the positions."""
    path = folder / "encoder.safetensors"
    if not path.is_file():
        raise RunError(f"{path}: no such encoder. Give a folder with encoder.safetensors and tokenizer.json")
    weights = {name: torch.from_numpy(array.astype(np.float32)) for name, array in load_file(path).items()}
    encoder = Encoder(weights["embeddings.word"].shape[0], weights["embeddings.position"].shape[0])
    with torch.no_grad():
        encoder.word.weight.copy_(weights["embeddings.word"])
        encoder.position.weight.copy_(weights["embeddings.position"] + weights["embeddings.type"].reshape(1, -1))
        encoder.embedding_norm.weight.copy_(weights["embeddings.norm.weight"])
        encoder.embedding_norm.bias.copy_(weights["embeddings.norm.bias"])
        names = {
            "attention_output": "attention.output",
            "attention_norm": "attention.norm",
            "inner": "feedforward.input",
            "output": "feedforward.output",
            "norm": "feedforward.norm",
        }
        for index, layer in enumerate(encoder.layers):
            prefix = f"layers.{index}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{prefix}attention.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                for ours, theirs in names.items():
                    getattr(getattr(layer, ours), kind).copy_(weights[f"{prefix}{theirs}.{kind}"])
    return encoder


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

    def __init__(self, labels: LabelSets, dropout: float) -> None:
        super().__init__()
        self.forms = nn.ModuleList(nn.Embedding(rows, width, padding_idx=0) for _, rows, width in TABLES)
        total = sum(width for *_, width in TABLES)
        self.form_mix = nn.Sequential(nn.Linear(total, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, WIDTH))
        self.norm = nn.LayerNorm(WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.upos = nn.Linear(WIDTH, len(labels.upos))
        self.feats = nn.Linear(WIDTH, len(labels.feats))
        self.lemma = nn.Linear(WIDTH, len(labels.lemma))
        self.name_inner = nn.Linear(WIDTH, WIDTH)
        self.name = nn.Linear(WIDTH, len(labels.name))
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc_head, self.arc_dependent = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.label_head, self.label_dependent = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.arc_weight = nn.Parameter(nn.init.xavier_uniform_(torch.zeros(ARC, ARC)))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.label_weight = nn.Parameter(nn.init.xavier_uniform_(torch.zeros(len(labels.deprel), LABEL, LABEL)))
        self.label_linear_head = nn.Linear(LABEL, len(labels.deprel))
        self.label_linear_dependent = nn.Linear(LABEL, len(labels.deprel))

    def forward(self, hidden: Tensor, pool: Tensor, forms: Tensor) -> Output:
        """`hidden` batch × pieces × WIDTH, `pool` batch × words × pieces (means), `forms` batch × words × tables."""
        words = torch.bmm(pool, hidden)
        features = torch.cat([table(forms[..., i]) for i, table in enumerate(self.forms)], -1)
        words = self.dropout(self.norm(words + self.form_mix(features)))
        rooted = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        arc_head = self.dropout(F.gelu(self.arc_head(rooted)))
        arc_dependent = self.dropout(F.gelu(self.arc_dependent(words)))
        arc = (arc_dependent @ self.arc_weight) @ arc_head.transpose(1, 2) + (arc_head @ self.arc_bias)[:, None, :]
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
        left = torch.einsum("bnr,drs->bnds", output.label_dependent, self.label_weight)
        scores = torch.einsum("bnds,bms->bnmd", left, output.label_head)
        scores = scores + self.label_linear_head(output.label_head)[:, None]
        scores = scores + self.label_linear_dependent(output.label_dependent)[:, :, None]
        return scores.argmax(-1)


class Network(nn.Module):
    """Encoder and heads together."""

    def __init__(self, encoder: Encoder, labels: LabelSets, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(labels, dropout)
