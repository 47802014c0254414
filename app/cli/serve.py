"""`nyhendegraf serve`: the API on loopback."""

import logging
import signal
import socket
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from app.cli.options import LanguageOption, StoreOption, settings
from app.cli.terminal import messages
from app.errors import RunError

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_SECONDS_TO_FINISH = 5


def register(group: typer.Typer) -> None:
    """Adds the command."""
    group.command("serve")(serve)


def serve(
    store: StoreOption = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on.  [default: 127.0.0.1]", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port to listen on; 0 takes a free one.  [default: 8000]", show_default=False),
    ] = None,
    language: LanguageOption = None,
    writable: Annotated[
        bool,
        typer.Option(
            "--writable", help="Take updates from whoever has NYHENDEGRAF_UPDATE_TOKEN; no builds beside it."
        ),
    ] = False,
) -> None:
    """Serve the store: the REST API, the SPARQL endpoint, exports, and their documentation at /docs.

    What is built meanwhile shows after some seconds. Anybody who reaches the
    address may read everything, web pages open in a browser on this machine too.

    \b
    Examples:
      nyhendegraf serve
      nyhendegraf serve --store /data/store --port 8080
      curl 'http://127.0.0.1:8000/sparql?query=SELECT+*+%7B+%3Fa+ng:met+%3Fb+%7D'
    """
    chosen = settings(store=store, host=host, port=port, language=language)
    if writable and not (chosen.update_token and chosen.update_token.get_secret_value()):
        raise RunError(
            "--writable needs a token: set NYHENDEGRAF_UPDATE_TOKEN, and give it to those who may write"
        )
    from app.graph.folders import refuse_none
    from app.query.workers.fence import leave_network

    # Uvicorn hands the signal on once it is done; to be stopped is how a server ends, also by SIGTERM.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _listening(chosen.host, chosen.port) as listener, ExitStack() as kept:
            fetching = None
            if writable and chosen.fetch_addresses:
                from app.reading.web.apart import Fetching

                # Before the network is left: it stays there, and reads nothing but what it is asked to.
                fetching = kept.enter_context(closing(Fetching("app.scale.fetching")))
            # Updates run in this process. From here on it is reached and reaches nobody.
            if isinstance(chosen.place, Path):
                if not writable:
                    refuse_none(chosen.place)
                leave_network()
            # After that, because libraries have threads of their own, which would stay behind.
            import uvicorn

            from app.api import create_app
            from app.graph.stores import open_store, snapshot_of

            opened = kept.enter_context((open_store if writable else snapshot_of)(chosen.place))
            if chosen.host not in _LOOPBACK:
                messages().print(
                    f"[yellow]note[/] {escape(chosen.host)} can be reached from other machines, "
                    "and nothing asks who is there"
                )
            shown = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
            messages().print(escape(f"http://{shown}:{listener.getsockname()[1]}/docs — stop with Ctrl+C"))
            if chosen.request_log != "none":
                logging.basicConfig(format="%(message)s", stream=sys.stderr, level=logging.WARNING)
                logging.getLogger("nyhendegraf.requests").setLevel(logging.INFO)
            config = uvicorn.Config(
                create_app(chosen, opened, writable=writable, fetching=fetching),
                log_level="warning",
                timeout_graceful_shutdown=_SECONDS_TO_FINISH,
            )
            uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
    messages().print("stopped")


def _listening(host: str, port: int) -> socket.socket:
    """A socket of its own, so that the address is known to work before it is told."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
        except BaseException:
            listener.close()
            raise
    except OSError as error:
        raise RunError(
            f"{host}:{port} cannot be listened on: {error.strerror}. "
            "Choose another --port (0 takes a free one) or --host"
        ) from error
    return listener
