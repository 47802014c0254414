"""`nyhendegraf export`: the graph in files for other tools."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.filters import with_choice
from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import messages
from app.export import ExportFormat, ExportOptions, Profile
from app.export import export as write_export
from app.query.filters import EVERYTHING, FactFilter, Status
from app.query.network import Projection


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("export")(with_choice(export))


def export(
    choose: Callable[[Status], FactFilter],
    export_format: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            help="graphml, gexf, cytoscape, csv and neo4j have nodes and edges; the others are RDF.",
        ),
    ],
    file: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; it appears whole or not at all.")
    ],
    profile: Annotated[
        Profile, typer.Option("--profile", help="The program that GraphML is for.")
    ] = Profile.PLAIN,
    projection: Annotated[
        Projection,
        typer.Option("--nodes", help="Entities with facts as edges, or events too, with roles as edges."),
    ] = Projection.ENTITIES,
    store: StoreOption = None,
    language: LanguageOption = None,
) -> None:
    """Write the graph, or the part that the filters leave, to a file.

    GraphML (Gephi, Cytoscape, yEd, graph libraries), GEXF (Gephi with its timeline), Cytoscape JSON, CSV (two tables in
    a zip file, or in a folder where the name has no ending) and Neo4j (the same for neo4j-admin) hold who did what to
    whom, with labels, types, weights and dates. TriG and N-Quads hold everything, article by article; Turtle and
    JSON-LD the same. Without filters, these four hold what is denied or planned as well.

    \b
    Examples:
      nyhendegraf export --format graphml -o graph.graphml
      nyhendegraf export --format graphml --profile yed --class Conflict --from 2024 -o conflicts.graphml
      nyhendegraf export --format gexf -o timeline.gexf
      nyhendegraf export --format csv -o tables
      nyhendegraf export --format trig -o graph.trig --store /data/store
    """
    from app.graph.stores import read_store

    found = settings(store=store, language=language)
    chosen = choose(Status.ALL if export_format.is_rdf else Status.ASSERTED)
    whole = None if export_format.is_rdf and chosen == EVERYTHING else chosen
    told = ExportOptions(whole, profile, projection, found.languages, found.base_iri)
    with read_store(found.place) as source:
        size = write_export(source, export_format, file, told)
    messages().print(f"wrote {escape(str(file))} ({size:,} bytes)")
