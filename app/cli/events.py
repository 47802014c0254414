"""`nyhendegraf events`: what several reports tell of, its history, and where they differ."""

import typer
from rich.markup import escape

from app.cli.facts import sentence
from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import output
from app.graph.stores import read_store
from app.query import count_events, happenings
from app.query.differences import Value


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("events")(events)


def events(store: StoreOption = None, language: LanguageOption = None) -> None:
    """Tell which events have several reports, what each article says, and where they differ.

    \b
    Example:
      nyhendegraf events --store store
    """
    chosen = settings(store=store, language=language)
    with read_store(chosen.place) as source:
        counts = count_events(source)
        found = happenings(source, languages=chosen.languages)
    console = output()
    for happening in found:
        articles = len({report.article.iri for report in happening.reports})
        told = f"  ({articles} articles, of {happening.texts} texts)" if happening.texts < articles else ""
        console.print(f"\n[bold]{escape(happening.reports[0].label)}[/]  {happening.reports[0].kind}{told}")
        for report in happening.reports:
            date = f", {report.article.published}" if report.article.published else ""
            console.print(f"  {escape(report.article.identifier)}{date}: {escape(sentence(report))}")
            console.print(f"      {escape(report.iri.removeprefix(chosen.base_iri))}")
        if len(happening.history) > 1:
            steps = " → ".join(f"{status} ({article})" for status, article in happening.history)
            console.print(f"  history: {escape(steps)}")
        for difference in happening.differences:
            values = "; ".join(map(_value, difference.values))
            console.print(f"  they differ on {escape(difference.about)}: {escape(values)}")
    console.print(f"[bold]{counts.events} events[/] in {counts.reports} reports")


def _value(value: Value) -> str:
    said = f", according to {', '.join(value.sources)}" if value.sources else ""
    return f"{value.text} ({', '.join(value.articles)}{said})"
