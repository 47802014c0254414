"""The same results in the same order, whichever the engine, and nothing done twice that is kept."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest

from app.bootstrap import build
from app.config import SettingError, Settings, load_settings
from app.errors import ArticleError, RunError
from app.graph.serialisation import nquads
from app.pipeline import ArticleGraph, Pipeline
from app.scale import InProcess, Processes, Shards, build_graphs
from app.scale.processes import _CAN_TERMINATE
from app.scale.work import Answer, Factory, Item, work
from tests.fakes import BREAKS_EXTRACTION, FOREIGN, FakeFactory
from tests.test_pipeline import article

ROOT = Path(__file__).resolve().parents[2]
FACTORY = FakeFactory(Settings())
ITEMS: list[Item] = [
    article("a", "Kari møtte Liv."),
    ArticleError("b.txt", "the file is empty", "Fill it"),
    article("c", f"{FOREIGN} is English."),
    article("d", f"{BREAKS_EXTRACTION} Per møtte Ola."),
    article("e", "Per møtte Ola. Ola møtte Liv."),
]


def shown(results: Sequence[object]) -> list[str]:
    return [nquads(r.quads).decode() if isinstance(r, ArticleGraph) else str(r) for r in results]


EXPECTED = shown(list(build_graphs(FACTORY, ITEMS, InProcess(), batch_size=16)))


class Counting(InProcess):
    def __init__(self) -> None:
        super().__init__()
        self.batches = 0

    def submit(self, factory: Factory, batch: Sequence[Item]) -> Answer:
        self.batches += 1
        return super().submit(factory, batch)


@pytest.mark.parametrize("size", [1, 2, 5, 16])
@pytest.mark.parametrize("engine", [InProcess, lambda: Processes(2)])
def test_every_engine_gives_the_same(engine: Callable[[], InProcess | Processes], size: int) -> None:
    if size not in (2, 16) and engine is not InProcess:
        pytest.skip("two sizes are enough for processes, which take a second to start")
    assert shown(list(build_graphs(FACTORY, ITEMS, engine(), batch_size=size))) == EXPECTED


def test_what_is_kept_is_not_done_again(tmp_path: Path) -> None:
    shards = Shards(tmp_path / "shards", "x")
    first, second, third = Counting(), Counting(), Counting()
    assert shown(list(build_graphs(FACTORY, ITEMS, first, batch_size=2, shards=shards))) == EXPECTED
    assert shown(list(build_graphs(FACTORY, ITEMS, second, batch_size=2, shards=shards))) == EXPECTED
    assert (first.batches, second.batches) == (3, 0)
    # Another article in one batch, and only that one is done.
    changed = [*ITEMS[:4], article("e", "Per møtte Liv.")]
    list(build_graphs(FACTORY, changed, third, batch_size=2, shards=shards))
    assert third.batches == 1


def test_a_run_that_is_broken_off_goes_on(tmp_path: Path) -> None:
    shards = Shards(tmp_path, "x")
    run = build_graphs(FACTORY, ITEMS, InProcess(), batch_size=1, shards=shards)
    next(run)
    next(run)
    assert isinstance(run, Generator)
    run.close()
    rest = Counting()
    assert shown(list(build_graphs(FACTORY, ITEMS, rest, batch_size=1, shards=shards))) == EXPECTED
    assert rest.batches == 3


def test_what_is_half_written_is_done_again(tmp_path: Path) -> None:
    shards = Shards(tmp_path, "x")
    list(build_graphs(FACTORY, ITEMS, InProcess(), batch_size=16, shards=shards))
    (description,) = tmp_path.glob("*.json")
    description.unlink()
    assert shards.find(ITEMS) is None


def test_other_settings_are_other_shards(tmp_path: Path) -> None:
    list(build_graphs(FACTORY, ITEMS, InProcess(), batch_size=16, shards=Shards(tmp_path, "x")))
    assert Shards(tmp_path, "y").find(ITEMS) is None
    assert Shards(tmp_path, "x").find(list(reversed(ITEMS))) is None


def test_a_shard_is_a_file_of_quads_that_anything_reads(tmp_path: Path) -> None:
    list(build_graphs(FACTORY, ITEMS, InProcess(), batch_size=16, shards=Shards(tmp_path, "x")))
    (quads,), (description,) = tmp_path.glob("*.nq"), tmp_path.glob("*.json")
    assert quads.stem == description.stem
    assert [("id" in item, "error" in item) for item in json.loads(description.read_text())] == [
        (True, False), (False, True), (False, True), (False, True), (True, False),
    ]  # fmt: skip


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunError, match="--work"):
        list(build_graphs(FACTORY, ITEMS, InProcess(), batch_size=16, shards=Shards(tmp_path / "file", "x")))


def test_workers_of_another_version_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RunError, match="same version"):
        work(FACTORY, ITEMS, "0.0.0")


def test_few_articles_are_done_here_and_many_in_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[int] = []

    def processes(number: int) -> InProcess:
        used.append(number)
        return InProcess()

    monkeypatch.setattr("app.bootstrap.room_for_processes", lambda: 2)
    monkeypatch.setattr("app.bootstrap._FEW", 3)
    monkeypatch.setattr("app.bootstrap.Processes", processes)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("Kari møtte Liv.")
        assert len(list(build(Settings(), [tmp_path], FACTORY))) == number + 1
    assert used == [2]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"engine": "dask"}, "needs the address"),
        ({"scheduler": "tcp://x:1"}, "for the engines dask and spark"),
        ({"engine": "hadoop"}, "'hadoop'"),
    ],
)
def test_engines_that_cannot_be(given: dict[str, str], reason: str) -> None:
    with pytest.raises(SettingError, match=reason):
        load_settings(**given)


_KILLED = """
import itertools, multiprocessing, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from app.scale import Processes, build_graphs
from tests.scale.test_running import FACTORY, ITEMS

