"""`nyhendegraf serve`: the API on loopback."""

from typing import Annotated

import typer

from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import messages

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("serve")(serve)


def serve(
    store: StoreOption = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on.  [default: 127.0.0.1]", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on.  [default: 8000]", show_default=False)
    ] = None,
    language: LanguageOption = None,
) -> None:
    """Serve the store as it is now: the REST API, the SPARQL endpoint, exports, and their documentation at /docs.

    Articles that are built meanwhile show after a restart. Anybody who reaches the address may read everything.

    \b
    Examples:
      nyhendegraf serve
      nyhendegraf serve --store /data/store --port 8080
      curl 'http://127.0.0.1:8000/sparql?query=SELECT+*+%7B+%3Fa+ng:met+%3Fb+%7D'
    """
    import uvicorn

    from app.api import create_app

    chosen = settings(store=store, host=host, port=port, language=language)
    if chosen.host not in _LOOPBACK:
        messages().print(
            f"[yellow]note[/] {chosen.host} can be reached from other machines, and nothing asks who is there"
        )
    application = create_app(chosen)
    shown = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    messages().print(f"http://{shown}:{chosen.port}/docs — stop with Ctrl+C")
    uvicorn.run(application, host=chosen.host, port=chosen.port, log_level="warning")
