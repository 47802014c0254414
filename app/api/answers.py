"""Answers about entities, events and articles, kept whole until the graph is another one."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEPT = ("/api/entities", "/api/events", "/api/articles")
"""What is read from the index alone, whose state the tag is."""
_MOST_BYTES, _LONGEST = 32_000_000, 256_000
# On which of a request's headers an answer depends, beside its address.
_VARYING = (b"accept", b"accept-encoding", b"origin")
Key = tuple[str, bytes, tuple[bytes | None, ...]]


@dataclass(frozen=True, slots=True)
class _Answer:
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    route: Any
    """What measures call the address."""


class KeptAnswers:
    """A layer of the application that gives an answer again where the same is asked of the same graph."""

    def __init__(self, app: ASGIApp, *, tag: Callable[[], str | None]) -> None:
        """`tag` tells what answers are made from; None while that is nothing."""
        self._app = app
        self._tag = tag
        self._stands: str | None = None
        self._answers: OrderedDict[Key, _Answer] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        key, tag = _key(scope), self._tag()
        if key is None or tag is None:
            await self._app(scope, receive, send)
            return
        if tag != self._stands:
            self._answers, self._size, self._stands = OrderedDict(), 0, tag
        kept = self._answers.get(key)
        if kept is not None:
            self._answers.move_to_end(key)
            scope["route"] = kept.route
            await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
            await send({"type": "http.response.body", "body": kept.body})
            return
        told: list[Message] = []

        async def pass_on(message: Message) -> None:
            told.append({**message})
            await send(message)

        await self._app(scope, receive, pass_on)
        # What was written meanwhile may be in it, or not.
        if tag == self._tag() == self._stands:
            self._keep(key, told, scope.get("route"))

    def _keep(self, key: Key, told: list[Message], route: Any) -> None:
        if len(told) != 2 or told[0].get("status") != 200 or told[1].get("more_body"):
            return
        body = told[1].get("body", b"")
        if len(body) > _LONGEST:
            return
        before = self._answers.pop(key, None)
        self._answers[key] = _Answer(tuple(told[0].get("headers", ())), body, route)
        self._size += len(body) - (0 if before is None else len(before.body))
        while self._size > _MOST_BYTES:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.body)


def _key(scope: Scope) -> Key | None:
    """What an answer depends on; None where it is not kept."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_KEPT):
        return None
    sent = dict(scope["headers"])
    return scope["path"], scope["query_string"], tuple(sent.get(name) for name in _VARYING)