if __name__ == "__main__":
    for number, _ in enumerate(build_graphs(FACTORY, itertools.cycle(ITEMS), Processes(2), batch_size=1)):
        if number == 20:
            print(*(child.pid for child in multiprocessing.active_children()), flush=True)
"""


def test_processes_do_not_outlive_a_build_that_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_KILLED)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, env=environment) as started:
        assert started.stdout is not None
        workers = [int(number) for number in started.stdout.readline().split()]
        started.kill()
    assert len(workers) == 2
    deadline = time.monotonic() + 30
    while alive := [number for number in workers if _runs(number)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.1)


def test_processes_end_quietly_with_a_build_that_is_interrupted(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_KILLED)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
        text=True,
    ) as started:
        assert started.stdout is not None
        workers = started.stdout.readline().split()
        # As a terminal does it: to all of them.
        os.killpg(started.pid, signal.SIGINT)
        _, told = started.communicate(timeout=60)
    assert len(workers) == 2
    assert told.count("KeyboardInterrupt") == 1 and "SpawnProcess" not in told, told
    assert not any(_runs(int(number)) for number in workers)


class Slow:
    """A factory whose pipeline is never ready."""

    def __call__(self) -> Pipeline:
        time.sleep(600)
        raise AssertionError


@pytest.mark.skipif(not _CAN_TERMINATE, reason="this Python waits for the batches that are begun")
def test_what_is_given_up_is_not_waited_for() -> None:
    others = set(multiprocessing.active_children())
    engine = Processes(1)
    # More than goes into the pipe to the process.
    long = [article("a", "Kari møtte Liv. " * 20_000)]
    for _ in range(4):
        engine.submit(Slow(), long)
    workers = set(multiprocessing.active_children()) - others
    engine.close()
    assert len(workers) == 1
    assert not any(worker.is_alive() for worker in workers)


def _runs(number: int) -> bool:
    """Whether there is a process of that number; one that has ended and that nobody has asked about is none."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_secrets_stay_here() -> None:
    kept = load_settings(update_token="hemmeleg", store_password="hemmeleg").without_secrets()
    assert "hemmeleg" not in repr(kept.model_dump()) and kept.update_token is None
