"""The command line: one file for each group of commands."""

from typing import Annotated

import typer

import app
from app.cli import (
    backup,
    build,
    decisions,
    events,
    explain,
    export,
    gazetteer,
    graph,
    query,
    serve,
    show,
    verify,
    watch,
)
from app.cli.terminal import ErrorGroup

_HELP = """
Norwegian news articles in, a knowledge graph out: who met whom, who decided what, who said so, and the
sentence that says it.

\b
First steps:
  nyhendegraf build articles/ --store store
  nyhendegraf show "Jonas Gahr Støre" --store store
  nyhendegraf query 'SELECT ?a ?b { ?a ng:met ?b }' --store store
  nyhendegraf serve --store store

Settings may also come from the environment: NYHENDEGRAF_STORE, NYHENDEGRAF_PROCESSES and so on. NO_COLOR is respected.
Exit codes: 0 all went well, 1 some articles were left out or nothing was found, 2 wrong command line, 3 the run failed.
"""

main = typer.Typer(
    name="nyhendegraf",
    cls=ErrorGroup,
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (
    build,
    watch,
    explain,
    query,
    show,
    graph,
    export,
    serve,
    backup,
    verify,
    decisions,
    events,
    gazetteer,
):
    group.register(main)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nyhendegraf {app.__version__}")
        raise typer.Exit


@main.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Options before any command."""
