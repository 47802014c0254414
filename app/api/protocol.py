"""What the SPARQL 1.1 Protocol sends: parameters in the address, in a form, or beside a body that is the query."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs

from fastapi import Request
from starlette.datastructures import URL

from app.api.problems import problem
from app.query import Dataset

FORM = "application/x-www-form-urlencoded"
_UNICODE = ("utf-8", "utf8", "us-ascii")
_REMEMBERED = 100
# rdflib's name for «no graph in particular».
_WHOLE = ("", "urn:x-rdflib:default")


@dataclass(frozen=True, slots=True)
class Sent:
    """The parameters of a request; those that nobody knows are there too, and not looked at."""

    parameters: dict[str, list[str]]

    def one(self, name: str, example: str) -> str:
        """The one value of a parameter that has to be there; a problem where there is none, or more."""
        values = self.parameters.get(name, [])
        if len(values) != 1 or not values[0].strip():
            number = len(values) if any(values) else "none"
            raise problem(
                400,
                f"One {name}",
                f"A request has exactly one {name}, in the parameter {name}, and this one has {number}. "
                f"For example: {example}",
            )
        return values[0]

    def number(self, name: str) -> int | None:
        """The number that a parameter is; None where it is not there, a problem where it is no number from 1 on."""
        values = self.parameters.get(name, [])
        if not values:
            return None
        if len(values) > 1 or not values[0].isdecimal() or int(values[0]) == 0:
            raise problem(400, "No number", f"{name} = {', '.join(values)!r} is not one number from 1 on.")
        return int(values[0])

    def dataset(self, default: str, named: str) -> Dataset | None:
        """The dataset that two parameters name; None where they name none."""
        graphs = [
            tuple(iri for iri in dict.fromkeys(self.parameters.get(name, [])) if iri not in _WHOLE)
            for name in (default, named)
        ]
        return Dataset(graphs[0], graphs[1]) if any(graphs) else None


async def sent(request: Request, parameter: str, media_type: str, max_bytes: int) -> Sent:
    """What a request sends, its body as `parameter` where the type says so; a problem where it is unreadable."""
    in_address = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.method != "POST":
        return Sent(in_address)
    # Percent signs make a form up to three times as long as its query.
    body = await limited_body(request, 3 * max_bytes, f"A {parameter} may have {max_bytes} bytes.")
    declared, _, rest = request.headers.get("content-type", "").partition(";")
    declared = declared.strip().lower()
    if declared not in (media_type, FORM):
        raise problem(
            415,
            "Unsupported media type",
            f"Send the {parameter} as {FORM} or {media_type}, not as {declared or 'a body without type'}.",
        )
    name, _, charset = rest.partition("=")
    if name.strip().lower() == "charset" and charset.strip().strip('"').lower() not in _UNICODE:
        raise problem(415, "Unsupported charset", f"Send the {parameter} in UTF-8, not in {charset.strip()}.")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise problem(400, "Not UTF-8", "The body is no UTF-8 text; SPARQL is.") from error
    if declared == media_type:
        return Sent(_together(in_address, {parameter: [text]}))
    try:
        form = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=1_000)
    except ValueError as error:
        raise problem(400, "Unreadable form", "The form is not percent-encoded UTF-8.") from error
    return Sent(_together(in_address, form))


def _together(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    """What stands in the address and in the body: a query in both is one too many."""
    return {name: one.get(name, []) + other.get(name, []) for name in one | other}


def address(request: Request) -> str:
    """The address of a request without its parameters, which relative IRIs are relative to."""
    scope = request.scope
    host = next((value for name, value in scope["headers"] if name == b"host"), None)
    return _address(scope["scheme"], tuple(scope["server"] or ()), scope["path"], host)


@lru_cache(_REMEMBERED)
def _address(scheme: str, server: tuple[str, int] | tuple[()], path: str, host: bytes | None) -> str:
    headers = [] if host is None else [(b"host", host)]
    return str(URL(scope={"scheme": scheme, "server": server or None, "path": path, "headers": headers}))


async def limited_body(request: Request, max_bytes: int, told: str) -> bytes:
    """The body of a request; a problem as soon as it is too long."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > max_bytes:
            raise problem(413, "Too long", told)
    return bytes(body)
