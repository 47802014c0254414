"""`nyhendegraf export`: the graph in files for other tools."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import messages
from app.export import ExportFormat
from app.export import export as write_export


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("export")(export)


def export(
    export_format: Annotated[
        ExportFormat, typer.Option("--format", help="GraphML for graph tools, the others are RDF.")
    ],
    file: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; it appears whole or not at all.")
    ],
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Write the whole graph to a file.

    GraphML (Gephi, Cytoscape, yEd, igraph) holds who did what to whom, with labels, types and weights; TriG and N-Quads
    hold everything, article by article; Turtle and JSON-LD the same.

    \b
    Examples:
      nyhendegraf export --format graphml -o graph.graphml
      nyhendegraf export --format trig -o graph.trig --store /data/store
    """
    from app.graph.stores import read_store

    chosen = settings(store=store, language=language)
    with read_store(chosen.place) as source:
        size = write_export(source, export_format, file, base=chosen.base_iri, languages=chosen.languages)
    messages().print(f"wrote {escape(str(file))} ({size:,} bytes)")
