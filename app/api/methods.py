"""HEAD and OPTIONS for every address, which the routes themselves need not know of."""

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadMiddleware:
    """Answers HEAD as GET without the content, and has caches ask before they use an answer again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                # A server that starts anew has another snapshot at the same addresses.
                MutableHeaders(scope=message).setdefault("Cache-Control", "no-cache")
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if is_head else scope, receive, answer)


def allowed(app: FastAPI, scope: Scope) -> str:
    """The value of Allow for an address."""

    def has(method: str) -> bool:
        asked = {**scope, "method": method}
        return any(
            route.matches(asked)[0] is Match.FULL for route in app.routes if not isinstance(route, Mount)
        )

    writing = [method for method in ("POST", "PUT", "DELETE") if has(method)]
    # Static files, which no route has, are read.
    reading = ["GET", "HEAD"] if has("GET") or not writing else []
    return ", ".join([*reading, "OPTIONS", *writing])
