"""The encoder: a BERT of any size, read from a folder or by hub name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the name everybody knows it by)

from app.errors import RunError

NEIGHBOUR_BIAS = -3.0
"""Where the biases begin: near to reading every sentence alone."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of an encoder; `inner` is the width of the feed-forward layers."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int


class Layer(nn.Module):
    """A post-norm transformer layer (Devlin et al. 2019).

    Where several sentences are read together, attention stays in its own; a layer that sees others adds a bias per
    head to the scores of their pieces.
    """

    def __init__(self, shape: Shape, *, sees_others: bool) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attention_output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, shape.inner)
        self.output = nn.Linear(shape.inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        # In the shape of what it is added to: the exporter keeps it as it is.
        self.neighbour_bias = (
            nn.Parameter(torch.full((shape.heads, 1, 1), NEIGHBOUR_BIAS)) if sees_others else None
        )

    def forward(self, x: Tensor, mask: Tensor | None, apart: Tensor | None) -> Tensor:
        """`x` is batch × pieces × width; `mask` is batch × 1 × 1 × pieces, True where there is a piece.

        `apart`, batch × 1 × pieces × pieces, is True for two pieces of different sentences.
        """
        width = x.shape[-1]
        size = (x.shape[0] if mask is not None else 1, -1, self.heads, width // self.heads)
        query, key, value = (part.reshape(size).transpose(1, 2) for part in self.qkv(x).chunk(3, -1))
        # Spelled out: the exporter needs it so, and on a CPU the gradient of the fused one takes three times as long.
        scores = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5
        lowest = torch.finfo(scores.dtype).min
        if apart is not None:
            bias = self.neighbour_bias
            if bias is None:
                scores = scores.masked_fill(apart, lowest)
            else:
                scores = scores + bias.to(scores.dtype) * apart.to(scores.dtype)
        if mask is not None:
            scores = scores.masked_fill(~mask, lowest)
        mixed = torch.softmax(scores, dim=-1, dtype=value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(size[0], -1, width)
        x = self.attention_norm(x + F.dropout(self.attention_output(mixed), 0.1, self.training))
        return self.norm(x + F.dropout(self.output(F.gelu(self.inner(x))), 0.1, self.training))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Embeddings and layers, of which the first `local_layers` see one sentence at a time."""

    def __init__(self, shape: Shape, local_layers: int) -> None:
        super().__init__()
        self.width = shape.width
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.embedding_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(shape, sees_others=index >= local_layers) for index in range(shape.layers)
        )

    def keep(self, layers: Sequence[int]) -> None:
        """Leaves out all layers but these, counted from 0 at the bottom; none named, all stay.

        RunError where there is no such layer.
        """
        if not layers:
            return
        if list(layers) != sorted(set(layers)) or not 0 <= layers[0] <= layers[-1] < len(self.layers):
            raise RunError(
                f"layers = {list(layers)}: the encoder has {len(self.layers)}, counted from 0. Name some of these, "
                "from below, each once"
            )
        self.layers = nn.ModuleList(self.layers[index] for index in layers)

    def lower(
        self, pieces: Tensor, positions: Tensor, mask: Tensor | None, apart: Tensor | None, layers: int
    ) -> Tensor:
        """The hidden states after the first `layers` layers; positions begin anew with each sentence."""
        x: Tensor = self.embedding_norm(self.word(pieces) + self.position(positions))
        for layer in list(self.layers)[:layers]:
            x = layer(x, mask, apart)
        return x

    def upper(self, x: Tensor, mask: Tensor | None, apart: Tensor | None, layers: int) -> Tensor:
        """The hidden states after all layers, from those after the first `layers`."""
        for layer in list(self.layers)[layers:]:
            x = layer(x, mask, apart)
        return x


def apart_of(sentences: Tensor) -> Tensor:
    """batch × 1 × pieces × pieces: whether two pieces are of different sentences, from batch × pieces."""
    return (sentences[:, :, None] != sentences[:, None, :])[:, None]


PARTS = {
    "attention_output": ("attention.output", "attention.output.dense"),
    "attention_norm": ("attention.norm", "attention.output.LayerNorm"),
    "inner": ("feedforward.input", "intermediate.dense"),
    "output": ("feedforward.output", "output.dense"),
    "norm": ("feedforward.norm", "output.LayerNorm"),
}
"""Our name of each part of a layer, its name in an encoder folder, and in BERT as published."""


@dataclass(frozen=True, slots=True)
class EncoderSource:
    """Where an encoder comes from: weights under the names of PARTS, and the tokenizer that belongs to it."""

    weights: dict[str, Tensor]
    heads: int
    tokenizer: Path

    @property
    def shape(self) -> Shape:
        """Read off the weights, but for the number of attention heads."""
        vocabulary, width = self.weights["embeddings.word"].shape
        layers = {name.split(".")[1] for name in self.weights if name.startswith("layers.")}
        inner = self.weights["layers.0.feedforward.input.weight"].shape[0]
        positions = self.weights["embeddings.position"].shape[0]
        return Shape(width, len(layers), self.heads, inner, vocabulary, positions)


def find_encoder(name: str, cache: Path) -> EncoderSource:
    """An encoder folder (encoder.safetensors, config.json, tokenizer.json), else a BERT by hub name or folder.

    The latter needs `transformers`; its tokenizer is written to the cache folder.
    """
    folder = Path(name)
    if (folder / "encoder.safetensors").is_file():
        arrays = load_file(folder / "encoder.safetensors")
        weights = {key: torch.from_numpy(array.astype(np.float32)) for key, array in arrays.items()}
        heads: int = json.loads((folder / "config.json").read_text(encoding="utf-8"))["heads"]
        return EncoderSource(weights, heads, folder / "tokenizer.json")
    if folder.is_dir() and not (folder / "config.json").is_file():
        raise RunError(f"{folder}: no encoder.safetensors here. Give an encoder folder or a hub name")
    try:
        from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found]
    except ImportError as error:
        raise RunError(
            f"{name}: not an encoder folder, and hub names need transformers. Install it, or give a folder "
            "with encoder.safetensors and tokenizer.json with --encoder"
        ) from error
    try:
        published = AutoModel.from_pretrained(name)
        AutoTokenizer.from_pretrained(name, use_fast=True).save_pretrained(cache)
    except OSError as error:
        raise RunError(f"{name}: {error}. Give an encoder folder or the name of a BERT") from error
    weights = from_published(published.state_dict())
    return EncoderSource(weights, published.config.num_attention_heads, cache / "tokenizer.json")


def from_published(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """BERT's parameter names as those of an encoder folder."""
    ours = {
        "embeddings.word": weights["embeddings.word_embeddings.weight"],
        "embeddings.position": weights["embeddings.position_embeddings.weight"],
        "embeddings.type": weights["embeddings.token_type_embeddings.weight"][0],
        "embeddings.norm.weight": weights["embeddings.LayerNorm.weight"],
        "embeddings.norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    layers = {int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer.")}
    for index in sorted(layers):
        for kind in ("weight", "bias"):
            for part in ("query", "key", "value"):
                theirs = f"encoder.layer.{index}.attention.self.{part}.{kind}"
                ours[f"layers.{index}.attention.{part}.{kind}"] = weights[theirs]
            for name, published in PARTS.values():
                ours[f"layers.{index}.{name}.{kind}"] = weights[f"encoder.layer.{index}.{published}.{kind}"]
    return {name: value.detach().float() for name, value in ours.items()}


def build_encoder(source: EncoderSource, local_layers: int) -> Encoder:
    """The encoder with its weights; the type embedding is folded into the positions."""
    weights = source.weights
    encoder = Encoder(source.shape, local_layers)
    with torch.no_grad():
        encoder.word.weight.copy_(weights["embeddings.word"])
        types = weights["embeddings.type"].reshape(1, -1)
        encoder.position.weight.copy_(weights["embeddings.position"] + types)
        encoder.embedding_norm.weight.copy_(weights["embeddings.norm.weight"])
        encoder.embedding_norm.bias.copy_(weights["embeddings.norm.bias"])
        for index, layer in enumerate(encoder.layers):
            prefix = f"layers.{index}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{prefix}attention.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                for ours, (theirs, _) in PARTS.items():
                    getattr(getattr(layer, ours), kind).copy_(weights[f"{prefix}{theirs}.{kind}"])
    return encoder
