"""Answers that are sent while they are being found."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.problems import problem
from app.query.workers.pool import Reply

T = TypeVar("T")
_SECONDS_UNWATCHED = 0.02
TRUNCATED = "Nyhendegraf-Truncated"
"""The header (a boolean after RFC 9651) of an answer that has as many rows as were wanted, where there are more."""


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What comes of some work, which is given up when the client goes away or the server stops."""
    task = asyncio.ensure_future(work)
    # Also where nobody waits for it any more.
    task.add_done_callback(lambda done: None if done.cancelled() else done.exception())
    gone: asyncio.Future[None] | None = None
    try:
        # Most are done before it is worth looking whether somebody is there.
        done, _ = await asyncio.wait((task,), timeout=_SECONDS_UNWATCHED)
        if not done:
            gone = asyncio.ensure_future(_gone(request))
            await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError as error:
        task.cancel()
        raise problem(503, "Server stops", "The server stops before this query is done.") from error
    finally:
        if gone is not None:
            gone.cancel()
    if not task.done():
        task.cancel()
    try:
        return await task
    except asyncio.CancelledError as error:
        raise problem(503, "Nobody waits", "The client went away before its query was done.") from error


async def _gone(request: Request) -> None:
    # The body has been read, so what comes now is that there is nobody.
    while (await request.receive())["type"] != "http.disconnect":
        pass


class _Streamed(StreamingResponse):
    """Lets go of the query also where the client does not read to the end."""

    def __init__(self, reply: Reply, content: AsyncIterator[bytes], headers: dict[str, str]) -> None:
        super().__init__(content, headers=headers)
        self._reply = reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._reply.close()


@lru_cache(10)
def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def answered(reply: Reply, media_type: str) -> Response:
    """The response that carries an answer; one that fails later on is broken off, so that nobody takes it for whole."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {"Content-Type": media_type + charset, "Vary": "Accept"}
    if reply.moment is not None:
        headers["Last-Modified"] = _http_date(reply.moment)
    if reply.cut:
        headers[TRUNCATED] = "?1"
    rest = reply.rest
    if rest is None:
        return Response(reply.first, headers=headers)

    async def content() -> AsyncIterator[bytes]:
        yield reply.first
        async for part in rest:
            yield part

    return _Streamed(reply, content(), headers)
