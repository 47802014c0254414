"""`nyhendegraf gazetteer refresh`: names and ids from a SPARQL endpoint."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.options import settings
from app.cli.terminal import ExitCode, Group, messages, output
from app.errors import RunError

_HELP = """The tables of names of the world.

\b
Example:
  nyhendegraf gazetteer refresh --endpoint https://example.org/sparql --dry-run
"""
_SHOWN = 40


def register(group: typer.Typer) -> None:
    """Adds the group of commands."""
    tables = typer.Typer(cls=Group, help=_HELP, no_args_is_help=True, rich_markup_mode=None)
    tables.command("refresh")(refresh)
    # With a callback the one command keeps its name.
    tables.callback()(_tables)
    group.add_typer(tables, name="gazetteer", help=_HELP)


def _tables() -> None:
    """The tables of names of the world."""


def refresh(
    endpoint: Annotated[
        str | None,
        typer.Option(
            help="SPARQL endpoint with Wikidata's items.  [default: NYHENDEGRAF_GAZETTEER_ENDPOINT]",
            show_default=False,
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(help="Folder of the tables.  [default: those of this program]", show_default=False),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would change, and change nothing.")
    ] = False,
) -> None:
    """Renew the names and Wikidata ids of the gazetteers, and tell what changed.

    Nothing is lost: a name that gives way becomes an alias, an id that has moved is followed, and a row that the
    endpoint knows nothing of is kept and reported. The exit code is 1 where there are such rows.

    \b
    Example:
      nyhendegraf gazetteer refresh --endpoint https://example.org/sparql --dry-run
    """
    from app.export import write_whole
    from app.graph.remote.address import RemoteAddress
    from app.graph.remote.asking import Asking
    from app.graph.remote.client import SparqlClient
    from app.graph.renewal import renew
    from app.resources import ontology_path

    chosen = settings(gazetteer_endpoint=endpoint)
    if chosen.gazetteer_endpoint is None:
        raise typer.BadParameter("give --endpoint, or set NYHENDEGRAF_GAZETTEER_ENDPOINT")
    tables = folder or ontology_path("gazetteers")
    paths = sorted(tables.glob("*.tsv"))
    if not paths:
        raise RunError(f"{tables} has no tables (*.tsv). Give their folder with --folder")
    url = chosen.gazetteer_endpoint
    client = SparqlClient(RemoteAddress(url, query_url=url, timeout_seconds=chosen.store_timeout))
    try:
        renewals = [renewal for path in paths if (renewal := renew(path, Asking(client))) is not None]
    except RunError as error:
        # The client speaks of stores.
        reason = str(error).rsplit(". ", 1)[0].removeprefix("the store ")
        raise RunError(f"{reason}. No table was changed; check --endpoint") from error
    finally:
        client.close()
    unknown = 0
    # Written only when all was answered: a table is never half of one time and half of another.
    for renewal in renewals:
        if renewal.changes and not dry_run:
            write_whole(tables / renewal.table, renewal.text.encode())
        output().print(
            f"[bold]{escape(renewal.table)}[/]  {renewal.asked} rows asked for, {len(renewal.changes)} changes, "
            f"{len(renewal.unknown)} not known there, {renewal.without_id} without a Wikidata id"
        )
        for change in renewal.changes[:_SHOWN]:
            output().print(
                f"  {escape(change.id)} {change.column}: {escape(change.old)} → {escape(change.new)}"
            )
        if len(renewal.changes) > _SHOWN:
            output().print(f"  … and {len(renewal.changes) - _SHOWN} more")
        for ours, wikidata in renewal.unknown:
            output().print(f"  kept, not known there: {escape(ours)} ({escape(wikidata)})")
        unknown += len(renewal.unknown)
    if dry_run:
        messages().print("nothing was written")
    if unknown:
        raise typer.Exit(ExitCode.SOME_FAILED)
