"""The process that analyses texts."""

import subprocess
import sys
import time
from pathlib import Path

import app


def test_it_ends_with_a_server_that_is_killed() -> None:
    command = [sys.executable, "-m", "tests.api.idle"]
    root = Path(app.__file__).parents[1]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as server:
        assert server.stdout is not None
        worker = Path("/proc") / server.stdout.readline().strip()
        assert worker.name
        assert worker.exists()
        server.kill()
    until = time.monotonic() + 30
    while worker.exists():
        assert time.monotonic() < until, "it is still there"
        time.sleep(0.1)
