"""What only a store in a folder or in memory can do; `test_contract` has what every store does."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from app.errors import RunError
from app.graph import locking, publication, versions
from app.graph.copying import copy_database
from app.graph.failures import unwritable
from app.graph.mapping import article_quads
from app.graph.port import Size
from app.graph.serialisation import nquads
from app.graph.snapshots import take_away
from app.graph.store import Store
from app.graph.versions import SCHEMA_VERSION, VERSION, ontology_quads, stored_version, version_quad
from app.graph.vocabulary import DEFAULT_BASE, NG, ONTOLOGY_GRAPH, SKOS
from tests.graph.examples import bokmaal, harbour
from tests.graph.test_durability import renamed

NYNORSK, BOKMAAL = article_quads(harbour()), article_quads(bokmaal())
HARBOUR = NamedNode(f"{DEFAULT_BASE}article/hamna-2024")
KARI = NamedNode(f"{DEFAULT_BASE}person/kari-vik")
LIV = NamedNode(f"{DEFAULT_BASE}person/liv-strand")


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store.memory() if request.param == "memory" else Store.open(tmp_path / "store") as opened:
        yield opened


def test_order_of_articles_changes_nothing(store: Store) -> None:
    for quads in (BOKMAAL, NYNORSK):
        store.replace_article(quads)
    with Store.memory() as other:
        for quads in (NYNORSK, BOKMAAL):
            other.replace_article(quads)
        assert nquads(store.quads()) == nquads(other.quads())
    assert [a.identifier for a in store.articles()] == ["hamna-2024", "havnen-2024"]


def test_folder_keeps_articles_for_the_next_process(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(NYNORSK)
    with Store.read(tmp_path / "store") as one, Store.read(tmp_path / "store") as two:
        assert set(one.quads()) == set(two.quads()) == set(NYNORSK)
        with pytest.raises(RunError, match="opened for reading"):
            one.replace_article(BOKMAAL)
    with Store.open(tmp_path / "store") as store:
        assert set(store.quads()) == set(NYNORSK)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_WAIT_SECONDS", 0.1)


@pytest.mark.usefixtures("impatient")
def test_one_writer_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path), pytest.raises(RunError, match="in use by another process"):
        Store.open(path)
    with Store.read(path), pytest.raises(RunError, match="in use by another process"):
        Store.open(path)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("way", [Store.read, Store.snapshot])
def test_readers_are_served_while_another_writes(tmp_path: Path, way: Callable[[Path], Store]) -> None:
    path = tmp_path / "store"
    with Store.open(path) as writer, way(path) as before:
        assert before.articles() == ()
        writer.replace_article(NYNORSK)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with way(path) as reader:
                if found := list(reader.quads()):
                    break
        assert set(found) == set(NYNORSK)
        with pytest.raises(RunError, match="opened for reading"):
            before.replace_article(BOKMAAL)
        assert before.articles() == ()
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_copies_do_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "link", refuse)
    with Store.open(tmp_path / "store") as writer:
        writer.replace_article(NYNORSK)
        with Store.read(tmp_path / "store") as reader:
            assert reader.has_article(ONTOLOGY_GRAPH)


@pytest.mark.usefixtures("impatient")
def test_without_copies_readers_are_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store"

    def full(store: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(publication, "SnapshotFolder", full)
    with Store.open(path) as writer:
        writer.replace_article(NYNORSK)
        with pytest.raises(RunError, match="in use by another process"):
            Store.read(path)


@pytest.mark.usefixtures("impatient")
def test_snapshot_lets_writers_work_and_goes_away(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
    with Store.snapshot(path) as snapshot:
        with Store.open(path) as store:
            store.replace_article(BOKMAAL)
        assert set(snapshot.quads()) == set(NYNORSK)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


_READER = """
import sys
from pathlib import Path
from app.graph.port import Size
from app.graph.store import Store
with Store.snapshot(Path(sys.argv[1])) as snapshot:
    print(len(snapshot.articles()), flush=True)
    sys.stdin.read()
