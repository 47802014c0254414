"""`gazetteer refresh` against our own server on loopback, with a handful of items."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.graph.vocabulary import LABEL, OWL, WD
from tests.api.test_serve import serving
from tests.cli.conftest import Run
from tests.graph.examples import bokmaal

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
    assert "kept, not known there: place/oey (Q3)" in told.stdout
    assert (tables / "towns.tsv").read_text(encoding="utf-8") == TABLE
    assert run(*arguments).exit_code == 1
    written = (tables / "towns.tsv").read_text(encoding="utf-8")
    assert "place/gamleby\tPlace\tNyby\tNyby\tNewtown\tGamleby|Oldtown\tQ1" in written
    assert "place/oey\tPlace\tØy\tØy\tIsland\t\tQ3" in written
    assert ", 0 changes," in run(*arguments).stdout


def test_without_an_endpoint_or_tables(run: Run, endpoint: str, tmp_path: Path) -> None:
    missing = run("gazetteer", "refresh")
    assert missing.exit_code == 2 and "NYHENDEGRAF_GAZETTEER_ENDPOINT" in missing.stderr
    empty = run("gazetteer", "refresh", "--endpoint", endpoint, "--folder", tmp_path)
    assert empty.exit_code == 3 and "--folder" in empty.stderr


def test_an_endpoint_that_is_not_there(run: Run, tables: Path) -> None:
    away = run("gazetteer", "refresh", "--endpoint", "http://127.0.0.1:9/sparql", "--folder", tables)
    assert away.exit_code == 3
    assert "http://127.0.0.1:9/sparql cannot be reached" in away.stderr and "check --endpoint" in away.stderr
    assert (tables / "towns.tsv").read_text(encoding="utf-8") == TABLE
