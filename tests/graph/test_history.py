"""What a store tells of what its articles said before."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from app.graph.history import HISTORY, KEPT
from app.graph.mapping import article_quads, decimal_literal
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
