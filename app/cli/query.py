"""`nyhendegraf query`: SPARQL in the terminal."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from app.cli.options import StoreOption, settings
from app.cli.terminal import ExitCode, messages, output
from app.errors import RunError


class QueryFormat(StrEnum):
    """How an answer is shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("query")(query)


def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="The query, or - to read it from standard input.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from a file.")] = None,
    answer_format: Annotated[
        QueryFormat, typer.Option("--format", help="How the answer is shown.")
    ] = QueryFormat.TABLE,
    store: StoreOption = None,
) -> None:
    """Ask the store a question in SPARQL 1.1; the usual prefixes (ng:, ngr:, skos:, schema: …) are declared.

    All articles together are the default graph; GRAPH ?article tells which one says it. What several articles say is
    found once in each: SELECT DISTINCT and COUNT(DISTINCT …) count it once.

    \b
    Examples:
      nyhendegraf query 'SELECT ?who ?whom { ?a ng:met ?b . ?a skos:prefLabel ?who . ?b skos:prefLabel ?whom }'
      nyhendegraf query 'SELECT ?article ?what { GRAPH ?article { ?event a ng:Visit ; rdfs:label ?what } }' --format csv
      nyhendegraf query --file question.rq --format json
    """
    text = _text(sparql, file)
    from app.graph.stores import read_store
    from app.query import (
        Answer,
        AnswerTooLargeError,
        GraphFormat,
        QuerySyntaxError,
        RefusedQueryError,
        ResultFormat,
        Solutions,
        readable,
        run,
        serialise,
    )

    chosen = settings(store=store)
    with read_store(chosen.place) as source:
        try:
            if answer_format is not QueryFormat.TABLE:
                results = ResultFormat.JSON if answer_format is QueryFormat.JSON else ResultFormat.CSV
                graph = GraphFormat.JSONLD if answer_format is QueryFormat.JSON else GraphFormat.NTRIPLES
                written = serialise(
                    source,
                    text,
                    results=results,
                    graph=graph,
                    base=chosen.base_iri,
                    max_bytes=chosen.max_answer_bytes,
                )
                sys.stdout.buffer.write(written if written.endswith(b"\n") else written + b"\n")
                return
            answer = run(source, text, base=chosen.base_iri, max_bytes=chosen.max_answer_bytes)
        except (QuerySyntaxError, RefusedQueryError, AnswerTooLargeError) as error:
            raise RunError(str(error)) from error
    console = output()
    if isinstance(answer, Answer):
        console.print("yes" if answer.value else "no")
    elif isinstance(answer, Solutions):
        table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False)
        for column in answer.columns:
            table.add_column(column, overflow="fold")
        for row in answer.table(base=chosen.base_iri):
            table.add_row(*(Text(cell) for cell in row))
        if not console.is_terminal:
            # Piped output is as wide as what it holds.
            console.width = max(80, console.measure(table).maximum, 1_000)
        console.print(table)
        messages().print(f"{len(answer.rows)} rows")
    else:
        for triple in answer.triples:
            parts = (triple.subject, triple.predicate, triple.object)
            console.print(Text(" ".join(readable(part, base=chosen.base_iri) for part in parts)))
        messages().print(f"{len(answer.triples)} triples")


def _text(sparql: str | None, file: Path | None) -> str:
    if (sparql is None) == (file is None):
        messages().print("Give either a query or --file FILE; see nyhendegraf query --help")
        raise typer.Exit(ExitCode.USAGE)
    try:
        if file is not None:
            return file.read_text(encoding="utf-8")
    except OSError as error:
        raise RunError(f"the query {file} cannot be read: {error.strerror}. Check the path") from error
    except UnicodeDecodeError as error:
        raise RunError(f"the query {file} is no text in UTF-8 ({error}). Save it as UTF-8") from error
    assert sparql is not None
    return sys.stdin.read() if sparql == "-" else sparql
