"""`nyhendegraf backup`, `restore`, `load` and `migrate`: all of a store at once."""

from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import RdfFormat, parse
from rich.markup import escape

from app.cli.options import StoreOption, settings
from app.cli.terminal import ExitCode, messages, output, progress
from app.errors import RunError

_FORMATS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", help="The backup.", show_default=False)]


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    for command in (backup, restore, load, migrate):
        group.command(command.__name__)(command)


def backup(folder: FolderArgument, store: StoreOption = None) -> None:
    """Write everything that the articles say into a new folder, to restore any store from.

    A build may go on beside it: the backup has what the store held when it began.

    \b
    Example:
      nyhendegraf backup backups/2024-03-05 --store store
    """
    from app.graph.backups import write_backup
    from app.graph.stores import snapshot_of

    chosen = settings(store=store)
    with snapshot_of(chosen.place) as source, progress("backing up", source.size().articles) as told:
        manifest = write_backup(source, folder, told)
    output().print(
        f"[bold]{manifest.articles} articles[/], {manifest.quads:,} quads in {escape(str(folder))}\n"
        f"graph hash {manifest.graph_hash}"
    )


def restore(folder: FolderArgument, store: StoreOption = None) -> None:
    """Put a backup into a store without articles, and see that the store then says the same.

    \b
    Example:
      nyhendegraf restore backups/2024-03-05 --store restored
    """
    from app.graph.backups import hash_of, read_manifest, restore_backup
    from app.graph.stores import open_store
    from app.graph.versions import SCHEMA_VERSION

    chosen = settings(store=store)
    manifest = read_manifest(folder)
    with open_store(chosen.place) as target:
        restore_backup(target, folder, manifest)
        target.optimise()
        with progress("comparing", manifest.articles) as told:
            found = hash_of(target, told)
    output().print(
        f"[bold]{manifest.articles} articles[/] in {escape(str(chosen.place))}\ngraph hash {found}"
    )
    if found != manifest.graph_hash and manifest.version == SCHEMA_VERSION:
        messages().print(
            f"[bold red]differs[/] the backup has the graph hash {manifest.graph_hash}: the store has changed what was "
            "written (some keep numbers and dates in another form)"
        )
        raise typer.Exit(ExitCode.SOME_FAILED)


def load(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="N-Quads (.nq) or TriG (.trig).", show_default=False)
    ],
    store: StoreOption = None,
) -> None:
    """Load whole new articles that export or another nyhendegraf has written: all of them, or none.

    \b
    Example:
      nyhendegraf load graph.nq --store store
    """
    from app.graph.decisions import load_everything
    from app.graph.stores import open_store

    chosen = settings(store=store)
    rdf_format = _FORMATS.get(file.suffix)
    if rdf_format is None:
        raise typer.BadParameter(f"{file}: its name must end in .nq (N-Quads) or .trig (TriG)")
    try:
        with file.open("rb") as source, open_store(chosen.place) as target:
            size = load_everything(target, parse(source, rdf_format))
            target.optimise()
    except SyntaxError as error:
        raise RunError(f"{file} cannot be read: {error}. Nothing was loaded; mend the file") from error
    except OSError as error:
        raise RunError(f"{file} cannot be read: {error.strerror}. Check the path") from error
    output().print(f"[bold]{size.articles} articles[/], {size.quads:,} quads loaded")


def migrate(
    store: StoreOption = None,
    backup_folder: Annotated[
        Path | None,
        typer.Option("--backup", help="Where to write a backup of the store as it was.", show_default=False),
    ] = None,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Make none.")] = False,
) -> None:
    """Bring a store of an earlier version up to date, after a backup.

    \b
    Example:
      nyhendegraf migrate --store store --backup backups/before
    """
    from app.graph.backups import write_backup
    from app.graph.migrations import migrate as migrated
    from app.graph.migrations import steps
    from app.graph.stores import open_store
    from app.graph.versions import stored_version

    if (backup_folder is None) != no_backup:
        raise typer.BadParameter("give either --backup FOLDER or --no-backup")
    chosen = settings(store=store)
    with open_store(chosen.place, any_version=True) as target:
        way = steps(stored_version(target), f"the store {target.place}")
        for number, step in way:
            output().print(f"version {number} to {number + 1}: {escape(step.description)}")
        if not way:
            output().print(f"{escape(target.place)} is up to date")
            return
        articles = target.size().articles
        if backup_folder is not None:
            with progress("backing up", articles) as told:
                write_backup(target, backup_folder, told)
        with progress("migrating", articles) as told:
            for identifier in migrated(target):
                told(identifier)
    # As it is opened now, it also gets the ontology of this version.
    open_store(chosen.place).close()
    output().print(f"[bold]{articles} articles[/] are up to date")
