"""The trained network as one ONNX graph, quantised, with all that run time needs beside it."""

import json
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from app.language.model.forms import TABLES
from app.language.model.inference import FILES
from app.training.network import Network
from app.training.trainer import load_trained

OPSET = 17


class RunTime(nn.Module):
    """The network as run time wants it: one sentence; best labels, not scores, where no search follows."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, pool: Tensor, forms: Tensor) -> tuple[Tensor, ...]:
        """See Heads.forward for the shapes; the batch is 1."""
        encoder = self.network.encoder
        hidden = encoder.upper(encoder.lower(pieces, None, 0), None, 0)
        output = self.network.heads(hidden, pool, forms)
        labels = self.network.heads.best_labels(output)
        best = [scores.argmax(-1) for scores in (output.upos, output.feats, output.lemma)]
        return (*best, output.name, output.arc, labels)


def export_model(folder: Path, encoder: str, output: Path, *, quantise: bool = True) -> None:
    """Writes FILES into the output folder; what stood there is replaced only when all is done."""
    network, labels, tokenizer = load_trained(folder, encoder)
    with tempfile.TemporaryDirectory() as scratch:
        plain, final = Path(scratch) / "plain.onnx", Path(scratch) / "model.onnx"
        export_graph(network, plain)
        if quantise:
            # Signed weights per channel and unsigned activations; the weights have one bit less, so that
            # 16-bit sums cannot overflow on processors without VNNI and all processors agree.
            quantize_dynamic(
                plain,
                final,
                op_types_to_quantize=["MatMul", "Gather"],
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True},
            )
        else:
            shutil.copyfile(plain, final)
        output.mkdir(parents=True, exist_ok=True)
        (Path(scratch) / "labels.json").write_text(
            json.dumps(asdict(labels), ensure_ascii=False), encoding="utf-8"
        )
        shutil.copyfile(tokenizer, Path(scratch) / "tokenizer.json")
        for name in FILES:
            part = output / f"{name}.part"
            shutil.copyfile(Path(scratch) / name, part)
            part.replace(output / name)


def export_graph(network: Network, path: Path) -> None:
    """The graph in single precision."""
    network.eval()
    words, pieces = 5, 9
    example = (
        torch.ones(1, pieces, dtype=torch.long),
        torch.full((1, words, pieces), 1 / pieces),
        torch.ones(1, words, len(TABLES), dtype=torch.long),
    )
    with warnings.catch_warnings():
        # The newer exporter wants one more library and gives the quantiser more nodes it cannot use.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            RunTime(network),
            example,
            str(path),
            input_names=["pieces", "pool", "forms"],
            output_names=["upos", "feats", "lemma", "name", "arc", "label"],
            dynamic_axes={"pieces": {1: "P"}, "pool": {1: "W", 2: "P"}, "forms": {1: "W"}},
            opset_version=OPSET,
            dynamo=False,
        )
    onnx.checker.check_model(str(path))
