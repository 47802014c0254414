"""What a store tells of what its articles said before."""

import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from app.graph import store as store_module
from app.graph.changes import lines_of
from app.graph.history import HISTORY, KEPT, ArticleHistory
from app.graph.literals import decimal_literal
from app.graph.mapping import article_quads
from app.graph.port import History
from app.graph.store import Store
from app.graph.vocabulary import NG
from tests.graph.examples import bokmaal, harbour

QUADS, OTHERS = article_quads(harbour()), article_quads(bokmaal())
HARBOUR = next(q.graph_name for q in QUADS if isinstance(q.graph_name, NamedNode))
OTHER = next(q.graph_name for q in OTHERS if isinstance(q.graph_name, NamedNode))
NOTE = NamedNode("https://example.org/note")


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store.memory() if request.param == "memory" else Store.open(tmp_path / "store") as store:
        yield store


def noted(text: str) -> tuple[Quad, ...]:
    return (*QUADS, Quad(HARBOUR, NOTE, Literal(text), HARBOUR))


def test_an_article_has_a_past_from_its_second_version_on(store: Store) -> None:
    assert store.history(HARBOUR) == History()
    store.replace_article(QUADS)
    new = store.history(HARBOUR)
    assert new.added is not None
    assert new.earlier == ()
    store.replace_article(QUADS)
    assert store.history(HARBOUR) == new
    store.replace_article(noted("a"))
    (before,) = store.history(HARBOUR).earlier
    assert set(before.quads) == set(QUADS)
    assert before.until >= new.added
    assert store.history(HARBOUR).added == new.added


def test_versions_that_name_their_graph_in_each_line_are_read(tmp_path: Path) -> None:
    """As earlier programs wrote them."""
    with Store.open(tmp_path / "store") as store:
        store.replace_article(QUADS)
        store.replace_article(noted("a"))
        content = zlib.compress(serialize(QUADS, format=RdfFormat.N_QUADS) or b"")
        with sqlite3.connect(tmp_path / "store" / HISTORY) as connection:
            connection.execute("UPDATE earlier SET content = ?", (content,))
        connection.close()
        (before,) = store.history(HARBOUR).earlier
        assert set(before.quads) == set(QUADS)


def test_the_last_few_are_kept(store: Store) -> None:
    for number in range(KEPT + 3):
        store.replace_article(noted(str(number)))
    earlier = store.history(HARBOUR).earlier
    notes = [q.object.value for e in earlier for q in e.quads if q.predicate == NOTE]  # type: ignore[union-attr]
    assert notes == [str(number) for number in range(2, KEPT + 2)]


def test_being_surer_of_the_same_is_no_change(store: Store) -> None:
    store.replace_article(QUADS)
    surer = [
        Quad(q.subject, q.predicate, decimal_literal(0.123), HARBOUR)
        if q.predicate == NG("confidence")
        else q
        for q in QUADS
    ]
    assert set(surer) != set(QUADS)
    store.replace_article(surer)
    assert store.history(HARBOUR).earlier == ()


def test_what_is_withdrawn_leaves_nothing(store: Store) -> None:
    store.load(OTHERS)
    store.replace_article(QUADS)
    store.replace_article(noted("a"))
    store.remove_article(HARBOUR)
    assert store.history(HARBOUR) == History()
    assert store.history(OTHER).added is not None


ALL = ["DROP ALL", "CLEAR NAMED", "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }"]


@pytest.mark.parametrize("update", ALL)
def test_of_what_an_update_withdraws_nothing_is_left(store: Store, update: str) -> None:
    store.replace_article(QUADS)
    store.replace_article(noted("a"))
    store.replace_article(OTHERS)
    store.update(update)
    assert store.history(HARBOUR) == store.history(OTHER) == History()


def test_an_update_of_any_graph_leaves_the_past_of_those_that_stay(store: Store) -> None:
    store.replace_article(QUADS)
    store.replace_article(noted("a"))
    store.replace_article(OTHERS)
    store.update(f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o . {OTHER} a ?any }} }}")
    assert len(store.history(HARBOUR).earlier) == 1
    assert store.history(OTHER) == History()


