"""A graph in eight bits: a quarter of the size, and faster."""

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from app.language.model.pieces import BEGIN, END, UNKNOWN
from app.training.network import Network

_OUTER = re.compile(r"/layers\.(\d+)/output/MatMul$")
"""The second product of a feed-forward layer, and which layer it is of."""
_SAMPLES, _LENGTH, _SEED = 8, 32, 0


def outliers(network: Network) -> dict[int, int]:
    """Of each layer the channel between its feed-forward products that has by far the largest values.

    One channel holds them in most layers («massive activations», Sun et al. 2024). It is the same whatever is read, so
    chance pieces show which.
    """
    largest: dict[int, torch.Tensor] = {}

    def watch(index: int) -> torch.utils.hooks.RemovableHandle:
        def note(_: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            values = given[0].abs().flatten(0, 1).amax(0)
            largest[index] = torch.maximum(largest.get(index, values), values)

        layer = network.encoder.layers[index]
        return layer.output.register_forward_pre_hook(note)  # type: ignore[union-attr,no-any-return,operator]

    handles = [watch(index) for index in range(len(network.encoder.layers))]
    try:
        chance = torch.Generator().manual_seed(_SEED)
        vocabulary = network.encoder.word.num_embeddings
        pieces = torch.randint(UNKNOWN, vocabulary, (_SAMPLES, _LENGTH), generator=chance)
        pieces[:, 0], pieces[:, -1] = BEGIN, END
        mask = torch.ones(_SAMPLES, 1, 1, _LENGTH, dtype=torch.bool)
        network.eval()
        with torch.no_grad():
            network.encoder.lower(pieces, torch.arange(_LENGTH), mask, None, len(handles))
    finally:
        for handle in handles:
            handle.remove()
    return {index: int(values.argmax()) for index, values in largest.items()}


def quantise_graph(plain: Path, final: Path, apart: Mapping[int, int]) -> None:
    """Writes a graph in eight bits; `apart` are the `outliers` of its layers.

    Signed weights per channel and unsigned activations; the weights have one bit less, so that 16-bit sums cannot
    overflow on processors without VNNI and all processors agree. One scale for all that goes into a product would be
    spoilt by an outlier, which is therefore multiplied by itself, in single precision (Dettmers et al. 2022).
    """
    model = onnx.load(str(plain))
    exact = _keep_apart(model.graph, apart)
    quantize_dynamic(
        model,
        final,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=exact,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


def _keep_apart(graph: onnx.GraphProto, apart: Mapping[int, int]) -> list[str]:
    """Splits the second feed-forward products in two; the names of those nodes that stay in single precision."""
    weights = {item.name: item for item in graph.initializer}
    exact: list[str] = []
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        found = _OUTER.search(node.name)
        if found is None:
            nodes.append(node)
            continue
        channel = apart[int(found[1])]
        factor = numpy_helper.to_array(weights[node.input[1]])
        name, given, result = node.name, node.input[0], node.output[0]
        others = np.ones(len(factor), dtype=np.float32)
        others[channel] = 0

        def constant(ending: str, values: NDArray[np.generic], name: str = name) -> str:
            graph.initializer.append(numpy_helper.from_array(values, f"{name}_{ending}"))
            return f"{name}_{ending}"

        def added(kind: str, ending: str, *inputs: str, name: str = name, **settings: int) -> str:
            output = f"{name}_{ending}_output"
            nodes.append(helper.make_node(kind, inputs, [output], f"{name}_{ending}", **settings))
            exact.append(f"{name}_{ending}")
            return output

        rest = added("Mul", "others", given, constant("mask", others))
        one = added("Gather", "outlier", given, constant("channel", np.array([channel])), axis=-1)
        alone = added("Mul", "alone", one, constant("row", factor[channel]))
        node.input[0], node.output[0] = rest, f"{name}_rest"
        nodes.append(node)
        nodes.append(helper.make_node("Add", [f"{name}_rest", alone], [result], f"{name}_sum"))
    del graph.node[:]
    graph.node.extend(nodes)
    return exact
