"""`nyhendegraf explain`: what was found in an article and why, sentence by sentence."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from app.cli.options import settings
from app.cli.terminal import ExitCode, output, show_article_error
from app.errors import ArticleError
from app.model.explanation import Explanation, Finding, SentenceFindings


class ExplanationFormat(StrEnum):
    """How it is told."""

    TEXT = "text"
    JSON = "json"


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("explain")(explain)


def explain(
    articles: Annotated[
        list[Path],
        typer.Argument(
            metavar="ARTICLE", help="Files to read; the store is not touched.", show_default=False
        ),
    ],
    format: Annotated[  # noqa: A002  (the option's name)
        ExplanationFormat, typer.Option(help="For reading, or for programs.")
    ] = ExplanationFormat.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="Also sentences in which nothing was found.")
    ] = False,
    pipeline: Annotated[
        str | None,
        typer.Option(help="Another spaCy pipeline, by package name or folder.", show_default=False),
    ] = None,
) -> None:
    """Tell sentence by sentence what is found in an article, and why.

    Of each event and relation: the word that tells it, the entry or rule that found it, who takes part and
    by which words, whether it is so, who says so, and how sure that is. What is found but not sure enough
    for the graph is marked.

    \b
    Examples:
      nyhendegraf explain article.txt
      nyhendegraf explain article.txt --format json
    """
    chosen = settings(pipeline=pipeline)
    from app import bootstrap  # loads the language libraries, which --help should not wait for

    failed = 0
    told: list[dict[str, Any]] = []
    for item in bootstrap.explain(chosen, articles):
        if isinstance(item, ArticleError):
            failed += 1
            show_article_error(item)
        elif format is ExplanationFormat.JSON:
            told.append(item.as_json())
        else:
            _show(output(), item, everything=everything)
    if format is ExplanationFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _show(console: Console, explanation: Explanation, *, everything: bool) -> None:
    console.print(f"[bold]{escape(explanation.article)}[/]  ({explanation.variety})")
    for sentence in explanation.sentences:
        if sentence.findings or everything:
            _show_sentence(console, sentence)


def _show_sentence(console: Console, sentence: SentenceFindings) -> None:
    console.print(f"\n  [italic]{escape(' '.join(sentence.text.split()))}[/]")
    for finding in sentence.findings:
        for line in _lines(finding):
            console.print(f"    {line}")


def _lines(finding: Finding) -> list[str]:
    notes = [note for note in (finding.polarity, finding.modality) if note not in ("Positive", "Actual")]
    if finding.source is not None:
        notes.append(f"according to {finding.source}")
    if finding.time is not None:
        notes.append(finding.time)
    more = f"  [{', '.join(notes)}]" if notes else ""
    kept = "" if finding.kept else "  — not sure enough, left out"
    lines = [
        f"[bold]{escape(finding.kind)}[/]  «{escape(finding.trigger)}»{escape(more)}  {finding.confidence:.2f}{kept}",
        f"  because: {escape(finding.rule)}",
    ]
    for part in finding.participants:
        words = "" if part.words == part.name else f"  («{' '.join(part.words.split())}»)"
        lines.append(f"  {part.role}: {escape(part.name)}{escape(words)}")
    return lines
