"""All of a store at once: loading, backups, migrations."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from app.errors import RunError
from app.graph import backups, migrations, versions
from app.graph.backups import hash_of, read_manifest, restore_backup, write_backup
from app.graph.hashing import article_hash, store_hash
from app.graph.loading import LOADING
from app.graph.mapping import article_quads
from app.graph.migrations import Migration, migrate
from app.graph.port import Size
from app.graph.serialisation import nquads
from app.graph.store import Store
from app.graph.versions import SCHEMA_VERSION, stored_version
from app.graph.vocabulary import DEFAULT_BASE, NG, ONTOLOGY_GRAPH
from tests.graph.examples import bokmaal, harbour

NYNORSK, BOKMAAL = article_quads(harbour()), article_quads(bokmaal())
HARBOUR = NamedNode(f"{DEFAULT_BASE}article/hamna-2024")
KARI = NamedNode(f"{DEFAULT_BASE}person/kari-vik")
EXTRA = NamedNode(f"{DEFAULT_BASE}person/ingen")
NOTE = NG("oldNote")


# Loading


def test_whole_articles_are_loaded_and_the_ontology_is_left_out(store: Store) -> None:
    ontology = Quad(ONTOLOGY_GRAPH, NOTE, Literal("x"), ONTOLOGY_GRAPH)
    assert store.load((*NYNORSK, ontology, *BOKMAAL)) == Size(2, len(NYNORSK) + len(BOKMAAL))
    assert set(store.quads()) == {*NYNORSK, *BOKMAAL}
    assert not list(store.quads_for_pattern(None, NOTE, None, None))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Quad(KARI, NOTE, Literal("x")), "is in no named graph"),
        (Quad(KARI, NOTE, Literal("x"), BlankNode("b")), "is in no named graph"),
        (Quad(KARI, NOTE, Literal("x"), BOKMAAL[0].graph_name), "is in the store already"),
        (Quad(KARI, NOTE, Literal("x"), EXTRA), "does not say that it is a schema:NewsArticle"),
    ],
)
def test_what_cannot_be_loaded_leaves_nothing_behind(store: Store, wrong: Quad, words: str) -> None:
    store.replace_article(BOKMAAL)
    with pytest.raises(RunError, match=words):
        store.load((*NYNORSK, wrong))
    assert set(store.quads()) == set(BOKMAAL)
    assert store.size().articles == 1
    assert store.load(NYNORSK).articles == 1


def test_a_file_that_breaks_in_the_middle_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(SyntaxError):
        store.load(parse(nquads(NYNORSK) + b"<half", RdfFormat.N_QUADS))
    assert store.articles() == ()


_LOADER = """
import os, signal, sys
from pathlib import Path
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import harbour
def quads():
    yield from article_quads(harbour("a"))
    store.database.extend(article_quads(harbour("b")))
    store.flush()
    os.kill(os.getpid(), signal.SIGKILL)
    yield
with Store.open(Path(sys.argv[1])) as store:
    store.replace_article(article_quads(harbour()))
    store.load(quads())
