"""The server as a process of its own, asked over real HTTP."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from pyoxigraph import NamedNode

import app
from app.cli.terminal import ExitCode
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import harbour
from tests.reading.site import serving as site
from tests.reading.sources import documents as d

SECONDS = 60
# A test run in the background ignores interrupts, and its children would too.
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from app.cli import main
main()
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(frozen=True, slots=True)
class Server:
    process: subprocess.Popen[str]
    address: str

    def stop(self, how: signal.Signals) -> str:
        self.process.send_signal(how)
        return self.process.communicate(timeout=SECONDS)[1]


def command(folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(app.__file__).parent.parent)}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--port", "0", *options],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(folder: Path, *options: str, seconds: float | None = SECONDS) -> Iterator[Server]:
    process = command(folder, *options)
    timer = threading.Timer(seconds or 0, process.kill)
    if seconds is not None:
        timer.start()
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+)/docs", line)
        assert found, line + process.stderr.read()
        yield Server(process, found[1])
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(article_quads(harbour()))
    return tmp_path


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_it_is_stopped(folder: Path, how: signal.Signals) -> None:
    with serving(folder) as server:
        with httpx2.Client(base_url=server.address, trust_env=False, timeout=SECONDS) as client:
            assert client.get("/healthz").json()["articles"] == 1
            answer = client.post("/sparql", data={"query": "ASK { ?a ng:met ?b }"})
            assert answer.json()["boolean"] is True
            assert client.head("/docs").status_code == 200
        said = server.stop(how)
        assert server.process.returncode == ExitCode.OK
    assert said == "stopped\n"
    assert [p.name for p in folder.iterdir()] == ["store"], "no snapshot is left behind"


def test_a_query_without_end_does_not_keep_it_from_stopping(folder: Path) -> None:
    with serving(folder) as server:
        host, port = server.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=SECONDS) as connection:
            body = ENDLESS.encode()
            connection.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            # Its turn has come once a later request is answered.
            assert (
                httpx2.get(f"{server.address}/healthz", trust_env=False, timeout=SECONDS).status_code == 200
            )
            said = server.stop(signal.SIGTERM)
            assert connection.recv(100).startswith(b"HTTP/1.1 503"), said
        assert server.process.returncode == ExitCode.OK
    assert "Traceback" not in said
    assert [p.name for p in folder.iterdir()] == ["store"]


def test_a_query_ends_when_nobody_waits_for_it(folder: Path) -> None:
    with serving(folder) as server:
        parameters = {"query": ENDLESS}
        with httpx2.Client(base_url=server.address, trust_env=False) as client:
            # More than there are places, so that the next one would have to wait for one of them.
            for _ in range(8):
                with pytest.raises(httpx2.ReadTimeout):
                    client.get("/sparql", params=parameters, timeout=0.2)
            asked = client.get("/sparql", params={"query": "ASK { ?a ng:met ?b }"}, timeout=SECONDS)
            assert asked.json()["boolean"] is True
        server.stop(signal.SIGTERM)
        assert server.process.returncode == ExitCode.OK
    assert [p.name for p in folder.iterdir()] == ["store"]


def test_a_writable_server_takes_updates_that_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NYHENDEGRAF_UPDATE_TOKEN", "prøvenøkkel")
    headers = {
        b"Authorization": "Bearer prøvenøkkel".encode(),
        b"Content-Type": b"application/sparql-update",
    }
    update = "INSERT DATA { GRAPH <urn:x:g> { <urn:x:s> rdfs:label 'sett inn' } }"
    asked = {"query": "ASK { ?s rdfs:label 'sett inn' }"}
    with serving(folder, "--writable") as server:
        with httpx2.Client(base_url=server.address, trust_env=False, timeout=SECONDS) as client:
            assert client.post("/update", content=update, headers=headers).status_code == 204
            assert client.get("/sparql", params=asked).json()["boolean"] is True
        server.stop(signal.SIGTERM)
    assert [p.name for p in folder.iterdir()] == ["store"]
    with Store.read(folder / "store") as store:
        assert store.has_article(NamedNode("urn:x:g"))


def test_a_writable_server_needs_a_token(folder: Path) -> None:
    process = command(folder, "--writable")
    said = process.communicate(timeout=SECONDS)[1]
    assert process.returncode not in (None, 0)
    assert "NYHENDEGRAF_UPDATE_TOKEN" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_an_address_that_cannot_be_had(folder: Path, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = command(folder, "--host", host, "--port", str(taken.getsockname()[1]))
        try:
            said = process.communicate(timeout=SECONDS)[1]
        finally:
            process.kill()
    assert process.returncode == ExitCode.FAILED
    assert said.startswith(f"error {host}:")
    assert "Choose another --port" in said
    assert [p.name for p in folder.iterdir()] == ["store"]


def test_addresses_are_read_by_a_server_that_has_left_the_network(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NYHENDEGRAF_UPDATE_TOKEN", "eit-hemmeleg-teikn")
    monkeypatch.setenv("NYHENDEGRAF_FETCH_ADDRESSES", "true")
    monkeypatch.setenv("NYHENDEGRAF_ALLOW_PRIVATE_ADDRESSES", "true")
    with site() as there, serving(folder, "--writable") as server:
        sent = {"address": there.put("/rss", d.RSS)}
        token = {"Authorization": "Bearer eit-hemmeleg-teikn"}
        with httpx2.Client(base_url=server.address, trust_env=False, timeout=SECONDS) as client:
            found = client.post("/api/fetch", json=sent, headers=token)
            assert [article["id"] for article in found.json()["articles"]] == ["blad:1"]
        server.stop(signal.SIGTERM)
        assert server.process.returncode == ExitCode.OK
