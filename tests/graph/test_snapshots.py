"""Folders of this process: gone when it is done with them or ends, and when it was killed, with the next one."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.graph.snapshots import TemporaryFolder

_HOLDS = """
import os, sys
from app.graph.snapshots import TemporaryFolder
folder = TemporaryFolder("trial")
(folder.path / "file").touch()
if os.fork() == 0:
    sys.exit()
os.wait()
print(folder.path, folder.path.exists(), flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def held() -> tuple["subprocess.Popen[str]", Path]:
    """A process that has a folder, and the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    name, there = process.stdout.readline().split()
    assert there == "True", "what was forked has not taken it away"
    return process, Path(name)


def test_it_is_removed_once() -> None:
    folder = TemporaryFolder("trial")
    (folder.path / "inside").mkdir()
    (folder.path / "inside" / "file").touch()
    folder.remove()
    assert not list(folder.path.parent.iterdir())
    folder.path.mkdir()
    folder.remove()
    assert folder.path.exists(), "it is not ours any more"


def test_it_goes_with_the_last_that_knows_it(temporary: Path) -> None:
    folder = TemporaryFolder("trial")
    assert len(list(temporary.iterdir())) == 1
    del folder
    assert not list(temporary.iterdir())


def test_it_goes_with_the_process() -> None:
    process, folder = held()
    process.communicate("")
    assert process.returncode == 0
    assert not folder.exists()


def test_that_of_a_killed_process_goes_with_the_next(temporary: Path) -> None:
    process, folder = held()
    other = temporary / "nyhendegraf-trial-photos"
    other.mkdir()
    kept = TemporaryFolder("trial")
    assert folder.exists(), "its process still has it"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert folder.exists()
    TemporaryFolder("index").remove()
    assert folder.exists(), "it is of another sort"
    another = TemporaryFolder("trial")
    assert {*temporary.iterdir()} == {other, kept.path, another.path}


def test_one_that_was_left_half_taken_away_goes_too(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process, folder = held()
    process.send_signal(signal.SIGKILL)
    process.communicate()

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", stopped)
        with pytest.raises(KeyboardInterrupt):
            TemporaryFolder("trial")
    (left,) = temporary.iterdir()
    assert left.name == f"{folder.name}-gone"
    assert [entry.name for entry in left.iterdir()] == ["owner.lock"]
    TemporaryFolder("trial").remove()
    assert not list(temporary.iterdir())
