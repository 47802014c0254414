"""What is at an address of the web, for whoever wants to look at it before it is added."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, ValidationError

from app.api.authority import WriterDependency
from app.api.bodies import JSON, PROBLEMS, media_type, parsed
from app.api.dependencies import SettingsDependency
from app.api.extracting import limited
from app.api.problems import documented, problem
from app.api.protocol import limited_body
from app.api.schemas import FetchedOut
from app.api.views import Document, answer
from app.reading.limits import Limits
from app.reading.web.apart import Fetching, FetchingBusyError, FetchingGoneError, Look

router = APIRouter(tags=["articles"])
_LONGEST_BODY = 10_000


class AddressIn(BaseModel):
    """Where to look."""

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {"examples": [{"address": "https://www.example.no/sak"}]},
    }

    address: str = Field(
        max_length=2_000,
        pattern="^https?://[^/]",
        description="Of a page, a feed or another source of articles.",
    )


async def _fetching(request: Request) -> Fetching:
    fetching: Fetching | None = request.app.state.fetching
    if fetching is None:
        raise problem(
            403,
            "Fetching is off",
            "This server reads no addresses. Start it with NYHENDEGRAF_FETCH_ADDRESSES=true, or send what is there to "
            "/api/articles.",
        )
    return fetching


_FetchingDependency = Annotated[Fetching, Depends(_fetching)]


@router.post(
    "/api/fetch",
    summary="The articles at an address",
    response_model=FetchedOut,
    responses={
        **PROBLEMS,
        **documented(
            _401="No token, or a wrong one",
            _403="Updates or fetching are off",
            _422="No address, one that is not asked, or no article there",
            _429="More addresses than are read for one client",
            _502="The address's server gives nothing",
            _503="Other addresses are being read",
        ),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": AddressIn.model_json_schema()}},
        }
    },
)
async def fetch(
    request: Request, _writer: WriterDependency, fetching: _FetchingDependency, settings: SettingsDependency
) -> Response:
    """As they would be added, with their language; nothing is stored. An article without `language` can be sent on.

    Only addresses of the public internet are asked, after redirects too.
    """
    if media_type(request) != JSON:
        raise problem(415, "Unsupported media type", f"Send the address as {JSON}.")
    body = await limited_body(request, _LONGEST_BODY, f"The address may have {_LONGEST_BODY} bytes.")
    try:
        address = AddressIn.model_validate(parsed(body, "The body")).address
    except ValidationError as error:
        told = error.errors()[0]
        raise problem(
            422, "No address", f'{told["msg"]}. Send {{"address": "https://…"}}, of http or https.'
        ) from error
    limited(request)
    look = Look(
        address,
        Limits(settings.max_bytes, settings.max_document_bytes),
        settings.fields,
        settings.allow_private_addresses,
    )
    try:
        found = await run_in_threadpool(fetching.look, look)
    except FetchingBusyError as error:
        raise problem(
            503, "Busy", "Other addresses are being read. Send it again in a while.", {"Retry-After": "30"}
        ) from error
    except FetchingGoneError as error:
        raise problem(
            503, "Fetching has ended", "The process that reads addresses has ended. Start the server again."
        ) from error
    failure = found.pop("failure")
    if not found["articles"]:
        raise _nothing(failure, found["errors"], address)
    return answer({"address": address, **found}, {"Cache-Control": "no-store"})


def _nothing(failure: str | None, errors: list[Document], address: str) -> Exception:
    """The problem of an address without articles."""
    if not errors:
        return problem(
            422, "No article", f"{address}: there is nothing in it. Give the address of an article."
        )
    told = "{place}: {reason}. {remedy}.".format(**errors[0])
    status, title = {"refused": (422, "Address refused"), "failed": (502, "Address not read")}.get(
        failure or "", (422, "No article")
    )
    return problem(status, title, told)
