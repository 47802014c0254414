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


def output() -> Console:
    """Results; plain text where the output is no terminal, as wide as it needs."""
    return Console(highlight=False, soft_wrap=True)


def messages() -> Console:
    """Progress, warnings and errors."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress(doing: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """A bar on standard error, only where that is a terminal; what it gives is called for each article."""
    console = messages()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    disabled = not console.is_terminal
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True, disable=disabled) as shown:
        task = shown.add_task(doing, total=total)
        yield lambda _: shown.advance(task)


def show_article_error(error: ArticleError) -> None:
    """File, reason and remedy of an article that was left out."""
    console = messages()
    console.print(f"[bold red]left out[/] {escape(error.place)}: {escape(error.reason)}")
    console.print(f"         {escape(error.remedy)}")


class ErrorGroup(TyperGroup):
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
