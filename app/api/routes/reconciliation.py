"""The Reconciliation API 0.2, by which OpenRefine and others match names with entities."""

import json
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from app.api.dependencies import SettingsDependency, ViewDependency
from app.api.problems import documented, problem
from app.api.protocol import FORM, limited_body
from app.api.reconciling import (
    PROPERTIES,
    candidates,
    extended,
    manifest,
    preview,
    suggested_entities,
    suggested_properties,
    suggested_types,
)
from app.api.views import answer
from app.query.index import reading

router = APIRouter(
    prefix="/api/reconcile",
    tags=["reconciliation"],
    responses=documented(_422="A parameter that cannot be used", _503="The index is being made"),
)
_MOST_BYTES = 2_000_000
_MOST_QUERIES = 500
_OBJECT = {"type": "object"}
_QUERIES = json.dumps({"q0": {"query": "Kari Vik", "type": "Person", "limit": 3}})
_EXTEND = json.dumps({"ids": ["person/kari-vik"], "properties": [{"id": "label"}, {"id": "wikidata"}]})
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The answer", "content": {"application/json": {"schema": _OBJECT}}},
    **documented(_400="What cannot be read", _413="Too long", _415="A body of another type"),
}
_PREFIX = Annotated[str, Query(min_length=1, max_length=500, description="The beginning.", examples=["Kari"])]
_CURSOR = Annotated[int, Query(ge=0, le=1_000, description="How many to skip.")]
_ID = Annotated[
    str, Query(min_length=1, max_length=2_000, description="Of an entity.", examples=["person/kari-vik"])
]


@router.get("", summary="Manifest, or candidates", response_class=Response, responses=_RESPONSES)
@router.get("/", include_in_schema=False)
async def reconcile_by_get(
    request: Request,
    view: ViewDependency,
    settings: SettingsDependency,
    queries: Annotated[
        str | None, Query(max_length=2_500, description="Several queries, as JSON.", examples=[_QUERIES])
    ] = None,
    extend: Annotated[
        str | None,
        Query(max_length=2_500, description="Entities and properties, as JSON.", examples=[_EXTEND]),
    ] = None,
) -> Response:
    """Without parameters the manifest of the service; with `queries` candidates; with `extend` values of properties.

    Longer ones are sent as a form.
    """
    return _answered(request, view, settings.base_iri, queries, extend)


@router.post(
    "",
    summary="Candidates for many names",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                    },
                    "example": {"queries": _QUERIES},
                }
            },
        }
    },
)
@router.post("/", include_in_schema=False)
async def reconcile_by_post(request: Request, view: ViewDependency, settings: SettingsDependency) -> Response:
    """The same as a form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise problem(415, "Unsupported media type", f"Send {FORM}, as the Reconciliation API wants it.")
    body = await limited_body(request, _MOST_BYTES, f"A form may have {_MOST_BYTES} bytes.")
    try:
        form = parse_qs(body.decode("utf-8"), errors="strict", max_num_fields=100)
    except ValueError as error:
        raise problem(400, "Unreadable form", "The form is not percent-encoded UTF-8.") from error
    given = [form.get(name, [None])[0] for name in ("queries", "extend")]
    if given == [None, None]:
        raise problem(400, "No queries", "The form has neither queries nor extend.")
    return _answered(request, view, settings.base_iri, *given)


@router.get(
    "/suggest/entity", summary="Entities for a beginning", response_class=Response, responses=_RESPONSES
)
async def suggest_entity(view: ViewDependency, prefix: _PREFIX, cursor: _CURSOR = 0) -> Response:
    """For people who choose one by hand."""
    with reading.one_moment(view.connection):
        return answer({"result": suggested_entities(view, prefix, cursor)})


@router.get("/suggest/type", summary="Types for a beginning", response_class=Response, responses=_RESPONSES)
async def suggest_type(view: ViewDependency, prefix: _PREFIX, cursor: _CURSOR = 0) -> Response:
    """The classes of entities."""
    return answer({"result": suggested_types(view, prefix, cursor)})


@router.get(
    "/suggest/property", summary="Properties for a beginning", response_class=Response, responses=_RESPONSES
)
async def suggest_property(prefix: _PREFIX, cursor: _CURSOR = 0) -> Response:
    """What `extend` can add to a table."""
    return answer({"result": suggested_properties(prefix, cursor)})


@router.get(
    "/properties",
    summary="Properties that a table can be extended by",
    response_class=Response,
    responses=_RESPONSES,
)
async def propose_properties(
    type: Annotated[
        str | None, Query(max_length=100, description="Of a type; all have the same.", examples=["Person"])
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="At most so many.")] = 20,
) -> Response:
    """All of them, whatever the type."""
    found = [{"id": name, "name": label} for name, label in PROPERTIES.items()][:limit]
    return answer({"type": type, "limit": limit, "properties": found})


@router.get(
    "/preview",
    summary="A small page about an entity",
    response_class=HTMLResponse,
    responses={200: {"description": "The page"}, **documented(_404="No such entity")},
)
async def preview_entity(view: ViewDependency, id: _ID) -> Response:
    """To be shown in a frame."""
    with reading.one_moment(view.connection):
        page = preview(view, id)
    if page is None:
        raise problem(404, "No such entity", f"The store has no entity {id[:500]!r}.")
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(page, headers=headers)


def _answered(
    request: Request, view: ViewDependency, base: str, queries: str | None, extend: str | None
) -> Response:
    with reading.one_moment(view.connection):
        if extend is not None:
            return answer(extended(view, _object(extend, "extend")))
        if queries is not None:
            asked = _object(queries, "queries")
            if len(asked) > _MOST_QUERIES:
                raise problem(
                    422, "Too many queries", f"There may be {_MOST_QUERIES} queries in one request."
                )
            return answer({key: {"result": candidates(view, query)} for key, query in asked.items()})
    return answer(manifest(str(request.base_url).rstrip("/"), base))


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise problem(400, "No JSON", f"{name} is no JSON: {str(error)[:100]}.") from error
    if not isinstance(found, dict):
        raise problem(422, "Invalid request", f"{name} is no object of JSON.")
    return found
