"""The commands on whole stores, and all commands on a remote one."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import RdfFormat, parse

from app.cli.terminal import ExitCode
from app.graph import migrations, versions
from app.graph.store import Store
from app.graph.vocabulary import NG
from tests.graph import servers

Run = Callable[..., Result]


@pytest.fixture
def built(run: Run, articles: Path) -> Path:
    assert run("build", articles, "--quiet").exit_code == ExitCode.OK
    return articles


def test_a_folder_that_is_no_backup(run: Run, articles: Path) -> None:
    refused = run("restore", articles, "--store", "other")
    assert refused.exit_code == ExitCode.FAILED
    assert "manifest.json: No such file" in refused.stderr
    assert "Give a folder that nyhendegraf backup has written" in refused.stderr


@pytest.mark.usefixtures("built")
def test_backup_and_restore(run: Run, tmp_path: Path) -> None:
    done = run("backup", "copies/one")
    assert done.exit_code == ExitCode.OK
    assert "2 articles" in done.stdout
    digest = done.stdout.split("graph hash ")[1]
    again = run("restore", "copies/one", "--store", "other")
    assert again.exit_code == ExitCode.OK
    assert digest in again.stdout
    for store in ("store", "other"):
        run("export", "--format", "nquads", "-o", f"{store}.nq", "--store", store)
    assert (tmp_path / "store.nq").read_bytes() == (tmp_path / "other.nq").read_bytes()
    taken = run("restore", "copies/one", "--store", "other")
    assert taken.exit_code == ExitCode.FAILED
    assert "has articles" in taken.stderr
    (tmp_path / "copies/one/articles.nq.gz").write_bytes(gzip.compress(b""))
    damaged = run("restore", "copies/one", "--store", "third")
    assert damaged.exit_code == ExitCode.FAILED
    assert "is damaged" in damaged.stderr
    assert not (tmp_path / "third").exists()


@pytest.mark.usefixtures("built")
def test_load_what_was_exported(run: Run, tmp_path: Path) -> None:
    for name in ("nquads", "trig"):
        file = "g.nq" if name == "nquads" else "g.trig"
        run("export", "--format", name, "-o", file)
        assert "2 articles" in run("load", file, "--store", name).stdout
        assert run("show", "--store", name).stdout == run("show").stdout
    again = run("load", "g.nq", "--store", "nquads")
    assert again.exit_code == ExitCode.FAILED
    assert "is in the store already" in again.stderr
    (tmp_path / "half.nq").write_bytes((tmp_path / "g.nq").read_bytes() + b"<half")
    half = run("load", "half.nq", "--store", "half")
    assert half.exit_code == ExitCode.FAILED
    assert "Nothing was loaded" in half.stderr
    assert run("show", "--store", "half").stdout == ""
    assert run("load", "none.nq").exit_code == ExitCode.FAILED
    assert run("load", "g.ttl").exit_code == ExitCode.USAGE


@pytest.mark.usefixtures("built")
def test_verify_tells_what_is_wrong_by_its_exit_code(run: Run, tmp_path: Path) -> None:
    right = run("verify")
    assert right.exit_code == ExitCode.OK
    assert "2 articles" in right.stdout
    assert "nothing wrong" in right.stdout
    with Store.open(tmp_path / "store") as store:
        store.update("DELETE WHERE { GRAPH ?g { ?s ng:confidence ?c } }", prefixes={"ng": NG.iri})
    wrong = run("verify", "--no-shapes")
    assert wrong.exit_code == ExitCode.SOME_FAILED
    assert "confidence" in wrong.stdout
    report = json.loads(run("verify", "--no-shapes", "--format", "json").stdout)
    assert {finding["kind"] for finding in report["findings"]} == {"check"}
    assert run("verify", "--store", "none").exit_code == ExitCode.FAILED


@pytest.mark.usefixtures("built")
def test_stats_in_three_forms(run: Run) -> None:
    table = run("stats").stdout
    assert table.startswith("2 articles")
    assert "schema:Person" in table
    numbers = json.loads(run("stats", "--format", "json").stdout)
    assert numbers["articles"] == 2
    turtle = run("stats", "--format", "turtle").stdout
    assert turtle == run("stats", "--format", "turtle").stdout
    assert any(q.object.value == str(numbers["quads"]) for q in parse(turtle, RdfFormat.TURTLE))


@pytest.mark.usefixtures("built")
def test_migrate_makes_a_backup_first(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is up to date" in run("migrate", "--no-backup").stdout
    assert run("migrate").exit_code == ExitCode.USAGE
    with Store.open(tmp_path / "store") as store:
        store.database.remove(versions.version_quad(versions.SCHEMA_VERSION))
        store.database.add(versions.version_quad("0"))
    refused = run("show")
    assert refused.exit_code == ExitCode.FAILED
    assert "nyhendegraf migrate" in refused.stderr
    unknown = run("migrate", "--no-backup")
    assert unknown.exit_code == ExitCode.FAILED
    assert "no migration from version 0" in unknown.stderr
    monkeypatch.setitem(
        migrations.MIGRATIONS, 0, migrations.Migration("nothing changes", lambda quads: quads)
    )
    done = run("migrate", "--backup", "before")
    assert done.exit_code == ExitCode.OK
    assert "version 0 to 1: nothing changes" in done.stdout
    assert json.loads((tmp_path / "before/manifest.json").read_text(encoding="utf-8"))["version"] == "0"
    assert run("show").exit_code == ExitCode.OK


@pytest.fixture(params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "virtuoso":
        monkeypatch.setenv("NYHENDEGRAF_STORE_USER", "dba")
        monkeypatch.setenv("NYHENDEGRAF_STORE_PASSWORD", servers.VIRTUOSO_PASSWORD)
    with (servers.oxigraph if request.param == "oxigraph" else servers.virtuoso)(
        tmp_path / "server"
    ) as address:
        yield address


def test_every_command_works_on_a_remote_store(run: Run, built: Path, remote: str, tmp_path: Path) -> None:
    empty = run("show", "--store", remote)
    assert empty.exit_code == ExitCode.FAILED
    assert f"the store {remote} is empty. Build one" in empty.stderr
    done = run("build", built, "--store", remote)
    assert done.exit_code == ExitCode.OK
    assert f"written to {remote}" in done.stdout
    commands: list[tuple[str, ...]] = [
        ("show",),
        ("show", "hamn"),
        ("show", "Kari"),
        ("query", "SELECT DISTINCT ?who ?whom { ?who ng:met ?whom } ORDER BY ?who ?whom"),
        ("query", "SELECT DISTINCT ?who { ?who ng:met ?whom } ORDER BY ?who", "--format", "csv"),
        ("query", "ASK { ?a ng:killed ?b }"),
        ("query", "CONSTRUCT WHERE { ?a ng:met ?b }"),
        ("stats",),
        ("verify",),
    ]
    for command in commands:
        here, there = run(*command), run(*command, "--store", remote)
        assert (there.exit_code, there.stdout) == (here.exit_code, here.stdout), command
    for name in ("graphml", "trig", "nquads", "turtle", "jsonld"):
        for file, options in (("here", ()), ("there", ("--store", remote))):
            run("export", "--format", name, "-o", file, *options)
        assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()
    assert run("query", "SELEC", "--store", remote).exit_code == ExitCode.FAILED
    assert run("backup", "copy", "--store", remote).exit_code == ExitCode.OK
    assert "removed hamn" in run("remove", "hamn", "fjord", "--store", remote).stdout
    assert run("show", "--store", remote).stdout == ""
    assert run("restore", "copy", "--store", remote).exit_code == ExitCode.OK
    assert run("show", "--store", remote).stdout == run("show").stdout
    assert run("load", tmp_path / "none.nq", "--store", remote).exit_code == ExitCode.FAILED
    assert "is up to date" in run("migrate", "--no-backup", "--store", remote).stdout


def test_secrets_come_from_the_environment_and_do_not_show(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NYHENDEGRAF_STORE", f"http://127.0.0.1:{servers.free_port()}")
    monkeypatch.setenv("NYHENDEGRAF_STORE_USER", "kari")
    monkeypatch.setenv("NYHENDEGRAF_STORE_PASSWORD", "løyndord")
    told = run("show")
    assert told.exit_code == ExitCode.FAILED
    assert "cannot be reached" in told.stderr
    assert "løyndord" not in told.output
    refused = run("show", "--store", "http://kari:løyndord@127.0.0.1/")
    assert refused.exit_code == ExitCode.FAILED
    assert "NYHENDEGRAF_STORE_PASSWORD" in refused.stderr
    assert "løyndord" not in refused.output