"""


KILLED = """
import os, signal, sys
from pathlib import Path
from app.graph.store import Store
from tests.graph.test_store import BOKMAAL, NYNORSK
store = Store.open(Path(sys.argv[1]))
store.replace_article(NYNORSK)
if sys.argv[2] == "half":
    # The first article in tables, the second in the log.
    store.flush()
store.replace_article(BOKMAAL)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("written", ["log", "half"])
def test_a_snapshot_has_what_stands_only_in_the_log(tmp_path: Path, written: str) -> None:
    path = tmp_path / "store"
    subprocess.run([sys.executable, "-c", KILLED, str(path), written], check=False)
    with Store.snapshot(path) as snapshot:
        assert set(snapshot.quads()) == {*NYNORSK, *BOKMAAL}
        copy_database(snapshot.files, tmp_path / "again")
    again = pyoxigraph.Store.read_only(str(tmp_path / "again"))
    assert {*NYNORSK, *BOKMAAL} <= set(again)


def test_snapshots_beside_a_busy_writer_have_every_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store"
    monkeypatch.setattr(publication, "_SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr(publication, "_SHARE_OF_TIME", 1.0)
    enough = threading.Event()
    with Store.open(path) as writer:

        def write() -> None:
            number = 0
            while not enough.is_set():
                writer.replace_article(renamed(number % 20, number))
                number += 1

        thread = threading.Thread(target=write)
        thread.start()
        try:
            for _ in range(8):
                with Store.snapshot(path) as snapshot:
                    assert sum(1 for _ in snapshot.database) >= len(ontology_quads())
                time.sleep(0.1)
        finally:
            enough.set()
            thread.join()


def test_a_folder_that_is_taken_away_is_copied_whole_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(NYNORSK)
    linked: list[Path] = []

    def link(source: Path, target: Path) -> None:
        if not linked:
            linked.append(source)
            take_away(tmp_path / "store")

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(FileNotFoundError):
        copy_database(tmp_path / "store", tmp_path / "copy")
    assert linked
    assert [p.name for p in tmp_path.iterdir()] == ["copy"]


def test_who_reads_the_copy_before_gets_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading where it is and copying it."""
    path = tmp_path / "store"
    with Store.open(path) as writer:
        before = (path / publication.PUBLISHED).readlink()
        writer.replace_article(NYNORSK)
        deadline = time.monotonic() + 30
        while (path / publication.PUBLISHED).readlink() == before and time.monotonic() < deadline:
            time.sleep(0.05)
        told = [before]
        readlink = Path.readlink
        monkeypatch.setattr(Path, "readlink", lambda link: told.pop() if told else readlink(link))
        with Store.read(path) as reader:
            assert set(reader.quads()) == set(NYNORSK)
        assert not told


@pytest.mark.parametrize("way", [Store.open, Store.snapshot])
def test_snapshots_of_killed_processes_are_taken_away(tmp_path: Path, way: Callable[[Path], Store]) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
    others = [tmp_path / ".store-snapshot-photos", tmp_path / ".store2-snapshot-x"]
    for other in others:
        other.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _READER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"1\n"
        (left,) = {*tmp_path.iterdir()} - {path, *others}
        with way(path):
            assert left in tmp_path.iterdir(), "its process still reads it"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert left in tmp_path.iterdir()
        with way(path):
            assert left not in tmp_path.iterdir()
    assert {*tmp_path.iterdir()} == {path, *others}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_snapshots_of_other_users_stay(tmp_path: Path) -> None:
    theirs = tmp_path / ".store-snapshot-x"
    theirs.mkdir()
    (theirs / "owner.lock").touch()
    os.chown(theirs, 65534, 65534)
    with Store.open(tmp_path / "store"):
        assert theirs in tmp_path.iterdir()


def test_size_follows_every_change_and_is_counted_once(store: Store) -> None:
    store.replace_article(NYNORSK)
    assert store.size() == Size(1, len(store))
    store.remove_article(HARBOUR)
    assert store.size() == Size(0, len(store))
    # A change behind its back does not show, so it did not count again.
    store.database.extend(NYNORSK)
    assert store.size() == Size(0, len(store) - len(NYNORSK))


def test_missing_and_strange_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no store at"):
        Store.read(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    (tmp_path / "letter.txt").write_text("Kjære deg", encoding="utf-8")
    with pytest.raises(RunError, match="other files"):
        Store.open(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be made: a file has that name"):
        Store.open(tmp_path / "file")


def test_store_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "store"):
        pass
    for version, remedy in (
        ("2", "Bring it up to date: nyhendegraf migrate"),
        ("0", "Use a newer"),
    ):
        monkeypatch.setattr(versions, "SCHEMA_VERSION", version)
        for way in (Store.open, Store.read):
            with pytest.raises(
                RunError, match=rf"has version 1 and this program reads version {version}\. {remedy}"
            ):
                way(tmp_path / "store")


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store"):
        pass
    (tmp_path / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
    for way in (Store.open, Store.read, Store.snapshot):
        with pytest.raises(RunError, match=r"cannot be opened: Corruption.*build it anew"):
            way(tmp_path / "store")
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


_FULL_DISK = """
import resource, sys
from pathlib import Path
from app.errors import RunError
from app.graph.mapping import article_quads
from app.graph.port import Size
from app.graph.store import Store
from tests.graph.examples import harbour
try:
    with Store.open(Path(sys.argv[1])) as store:
        store.replace_article(article_quads(harbour()))
        store.flush()
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        for number in range(1000):
            store.replace_article(article_quads(harbour(f"a{number}")))
except RunError as error:
    print(error)
"""


def test_a_store_that_takes_no_more_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "store"
    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(path)], capture_output=True, timeout=60, check=True, text=True
    )
    assert f"the store {path} cannot be written" in done.stdout
    assert "what was stored before is kept" in done.stdout
    # Whichever of the two files is full first.
    assert all(line.startswith(f"the history {path}") for line in done.stderr.splitlines())
    with Store.read(path) as store:
        assert set(store.article_quads(HARBOUR)) == set(NYNORSK)


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "Make room"), (errno.EACCES, "Let it be written"), (errno.EIO, "anew")],
)
def test_system_errors_of_the_database_name_their_remedy(number: int, remedy: str) -> None:
    told = f"IO error: {os.strerror(number)}: While appending to file: store/1.log: {os.strerror(number)}"
    assert remedy in str(unwritable("store", OSError(told)))


@pytest.mark.parametrize(
    ("update", "graphs"),
    [
        ("DROP ALL", None),
        ("CLEAR NAMED", None),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        (f"DROP GRAPH {ONTOLOGY_GRAPH}", [ONTOLOGY_GRAPH]),
        (f"CLEAR GRAPH {ONTOLOGY_GRAPH}", None),
        (f'WITH {ONTOLOGY_GRAPH} DELETE {{ ?s ?p "1" }} INSERT {{ ?s ?p "0" }} WHERE {{ ?s ?p "1" }}', None),
    ],
)
def test_no_update_takes_away_what_the_store_needs(
    tmp_path: Path, update: str, graphs: list[NamedNode] | None
) -> None:
    path = tmp_path / "store"
    with Store.open(path) as store:
        store.replace_article(NYNORSK)
        state = store.state()
        store.update(update, graphs=graphs)
        assert stored_version(store) == SCHEMA_VERSION
        assert set(store.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH)) >= ontology_quads()
        assert (store.state().store, store.state().number) == (state.store, state.number + 1)
    with Store.read(path) as store:
        assert len(store.articles()) == ("ontology" in update)
    with Store.open(path) as store:
        assert not store.replace_article(BOKMAAL)
        assert list(store.quads_for_pattern(ONTOLOGY_GRAPH, VERSION, None, None)) == [
            version_quad(SCHEMA_VERSION)
        ]


def test_changed_ontology_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Quad(NG("oldTerm"), SKOS("note"), Literal("old"), ONTOLOGY_GRAPH)
    with Store.open(tmp_path / "store") as store:
        before = len(store)
        store.database.add(old)
    with Store.open(tmp_path / "store") as store:
        assert old not in store.database
        assert len(store) == before
