"""The weights that ship give one result on every processor: no operator is run whose kernels disagree."""

import json
from pathlib import Path

import onnxruntime
import pytest

from app.language.model import WEIGHTS
from app.language.model.inference import SentenceModel

_DISAGREE = {"Softmax", "Gelu", "BiasGelu", "FastGelu", "QuickGelu", "MatMulNBits", "Attention", "QAttention"}
"""Sums in another order, or another formula, where registers are wider (mlas/lib/platform.cpp of ONNX Runtime)."""


@pytest.mark.model
def test_no_operator_is_run_that_processors_disagree_on(tmp_path: Path) -> None:
    window = [(("Kari", "bur", "i", "Bergen", "."), (True, True, True, False, True))] * 2
    options = onnxruntime.SessionOptions()
    options.enable_profiling = True
    options.profile_file_prefix = str(tmp_path / "profile")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(WEIGHTS / "model.onnx", options)
    session.run(None, SentenceModel(WEIGHTS).inputs(window))
    events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    run = {event["args"]["op_name"] for event in events if event.get("cat") == "Node"}
    assert run >= {"Erf", "Exp", "LayerNormalization", "DynamicQuantizeMatMul"}
    assert not run & _DISAGREE
