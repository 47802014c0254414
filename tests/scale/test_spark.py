"""In a local Spark session, where PySpark and Java are there."""

import os
import shutil

import pytest

from app.errors import RunError
from app.scale import build_graphs
from app.scale.spark import Spark
from tests.scale.test_running import EXPECTED, FACTORY, ITEMS, ROOT, shown

pytest.importorskip("pyspark", reason="PySpark is not installed (pip install 'nyhendegraf[spark]')")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed, which Spark runs on"),
]


def test_a_local_session_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # Spark's Python processes find the program where this one does.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    assert shown(list(build_graphs(FACTORY, ITEMS, Spark("local[2]"), batch_size=2))) == EXPECTED


def test_no_master() -> None:
    with pytest.raises(RunError, match="no Spark session at nonsense"):
        Spark("nonsense")
