"""On a real Dask cluster of several worker processes on loopback, some of which die."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import ArticleError, RunError
from app.scale import InProcess, build_graphs, dask_cluster
from app.scale.dask_cluster import DaskCluster
from app.scale.work import Item
from tests.fakes import KILLS_THE_PROCESS
from tests.scale.test_running import EXPECTED, FACTORY, ITEMS, shown
from tests.test_pipeline import article

distributed = pytest.importorskip(
    "distributed", reason="Dask is not installed (pip install 'nyhendegraf[dask]')"
)
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
ROOT = Path(__file__).resolve().parents[2]


class Cluster:
    def __init__(self, folder: Path, allowed_failures: int) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures),
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s",
        }
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        self.address = self._address(file)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "distributed.cli." + {"scheduler": "dask_scheduler", "worker": "dask_worker"}[arguments[0]],
        ]
        process = subprocess.Popen(
            [*command, *arguments[1:]],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        """One that is not started again by a nanny."""
        return self.start(
            "worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"
        )

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
        for process in self.processes:
            process.wait()

    @staticmethod
    def _address(file: Path) -> str:
        for _ in range(300):
            if file.is_file() and file.stat().st_size:
                return str(json.loads(file.read_text())["address"])
            time.sleep(0.1)
        raise TimeoutError("the scheduler did not start")


@contextmanager
def running(folder: Path, *, allowed_failures: int) -> Iterator[Cluster]:
    started = Cluster(folder, allowed_failures)
    try:
        yield started
    finally:
        started.stop()


def test_a_cluster_gives_the_same_and_survives_the_loss_of_a_worker(tmp_path: Path) -> None:
    many: list[Item] = [article(f"n{number}", "Kari møtte Liv. Liv møtte Ola.") for number in range(60)]
    expected = shown(list(build_graphs(FACTORY, many, InProcess(), batch_size=4)))
    with running(tmp_path, allowed_failures=3) as cluster:
        workers = [cluster.worker() for _ in range(2)]
        assert (
            shown(list(build_graphs(FACTORY, ITEMS, DaskCluster(cluster.address), batch_size=2))) == EXPECTED
        )
        # One dies in the middle: what it had is done by the other.
        run = build_graphs(FACTORY, many, DaskCluster(cluster.address), batch_size=4)
        results = [next(run) for _ in range(8)]
        workers[0].kill()
        assert shown([*results, *run]) == expected


def test_an_article_that_kills_workers_costs_only_itself(tmp_path: Path) -> None:
    items: list[Item] = [
        article("a", "Kari møtte Liv."),
        article("x", f"{KILLS_THE_PROCESS} her."),
        article("b", "Liv møtte Ola."),
    ]
    with running(tmp_path, allowed_failures=0) as cluster:
        for _ in range(3):
            cluster.worker()
        first, lost, last = build_graphs(FACTORY, items, DaskCluster(cluster.address), batch_size=3)
    assert isinstance(lost, ArticleError) and "x.txt" in str(lost) and "lost" in str(lost)
    assert not isinstance(first, ArticleError) and not isinstance(last, ArticleError)


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "_TIMEOUT", 1)
    with pytest.raises(RunError, match="no Dask scheduler answers at"):
        DaskCluster("tcp://127.0.0.1:1")
