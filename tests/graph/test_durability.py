"""Builds that are killed at random moments: no half article, and none lost that was acknowledged."""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import harbour

ARTICLES = 2_000
ROUNDS = 20
ROUNDS_IN_A_HURRY = 4
_WRITER = """
import sys
from pathlib import Path
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.test_durability import ARTICLES, renamed
with Store.open(Path(sys.argv[1])) as store:
    for number in range(ARTICLES):
        store.replace_article(renamed(number, int(sys.argv[2])))
        print(number, flush=True)
"""
_TEMPLATE = article_quads(harbour("mal"))
_TEXT = "\n".join(f"{q.subject} {q.predicate} {q.object} {q.graph_name} ." for q in _TEMPLATE)


def renamed(number: int, version: int) -> list[Quad]:
    """An article of its own; its facts depend on the version, and its headline tells it."""
    text = _TEXT.replace("article/mal", f"article/a{number:05}").replace('"mal"', f'"a{number:05}"')
    text = text.replace("Fiskeforbod i Langfjorden", f"Utgåve {version}")
    text = text.replace("/fact/", f"/fact/{version}-")
    return list(parse(text, RdfFormat.N_QUADS))


def _killed_after(path: Path, version: int, seconds: float) -> list[int]:
    """The articles that the writer had acknowledged when it was killed."""
    command = [sys.executable, "-c", _WRITER, str(path), str(version)]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=environment) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        lines = [first, *process.stdout]
        timer.cancel()
    return [int(line) for line in lines if line.endswith(b"\n")]


def _rounds(path: Path, rounds: int) -> int:
    chance = random.Random(4711)
    acknowledged: dict[int, int] = {}
    killed = 0
    for version in range(1, rounds + 1):
        done = _killed_after(path, version, chance.uniform(0.0, 2.5))
        killed += len(done) < ARTICLES
        acknowledged |= dict.fromkeys(done, version)
        # As a server has it that is started next.
        with Store.snapshot(path) as snapshot:
            seen = snapshot.articles(), sum(1 for _ in snapshot.database)
        with Store.open(path) as store:
            assert seen == (store.articles(), sum(1 for _ in store.database))
            found = {int(a.identifier[1:]): a for a in store.articles()}
            versions = {n: int((a.headline or "").removeprefix("Utgåve ")) for n, a in found.items()}
            for number, record in found.items():
                assert set(store.article_quads(record.iri)) == set(renamed(number, versions[number]))
            # The one that was being written may be there without having been acknowledged.
            others = {n: v for n, v in versions.items() if acknowledged.get(n) != v}
            assert len(others) <= 1
            assert set(others.values()) <= {version}
            assert set(acknowledged) <= set(found)
            acknowledged |= others
    return killed


def test_killed_builds_leave_whole_articles(tmp_path: Path) -> None:
    assert _rounds(tmp_path / "store", ROUNDS_IN_A_HURRY) > 0


@pytest.mark.skipif("SLOW_TESTS" not in os.environ, reason="a minute; set SLOW_TESTS=1, or make bench")
def test_twenty_killed_builds_leave_whole_articles(tmp_path: Path) -> None:
    assert _rounds(tmp_path / "store", ROUNDS) > ROUNDS // 2
