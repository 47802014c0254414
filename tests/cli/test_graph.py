"""The graph's commands: what they print, as a table and as JSON, and what they say of wrong ones."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from app.cli import main
from app.export import ExportFormat, ExportOptions, exported
from app.graph.mapping import article_quads
from app.graph.store import Store
from app.query import fact_filter
from tests.cli.test_help import examples
from tests.graph.examples import bokmaal, harbour

Run = Callable[..., Result]
EVERY = [
    ["neighbours", "Kari Vik"],
    ["paths", "Kari Vik", "Liv Strand"],
    ["paths", "Kari Vik", "Liv Strand", "--all", "--directed"],
    ["centrality"],
    ["centrality", "--measure", "betweenness", "--window", "month"],
    ["communities"],
    ["communities", "--method", "louvain"],
    ["stats"],
    ["components"],
    ["bridges"],
    ["cores"],
    ["balance", "--status", "all"],
    ["speakers", "--status", "all"],
    ["contested"],
    ["changes", "2023", "2024"],
    ["similar", "Kari Vik"],
    ["together"],
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "store") as filled:
        for linked in (harbour(), bokmaal()):
            filled.replace_article(article_quads(linked))
    return tmp_path / "store"


def asked(run: Run, *arguments: str) -> Any:
    result = run("graph", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("arguments", EVERY)
def test_every_question_has_a_table_and_json(run: Run, store: Path, arguments: list[str]) -> None:
    told = run("graph", *arguments, "--language", "nn")
    assert told.exit_code == 0, told.output
    assert told.stdout.strip()
    assert asked(run, *arguments)


def test_neighbours(run: Run, store: Path) -> None:
    told = run("graph", "neighbours", "Kari Vik", "--class", "Meeting", "--language", "nn").stdout
    assert "Kari Vik" in told and "møtte" in told and "Liv Strand" in told
    assert "vere samd" not in told
    found = asked(run, "neighbours", "person/kari-vik", "--article", "havnen-2024")
    assert [n["id"] for n in found["nodes"]] == ["person/kari-vik", "person/liv-strand"]
    assert found["edges"][0]["first"] == "2024-04-02"
    cut = run("graph", "neighbours", "Kari Vik", "--limit", "2")
    assert "there are more: --limit" in cut.stderr


def test_paths_show_sentences(run: Run, store: Path) -> None:
    told = run("graph", "paths", "Kari Vik", "Liv Strand", "--k", "1").stdout
    assert told.startswith("Kari Vik → Liv Strand")
    assert "Kari Vik møtte Liv Strand i dag.  (havnen-2024)" in told
    none = run("graph", "paths", "Kari Vik", "Storvik", "--class", "Meeting")
    assert (none.exit_code, none.stdout) == (1, "")
    assert "no way of at most 4 steps" in none.stderr


def test_who_is_meant_has_to_be_clear(run: Run, store: Path) -> None:
    nobody = run("graph", "neighbours", "Ingen")
    assert nobody.exit_code == 1
    assert "knows nothing of Ingen" in nobody.stderr
    misspelt = run("graph", "neighbours", "Liv Strandd")
    assert misspelt.exit_code == 1
    assert "Did you mean «Liv Strand»?" in misspelt.stderr
    several = run("graph", "neighbours", "l")
    assert several.exit_code == 1
    assert "may be one of these" in several.stderr
    assert "person/liv-strand" in several.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["stats", "--class", "Quarrel"], "is no event class"),
        (["stats", "--from", "once"], "is no date"),
        (["changes", "once", "2024"], "is no period"),
        (["centrality", "--window", "month", "--from", "1500", "--to", "2000"], "makes 6012 windows"),
        (["centrality", "--measure", "fame"], "fame"),
    ],
)
def test_wrong_command_lines_end_with_2(run: Run, store: Path, arguments: list[str], told: str) -> None:
    result = run("graph", *arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())


def test_without_a_command_it_tells_what_there_is(run: Run) -> None:
    told = run("graph").output
    for name in {arguments[0] for arguments in EVERY}:
        assert name in told


@pytest.mark.parametrize("name", sorted({arguments[0] for arguments in EVERY}))
def test_help_has_examples_that_can_be_typed(run: Run, name: str) -> None:
    import typer.main

    group = typer.main.get_group(main).commands["graph"]
    commands = group.commands  # type: ignore[attr-defined]
    text = run("graph", name, "--help").stdout
    found = examples(text)
    assert found
    for arguments in found:
        assert arguments[:2] == ["graph", name]
        commands[name].make_context(name, arguments[2:])
    for parameter in commands[name].params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"
    for words in ("--from", "--min-confidence", "--source", "--modality", "--lang"):
        assert words in text


# Export


def test_export_with_filters(run: Run, store: Path, tmp_path: Path) -> None:
    result = run(
        "export", "--format", "gexf", "--class", "Meeting", "--language", "en", "-o", "meetings.gexf"
    )
    assert result.exit_code == 0, result.output
    options = ExportOptions(chosen=fact_filter(classes=["Meeting"]), languages=("en", "nn", "nb"))
    with Store.read(store) as read:
        assert (tmp_path / "meetings.gexf").read_bytes() == exported(read, ExportFormat.GEXF, options)


def test_export_of_rdf_has_all_unless_told_otherwise(run: Run, store: Path, tmp_path: Path) -> None:
    for name, arguments in (("all", []), ("asserted", ["--status", "asserted"]), ("some", ["--lang", "nb"])):
        assert run("export", "--format", "trig", "-o", f"{name}.trig", *arguments).exit_code == 0
    told = {
        name: (tmp_path / f"{name}.trig").read_text(encoding="utf-8") for name in ("all", "asserted", "some")
    }
    assert "ng:Possible" in told["all"]
    assert "ng:Possible" not in told["asserted"]
    assert "hamna-2024" not in told["some"] and "havnen-2024" in told["some"]


def test_export_of_tables_into_a_folder(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "csv", "--nodes", "events", "-o", "tables").exit_code == 0
    with (tmp_path / "tables" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["kind"] for row in csv.DictReader(file)}
    assert kinds == {"entity", "event"}


def test_export_says_what_a_filter_cannot_be(run: Run, store: Path) -> None:
    result = run("export", "--format", "graphml", "-o", "x.graphml", "--min-confidence", "7")
    assert result.exit_code == 2
    assert "Give a number from 0 to 1" in " ".join(result.output.replace("│", " ").split())
