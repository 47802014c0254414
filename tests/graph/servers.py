"""SPARQL servers of other makers, started on loopback for a test and stopped by it."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

SECONDS = 60
VIRTUOSO_PASSWORD = "loynd4711"
VIRTUOSO_MAX_ROWS = 5_000
_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of `oxigraph serve` over a folder; skips where it is not installed."""
    program = shutil.which("oxigraph", path=Path(sys.executable).parent) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed (pip install -r requirements-dev.txt)")
    port = free_port()
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}", folder.with_suffix(".out")) as address:
        yield address


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of a new Virtuoso, whose user is dba; skips where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7)")
    folder.mkdir()
    port = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(
        _VIRTUOSO.format(folder=folder, port=port, sql_port=free_port(), rows=VIRTUOSO_MAX_ROWS),
        encoding="utf-8",
    )
    command = [program, "+foreground", "+configfile", str(settings)]
    # It sets the password, makes its database and ends.
    subprocess.run(
        [*command, "+pwdold", "dba", "+pwddba", VIRTUOSO_PASSWORD],
        cwd=folder,
        timeout=SECONDS,
        capture_output=True,
        check=False,
    )
    with _running(command, f"http://127.0.0.1:{port}", folder / "virtuoso.out") as address:
        yield f"{address}/sparql"


@contextmanager
def _running(command: list[str], address: str, told: Path) -> Iterator[str]:
    with told.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            deadline = time.monotonic() + SECONDS
            while True:
                try:
                    httpx.get(address, trust_env=False, timeout=SECONDS)
                    break
                except httpx.TransportError:
                    if process.poll() is not None or time.monotonic() > deadline:
                        pytest.fail(f"{command[0]} does not start: {told.read_text(errors='replace')[-500:]}")
                    time.sleep(0.1)
            yield address
        finally:
            process.kill()
