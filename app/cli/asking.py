"""What the questions of `nyhendegraf graph` share: they are asked of a store's network, and answered in one shape."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.markup import escape

from app.cli.answers import AnswerFormat, show_json
from app.cli.filters import with_filter
from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.show import candidates, tell_unknown
from app.cli.terminal import ExitCode, messages, output
from app.errors import RunError
from app.graph.port import ArticleStore
from app.query.filters import FactFilter, FilterError
from app.query.network import build_network
from app.query.network import questions as ask

FormatOption = Annotated[AnswerFormat, typer.Option("--format", help="How the answer is shown.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")]
EntityArgument = Annotated[str, typer.Argument(metavar="ENTITY", help="Its name or id.", show_default=False)]


@dataclass(frozen=True)
class Asked:
    """A store's network with a filter, and the store."""

    asking: ask.Asking
    source: ArticleStore

    def entity(self, name: str) -> str:
        """The one entity that a name or an id means; ends the command where it is none or several."""
        network = self.asking.network
        nodes = candidates(self.source, name, self.asking.base)
        found = [i for i in dict.fromkeys(network.entity(node.value) for node in nodes) if network.has(i)]
        if len(found) == 1:
            return found[0]
        if found:
            messages().print(f"{escape(name)} may be one of these; give the id:")
            for actor in map(self.asking.actor, found):
                output().print(f"  {escape(actor.id)}  {escape(actor.label)} ({actor.type})")
        else:
            tell_unknown(self.source, name)
        raise typer.Exit(ExitCode.SOME_FAILED)


@dataclass(frozen=True)
class Told:
    """An answer as a document, and what shows it to people."""

    found: object
    show: Callable[[], None]


Question = Callable[..., Told]
"""Takes `Asked` and options of its own."""


def command(question: Question) -> Callable[..., None]:
    """The command of a question: with the filters, and with how and of which store it is asked."""

    def run(
        chosen: FactFilter, form: AnswerFormat, store: str | None, language: str | None, **own: Any
    ) -> None:
        with _asked(chosen, store, language) as asked:
            told = question(asked, **own)
        if form is AnswerFormat.JSON:
            show_json(told.found)
        else:
            told.show()

    signature = inspect.signature(question)
    first, *own = signature.parameters.values()
    common: dict[str, tuple[Any, Any]] = {
        "form": (FormatOption, AnswerFormat.TABLE),
        "store": (StoreOption, None),
        "language": (LanguageOption, None),
    }
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for name, (annotation, default) in common.items()
    ]
    run.__signature__ = signature.replace(parameters=[first, *own, *added])  # type: ignore[attr-defined]
    run.__doc__, run.__name__ = question.__doc__, question.__name__
    return with_filter(run)


@contextmanager
def _asked(chosen: FactFilter, store: str | None, language: str | None) -> Iterator[Asked]:
    from app.graph.stores import read_store

    told = settings(store=store, language=language)
    with read_store(told.place) as source:
        try:
            asking = ask.Asking(build_network(source), chosen, told.languages, told.base_iri, source)
            yield Asked(asking, source)
        except FilterError as error:
            raise typer.BadParameter(str(error)) from error
        except ask.UnansweredError as error:
            raise RunError(str(error)) from error
