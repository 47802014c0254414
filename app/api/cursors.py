"""Pages of a list: opaque cursors, and the address of the next page."""

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response

from app.api.problems import problem
from app.api.views import answer

T = TypeVar("T")
_NOT_OF_THE_QUESTION = ("cursor", "limit", "offset")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and how to go on where there are more."""

    items: Sequence[T]
    next: str | None

    @property
    def truncated(self) -> bool:
        """Whether there are more."""
        return self.next is not None

    def headers(self, request: Request) -> dict[str, str]:
        """`Link` with the next page (RFC 8288), where there is one."""
        if self.next is None:
            return {}
        parameters = [(k, v) for k, v in request.query_params.multi_items() if k not in ("cursor", "offset")]
        address = f"{request.url.path}?{urlencode([*parameters, ('cursor', self.next)])}"
        return {"Link": f'<{address}>; rel="next"'}


def page_of(
    request: Request, found: Sequence[T], limit: int, key: Callable[[T], Sequence[str | int]]
) -> Page[T]:
    """A page of what was found, one item more than the limit where there are more; `key` tells a place."""
    if len(found) <= limit:
        return Page(found, None)
    return Page(found[:limit], _cursor(request, key(found[limit - 1])))


def listed(request: Request, page: Page[Any], *, total: int | None = None, **content: object) -> Response:
    """The answer that a page of a list is: its items and what goes with them, and how to go on."""
    document = {**content, "truncated": page.truncated, "next": page.next, "total": total}
    return answer(document, page.headers(request))


def place(request: Request, cursor: str | None, kinds: tuple[type, ...]) -> tuple[Any, ...] | None:
    """The place that a cursor tells, None where there is no cursor; a problem where it is none of this list."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        question, *key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError):
        question, key = None, []
    if (
        question != _question(request)
        or len(key) != len(kinds)
        or any(type(value) is not kind for value, kind in zip(key, kinds, strict=True))
        or any(isinstance(value, int) and abs(value) >= 1 << 62 for value in key)
    ):
        raise problem(
            422,
            "Invalid request",
            f"cursor = {cursor[:100]!r} is none of this list. Follow next or Link of an answer.",
        )
    return tuple(key)


def _cursor(request: Request, key: Sequence[str | int]) -> str:
    text = json.dumps([_question(request), *key], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _question(request: Request) -> str:
    parameters = sorted(p for p in request.query_params.multi_items() if p[0] not in _NOT_OF_THE_QUESTION)
    text = json.dumps([request.url.path, parameters])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
