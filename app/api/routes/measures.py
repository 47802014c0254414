"""Measures for Prometheus."""

from typing import cast

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from app.api.dependencies import CurrentDependency, JobsDependency
from app.api.metrics import Metrics

router = APIRouter(tags=["server"])


@router.get(
    "/metrics",
    summary="Measures for Prometheus",
    response_class=Response,
    responses={
        200: {
            "description": "The measures",
            "content": {
                "text/plain": {
                    "schema": {"type": "string"},
                    "example": "# TYPE nyhendegraf_articles gauge\nnyhendegraf_articles 16.0\n",
                }
            },
        }
    },
)
def measures(request: Request, current: CurrentDependency, jobs: JobsDependency) -> Response:
    """Requests by route and status, their time, and the size of the store."""
    found = cast(Metrics, request.app.state.metrics)
    with current.using() as store:
        size = store.size()
    found.articles.set(size.articles)
    found.quads.set(size.quads)
    if current.state is not None:
        found.changes.set(current.state.number)
    counts = jobs.counts()
    for state in ("waiting", "running", "done", "failed", "interrupted"):
        found.jobs.labels(state).set(counts.get(state, 0))
    return Response(found.text(), media_type=CONTENT_TYPE_LATEST)
