"""Options that several commands have, and the settings that they change."""

from typing import Annotated, Any

import typer

from app.config import SettingError, Settings, load_settings
from app.reading import FIELDS

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="Folder of the store, or address of a SPARQL server.  [default: NYHENDEGRAF_STORE, or store]",
        show_default=False,
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", help="Language of labels: nn, nb or en.  [default: en]", show_default=False),
]

FieldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        help="What a field of JSON or CSV is called; ours are id, headline, text, date and url.",
        show_default=False,
    ),
]


def fields_of(given: list[str] | None) -> dict[str, str] | None:
    """What `--field` says, our field → theirs; None where it is not given."""
    fields: dict[str, str] = {}
    for item in given or ():
        ours, _, theirs = item.partition("=")
        if ours not in FIELDS or not theirs:
            raise typer.BadParameter(
                f"{item!r}: write OURS=THEIRS, where OURS is one of {', '.join(FIELDS)}", param_hint="--field"
            )
        fields[ours] = theirs
    return fields or None


def settings(**given: Any) -> Settings:
    """The settings of environment and options; what was not given (None) keeps its setting."""
    try:
        return load_settings(**{name: value for name, value in given.items() if value is not None})
    except SettingError as error:
        raise typer.BadParameter(str(error)) from error
