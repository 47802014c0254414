"""The trained network as one ONNX graph, quantised, with all that run time needs beside it."""

import json
import re
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from app.language.model.forms import TABLES
from app.language.model.inference import FILES
from app.training.network import Network
from app.training.trainer import load_trained

OPSET = 17
_HAS_OUTLIERS = re.compile(r"/layers\.\d+/output/MatMul$")


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
            quantise_graph(plain, final)
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


def quantise_graph(plain: Path, final: Path) -> None:
    """Writes a graph in eight bits: a quarter of the size, and faster.

    Signed weights per channel and unsigned activations; the weights have one bit less, so that 16-bit sums cannot
    overflow on processors without VNNI and all processors agree. What goes into the second half of each feed-forward
    layer has outliers that eight bits spoil (Bondarenko et al. 2021, «Understanding and Overcoming the Challenges of
    Efficient Transformer Quantization»): there only the weights are stored in eight bits, and reckoned with in full.
    """
    names = [node.name for node in onnx.load(str(plain)).graph.node if _HAS_OUTLIERS.search(node.name)]
    quantize_dynamic(
        plain,
        final,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=names,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    model = onnx.load(str(final))
    _shrink_weights(model.graph, set(names))
    onnx.save(model, str(final))


def _shrink_weights(graph: onnx.GraphProto, names: set[str]) -> None:
    """Stores the weights of products in eight bits per channel; ONNX Runtime widens them when it loads the graph."""
    weights = {item.name: item for item in graph.initializer}
    widened: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.name not in names:
            continue
        full = weights[node.input[1]]
        values = numpy_helper.to_array(full)
        scale = np.maximum(np.abs(values).max(axis=0) / 127, 1e-12).astype(np.float32)
        small = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(full)
        graph.initializer.extend(
            [
                numpy_helper.from_array(small, f"{full.name}_small"),
                numpy_helper.from_array(scale, f"{full.name}_scale"),
            ]
        )
        widened.append(
            helper.make_node(
                "DequantizeLinear", [f"{full.name}_small", f"{full.name}_scale"], [full.name], axis=1
            )
        )
    for node in reversed(widened):
        graph.node.insert(0, node)


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
