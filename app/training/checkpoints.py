"""What a run leaves behind: its checkpoint as a network, and the labels of exported weights."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch

from app.errors import RunError
from app.training.encoder import build_encoder, find_encoder
from app.training.network import LabelSets, Network


def read_labels(weights: Path) -> LabelSets:
    """The labels of exported weights."""
    path = weights / "labels.json"
    try:
        values: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"{path}: {error.strerror}. Give a folder of exported weights with --start") from error
    return LabelSets(**{name: tuple(labels) for name, labels in values.items()})


@dataclass(frozen=True, slots=True)
class Trained:
    """A checkpoint's network with its averaged weights, and what belongs to it; `tokenizer` is a file."""

    network: Network
    labels: LabelSets
    tokenizer: Path
    context_pieces: int


def load_trained(folder: Path, encoder: str) -> Trained:
    """What a run has come to; RunError where it has not begun."""
    path = folder / "checkpoint.pt"
    if not path.is_file():
        raise RunError(f"{path}: no checkpoint. Train first: python -m app.training train --folder {folder}")
    state = torch.load(path, map_location="cpu", weights_only=True)
    labels = LabelSets(**{name: tuple(values) for name, values in state["labels"].items()})
    source = find_encoder(encoder, folder)
    settings = state["settings"]
    network = Network(build_encoder(source, settings["local_layers"]), labels, dropout=0.0)
    network.encoder.keep(settings.get("layers", ()))
    network.load_state_dict(state["average"], strict=False)
    network.eval()
    return Trained(network, labels, source.tokenizer, settings["context_pieces"])
