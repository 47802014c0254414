"""Asking, showing and exporting what is in a store."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

import app
from app.cli.terminal import ExitCode

Run = Callable[..., Result]
MET = "SELECT DISTINCT ?who { ?who ng:met ?whom } ORDER BY ?who"


@pytest.fixture(autouse=True)
def built(run: Run, articles: Path) -> None:
    assert run("build", articles).exit_code == ExitCode.OK


def test_query_as_table_json_and_csv(run: Run) -> None:
    table = run("query", MET)
    assert table.exit_code == ExitCode.OK
    assert "ngr:person/kari" in table.stdout
    assert "rows" in table.stderr, "the count is not in the way of a pipe"
    found = json.loads(run("query", MET, "--format", "json").stdout)
    rows = list(csv.reader(io.StringIO(run("query", MET, "--format", "csv").stdout)))
    assert [b["who"]["value"] for b in found["results"]["bindings"]] == [row[0] for row in rows[1:]]


def test_query_from_file_and_standard_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(MET, encoding="utf-8")
    expected = run("query", MET).stdout
    assert run("query", "--file", "q.rq").stdout == expected
    assert run("query", "-", stdin=MET).stdout == expected


def test_ask_and_construct(run: Run) -> None:
    assert run("query", "ASK { ?a ng:met ?b }").stdout == "yes\n"
    assert run("query", "ASK { ?a ng:killed ?b }").stdout == "no\n"
    assert "ng:met" in run("query", "CONSTRUCT WHERE { ?a ng:met ?b }").stdout
    assert json.loads(run("query", "CONSTRUCT WHERE { ?a ng:met ?b }", "--format", "json").stdout)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["query", "SELEC ?a"], ExitCode.FAILED, "no SPARQL query"),
        (["query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"], ExitCode.FAILED, "SERVICE"),
        (["query", "DROP ALL"], ExitCode.FAILED, "no SPARQL query"),
        (["query"], ExitCode.USAGE, "--file"),
        (["query", "--file", "none.rq"], ExitCode.FAILED, "none.rq cannot be read: No such file"),
        (["query", MET, "--store", "none"], ExitCode.FAILED, "Build one"),
        (["query", MET, "--format", "pdf"], ExitCode.USAGE, "pdf"),
        (["show", "Ingen"], ExitCode.SOME_FAILED, "knows nothing of Ingen. See its articles"),
        (["show", "karri"], ExitCode.SOME_FAILED, "Did you mean «Kari»?"),
        (["show", "--store", "articles/hamn.txt"], ExitCode.FAILED, "hamn.txt is a file. Give the folder"),
        (
            ["export", "--format", "graphml", "-o", "hamn.txt/x", "--store", "none"],
            ExitCode.FAILED,
            "no store",
        ),
        (["serve", "--store", "none"], ExitCode.FAILED, "Build one"),
        (["serve", "--port", "99999"], ExitCode.USAGE, "99999"),
    ],
)
def test_mistakes_are_told_without_a_trace(
    run: Run, arguments: list[str], code: ExitCode, words: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.mark.parametrize("query", ["SELECT * { ?a ?b ?c . ?d ?e ?f }", "CONSTRUCT WHERE { ?a ?b ?c }"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_an_answer_that_is_too_large_is_given_up(
    run: Run, monkeypatch: pytest.MonkeyPatch, query: str, form: str
) -> None:
    monkeypatch.setenv("NYHENDEGRAF_MAX_ANSWER_BYTES", "10000")
    result = run("query", query, "--format", form)
    assert result.exit_code == ExitCode.FAILED
    assert "error the answer takes more than 0.01 MB. Ask for less" in result.stderr
    assert result.stdout == ""


def test_show_lists_articles_and_tells_of_one(run: Run) -> None:
    assert [line.split()[0] for line in run("show").stdout.splitlines()] == ["fjord", "hamn"]
    text = run("show", "hamn").stdout
    assert "Kari møtte Liv." in text
    assert "Kari — met — Liv (Meeting; agent: Kari, coagent: Liv)" in text


def test_show_tells_of_an_entity_with_the_sentences(run: Run) -> None:
    for name in ("Kari", "kari", "person/kari"):
        text = run("show", name).stdout
        assert text.startswith("Kari  (Person)")
        assert "2 mentions in fjord, hamn" in text
        assert "Kari møtte Ola." in text
    assert "Kari — møtte — Ola" in run("show", "Kari", "--language", "nn").stdout


def test_an_ambiguous_name_gives_the_choice(run: Run, articles: Path) -> None:
    (articles / "to.txt").write_text("Karianne møtte Karita.", encoding="utf-8")
    run("build", articles / "to.txt")
    result = run("show", "Kari")
    assert result.exit_code == ExitCode.OK, "a whole name beats longer ones"
    result = run("show", "Kar")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "may be one of these" in result.stderr
    assert {line.split()[0] for line in result.stdout.splitlines()} == {
        "person/kari",
        "person/karianne",
        "person/karita",
    }


@pytest.mark.parametrize("name", ["graphml", "trig", "nquads", "turtle", "jsonld"])
def test_export_is_the_same_twice(run: Run, tmp_path: Path, name: str) -> None:
    for number in (1, 2):
        assert run("export", "--format", name, "-o", f"{number}.out").exit_code == ExitCode.OK
    content = (tmp_path / "1.out").read_bytes()
    assert content == (tmp_path / "2.out").read_bytes()
    assert b"kari" in content


def test_exported_graphml_is_xml_with_the_people(run: Run, tmp_path: Path) -> None:
    run("export", "--format", "graphml", "-o", "g.graphml")
    root = etree.parse(tmp_path / "g.graphml").getroot()
    assert "Kari" in root.xpath("//*[local-name()='data' and @key='node-label']/text()")


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"nyhendegraf {app.__version__}\n"


def test_no_colour_when_asked_and_none_in_pipes(articles: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from app.cli import main; main()", "show"]
    root = Path(app.__file__).parent.parent
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=True)
    assert b"\x1b[" not in done.stdout + done.stderr
