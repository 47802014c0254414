"""`gazetteer refresh` against our own server on loopback, with a handful of items."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from app.graph.mapping import article_quads
from app.graph.remote.asking import Asking
from app.graph.store import Store
from app.graph.vocabulary import LABEL, OWL, WD
from tests.api.test_serve import serving
from tests.cli.conftest import Run
from tests.graph.examples import bokmaal
from tests.graph.test_remote import serving as serving_answers

ITEMS = NamedNode("https://example.org/items")
TABLE = (
    "# Towns. Licence: CC0.\nid\ttype\tnn\tnb\ten\taliases\twikidata\tcountry\tnote\n"
    "place/gamleby\tPlace\tGamleby\tGamleby\tOldtown\t\tQ1\t\t\n"
    "place/nes\tPlace\tNes\tNes\tNes\t\tQ2\t\t\n"
    "place/oey\tPlace\tØy\tØy\tIsland\t\tQ3\t\t\n"
)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("items")
    labels = {
        "Q1": {"nn": "Nyby", "nb": "Nyby", "en": "Newtown"},
        "Q20": {"nn": "Nes", "nb": "Nes", "en": "Nes"},
    }
    with Store.open(folder / "store") as store:
        store.replace_article(article_quads(bokmaal()))
        quads = [
            Quad(WD(item), LABEL, Literal(label, language=language), ITEMS)
            for item, its in labels.items()
            for language, label in its.items()
        ]
        store.database.extend([*quads, Quad(WD("Q2"), OWL("sameAs"), WD("Q20"), ITEMS)])
    with serving(folder) as server:
        yield f"{server.address}/sparql"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "towns.tsv").write_text(TABLE, encoding="utf-8")
    return folder


def test_refresh(run: Run, endpoint: str, tables: Path) -> None:
    arguments = ("gazetteer", "refresh", "--endpoint", endpoint, "--folder", tables)
    told = run(*arguments, "--dry-run")
    assert told.exit_code == 1
    assert "place/gamleby en: Oldtown → Newtown" in told.stdout
    assert "place/nes wikidata: Q2 → Q20" in told.stdout
    assert "kept: place/oey (Q3), not known there" in told.stdout
    assert "3 rows asked for, 2 changed, 1 kept" in told.stdout and "nothing was written" in told.stderr
    assert (tables / "towns.tsv").read_text(encoding="utf-8") == TABLE
    done = run(*arguments)
    assert done.exit_code == 1 and "1 of 1 tables" in done.stderr
    written = (tables / "towns.tsv").read_text(encoding="utf-8")
    assert "place/gamleby\tPlace\tNyby\tNyby\tNewtown\tGamleby|Oldtown\tQ1" in written
    assert "place/oey\tPlace\tØy\tØy\tIsland\t\tQ3" in written
    assert ", 0 changes," in run(*arguments).stdout


Answer = tuple[int, dict[str, str], bytes]


def labels(*items: tuple[str, str]) -> bytes:
    bindings = [
        {
            "item": {"type": "uri", "value": WD(item).value},
            "label": {"type": "literal", "xml:lang": "nn", "value": label},
        }
        for item, label in items
    ]
    return json.dumps(
        {"head": {"vars": ["item", "moved", "label"]}, "results": {"bindings": bindings}}
    ).encode()


JSON = {"Content-Type": "application/sparql-results+json"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, JSON, labels()), ("knows none of the 3 items", "--endpoint")),
        ((200, JSON, labels(("Q1", "Nyby"))[:-9]), ("breaks off in the middle",)),
        ((200, {"Content-Type": "text/html"}, b"<html></html>"), ("no SPARQL result",)),
        (
            (500, {"Content-Type": "text/plain"}, b"Query too long. Sorry."),
            (
                "500",
                "too long. Sorry. No table",
            ),
        ),
    ],
)
def test_an_endpoint_that_fails_changes_nothing(
    run: Run, tables: Path, answer: Answer, words: tuple[str, ...]
) -> None:
    with serving_answers(answer) as server:
        failed = run("gazetteer", "refresh", "--endpoint", server.address, "--folder", tables)
    assert failed.exit_code == 3 and failed.stdout == ""
    for word in (*words, "No table was changed", server.address):
        assert word in failed.stderr
    assert [path.name for path in tables.iterdir()] == ["towns.tsv"]
    assert (tables / "towns.tsv").read_text(encoding="utf-8") == TABLE


def test_an_endpoint_that_is_busy_is_asked_again(run: Run, tables: Path) -> None:
    with serving_answers((429, {"Retry-After": "0"}, b""), (200, JSON, labels(("Q1", "Nyby")))) as server:
        told = run("gazetteer", "refresh", "--endpoint", server.address, "--folder", tables)
    assert "place/gamleby nn: Gamleby → Nyby" in told.stdout


def test_an_endpoint_that_is_slow(run: Run, tables: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        late = run("gazetteer", "refresh", "--endpoint", address, "--folder", tables, "--timeout", "0.2")
    assert late.exit_code == 3 and "within 0.2 seconds" in late.stderr and "--timeout" in late.stderr


def test_a_run_that_is_stopped_changes_nothing(
    run: Run, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"place/n{n}\tPlace\tA\tA\tA\t\tQ{n}\t\t\n" for n in range(10, 200))
    (tables / "towns.tsv").write_text(TABLE + rows, encoding="utf-8")
    asked = Asking.rows
    batches = []

    def stopped(asking: Asking, query: str) -> object:
        batches.append(query)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return asked(asking, query)

    monkeypatch.setattr(Asking, "rows", stopped)
    with serving_answers((200, JSON, labels(("Q1", "Nyby")))) as server:
        told = run("gazetteer", "refresh", "--endpoint", server.address, "--folder", tables)
    assert told.exit_code == 130 and "no table was changed" in told.stderr and "interrupted" in told.stderr
    assert (tables / "towns.tsv").read_text(encoding="utf-8") == TABLE + rows
    assert len(list(tables.iterdir())) == 1


def test_long_reports_are_cut_and_whole_with_all(run: Run, tables: Path) -> None:
    rows = "".join(f"place/n{n}\tPlace\tA\tA\tA\t\tQ{n}\t\t\n" for n in range(10, 70))
    (tables / "towns.tsv").write_text(TABLE + rows, encoding="utf-8")
    with serving_answers((200, JSON, labels(("Q1", "Gamleby")))) as server:
        arguments = ("gazetteer", "refresh", "--endpoint", server.address, "--folder", tables, "--dry-run")
        told, everything = run(*arguments), run(*arguments, "--all")
    assert (
        told.stdout.count("kept: ") == 40 and "22 more rows that are kept; see them with --all" in told.stdout
    )
    assert everything.stdout.count("kept: ") == 62


def test_without_an_endpoint_or_tables(run: Run, endpoint: str, tmp_path: Path) -> None:
    missing = run("gazetteer", "refresh")
    assert missing.exit_code == 2 and "NYHENDEGRAF_GAZETTEER_ENDPOINT" in missing.stderr
    odd = run("gazetteer", "refresh", "--endpoint", "ftp://example.org/sparql")
    assert odd.exit_code == 2 and "http://" in odd.stderr
    empty = run("gazetteer", "refresh", "--endpoint", endpoint, "--folder", tmp_path)
    assert empty.exit_code == 3 and "--folder" in empty.stderr


def test_an_endpoint_that_is_not_there(run: Run, tables: Path) -> None:
    away = run("gazetteer", "refresh", "--endpoint", "http://127.0.0.1:9/sparql", "--folder", tables)
    assert away.exit_code == 3
    assert "http://127.0.0.1:9/sparql cannot be reached" in away.stderr and "check --endpoint" in away.stderr
    assert (tables / "towns.tsv").read_text(encoding="utf-8") == TABLE
