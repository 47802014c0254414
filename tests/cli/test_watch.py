"""Watching: from a feed on loopback into the store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from app.cli.terminal import ExitCode
from app.graph.store import Store
from tests.reading.site import Site, serving

Run = Callable[..., Result]


def feed(*items: tuple[str, str]) -> bytes:
    inner = "".join(
        f"<item><guid>{guid}</guid><description>{text}</description></item>" for guid, text in items
    )
    return f'<rss version="2.0"><channel><title>x</title>{inner}</channel></rss>'.encode()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NYHENDEGRAF_ALLOW_PRIVATE_ADDRESSES", "true")
    with serving() as running:
        yield running


def ids(folder: Path) -> list[str]:
    with Store.read(folder / "store") as store:
        return [record.identifier for record in store.articles()]


def forget_the_time(folder: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(folder / "store.watch")) as connection, connection:
        connection.execute("UPDATE source SET next_poll = 0")


def test_what_is_new_and_changed_comes_into_the_store(run: Run, site: Site, tmp_path: Path) -> None:
    url = site.put("/rss", feed(("a", "Kari møtte Liv."), ("b", "Ola møtte Per.")))
    result = run("watch", url, "--once")
    assert result.exit_code == ExitCode.OK
    assert "2 new, 0 changed, 0 known, 0 left out" in result.stdout
    assert ids(tmp_path) == ["a", "b"]
    assert "not due before" in run("watch", url, "--once").stdout

    forget_the_time(tmp_path)
    site.put("/rss", feed(("c", "Eva møtte Per."), ("a", "Kari møtte Eva."), ("b", "Ola møtte Per.")))
    assert "1 new, 1 changed, 1 known, 0 left out" in run("watch", url, "--once").stdout
    assert ids(tmp_path) == ["a", "b", "c"]


def test_what_cannot_be_built_is_told_once(run: Run, site: Site, tmp_path: Path) -> None:
    url = site.put("/rss", feed(("a", "This is English."), ("b", "Ola møtte Per.")))
    result = run("watch", url, "--once")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "1 new, 0 changed, 0 known, 1 left out" in result.stdout
    assert "the text is English" in result.stderr
    forget_the_time(tmp_path)
    again = run("watch", url, "--once")
    assert again.exit_code == ExitCode.OK and "English" not in again.stderr


def test_a_server_that_fails(run: Run, site: Site, tmp_path: Path) -> None:
    result = run("watch", site.put("/rss", status=500), "--once")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "answers 500" in result.stderr and "next look" in result.stdout


def test_a_store_in_use_loses_nothing(run: Run, site: Site, tmp_path: Path) -> None:
    url = site.put("/rss", feed(("a", "Kari møtte Liv.")), ETag='"1"')
    with Store.open(tmp_path / "store"):
        assert run("watch", url, "--once").exit_code == ExitCode.SOME_FAILED
    forget_the_time(tmp_path)
    assert "1 new" in run("watch", url, "--once").stdout
    assert ids(tmp_path) == ["a"]


def test_private_addresses_need_a_setting(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NYHENDEGRAF_ALLOW_PRIVATE_ADDRESSES")
    result = run("watch", site.put("/rss", feed()), "--once")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert not site.requests


@pytest.mark.parametrize("every", ["10s", "snart", "-5m", "0"])
def test_too_often(run: Run, every: str) -> None:
    result = run("watch", "x", "--every", every)
    assert result.exit_code == 2 and "at least a minute" in result.stderr


def test_fields_of_records(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dump.jsonl").write_text('{"nr": 7, "prosa": "Kari møtte Liv."}\n', encoding="utf-8")
    result = run("build", "dump.jsonl", "--field", "id=nr", "--field", "text=prosa")
    assert result.exit_code == ExitCode.OK and ids(tmp_path) == ["7"]
    assert "OURS" in run("build", "dump.jsonl", "--field", "tekst").stderr
