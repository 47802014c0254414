"""Jobs: how far they have come, at once or as it goes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import StreamingResponse

from app.api.dependencies import JobsDependency
from app.api.jobs import Job, Jobs
from app.api.problems import documented, problem
from app.api.views import Document, answer
from app.api.work_schemas import JobOut

router = APIRouter(
    prefix="/api/jobs",
    tags=["jobs"],
    responses=documented(_404="No such job", _422="A parameter that cannot be used"),
)
_LOOK_SECONDS = 0.2
_ALIVE_SECONDS = 15.0
_Id = Annotated[
    str,
    Path(pattern="^[0-9a-f]{32}$", description="From the answer to the request.", examples=["0" * 32]),
]


def document(job: Job) -> Document:
    """A job as the API tells of it."""
    return {**asdict(job), "errors": list(job.errors)}


@router.get("/{id}", summary="How far a job has come", response_model=JobOut)
async def show_job(id: _Id, jobs: JobsDependency) -> Response:
    """Articles that could not be taken come with the reason and the remedy, the first hundred of them."""
    return answer(document(_known(jobs, id)), {"Cache-Control": "no-store"})


@router.get(
    "/{id}/events",
    summary="How far a job has come, as it goes on",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events: progress whenever it has come further, end when it is over",
            "content": {
                "text/event-stream": {
                    "example": 'event: progress\nid: 16\ndata: {"id": "…", "state": "running", "done": 16}\n\n',
                }
            },
        }
    },
)
async def follow_job(id: _Id, jobs: JobsDependency) -> Response:
    """Each event has the whole job; its id is the number of articles that are dealt with."""
    _known(jobs, id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(jobs, id), media_type="text/event-stream", headers=headers)


async def _events(jobs: Jobs, id: str) -> AsyncIterator[bytes]:
    told: Job | None = None
    silent = 0.0
    while (job := jobs.get(id)) is not None:
        if job != told:
            told, silent = job, 0.0
            name = "end" if job.over else "progress"
            data = json.dumps(document(job), ensure_ascii=False)
            yield f"event: {name}\nid: {job.done + job.failed}\ndata: {data}\n\n".encode()
        if job.over or jobs.stopped:
            return
        await asyncio.sleep(_LOOK_SECONDS)
        silent += _LOOK_SECONDS
        if silent >= _ALIVE_SECONDS:
            # So that nothing between takes the connection for dead.
            silent = 0.0
            yield b": still here\n\n"


def _known(jobs: Jobs, id: str) -> Job:
    job = jobs.get(id)
    if job is None:
        raise problem(404, "No such job", f"There is no job {id}. The last hundred are kept.")
    return job
