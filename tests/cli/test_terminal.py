"""What is shown in a terminal: lines are lines, whatever moves below them."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
import sys, time
from app.cli.terminal import messages, output, progress
with progress("building", {total}) as advance:
    for number in range(3):
        time.sleep(0.2)
        advance("")
        output().print(f"line {{number}}")
        messages().print(f"note {{number}}")
output().print("the end")
"""
_MOVES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.mark.parametrize(("total", "shown"), [(None, "building 1 "), (3, "1/3")])
def test_lines_stay_whole_beside_a_bar(total: int | None, shown: str) -> None:
    terminal, end = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(total=total)], stdout=end, stderr=end, env=environment
    ):
        os.close(end)
        read = bytearray()
        try:
            while data := os.read(terminal, 65_536):
                read += data
        except OSError:
            pass  # how Linux tells that nobody has the other end
    os.close(terminal)
    raw = read.decode()
    assert shown in _MOVES.sub("", raw)
    # What a carriage return or the erasing of a line leaves of each line.
    kept = [re.split(r"\r|\x1b\[2K", line)[-1] for line in raw.replace("\r\n", "\n").split("\n")]
    texts = [text for line in kept if (text := _MOVES.sub("", line).strip()) and "building" not in text]
    assert texts == ["line 0", "note 0", "line 1", "note 1", "line 2", "note 2", "the end"]
