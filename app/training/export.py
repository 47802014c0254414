"""The trained network as one ONNX graph, quantised, with all that run time needs beside it."""

import dataclasses
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnx import helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from app.errors import RunError
from app.language.model.forms import TABLES
from app.language.model.inference import CONTEXT, FILES
from app.language.model.words import FILE as WORDS
from app.training.checkpoints import load_trained
from app.training.encoder import apart_of
from app.training.network import Network
from app.training.portable import spell_out

OPSET = 17
LEMMAS = 3
"""So many scripts run time chooses among."""


class RunTime(nn.Module):
    """The network as run time wants it: one window; scores where a search follows, else the best labels.

    Of lemma scripts, the LEMMAS best and their scores.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        pieces: Tensor,
        pool: Tensor,
        forms: Tensor,
        places: Tensor | None = None,
        positions: Tensor | None = None,
        sentences: Tensor | None = None,
    ) -> tuple[Tensor, ...]:
        """The encoder's batch is 1, that of the heads one row per sentence; see Heads.forward for the shapes.

        `places` tells where each sentence's pieces lie among the window's, `positions` and `sentences` are those of
        packing.joined; without them there is one sentence.
        """
        encoder = self.network.encoder
        if positions is None:
            positions = torch.arange(pieces.shape[1], device=pieces.device)
        apart = None if sentences is None else apart_of(sentences)
        hidden = encoder.upper(encoder.lower(pieces, positions, None, apart, 0), None, apart, 0)
        if places is not None:
            hidden = hidden[0][places]
        output = self.network.heads(hidden, pool, forms)
        labels = self.network.heads.best_labels(output)
        lemma_scores, lemma = output.lemma.topk(min(LEMMAS, self.network.heads.lemma.out_features), -1)
        return (output.upos, output.feats, lemma, lemma_scores, output.name, output.arc, labels)


@dataclasses.dataclass(frozen=True, slots=True)
class Blend:
    """Weights on the line from exported ones to those of a run, `share` of the way (0 to 1).

    Where a run began with these, a point between is often better than either end (Wortsman et al. 2022, «Robust
    fine-tuning of zero-shot models»).
    """

    start: Path
    share: float


def export_model(
    folder: Path,
    encoder: str,
    output: Path,
    *,
    quantise: bool = True,
    context_pieces: int | None = None,
    blend: Blend | None = None,
) -> None:
    """Writes FILES into the output folder; what stood there is replaced only when all is done.

    Windows of several sentences are as large as in training where `context_pieces` does not say otherwise. A run whose
    sentences were alone gives weights that read them so.
    """
    trained = load_trained(folder, encoder)
    if context_pieces is not None:
        if not 0 < context_pieces <= trained.context_pieces:
            raise RunError(
                f"{folder}: trained with windows of {trained.context_pieces} pieces, so run time cannot have "
                f"{context_pieces}. Leave --context out, or give less"
            )
        trained = dataclasses.replace(trained, context_pieces=context_pieces)
    if blend is not None:
        _blend(trained.network, blend)
    with tempfile.TemporaryDirectory() as scratch:
        plain, final = Path(scratch) / "plain.onnx", Path(scratch) / "model.onnx"
        export_graph(trained.network, plain, context_pieces=trained.context_pieces)
        if quantise:
            quantise_graph(plain, final)
        else:
            shutil.copyfile(plain, final)
        output.mkdir(parents=True, exist_ok=True)
        (Path(scratch) / "labels.json").write_text(
            json.dumps(dataclasses.asdict(trained.labels), ensure_ascii=False), encoding="utf-8"
        )
        shutil.copyfile(trained.tokenizer, Path(scratch) / "tokenizer.json")
        shutil.copyfile(folder / WORDS, Path(scratch) / WORDS)
        for name in FILES:
            part = output / f"{name}.part"
            shutil.copyfile(Path(scratch) / name, part)
            part.replace(output / name)


def _blend(network: Network, blend: Blend) -> None:
    from app.training.warm_start import weights_of  # which exports, too

    if not 0 < blend.share <= 1:
        raise RunError(f"a share of {blend.share} is not between 0 and 1. Give another with --share")
    start = weights_of(blend.start / "model.onnx", network)
    state = network.state_dict()
    network.load_state_dict(
        {name: torch.lerp(start.get(name, value), value, blend.share) for name, value in state.items()}
    )


def quantise_graph(plain: Path, final: Path) -> None:
    """Writes a graph in eight bits: a quarter of the size, and faster; its results are the same on all processors.

    Signed weights per channel and unsigned activations; the weights have one bit less, so that 16-bit sums cannot
    overflow on processors without VNNI.
    """
    model = onnx.load(str(plain))
    spell_out(model.graph)
    quantize_dynamic(
        model,
        final,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


def export_graph(network: Network, path: Path, *, context_pieces: int = 0) -> None:
    """The graph in single precision; it tells how many pieces of context it was trained with."""
    network.eval()
    sentences, words, pieces = 3 if context_pieces else 1, 5, 9
    example = {
        "pieces": torch.ones(1, pieces, dtype=torch.long),
        "pool": torch.full((sentences, words, pieces), 1 / pieces),
        "forms": torch.ones(sentences, words, len(TABLES), dtype=torch.long),
    }
    axes = {"pieces": {1: "P"}, "pool": {1: "W", 2: "P"}, "forms": {1: "W"}}
    if context_pieces:
        example["places"] = torch.zeros(sentences, pieces, dtype=torch.long)
        example["positions"] = torch.zeros(1, pieces, dtype=torch.long)
        example["sentences"] = torch.zeros(1, pieces, dtype=torch.long)
        axes = {
            "pieces": {1: "N"},
            "pool": {0: "S", 1: "W", 2: "P"},
            "forms": {0: "S", 1: "W"},
            "places": {0: "S", 1: "P"},
            "positions": {1: "N"},
            "sentences": {1: "N"},
        }
    with warnings.catch_warnings():
        # The newer exporter wants one more library and gives the quantiser more nodes it cannot use.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            RunTime(network),
            tuple(example.values()),
            str(path),
            input_names=list(example),
            output_names=["upos", "feats", "lemma", "lemma_scores", "name", "arc", "label"],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(str(path))
    if context_pieces:
        helper.set_model_props(model, {CONTEXT: str(context_pieces)})
        onnx.save(model, str(path))
    onnx.checker.check_model(model)
