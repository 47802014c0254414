"""A graph whose results are the same on every processor of a kind.

ONNX Runtime picks kernels by what the processor can do. Products and element-wise operators come to the same bits
whichever is picked: sums of whole numbers are exact, and those of floating-point products go in the same order.
Softmax adds up as many numbers at a time as a register holds, MatMulNBits adds up blocks in another order, and the
fused GELU has a kernel of its own with AVX-512. Such a last digit decides now and then how a value is rounded to eight
bits, and twelve layers make of it another label. Here these operators are spelled out in ones that agree.
"""

import re
from collections.abc import Iterable

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

BLOCK = 128
"""Values with one scale."""
_HAS_OUTLIERS = re.compile(r"/layers\.\d+/output/MatMul$")
"""The second product of a feed-forward layer: one scale for all that comes in is spoilt by outliers (Bondarenko
et al. 2021, «Understanding and Overcoming the Challenges of Efficient Transformer Quantization»)."""
_PART = re.compile(r"(?P<product>.+)/block_(?P<number>\d+)$")


def spell_out(graph: onnx.GraphProto) -> None:
    """Puts operators that agree everywhere in the place of those that do not, and products into blocks."""
    constants = {item.name: item for item in graph.initializer}
    makers = {node.output[0]: node for node in graph.node}
    for erf in [node for node in graph.node if node.op_type == "Erf"]:
        _keep_apart(graph, makers[erf.input[0]])
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type == "Softmax":
            nodes.extend(_softmax(graph, node))
        elif node.op_type == "MatMul" and _HAS_OUTLIERS.search(node.name):
            nodes.extend(_in_blocks(graph, node, numpy_helper.to_array(constants[node.input[1]])))
            graph.initializer.remove(constants[node.input[1]])
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def joined_blocks(factors: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """Factors by the names of their products, with those that were cut into blocks whole again."""
    whole: dict[str, NDArray[np.float32]] = {}
    parts: dict[str, dict[int, NDArray[np.float32]]] = {}
    for name, values in factors.items():
        if part := _PART.match(name):
            parts.setdefault(part["product"], {})[int(part["number"])] = values
        else:
            whole[name] = values
    return whole | {name: np.concatenate([p[i] for i in sorted(p)]) for name, p in parts.items()}


def _keep_apart(graph: onnx.GraphProto, division: onnx.NodeProto) -> None:
    """Multiplies where a GELU divides by √2, which ONNX Runtime knows it by."""
    if division.op_type != "Div":
        raise ValueError(f"{division.name}: a GELU that divides by √2 was expected before its Erf")
    factor = _constant(graph, f"{division.name}/factor", np.array(2**-0.5, dtype=np.float32))
    division.op_type, division.input[1] = "Mul", factor


def _softmax(graph: onnx.GraphProto, node: onnx.NodeProto) -> Iterable[onnx.NodeProto]:
    """The softmax over the last axis."""
    axis = next((attribute.i for attribute in node.attribute if attribute.name == "axis"), -1)
    if axis not in (-1, 3):
        raise ValueError(f"{node.name}: softmax over axis {axis}, where the last was expected")
    last = _constant(graph, f"{node.name}/axes", np.array([-1], dtype=np.int64))
    name, (scores,), (output,) = node.name, node.input, node.output
    yield helper.make_node("ReduceMax", [scores], [f"{name}/max"], f"{name}/ReduceMax", axes=[-1])
    yield helper.make_node("Sub", [scores, f"{name}/max"], [f"{name}/less"], f"{name}/Sub")
    yield helper.make_node("Exp", [f"{name}/less"], [f"{name}/exp"], f"{name}/Exp")
    yield helper.make_node("ReduceSum", [f"{name}/exp", last], [f"{name}/sum"], f"{name}/ReduceSum")
    yield helper.make_node("Div", [f"{name}/exp", f"{name}/sum"], [output], f"{name}/Div")


def _in_blocks(
    graph: onnx.GraphProto, node: onnx.NodeProto, factor: NDArray[np.float32]
) -> Iterable[onnx.NodeProto]:
    """A product as the sum of those of BLOCK inner values each, which are quantised each by itself."""
    name, inner = node.name, factor.shape[0]
    starts = range(0, inner, BLOCK)
    if len(starts) == 1:
        numbers, pieces = [0], [node.input[0]]
    else:
        numbers, pieces = list(range(len(starts))), [f"{name}/piece_{i}" for i in range(len(starts))]
        sizes = np.array([min(BLOCK, inner - start) for start in starts], dtype=np.int64)
        split = _constant(graph, f"{name}/sizes", sizes)
        yield helper.make_node("Split", [node.input[0], split], pieces, f"{name}/Split", axis=-1)
    for i, start in zip(numbers, starts, strict=True):
        part = _constant(graph, f"{name}/factor_{i}", np.ascontiguousarray(factor[start : start + BLOCK]))
        yield helper.make_node("MatMul", [pieces[i], part], [f"{name}/product_{i}"], f"{name}/block_{i}")
    yield helper.make_node("Sum", [f"{name}/product_{i}" for i in numbers], node.output, f"{name}/Sum")


def _constant(graph: onnx.GraphProto, name: str, values: NDArray[np.generic]) -> str:
    graph.initializer.append(numpy_helper.from_array(values, name))
    return name
