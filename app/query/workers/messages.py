"""What the server and its workers say to each other over a socket: frames of a kind, a length and so many bytes."""

import json
import struct
from dataclasses import asdict, dataclass, fields
from enum import IntEnum

from app.query.formats import GraphFormat, ResultFormat
from app.query.sparql import Asking, Dataset

HEAD = struct.Struct(">BI")


class Kind(IntEnum):
    """What a frame is."""

    READY = 0
    """The worker has started."""
    JOB = 1
    DATA = 2
    """A part of the answer."""
    END = 3
    """There is no more of it; with content where the worker holds on to too much memory to be asked again."""
    CUT = 5
    """What follows is not all that there is: no more was wanted."""
    FAILED = 4
    """There is no more of it because something went wrong; what came before is not the answer."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query, and the copy to ask."""

    asking: Asking
    results: ResultFormat
    graph: GraphFormat
    folder: str
    """Of the copy: `plain` and, where there is one, `union` are in it."""
    max_bytes: int
    max_memory: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer."""

    kind: str
    """The name of the error."""
    message: str
    line: int | None = None
    column: int | None = None


_JOB_PLAIN = tuple(field.name for field in fields(Job) if field.name != "asking")
_ASKING_PLAIN = tuple(field.name for field in fields(Asking) if field.name != "dataset")


def frame(kind: Kind, content: bytes = b"") -> bytes:
    """A frame as it is sent."""
    return HEAD.pack(kind, len(content)) + content


def job_frame(job: Job) -> bytes:
    """The frame that asks for something."""
    asking, dataset = job.asking, job.asking.dataset
    # By hand: `asdict` takes longer than all else that is done to send a query.
    told = {name: getattr(job, name) for name in _JOB_PLAIN}
    told["asking"] = {name: getattr(asking, name) for name in _ASKING_PLAIN}
    told["asking"]["dataset"] = None if dataset is None else asdict(dataset)
    return frame(Kind.JOB, json.dumps(told).encode())


def job_of(content: bytes) -> Job:
    """What `job_frame` was made of."""
    told = json.loads(content)
    asking = told.pop("asking")
    dataset = asking.pop("dataset")
    named = None if dataset is None else Dataset(tuple(dataset["default"]), tuple(dataset["named"]))
    return Job(
        Asking(**asking, dataset=named),
        ResultFormat(told.pop("results")),
        GraphFormat(told.pop("graph")),
        **told,
    )


def failure_frame(failure: Failure) -> bytes:
    """The frame that ends an answer that failed."""
    return frame(Kind.FAILED, json.dumps(asdict(failure)).encode())


def failure_of(content: bytes) -> Failure:
    """What `failure_frame` was made of."""
    return Failure(**json.loads(content))
