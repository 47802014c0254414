"""The SPARQL 1.1 Protocol, update operation (section 2.2)."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response

from app.api.authority import WriterDependency
from app.api.dependencies import CurrentDependency, SettingsDependency, StoreDependency
from app.api.problems import Problem, ProblemError, documented, problem
from app.api.protocol import FORM, address, sent
from app.query import Asking, QuerySyntaxError, RefusedQueryError
from app.query.updates import DatasetConflictError, update

router = APIRouter(tags=["SPARQL"])
_UPDATE = "application/sparql-update"
_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        FORM: {
            "schema": {"type": "object", "properties": {"update": {"type": "string"}}, "required": ["update"]}
        },
        _UPDATE: {
            "schema": {"type": "string"},
            "example": 'INSERT DATA { GRAPH <https://example.org/g> { ng:a skos:note "x" } }',
        },
    },
}
_DATASET = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": f"{what}, for the patterns of the update. May be given several times.",
        "schema": {"type": "array", "items": {"type": "string", "format": "iri"}},
    }
    for name, what in (
        ("using-graph-uri", "A graph that is part of the default graph"),
        ("using-named-graph-uri", "A graph that GRAPH finds"),
    )
]


@router.post(
    "/update",
    summary="SPARQL update",
    status_code=204,
    response_class=Response,
    responses=documented(
        _400="No update, or one that cannot be read, or two datasets",
        _401="No token, or a wrong one",
        _403="Updates are off, or one that reaches outside",
        _413="Too long",
        _415="A body of another type",
    ),
    openapi_extra={"parameters": _DATASET, "requestBody": _BODY},
)
async def update_by_post(
    request: Request,
    _writer: WriterDependency,
    store: StoreDependency,
    settings: SettingsDependency,
    current: CurrentDependency,
) -> Response:
    """All or nothing; queries that begin after the answer see it. Off unless the server is told a token."""
    found = await sent(request, "update", _UPDATE, settings.max_query_bytes)
    if "query" in found.parameters:
        raise problem(400, "A query", "Queries are asked at /sparql.")
    text = found.one("update", f"curl --data-binary @FILE -H 'Content-Type: {_UPDATE}' …/update")
    if len(text.encode("utf-8", errors="replace")) > settings.max_query_bytes:
        raise problem(413, "Too long", f"An update may have {settings.max_query_bytes} bytes.")
    asking = Asking(
        text,
        settings.base_iri,
        address(request),
        found.dataset("using-graph-uri", "using-named-graph-uri"),
    )
    try:
        await asyncio.to_thread(update, store, asking)
        current.wake()
    except QuerySyntaxError as error:
        document = Problem(
            title="No SPARQL update", status=400, detail=str(error), line=error.line, column=error.column
        )
        raise ProblemError(document) from error
    except DatasetConflictError as error:
        raise problem(400, "Two datasets", f"{error}. Leave one out.") from error
    except ValueError as error:
        raise problem(400, "No IRI", "A graph of the dataset is named by what is no absolute IRI.") from error
    except RefusedQueryError as error:
        raise problem(403, "Update refused", str(error)) from error
    return Response(status_code=204)
