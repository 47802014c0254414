"""Operators spelled out come to what they came to before, and products in blocks can be joined again."""

from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="needs the train extra (onnx)")
pytest.importorskip("torch", reason="needs the train extra (torch)")

import onnxruntime  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from onnx import ModelProto, TensorProto, helper, numpy_helper  # noqa: E402

from app.training.export import quantise_graph  # noqa: E402
from app.training.portable import BLOCK, joined_blocks, spell_out  # noqa: E402

INNER, OUTER = 2 * BLOCK + 44, 7
FACTOR = np.random.default_rng(3).standard_normal((INNER, OUTER)).astype(np.float32)


def layer() -> ModelProto:
    """The GELU and second product of a feed-forward layer, and a softmax of it."""
    nodes = [
        helper.make_node("Div", ["x", "root"], ["divided"], "/layers.0/Div"),
        helper.make_node("Erf", ["divided"], ["erf"], "/layers.0/Erf"),
        helper.make_node("Add", ["erf", "one"], ["added"], "/layers.0/Add"),
        helper.make_node("Mul", ["x", "added"], ["multiplied"], "/layers.0/Mul"),
        helper.make_node("Mul", ["multiplied", "half"], ["gelu"], "/layers.0/Mul_1"),
        helper.make_node("MatMul", ["gelu", "factor"], ["product"], "/layers.0/output/MatMul"),
        helper.make_node("Softmax", ["product"], ["y"], "/layers.0/Softmax", axis=-1),
    ]
    constants = {"root": np.sqrt(2), "one": 1.0, "half": 0.5, "factor": FACTOR}
    graph = helper.make_graph(
        nodes,
        "layer",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", INNER])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", OUTER])],
        [numpy_helper.from_array(np.asarray(value, dtype=np.float32), n) for n, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def run(model: bytes | str, x: NDArray[np.float32]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = onnxruntime.InferenceSession(model).run(None, {"x": x})[0]
    return result


def operators(path: Path, optimised: Path) -> set[str]:
    """What ONNX Runtime makes of a graph."""
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(optimised)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(path), options)
    return {node.op_type for node in onnx.load(str(optimised)).graph.node}


def test_what_is_spelled_out_is_the_same() -> None:
    x = np.random.default_rng(4).standard_normal((5, INNER)).astype(np.float32)
    spelled = layer()
    spell_out(spelled.graph)
    onnx.checker.check_model(spelled)
    np.testing.assert_allclose(
        run(spelled.SerializeToString(), x), run(layer().SerializeToString(), x), atol=1e-5
    )


def test_no_operator_is_left_that_processors_disagree_on(tmp_path: Path) -> None:
    onnx.save(layer(), str(tmp_path / "plain.onnx"))
    assert {"Softmax", "Gelu"} <= operators(tmp_path / "plain.onnx", tmp_path / "optimised.onnx")
    quantise_graph(tmp_path / "plain.onnx", tmp_path / "final.onnx")
    left = operators(tmp_path / "final.onnx", tmp_path / "optimised.onnx")
    assert left >= {"Erf", "DynamicQuantizeMatMul"}
    assert not left & {"Softmax", "Gelu", "BiasGelu", "MatMul", "MatMulNBits"}


def test_an_outlier_costs_its_own_block_alone(tmp_path: Path) -> None:
    onnx.save(layer(), str(tmp_path / "plain.onnx"))
    quantise_graph(tmp_path / "plain.onnx", tmp_path / "final.onnx")
    x = np.random.default_rng(5).standard_normal((5, INNER)).astype(np.float32) * 0.1
    x[:, BLOCK : 2 * BLOCK] = 0
    x[0, BLOCK + 3] = 60.0
    exact, rounded = run(layer().SerializeToString(), x), run(str(tmp_path / "final.onnx"), x)
    np.testing.assert_allclose(rounded[1:], exact[1:], atol=0.01)


def test_blocks_are_joined_in_their_order() -> None:
    starts = range(0, INNER, BLOCK)
    parts = {f"/a/MatMul/block_{i}": FACTOR[start : start + BLOCK] for i, start in enumerate(starts)}
    joined = joined_blocks({"b": FACTOR, **dict(reversed(parts.items()))})
    assert joined.keys() == {"/a/MatMul", "b"}
    assert np.array_equal(joined["/a/MatMul"], FACTOR)
    many = {f"m/block_{i}": np.full((1, 1), i, dtype=np.float32) for i in range(12)}
    assert joined_blocks(many)["m"][:, 0].tolist() == list(range(12))
