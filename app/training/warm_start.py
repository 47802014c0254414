"""Exported weights back as those of the network, so that training can go on where only the graph is left.

What the quantiser rounded stays rounded; the first steps of training make up for it.
"""

import copy
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from app.errors import RunError
from app.language.model.inference import CONTEXT
from app.training.export import export_graph
from app.training.network import Network, label_product
from app.training.portable import joined_blocks

_PREFIX = "network."
_FROM_ENCODER = ("encoder.word.", "encoder.position.", "encoder.embedding_norm.")
"""Never trained, and more exact in the encoder."""


def weights_of(graph: Path, network: Network) -> dict[str, Tensor]:
    """The trained weights that an exported graph holds, by the names of a network of the same shape and labels.

    The exporter renames and turns the weights of products. Which is which shows in an export of a network all weights
    of which differ; RunError where the two graphs do.
    """
    network = copy.deepcopy(network)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        context = _context_pieces(graph)
        export_graph(network, plain, context_pieces=context)
        known = _widened(plain)
    found = _widened(graph)
    state = {n: v.detach() for n, v in network.state_dict().items() if not n.startswith(_FROM_ENCODER)}
    if not context:
        # Weights that read each sentence alone have none, and leave those of the network as they are.
        state = {name: value for name, value in state.items() if not name.endswith(".neighbour_bias")}
    names = {_bytes(value): name for name, value in state.items()}
    turned = {_bytes(value.T): name for name, value in state.items() if value.ndim == 2}
    labels = {_bytes(label_product(value)): name for name, value in state.items() if value.ndim == 3}
    weights: dict[str, Tensor] = {}
    for exported, array in known.items():
        key = _bytes(torch.from_numpy(array))
        name = exported.removeprefix(_PREFIX)
        name = name if name in state else turned.get(key) or labels.get(key) or names.get(key) or ""
        if not name:
            continue
        if exported not in found or found[exported].shape != array.shape:
            raise RunError(
                f"{graph}: its weight {name} is missing or of another shape. Start from the encoder"
            )
        value = torch.from_numpy(found[exported])
        if key in labels:
            count, width, _ = state[name].shape
            value = value.reshape(width, count, width).permute(1, 0, 2)
        elif key in turned:
            value = value.T
        weights[name] = value.contiguous()
    if missing := sorted(state.keys() - weights.keys()):
        raise RunError(f"{graph}: no weight {missing[0]}. Start from the encoder")
    return weights


def _widened(graph: Path) -> dict[str, NDArray[np.float32]]:
    """The floating-point constants of a graph, those in eight bits multiplied out.

    A factor of a product goes by the name of the product, as the quantiser keeps that and the exporter numbers the
    factors themselves; others by their own.
    """
    content = onnx.load(str(graph)).graph
    items = {i.name: numpy_helper.to_array(i) for i in content.initializer}
    products = {
        factor.removesuffix("_quantized"): node.name.removesuffix("_quant")
        for node in content.node
        if node.op_type in ("MatMul", "MatMulInteger", "Mul")
        for factor in node.input
        if factor in items
    }
    widened: dict[str, NDArray[np.float32]] = {}
    for name, values in items.items():
        base, _, ending = name.rpartition("_")
        if ending == "quantized":
            zero = items.get(f"{base}_zero_point", np.zeros(1, np.int8)).astype(np.float32)
            widened[products.get(base, base)] = (values.astype(np.float32) - zero) * items[f"{base}_scale"]
        elif values.dtype == np.float32:
            widened[products.get(name, name)] = values.copy()
    return joined_blocks(widened)


def _context_pieces(graph: Path) -> int:
    properties = {
        item.key: item.value for item in onnx.load(str(graph), load_external_data=False).metadata_props
    }
    return int(properties.get(CONTEXT, 0))


def _bytes(value: Tensor) -> bytes:
    return repr(tuple(value.shape)).encode() + value.contiguous().numpy().tobytes()
