"""Answers that are sent while they are being found."""

from collections.abc import AsyncIterator
from email.utils import format_datetime

from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.query.workers.pool import Reply


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


def answered(reply: Reply, media_type: str) -> Response:
    """The response that carries an answer; one that fails later on is broken off, so that nobody takes it for whole."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {"Content-Type": media_type + charset, "Vary": "Accept"}
    if reply.moment is not None:
        headers["Last-Modified"] = format_datetime(reply.moment, usegmt=True)
    rest = reply.rest
    if rest is None:
        return Response(reply.first, headers=headers)

    async def content() -> AsyncIterator[bytes]:
        yield reply.first
        async for part in rest:
            yield part

    return _Streamed(reply, content(), headers)
