"""The options that say which facts are meant, the same for every command that asks the graph."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer

from app.cli.options import settings
from app.query.filters import FactFilter, FilterError, Status, fact_filter

FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Not before this: 2024, 2024-03 or 2024-03-25.")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Not after this.")]
DatedOption = Annotated[
    str | None,
    typer.Option(
        "--dated",
        metavar="event|published",
        help="Whether --from and --to mean when it happened or when the article appeared.  [default: event]",
    ),
]
ClassOption = Annotated[
    list[str] | None,
    typer.Option(
        "--class",
        metavar="NAME",
        help="Only this event class (Meeting), relation (memberOf) or group (Conflict); repeatable.",
    ),
]
ConfidenceOption = Annotated[
    float | None, typer.Option("--min-confidence", metavar="0…1", help="Only facts at least so sure.")
]
SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source", metavar="ID", help="Only what this entity says, by its id; «article»: what no other says."
    ),
]
ArticleOption = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="ID", help="Only facts of this article, by its id; repeatable."),
]
PolarityOption = Annotated[
    str | None,
    typer.Option("--polarity", metavar="positive|negative", help="Only what is affirmed, or what is denied."),
]
ModalityOption = Annotated[
    list[str] | None,
    typer.Option(
        "--modality", metavar="actual|planned|requested|possible", help="Only what is told so; repeatable."
    ),
]
StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="asserted|all",
        help="What the articles present as so, or all that they tell of.  [default: asserted]",
    ),
]
ArticleLanguageOption = Annotated[
    str | None, typer.Option("--lang", metavar="nn|nb", help="Only articles in this variety.")
]


_OPTIONS: dict[str, Any] = {
    "begin": FromOption,
    "end": ToOption,
    "dated": DatedOption,
    "classes": ClassOption,
    "min_confidence": ConfidenceOption,
    "source": SourceOption,
    "articles": ArticleOption,
    "polarity": PolarityOption,
    "modalities": ModalityOption,
    "status": StatusOption,
    "article_language": ArticleLanguageOption,
}


def with_filter(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose first parameter is the filter, with the options that make one in place of that."""
    return _with_options(command, lambda told: _filter(told, Status.ASSERTED))


def with_choice(command: Callable[..., None]) -> Callable[..., None]:
    """The same where the first parameter is a function that makes the filter from the status that is the default."""
    return _with_options(command, lambda told: partial(_filter, told))


def _with_options(
    command: Callable[..., None], first: Callable[[dict[str, Any]], Any]
) -> Callable[..., None]:
    def run(**given: Any) -> None:
        told = {name: given.pop(name) for name in _OPTIONS}
        command(first(told), **given)

    signature = inspect.signature(command)
    own = list(signature.parameters.values())[1:]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in _OPTIONS.items()
    ]
    own = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    # What has no default comes first.
    own.sort(key=lambda p: p.default is not inspect.Parameter.empty)
    parameters = [*own, *options]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    run.__doc__, run.__name__ = command.__doc__, command.__name__
    return run


def _filter(told: dict[str, Any], default_status: Status) -> FactFilter:
    try:
        return fact_filter(
            begin=told["begin"],
            end=told["end"],
            dated=told["dated"],
            classes=told["classes"] or (),
            min_confidence=told["min_confidence"],
            articles=told["articles"] or (),
            modalities=told["modalities"] or (),
            source=told["source"],
            polarity=told["polarity"],
            status=told["status"],
            language=told["article_language"],
            base=settings().base_iri,
            default_status=default_status,
        )
    except FilterError as error:
        raise typer.BadParameter(str(error)) from error
