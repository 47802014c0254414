"""What the commands share: consoles, readable errors, exit codes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from typer.core import TyperGroup

from app import lean
from app.errors import ArticleError, RunError


class ExitCode(IntEnum):
    """How a command ended; 2 is a wrong command line."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


_WHOLE = 1000
"""Characters of a sentence that is not to be cut."""
_bar: Progress | None = None
"""What is shown now and has to go where something is printed, or it would stay between the lines."""


class _Lines(Console):
    def print(self, *objects: Any, **options: Any) -> None:
        """Takes the bar away meanwhile."""
        if _bar is not None:
            _bar.stop()
        try:
            super().print(*objects, **options)
        finally:
            if _bar is not None:
                _bar.start()


def output() -> Console:
    """Results; plain text where the output is no terminal, as wide as it needs."""
    return _Lines(highlight=False, soft_wrap=True)


def messages() -> Console:
    """Warnings and errors."""
    return _Lines(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress(doing: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """A bar on standard error, only where that is a terminal; what it gives is called for each article.

    Where nobody knows how many there are, their number instead.
    """
    global _bar
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    known = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    columns = (TextColumn("{task.description} {task.completed}"),) if total is None else known
    shown = Progress(
        SpinnerColumn(),
        *columns,
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = shown.add_task(doing, total=total)
    with shown:
        _bar = None if shown.disable else shown
        try:
            yield lambda _: shown.advance(task)
        finally:
            _bar = None


def show_article_error(error: ArticleError) -> None:
    """File, reason and remedy of an article that was left out."""
    console = messages()
    console.print(f"[bold red]left out[/] {escape(error.place)}: {escape(error.reason)}")
    console.print(f"         {escape(error.remedy)}")


class Group(TyperGroup):
    """Commands listed with the first sentence of their help, on as many lines as it takes."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the list; without this, sentences are cut to one line."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.get_short_help_str(_WHOLE)) for name, command in found if command]
            )


class ErrorGroup(Group):
    """Turns errors raised on purpose into a message and an exit code, without a trace of the program."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        lean.own_process()
        try:
            return super().invoke(ctx)
        except ArticleError as error:
            show_article_error(error)
            raise typer.Exit(ExitCode.FAILED) from error
        except RunError as error:
            messages().print(f"[bold red]error[/] {escape(str(error))}")
            raise typer.Exit(ExitCode.FAILED) from error
        except BrokenPipeError as error:
            # The reader (head, less) has seen enough.
            sys.stderr.close()
            raise typer.Exit(ExitCode.OK) from error
        except KeyboardInterrupt as error:
            messages().print("interrupted")
            raise typer.Exit(ExitCode.INTERRUPTED) from error
