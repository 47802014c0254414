"""Answers of the graph in the terminal: as a table, or as the JSON that the API gives."""

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

from rich import box
from rich.table import Table
from rich.text import Text

from app.cli.terminal import messages, output
from app.query.network.questions import Actor
from app.query.plain import plain


class AnswerFormat(StrEnum):
    """How an answer is shown."""

    TABLE = "table"
    JSON = "json"


def show_json(answer: object) -> None:
    """The answer as one JSON document."""
    # As UTF-8 whatever the terminal's encoding, like other machine-readable output.
    sys.stdout.buffer.write((json.dumps(plain(answer), ensure_ascii=False, indent=1) + "\n").encode())


def show_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    truncated: bool = False,
    title: str | None = None,
) -> None:
    """Rows in columns; numbers to the right. Says where there are more."""
    console = output()
    listed = [[_cell(value) for value in row] for row in rows]
    numbers = [all(_is_number(row[i]) for row in listed) and bool(listed) for i in range(len(columns))]
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, title=title, title_justify="left")
    for name, is_number in zip(columns, numbers, strict=True):
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in listed:
        table.add_row(*(Text(cell) for cell in row))
    if not console.is_terminal:
        # Piped output is as wide as what it holds.
        console.width = max(80, console.measure(table).maximum, 1_000)
    console.print(table)
    if truncated:
        messages().print("there are more: --limit")


def names(actors: Iterable[Actor], most: int = 8) -> str:
    """What the first of some entities are called, for a cell."""
    found = [actor.label for actor in actors]
    return ", ".join(found[:most]) + (" …" if len(found) > most else "")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    return "yes" if value is True else "no" if value is False else str(value)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("e-", "", 1).isdigit()
