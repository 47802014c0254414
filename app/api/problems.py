"""The one table from errors to HTTP, and the problem documents of RFC 9457."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from app.api.methods import allowed
from app.query.filters import FilterError

MEDIA_TYPE = "application/problem+json"
_LONGEST_INPUT = 100

_log = logging.getLogger(__name__)


class Problem(BaseModel):
    """RFC 9457, section 3.1."""

    title: str
    status: int
    detail: str
    line: int | None = None
    """Where a query could not be read, from 1."""
    column: int | None = None


class ProblemError(Exception):
    """A request that cannot be answered as asked; becomes the problem document."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        self.problem = problem
        self.headers = headers
        super().__init__(problem.detail)


def problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> ProblemError:
    """The usual problem, with nothing but its text."""
    return ProblemError(Problem(title=title, status=status, detail=detail), headers)


def answer(document: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The response that carries a problem."""
    content = document.model_dump(exclude_none=True)
    return JSONResponse(
        content, document.status, {"Cache-Control": "no-store", **(headers or {})}, MEDIA_TYPE
    )


def documented(**problems: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a route's problems, by status: `documented(_404="No such article")`."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {
        int(status.lstrip("_")): {"description": description, "content": content}
        for status, description in problems.items()
    }


def install(app: FastAPI) -> None:
    """Every error leaves the application as a problem; no path and no trace of the program in it."""

    async def on_problem(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ProblemError)
        return answer(error.problem, error.headers)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = allowed(app, request.scope)
            if request.method == "OPTIONS":
                return Response(status_code=204, headers=headers)
        titles = {404: "Not found", 405: "Method not allowed"}
        details = {
            404: f"There is nothing at {request.url.path}; /docs lists what there is.",
            405: f"{request.method} is not possible here; see Allow for what is.",
        }
        title = titles.get(error.status_code, str(error.detail))
        detail = details.get(error.status_code, str(error.detail))
        return answer(Problem(title=title, status=error.status_code, detail=detail), headers)

    async def on_validation(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        parts = [_told(e["loc"][-1], e) for e in error.errors()]
        detail = f"{'; '.join(parts)}. /docs tells what each parameter may be."
        return answer(Problem(title="Invalid request", status=422, detail=detail))

    async def on_filter(_request: Request, error: Exception) -> JSONResponse:
        return answer(Problem(title="Invalid request", status=422, detail=str(error)))

    async def on_defect(request: Request, error: Exception) -> JSONResponse:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        detail = "The server failed to answer; the reason stands in its log."
        return answer(Problem(title="Internal error", status=500, detail=detail))

    app.add_exception_handler(ProblemError, on_problem)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(FilterError, on_filter)
    app.add_exception_handler(Exception, on_defect)


def _told(name: str | int, error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return f"the parameter {name} is missing"
    return f"{name} = {str(error['input'])[:_LONGEST_INPUT]!r}: {error['msg']}"
