"""Help that teaches: every example in it is a command line that works."""

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest
import typer.main
from click.testing import Result
from fastapi.testclient import TestClient

from app.api import create_app
from app.cli import main
from app.config import Settings
from app.graph.store import Store
from app.query import run as ask

Run = Callable[..., Result]
GROUP = typer.main.get_group(main)
COMMANDS = sorted(GROUP.commands)


def examples(text: str) -> list[list[str]]:
    """The arguments of every line that begins with the program's name and a word or an option."""
    lines = (line.strip() for line in text.splitlines() if line.startswith("    nyhendegraf "))
    return [shlex.split(line)[1:] for line in lines]


def parsed(arguments: list[str]) -> dict[str, Any]:
    """The values that the program would read from them, without doing anything; UsageError where it could not."""
    name, *rest = arguments
    return GROUP.commands[name].make_context(name, rest).params


def test_commands() -> None:
    assert [
        *("backup", "build", "decisions", "events", "explain", "export", "gazetteer", "graph", "load"),
        *("merge", "migrate", "query", "remove", "resolve", "restore", "serve", "show", "split", "stats"),
        *("undo", "verify", "watch", "wrong"),
    ] == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_of_a_command_can_be_typed(run: Run, name: str) -> None:
    text = run(name, "--help").stdout
    assert run(name, "-h").stdout == text
    assert "Example" in text
    found = examples(text)
    assert found
    for arguments in found:
        assert arguments[0] == name
        parsed(arguments)


def test_sentences_of_commands_are_whole(run: Run) -> None:
    for arguments in ((), ("graph",), ("gazetteer",)):
        listed = run(*arguments, "--help").stdout.partition("Commands:")[2]
        assert listed and "..." not in listed


def test_first_steps_can_be_typed(run: Run) -> None:
    found = examples(run("--help").stdout)
    assert [arguments[0] for arguments in found] == ["build", "show", "query", "serve"]
    for arguments in found:
        parsed(arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    for parameter in GROUP.commands[name].params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


def test_queries_in_the_help_are_queries(run: Run) -> None:
    found = examples(run("query", "--help").stdout + run("--help").stdout)
    queries = [sparql for a in found if a[0] == "query" and (sparql := parsed(a)["sparql"])]
    assert len(queries) == 3
    with Store.memory() as store:
        for query in queries:
            ask(store, query)


def test_help_of_serve(run: Run) -> None:
    text = run("serve", "--help").stdout
    for words in ("127.0.0.1", "8000", "--host", "--port", "--store", "/docs", "may read everything"):
        assert words in text
    (address,) = re.findall(r"curl '(http://127\.0\.0\.1:8000/[^']+)'", text)
    with Store.memory() as store:
        assert TestClient(create_app(Settings(), store)).get(address).json()["head"]["vars"] == ["a", "b"]