def test_readers_see_it_and_the_graph_does_not(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(QUADS)
        size = len(store)
        store.replace_article(noted("a"))
        told = store.history(HARBOUR)
        assert len(store) == size + 1
        with Store.snapshot(tmp_path / "store") as copy:
            assert copy.history(HARBOUR) == told
    with Store.read(tmp_path / "store") as read:
        assert read.history(HARBOUR) == told
    with Store.open(tmp_path / "store") as again:
        assert again.history(HARBOUR) == told


def test_an_account_that_is_damaged_keeps_nothing_from_being_stored(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store.open(tmp_path / "store") as store:
        (tmp_path / "store" / HISTORY).write_bytes(b"no database, and long enough to be taken for one" * 50)
        assert not store.replace_article(QUADS)
        assert store.history(HARBOUR) == History()
        assert store.has_article(HARBOUR)
    assert "Remove it" in caplog.text
    assert "remove it" in caplog.text


def test_of_a_store_that_kept_none_nothing_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(QUADS)
    (tmp_path / "store" / HISTORY).unlink()
    with Store.read(tmp_path / "store") as read:
        assert read.history(HARBOUR) == History()
    with Store.open(tmp_path / "store") as store:
        store.replace_article(noted("a"))
        told = store.history(HARBOUR)
    assert told.added is None
    assert len(told.earlier) == 1
    with sqlite3.connect(tmp_path / "store" / HISTORY) as connection:
        assert connection.execute("SELECT COUNT(*) FROM earlier").fetchone() == (1,)
    connection.close()


# Killed once the account of a change is written, and before the change.
_KILLED = """
import os, signal, sys
from pathlib import Path
from app.graph import store as module
from tests.graph.test_history import HARBOUR, noted
with module.Store.open(Path(sys.argv[1])) as store:
    module.run_marked = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    store.replace_article(noted("b")) if sys.argv[2] == "replace" else store.remove_article(HARBOUR)
"""


def _killed(script: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-c", script, *arguments], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL


def _rows(path: Path) -> int:
    connection = sqlite3.connect(path / HISTORY)
    (number,) = connection.execute("SELECT COUNT(*) FROM earlier").fetchone()
    connection.close()
    return int(number)


def _notes(history: History) -> list[str]:
    """What each of the earlier versions has as a note; nothing for one without."""
    return ["".join(q.object.value for q in e.quads if q.predicate == NOTE) for e in history.earlier]  # type: ignore[union-attr]


def test_of_a_change_that_a_kill_prevented_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(QUADS)
        store.replace_article(noted("a"))
    _killed(_KILLED, str(path), "replace")
    assert _rows(path) == 2
    with Store.read(path) as read:
        assert set(read.article_quads(HARBOUR)) == set(noted("a"))
        assert _notes(read.history(HARBOUR)) == [""]
    with Store.open(path) as store:
        assert _rows(path) == 1
        store.replace_article(noted("b"))
        assert _notes(store.history(HARBOUR)) == ["", "a"]


def test_nothing_is_kept_of_what_is_withdrawn_though_it_be_killed(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(QUADS)
        store.replace_article(noted("a"))
    _killed(_KILLED, str(path), "remove")
    with Store.read(path) as read:
        assert read.has_article(HARBOUR)
        assert read.history(HARBOUR) == History()
    assert _rows(path) == 0


# Killed once an update has withdrawn articles, and before their past is taken out.
_KILLED_AFTER = """
import os, signal, sys
from pathlib import Path
from pyoxigraph import NamedNode
from app.graph.store import Store
with Store.open(Path(sys.argv[1])) as store:
    store._forget_absent = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    store.update(sys.argv[2], graphs=[NamedNode(sys.argv[3])] if sys.argv[3] else None)
"""


@pytest.mark.parametrize(("update", "graph"), [("DROP ALL", ""), (f"DROP GRAPH {HARBOUR}", HARBOUR.value)])
def test_nothing_is_kept_of_what_an_update_withdrew_though_it_be_killed(
    tmp_path: Path, update: str, graph: str
) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(QUADS)
        store.replace_article(noted("a"))
        store.replace_article(OTHERS)
    _killed(_KILLED_AFTER, str(path), update, graph)
    assert _rows(path) == 1
    with Store.open(path) as store:
        assert not store.has_article(HARBOUR)
        assert store.has_article(OTHER) == bool(graph)
        assert store.history(HARBOUR) == History()
        assert (store.history(OTHER).added is not None) == bool(graph)
    assert _rows(path) == 0


def test_of_a_change_that_failed_nothing_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.replace_article(QUADS)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "run_marked", fail)
        with pytest.raises(KeyboardInterrupt):
            store.replace_article(noted("a"))
    assert store.history(HARBOUR).earlier == ()
    store.replace_article(noted("b"))
    assert _notes(store.history(HARBOUR)) == [""]


_HALF_WRITTEN = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE earlier SET content = x'00'")
for number in range(200):
    connection.execute("INSERT INTO added VALUES (?, ?)", (str(number), "x" * 4000))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_half_written_is_taken_back_by_readers_too(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(QUADS)
        store.replace_article(noted("a"))
        told = store.history(HARBOUR)
    size = (path / HISTORY).stat().st_size
    _killed(_HALF_WRITTEN, str(path / HISTORY))
    assert (path / HISTORY).stat().st_size > size
    with Store.read(path) as read:
        assert read.history(HARBOUR) == told


def test_one_that_is_removed_meanwhile_is_begun_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(QUADS)
        store.replace_article(noted("a"))
        (tmp_path / "store" / HISTORY).unlink()
        store.replace_article(noted("b"))
        assert _notes(store.history(HARBOUR)) == ["a"]


def test_parents_and_children_write_each_for_itself(tmp_path: Path) -> None:
    history = ArticleHistory(tmp_path)
    history.adds([HARBOUR])
    child = os.fork()
    if child == 0:
        try:
            history.adds([OTHER])
            history.close()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    history.replaces(HARBOUR, lines_of(QUADS, HARBOUR), lines_of(noted("a"), HARBOUR))
    history.close()
    again = ArticleHistory(tmp_path)
    assert again.of(OTHER, set()).added is not None
    assert len(again.of(HARBOUR, set(noted("a"))).earlier) == 1