"""


@pytest.mark.parametrize("way", [Store.read, Store.open])
def test_a_load_that_is_killed_leaves_nothing_behind(path: Path, way: object) -> None:
    done = subprocess.run([sys.executable, "-c", _LOADER, str(path)], check=False, timeout=60)
    assert done.returncode == -9
    assert (path / LOADING).exists()
    with way(path) as store:  # type: ignore[operator]
        assert set(store.quads()) == set(NYNORSK)
    assert not (path / LOADING).exists()


# Hashes


def test_the_hash_depends_on_what_is_said_and_on_nothing_else(store: Store) -> None:
    assert article_hash(NYNORSK) == article_hash(reversed(NYNORSK)) != article_hash(NYNORSK[1:])
    pairs = [(HARBOUR, article_hash(NYNORSK)), (KARI, article_hash(BOKMAAL))]
    assert store_hash(pairs) == store_hash(pairs[::-1]) != store_hash(pairs[:1])
    blank = [Quad(BlankNode(name), NOTE, Literal("x"), HARBOUR) for name in "ab"]
    assert article_hash(blank[:1]) == article_hash(blank[1:])


# Backups


def test_a_backup_restores_the_same_and_is_the_same_bytes(store: Store, tmp_path: Path) -> None:
    store.load((*NYNORSK, *BOKMAAL))
    heard: list[str] = []
    manifest = write_backup(store, tmp_path / "one", heard.append)
    assert heard == ["hamna-2024", "havnen-2024"]
    assert (manifest.articles, manifest.quads) == (2, len(NYNORSK) + len(BOKMAAL))
    assert manifest.graph_hash == hash_of(store)
    write_backup(store, tmp_path / "two")
    assert (tmp_path / "one" / backups.DATA).read_bytes() == (tmp_path / "two" / backups.DATA).read_bytes()
    with Store.open(tmp_path / "restored") as restored:
        restore_backup(restored, tmp_path / "one", read_manifest(tmp_path / "one"))
        assert nquads(restored.quads()) == nquads(store.quads())
        assert hash_of(restored) == manifest.graph_hash
        with pytest.raises(RunError, match="has articles"):
            restore_backup(restored, tmp_path / "one", manifest)
    with pytest.raises(RunError, match="is there already"):
        write_backup(store, tmp_path / "one")


def test_a_backup_beside_a_writer_is_of_one_moment(store: Store, path: Path, tmp_path: Path) -> None:
    store.replace_article(NYNORSK)
    store.close()
    with Store.open(path) as writer, Store.snapshot(path) as source:
        writer.remove_article(HARBOUR)
        writer.replace_article(BOKMAAL)
        write_backup(source, tmp_path / "backup")
    with Store.memory() as restored:
        restore_backup(restored, tmp_path / "backup", read_manifest(tmp_path / "backup"))
        assert set(restored.quads()) == set(NYNORSK)


def test_damaged_and_strange_backups_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"cannot be read: .*No such file"):
        read_manifest(tmp_path / "none")
    store.replace_article(NYNORSK)
    folder = tmp_path / "backup"
    write_backup(store, folder)
    data = folder / backups.DATA
    content = data.read_bytes()
    data.write_bytes(content[:-20])
    with pytest.raises(RunError, match="is damaged"):
        read_manifest(folder)
    data.write_bytes(content)
    manifest = read_manifest(folder)
    (folder / backups.MANIFEST).write_text('{"version": 1}', encoding="utf-8")
    with pytest.raises(RunError, match="no manifest"):
        read_manifest(folder)
    newer = json.loads(json.dumps({**vars_of(manifest), "version": "99"}))
    (folder / backups.MANIFEST).write_text(json.dumps(newer), encoding="utf-8")
    with Store.memory() as empty, pytest.raises(RunError, match="version 99"):
        restore_backup(empty, folder, read_manifest(folder))


def vars_of(manifest: backups.Manifest) -> dict[str, object]:
    return {name: getattr(manifest, name) for name in manifest.__dataclass_fields__}


# Migrations


def _forget_notes(quads: tuple[Quad, ...]) -> tuple[Quad, ...]:
    return tuple(quad for quad in quads if quad.predicate != NOTE)


@pytest.fixture
def old(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of an invented version 0, in which articles had a property that version 1 does not have."""
    monkeypatch.setitem(migrations.MIGRATIONS, 0, Migration("notes go", _forget_notes))
    with Store.open(path) as store:
        store.replace_article((*NYNORSK, Quad(KARI, NOTE, Literal("gamalt"), HARBOUR)))
        store.replace_article(BOKMAAL)
        store.database.remove(versions.version_quad(SCHEMA_VERSION))
        store.database.add(versions.version_quad("0"))
    return path


def test_an_old_store_is_migrated_article_by_article(old: Path) -> None:
    with pytest.raises(RunError, match=r"version 0 .* nyhendegraf migrate"):
        Store.open(old)
    with Store.open(old, any_version=True) as store:
        assert stored_version(store) == "0"
        going = migrate(store)
        assert next(going) == "hamna-2024"
        assert stored_version(store) == "0", "interrupted here, it is run again"
        assert list(migrate(store)) == ["hamna-2024", "havnen-2024"]
        assert stored_version(store) == SCHEMA_VERSION
        assert list(migrate(store)) == []
    with Store.open(old) as store:
        assert set(store.quads()) == {*NYNORSK, *BOKMAAL}


def test_a_backup_of_an_old_store_is_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    with Store.open(old, any_version=True) as store:
        assert write_backup(store, tmp_path / "backup").version == "0"
    with Store.open(tmp_path / "new") as restored:
        restore_backup(restored, tmp_path / "backup", read_manifest(tmp_path / "backup"))
        assert set(restored.quads()) == {*NYNORSK, *BOKMAAL}


def test_a_version_without_a_way_is_told(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(migrations.MIGRATIONS, 0)
    with (
        Store.open(old, any_version=True) as store,
        pytest.raises(RunError, match="no migration from version 0"),
    ):
        list(migrate(store))
