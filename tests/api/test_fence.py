"""Workers leave the network where the system lets them, and end with the server."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.graph.store import Store
from app.query.workers.environment import environment
from tests.api.test_serve import serving

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
LATE = """
import multiprocessing, os, sys, time
from app.query.workers.fence import end_soon_after_parent

def work(told):
    while os.getppid() == told:
        time.sleep(0.05)
    end_soon_after_parent(*(() if sys.argv[1:] == ["multiprocessing"] else (told,)))
    time.sleep(600)

if __name__ == "__main__":
    if sys.argv[1:] == ["multiprocessing"]:
        multiprocessing.get_context("spawn").Process(target=work, args=(os.getpid(),)).start()
    else:
        parent = os.getpid()
        if os.fork() == 0:
            work(parent)
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


LISTENS = """
import socket, sys
from app.query.workers.fence import leave_network
with socket.create_server(("127.0.0.1", 0)) as listener:
    if not leave_network():
        sys.exit(77)
    print(listener.getsockname()[1], flush=True)
    connection, _ = listener.accept()
    connection.sendall(connection.recv(100)[::-1])
"""


def test_who_has_left_the_network_is_still_reached() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LISTENS], env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = process.stdout.readline()
        if not port:
            pytest.skip("the system does not let processes leave the network")
        with socket.create_connection(("127.0.0.1", int(port)), timeout=30) as connection:
            connection.sendall(b"abc")
            assert connection.recv(100) == b"cba"


def test_the_server_itself_is_fenced_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an update would do if it got past the guard is done by this process."""
    can = subprocess.run([sys.executable, "-c", TRIES, "1"], env=environment(), timeout=60)
    if can.returncode == 77:
        pytest.skip("the system does not let processes leave the network")
    monkeypatch.setenv("NYHENDEGRAF_UPDATE_TOKEN", "krabbe")
    Store.open(tmp_path / "store").close()
    for options in ((), ("--writable",)):
        with serving(tmp_path, *options) as server:
            tasks = list(Path(f"/proc/{server.process.pid}/task").iterdir())
            networks = {(task / "ns" / "net").readlink() for task in tasks}
        assert len(tasks) > 1
        assert networks.isdisjoint({Path("/proc/self/ns/net").readlink()})


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


@pytest.mark.parametrize("how", ["fork", "multiprocessing"])
def test_whose_parent_has_ended_before_it_looks_ends_too(tmp_path: Path, how: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(LATE)
    done = subprocess.run([sys.executable, program, how], env=environment(), timeout=60, capture_output=True)
    assert done.returncode == 0, done.stderr
