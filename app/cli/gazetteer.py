"""`nyhendegraf gazetteer refresh`: names and ids from a SPARQL endpoint."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from app.cli.options import settings
from app.cli.terminal import ExitCode, Group, messages, output, progress
from app.errors import RunError

if TYPE_CHECKING:
    from app.graph.remote.asking import Asking
    from app.graph.renewal import Renewal

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
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0.1,
            help="Seconds that the endpoint may take for a hundred rows.  [default: NYHENDEGRAF_STORE_TIMEOUT, 60]",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help=f"Tell every change and every row that is kept, not {_SHOWN} of a table."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would change, and change nothing.")
    ] = False,
) -> None:
    """Renew the names and Wikidata ids of the gazetteers, and tell what changed.

    Nothing is lost: a name that gives way becomes an alias, an id that has moved is followed, and a row that the
    endpoint knows nothing of, or that has moved to where another row is, is kept and reported. The exit code is 1 where
    there are such rows. Tables are written only when everything was answered, each at once, so that a run that is
    stopped or fails changes nothing. Look at --dry-run first, and at the difference before you commit it.

    \b
    Examples:
      nyhendegraf gazetteer refresh --endpoint https://example.org/sparql --dry-run
      nyhendegraf gazetteer refresh --endpoint https://example.org/sparql --folder my-tables --timeout 120
    """
    from app.export import refuse_unwritable, write_whole
    from app.graph.renewal import renew
    from app.resources import ontology_path

    chosen = settings(gazetteer_endpoint=endpoint, store_timeout=timeout)
    url = chosen.gazetteer_endpoint
    if url is None:
        raise typer.BadParameter("give --endpoint, or set NYHENDEGRAF_GAZETTEER_ENDPOINT")
    tables = folder or ontology_path("gazetteers")
    paths = sorted(tables.glob("*.tsv"))
    if not paths:
        raise RunError(f"{tables} has no tables (*.tsv). Give their folder with --folder")
    if not url.startswith(("http://", "https://")):
        raise typer.BadParameter(f"{url} is no address of an endpoint; it begins with http:// or https://")
    if not dry_run:
        # Before minutes of asking.
        refuse_unwritable(paths[0])
    try:
        with _endpoint(url, chosen.store_timeout) as asking, _bar() as reached:
            renewals = renew(paths, asking, reached)
    except KeyboardInterrupt:
        messages().print("no table was changed")
        raise
    asked, kept = (sum(numbers) for numbers in zip(*((r.asked, len(r.kept)) for r in renewals), strict=True))
    if asked and kept == asked and not any(renewal.changes for renewal in renewals):
        raise RunError(
            f"{url} knows none of the {asked} items that were asked for. No table was changed; give --endpoint one "
            "that has Wikidata's items (http://www.wikidata.org/entity/Q…) with their labels"
        )
    for renewal in renewals:
        if renewal.changes and not dry_run:
            write_whole(tables / renewal.table, renewal.text.encode())
        _tell(renewal, None if everything else _SHOWN)
    changed = sum(bool(renewal.changes) for renewal in renewals)
    rows = len({(change.table, change.id) for renewal in renewals for change in renewal.changes})
    output().print(f"[bold]{asked} rows asked for, {rows} changed, {kept} kept as they are[/]")
    if dry_run:
        messages().print("nothing was written")
    elif changed:
        messages().print(f"written to {escape(str(tables))}: {changed} of {len(renewals)} tables")
    if kept:
        raise typer.Exit(ExitCode.SOME_FAILED)


@contextmanager
def _endpoint(url: str, seconds: float) -> "Iterator[Asking]":
    """The endpoint to ask; what goes wrong is told of it, and not of a store."""
    from app.graph.remote.address import RemoteAddress
    from app.graph.remote.asking import Asking
    from app.graph.remote.client import SparqlClient

    client = SparqlClient(RemoteAddress(url, query_url=url, timeout_seconds=seconds))
    try:
        yield Asking(client)
    except RunError as error:
        of_store = f"the store {url} "
        if not str(error).startswith(of_store):
            raise
        reason = str(error).removeprefix(of_store).rsplit(". ", 1)[0].rstrip(".")
        late = "did not answer within" in reason
        remedy = "give it more time with --timeout" if late else "check --endpoint, or try again later"
        raise RunError(f"{url} {reason}. No table was changed; {remedy}") from error
    finally:
        client.close()


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how many of how many rows were asked for."""
    with ExitStack() as stack:
        step: Callable[[str], None] | None = None
        shown = 0

        def reached(done: int, of: int) -> None:
            nonlocal step, shown
            if step is None:
                step = stack.enter_context(progress("asking for names", of))
            for _ in range(done - shown):
                step("")
            shown = done

        yield reached


def _tell(renewal: "Renewal", most: int | None) -> None:
    """What became of a table, so many changes and rows that are kept at most."""
    console = output()
    console.print(
        f"[bold]{escape(renewal.table)}[/]  {renewal.asked} rows asked for, {len(renewal.changes)} changes, "
        f"{len(renewal.kept)} rows kept as they are, {renewal.without_id} without a Wikidata id"
    )
    for change in renewal.changes[:most]:
        shared = f"  (a name of {', '.join(change.shared)} too)" if change.shared else ""
        old = change.old or "nothing"
        console.print(
            f"  {escape(change.id)} {change.column}: {escape(old)} → {escape(change.new or 'nothing')}{escape(shared)}"
        )
    for row in renewal.kept[:most]:
        console.print(f"  kept: {escape(row.id)} ({row.wikidata}), {escape(row.reason)}")
    more = [
        f"{len(its) - most} more {what}"
        for its, what in ((renewal.changes, "changes"), (renewal.kept, "rows that are kept"))
        if most is not None and len(its) > most
    ]
    if more:
        console.print(f"  … and {' and '.join(more)}; see them with --all")
