"""Workers leave the network where the system lets them, and end with the server."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.query.workers.environment import environment

TRIES = """
import socket, sys
from app.query.workers.fence import leave_network
if not leave_network():
    sys.exit(77)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5)
except OSError:
    sys.exit(0)
sys.exit(1)
"""
ORPHAN = """
import os, subprocess, sys, time
if len(sys.argv) > 1:
    from app.query.workers.fence import end_with_parent
    end_with_parent()
    print("started", flush=True)
    time.sleep(600)
child = subprocess.Popen([sys.executable, sys.argv[0], "child"], stdout=subprocess.PIPE)
child.stdout.readline()
os._exit(0)
"""
GREEDY = """
from app.query.workers.fence import limit_memory
limit_memory(50_000_000)
bytearray(10_000_000)
try:
    bytearray(200_000_000)
except MemoryError:
    print("stopped")
"""


def test_a_process_that_has_left_the_network_reaches_nobody() -> None:
    connected = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        port = listener.getsockname()[1]
        done = subprocess.run([sys.executable, "-c", TRIES, str(port)], env=environment(), timeout=60)
        if done.returncode == 77:
            pytest.skip("the system lets no process leave the network")
        try:
            listener.accept()[0].close()
            connected.set()
        except TimeoutError:
            pass
    assert done.returncode == 0
    assert not connected.is_set()


def test_memory_is_refused_beyond_the_limit() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GREEDY], env=environment(), timeout=60, capture_output=True, text=True
    )
    assert done.stdout == "stopped\n"


def test_an_orphan_ends(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(ORPHAN)
    # The child has the pipe for errors too, so this waits until it has ended.
    done = subprocess.run([sys.executable, program], env=environment(), timeout=60, capture_output=True)
    assert done.returncode == 0, done.stderr
