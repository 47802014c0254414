"""`nyhendegraf verify` and `stats`: whether a store is as it should be, and what is in it."""

import json
import sys
from collections import Counter
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer
from pyoxigraph import NamedNode
from rich.markup import escape

from app.cli.options import StoreOption, settings
from app.cli.terminal import ExitCode, messages, output, progress

_SHOWN_ROWS = 15


class ReportFormat(StrEnum):
    """How a report is shown."""

    TEXT = "text"
    JSON = "json"


class StatsFormat(StrEnum):
    """How statistics are shown."""

    TABLE = "table"
    JSON = "json"
    TURTLE = "turtle"


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    group.command("verify")(verify)
    group.command("stats")(stats)


def verify(
    store: StoreOption = None,
    shapes: Annotated[
        bool,
        typer.Option("--shapes/--no-shapes", help="Run the SHACL shapes too, a quarter second an article."),
    ] = True,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", help="How it is told.")
    ] = ReportFormat.TEXT,
) -> None:
    """Look at every article: checks and shapes, what it points to and does not describe, what nothing points to.

    The graph hash is the same wherever the same articles are. The exit code is 1 where something is wrong.

    \b
    Examples:
      nyhendegraf verify
      nyhendegraf verify --no-shapes --format json
    """
    from app.graph.shapes import validate
    from app.graph.stores import snapshot_of
    from app.graph.verification import verify as verified

    chosen = settings(store=store)
    with snapshot_of(chosen.place) as source, progress("verifying", source.size().articles) as told:
        report = verified(source, base=chosen.base_iri, validate=validate if shapes else None, told=told)
    if report_format is ReportFormat.JSON:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=1))  # noqa: T201 — a report for programs
    else:
        for finding in report.findings:
            output().print(
                f"{finding.kind}  {escape(finding.graph)}: {escape(finding.node)} {escape(finding.message)}"
            )
        kinds = Counter(finding.kind.value for finding in report.findings)
        wrong = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing wrong"
        output().print(f"[bold]{report.articles} articles[/], {report.quads:,} quads: {wrong}")
        output().print(f"version {report.version}, graph hash {report.graph_hash}")
    if report.findings:
        raise typer.Exit(ExitCode.SOME_FAILED)


def stats(
    store: StoreOption = None,
    stats_format: Annotated[
        StatsFormat, typer.Option("--format", help="Turtle is a VoID description.")
    ] = StatsFormat.TABLE,
) -> None:
    """Count what is in the store: articles, quads, classes, properties.

    \b
    Examples:
      nyhendegraf stats
      nyhendegraf stats --format turtle
    """
    from app.graph.serialisation import turtle_of
    from app.graph.statistics import VOID, statistics, void
    from app.graph.stores import read_store
    from app.query import readable

    chosen = settings(store=store)
    with read_store(chosen.place) as source:
        numbers = statistics(source)
    base = chosen.base_iri
    if stats_format is StatsFormat.JSON:
        print(json.dumps(asdict(numbers), ensure_ascii=False, indent=1))  # noqa: T201
        return
    if stats_format is StatsFormat.TURTLE:
        triples = void(numbers, NamedNode(f"{base}dataset"), base)
        sys.stdout.buffer.write(turtle_of(triples, base=base, others={"void": VOID}))
        return
    console = output()
    languages = ", ".join(f"{count} {language}" for language, count in numbers.languages)
    dates = f", published {' to '.join(numbers.published)}" if numbers.published else ""
    console.print(f"[bold]{numbers.articles} articles[/] ({languages}{dates}), {numbers.quads:,} quads")
    console.print(
        f"{numbers.subjects:,} subjects, {numbers.properties} properties, {numbers.objects:,} objects, "
        f"{len(numbers.by_class)} classes"
    )
    for title, counts in (("Class", numbers.by_class), ("Property", numbers.by_property)):
        console.print(f"\n[bold]{title}[/]")
        for iri, count in counts[:_SHOWN_ROWS]:
            console.print(f"{count:>10,}  {escape(readable(NamedNode(iri), base=base))}")
        if len(counts) > _SHOWN_ROWS:
            messages().print(f"… and {len(counts) - _SHOWN_ROWS} more: --format json")
