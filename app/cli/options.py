"""Options that several commands have, and the settings that they change."""

from typing import Annotated, Any

import typer

from app.config import SettingError, Settings, load_settings

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


def settings(**given: Any) -> Settings:
    """The settings of environment and options; what was not given (None) keeps its setting."""
    try:
        return load_settings(**{name: value for name, value in given.items() if value is not None})
    except SettingError as error:
        raise typer.BadParameter(str(error)) from error
