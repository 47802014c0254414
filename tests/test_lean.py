"""What a process of the program's own does without, each time in a process that has imported nothing yet."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_TORCH = """
import os
os.write(1, b"torch was imported\\n")
raise ImportError("not the real one")
"""
_LEAN = """
from app.lean import import_spacy, own_process
own_process()
import_spacy()
import spacy, sys, thinc.compat
assert not thinc.compat.has_torch
assert "spacy.cli" not in sys.modules and "torch" not in sys.modules
spacy.blank("nb")
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A place where PyTorch seems to be installed, and tells when somebody imports it."""
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text(_TORCH)
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}


def run(program: str, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_our_own_process_leaves_the_frameworks_and_the_command_line_out(environment: dict[str, str]) -> None:
    assert run(_LEAN, environment) == ""


def test_what_was_left_out_can_be_imported_afterwards(environment: dict[str, str]) -> None:
    later = """
assert callable(spacy.info) and spacy.info(silent=True)["spacy_version"] == spacy.__version__
assert sys.modules["spacy.cli"].download
try:
    import torch
except ImportError as error:
    assert "not the real one" in str(error)
"""
    assert "torch was imported" in run(_LEAN + later, environment)


def test_a_process_of_somebody_else_is_left_as_it_is(environment: dict[str, str]) -> None:
    program = (
        "from app.lean import import_spacy; import_spacy(); import sys; assert 'spacy' not in sys.modules"
    )
    assert run(program + "; import spacy", environment) == "torch was imported\n"


@pytest.mark.parametrize(
    ("modules", "absent"),
    [
        ("app.cli", "spacy fastapi uvicorn httpx rdflib pyshacl networkx trafilatura lxml numpy"),
        ("app.cli app.bootstrap app.export", "spacy onnxruntime rdflib pyshacl networkx trafilatura"),
    ],
)
def test_what_a_command_does_not_need_is_not_imported(modules: str, absent: str) -> None:
    imports = "; ".join(f"import {module}" for module in modules.split())
    found = run(f"{imports}; import sys, json; print(json.dumps(list(sys.modules)))", dict(os.environ))
    assert set(absent.split()) & set(json.loads(found)) == set()


@pytest.mark.model
def test_a_build_imports_what_it_needs(environment: dict[str, str], tmp_path: Path) -> None:
    article = tmp_path / "hamna.txt"
    article.write_text("Kari Nordmann møtte Ola Hansen i Bergen på måndag.\n", encoding="utf-8")
    program = """
import json, sys
from app.cli import main
main(sys.argv[1:], standalone_mode=False)
print(json.dumps(list(sys.modules)))
"""
    shown = run(program, environment, "build", str(article), "--output", str(tmp_path / "graph.nq"))
    *told, loaded = shown.strip().splitlines()
    assert any("met — Ola Hansen" in line for line in told)
    absent = (
        "torch spacy.cli rdflib pyshacl networkx trafilatura fastapi uvicorn pandas dask distributed pyspark"
    )
    assert set(absent.split()) & set(json.loads(loaded)) == set()


_SETTLE = """
import gc
from app import lean
often = gc.get_threshold()[0]
lean.settle()
assert gc.get_freeze_count() == 0, "a process of somebody else"
assert gc.get_threshold()[0] == often
lean.own_process()
lean.settle()
assert gc.get_freeze_count() > 1000
assert gc.get_threshold()[0] > often
"""


def test_only_our_own_process_stops_looking_at_what_stays(environment: dict[str, str]) -> None:
    assert run(_SETTLE, environment) == ""
