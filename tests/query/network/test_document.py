"""docs/graph.md tells what there is: commands, routes, formats, and Python that runs."""

import re
from pathlib import Path

import pytest
import typer.main

from app.api import create_app
from app.cli import main
from app.config import Settings
from app.export import ExportFormat, Profile
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.graph.examples import bokmaal, harbour

DOCUMENT = (Path(__file__).parents[3] / "docs" / "graph.md").read_text(encoding="utf-8")
TABLES = "\n".join(line for line in DOCUMENT.splitlines() if line.startswith("|"))


def test_every_command_and_route_is_told_of() -> None:
    group = typer.main.get_group(main).commands["graph"]
    told = re.findall(r"`([a-z]+)[^`]*`", TABLES)
    assert set(group.commands) <= set(told)  # type: ignore[attr-defined]
    with Store.memory() as store:
        paths = create_app(Settings(), store).openapi()["paths"]
    asked = {path.rsplit("/", 1)[-1] for path in paths if path.startswith(("/api/graph/", "/api/paths"))}
    assert {name for name in asked if name not in DOCUMENT} == set()


def test_every_format_and_profile_is_told_of() -> None:
    assert {f.value for f in ExportFormat if f"`{f.value}`" not in TABLES} == set()
    assert {p.value for p in Profile if p is not Profile.PLAIN and p.value not in TABLES} == set()


def test_every_filter_is_told_of() -> None:
    group = typer.main.get_group(main).commands["export"]
    own = {"--format", "--output", "--profile", "--nodes", "--store", "--language"}
    options = {o.opts[0] for o in group.params if o.opts[0].startswith("--")} - own
    assert {option for option in options if option not in TABLES} == set()


def test_the_python_of_the_document_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "store") as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(code, "docs/graph.md", "exec"), names)
    assert len(names["graph"]) == 4  # type: ignore[arg-type]
    assert len(names["ranking"].entities) == 5  # type: ignore[attr-defined]
