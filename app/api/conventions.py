"""What holds for every request: an id, a line in the log, a measure, a limit of rate, and answers that are kept."""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.metrics import Metrics
from app.api.problems import Problem, answer
from app.api.rates import Rates
from app.config import Settings

REQUEST_ID = "X-Request-Id"
_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_TAG = re.compile(r'(?:W/)?("[^"]*")')
# What is of the store alone; the rest has other reasons to change.
_TAGGED = ("/api/", "/id/")
_UNTAGGED = ("/api/jobs", "/api/extract")
log = logging.getLogger("nyhendegraf.requests")


class Conventions:
    """The outermost layer of the application."""

    def __init__(
        self, app: ASGIApp, *, settings: Settings, metrics: Metrics, tag: Callable[[], str | None]
    ) -> None:
        """`tag` tells what the answers are made from; None while that is nothing."""
        self._app = app
        self._log = settings.request_log
        self._metrics = metrics
        self._tag = tag
        self._rates = Rates(settings.max_requests_per_second)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        headers = Headers(scope=scope)
        given = headers.get(REQUEST_ID, "")
        request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        tag = self._tag() if _is_tagged(scope) else None
        sent = _Sent()

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent.status = message["status"]
                its = MutableHeaders(scope=message)
                its[REQUEST_ID] = request_id
                if tag is not None and sent.status == 200:
                    its.setdefault("ETag", f'"{tag}"')
            elif message["type"] == "http.response.body":
                sent.size += len(message.get("body", b""))
            await send(message)

        wait = self._rates.wait(_client(scope))
        held = None if tag is None else _held(headers.get("if-none-match"), tag)
        try:
            if wait is not None:
                await _too_many(wait)(scope, receive, pass_on)
            elif held is not None:
                await _not_modified(held)(scope, receive, pass_on)
            else:
                await self._app(scope, receive, pass_on)
        finally:
            seconds = time.perf_counter() - began
            self._metrics.answered(scope, sent.status, seconds)
            if self._log != "none":
                log.info(self._line(scope, request_id, sent, seconds))

    def _line(self, scope: Scope, request_id: str, sent: "_Sent", seconds: float) -> str:
        told = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": request_id,
            "client": _client(scope),
            "method": scope["method"],
            "path": scope["path"],
            "status": sent.status,
            "bytes": sent.size,
            "milliseconds": round(1000 * seconds, 1),
        }
        if self._log == "json":
            return json.dumps(told, ensure_ascii=True)
        # What somebody puts into an address breaks no line.
        told["path"] = json.dumps(told["path"], ensure_ascii=True)[1:-1]
        return " ".join(str(value) for value in told.values())


class _Sent:
    """What has been sent of an answer."""

    def __init__(self) -> None:
        self.status = 500
        self.size = 0


def _is_tagged(scope: Scope) -> bool:
    path: str = scope["path"]
    return scope["method"] in ("GET", "HEAD") and path.startswith(_TAGGED) and not path.startswith(_UNTAGGED)


def _held(given: str | None, tag: str) -> str | None:
    """The tag of a request that is still right; one of an article has something before it."""
    if given is None:
        return None
    return next((one for one in _TAG.findall(given) if one[1:-1].endswith(tag)), None)


def _not_modified(tag: str) -> ASGIApp:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"etag", tag.encode("latin-1")), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return app


def _too_many(seconds: int) -> ASGIApp:
    detail = f"More requests than this server takes from one address. Ask again in {seconds} seconds."
    return answer(
        Problem(title="Too many requests", status=429, detail=detail), {"Retry-After": str(seconds)}
    )


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""
