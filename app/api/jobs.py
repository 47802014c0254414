"""Many articles in the background: what is to be done stands on the disk, and is gone on with after a restart."""

import json
import logging
import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from app.api.analysis import Analysis
from app.api.bodies import article_of_record
from app.api.writing import Writer
from app.config import Settings
from app.errors import ArticleError, RunError
from app.graph.snapshots import TemporaryFolder
from app.graph.store import Store
from app.model.article import Article
from app.pipeline import ArticleGraph
from app.reading.limits import Limits
from app.scale.documents import Sent, error_of

JOBS = "nyhendegraf.jobs"
"""In the store's folder: for each job what it is to do, a line an article, and how far it has come."""
_WORK = (".jsonl", ".document", ".about")
"""What a job is to do."""
_MOST_ERRORS = 100
_MOST_ENDED = 100
_DIGITS = 16

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job has come; `state` is waiting, running, done, failed or interrupted."""

    id: str
    state: str
    total: int
    done: int = 0
    failed: int = 0
    errors: tuple[dict[str, str], ...] = field(default=())
    """The first of those articles that could not be taken: `place`, `reason` and `remedy`."""
    created: str = ""
    ended: str | None = None
    reason: str | None = None
    """Why all of it failed, or was interrupted."""

    @property
    def over(self) -> bool:
        """Whether nothing will change any more, in this server."""
        return self.state in ("done", "failed", "interrupted")


class Jobs:
    """Takes jobs, does them one after another in a thread, and tells of them."""

    def __init__(self, store: object, settings: Settings, analysis: Analysis, writer: Writer | None) -> None:
        """Without a writer, jobs that are not over are told of as interrupted."""
        self._settings = settings
        self._analysis = analysis
        self._writer = writer
        in_folder = isinstance(store, Store) and not store.in_memory
        self._temporary: TemporaryFolder | None = None
        self._folder: Path | None = Path(store.place) / JOBS if in_folder else None  # type: ignore[attr-defined]
        self._jobs: dict[str, Job] = {}
        self._changed = threading.Condition()
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._read()

    @property
    def stopped(self) -> bool:
        """Whether the server stops."""
        return self._stopped

    def start(self) -> None:
        """Go on with what is waiting."""
        if self._writer is not None and any(not job.over for job in self._jobs.values()):
            self._run()

    def close(self) -> None:
        """Stop at the next article; what is left is done by the next server."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        if self._temporary is not None:
            self._temporary.remove()

    def take(self, records: Sequence[Any]) -> Job:
        """A new job, on the disk before this returns."""
        job = Job(secrets.token_hex(_DIGITS), "waiting", len(records), created=_now())
        folder = self._place()
        lines = (json.dumps(record, ensure_ascii=True) + "\n" for record in records)
        _write(folder / f"{job.id}.jsonl", "".join(lines))
        self._put(job)
        self._run()
        return job

    def take_document(self, content: bytes, name: str, address: str | None) -> Job:
        """A new job of the articles in a document, on the disk before this returns; read when its turn comes."""
        job = Job(secrets.token_hex(_DIGITS), "waiting", 0, created=_now())
        folder = self._place()
        _write(folder / f"{job.id}.about", json.dumps({"name": name, "address": address}))
        _write(folder / f"{job.id}.document", content)
        self._put(job)
        self._run()
        return job

    def get(self, id: str) -> Job | None:  # noqa: A002 - as in addresses
        """How far a job has come; None where there is none."""
        return self._jobs.get(id)

    def counts(self) -> dict[str, int]:
        """How many jobs are in which state."""
        found: dict[str, int] = {}
        for job in list(self._jobs.values()):
            found[job.state] = found.get(job.state, 0) + 1
        return found

    def _run(self) -> None:
        with self._changed:
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                while (job := self._next()) is None and not self._stopped:
                    self._changed.wait()
                if self._stopped or job is None:
                    return
            try:
                self._do(job)
            except (RunError, OSError) as error:
                if self._stopped:
                    return
                _log.error("job %s failed", job.id, exc_info=error)
                now = self._jobs[job.id]
                self._put(replace(now, state="failed", ended=_now(), reason=str(error)))

    def _next(self) -> Job | None:
        waiting = [job for job in self._jobs.values() if not job.over]
        return min(waiting, key=lambda job: (job.state != "running", job.created, job.id), default=None)

    def _do(self, job: Job) -> None:
        job = replace(job, state="running")
        self._put(job)
        assert self._writer is not None
        if (document := self._place() / f"{job.id}.document").exists():
            job = replace(job, total=self._unpack(job, document))
            self._put(job)
            document.unlink()
        for articles in self._batches(job):
            if self._stopped:
                return
            found = self._analysis.graphs(articles)
            self._writer.put_all(g.quads for g in found if isinstance(g, ArticleGraph))
            errors = [one for one in found if isinstance(one, ArticleError)]
            told = [{"place": e.place, "reason": e.reason, "remedy": e.remedy} for e in errors]
            job = replace(
                job,
                done=job.done + len(found) - len(errors),
                failed=job.failed + len(errors),
                errors=(*job.errors, *told)[:_MOST_ERRORS],
            )
            # After the articles: what is done twice is done once.
            self._put(job)
        self._put(replace(job, state="done", ended=_now()))
        for suffix in _WORK:
            (self._place() / f"{job.id}{suffix}").unlink(missing_ok=True)
        self._forget_old()

    def _unpack(self, job: Job, document: Path) -> int:
        """Read a document into lines; how many there are. Done twice, it is the same."""
        about = json.loads((self._place() / f"{job.id}.about").read_text(encoding="utf-8"))
        settings = self._settings
        limits = Limits(settings.max_bytes, settings.max_document_bytes)
        sent = Sent(
            document, **about, limits=limits, fields=settings.fields, max_bytes=settings.max_batch_bytes
        )
        return self._analysis.unpack(sent, self._place() / f"{job.id}.jsonl")

    def _batches(self, job: Job) -> Iterator[list[Article | ArticleError]]:
        """What is left of a job."""
        with (self._place() / f"{job.id}.jsonl").open(encoding="utf-8") as file:
            lines = islice(enumerate(file, start=1), job.done + job.failed, None)
            while some := list(islice(lines, self._settings.batch_size)):
                yield [self._article(json.loads(line), f"article {number}") for number, line in some]

    def _article(self, record: object, place: str) -> Article | ArticleError:
        if (unread := error_of(record)) is not None:
            return unread
        try:
            return article_of_record(record, self._settings, place)
        except ArticleError as error:
            return error

    def _put(self, job: Job) -> None:
        _write(self._place() / f"{job.id}.json", json.dumps(asdict(job), ensure_ascii=True))
        with self._changed:
            self._jobs[job.id] = job
            self._changed.notify_all()

    def _place(self) -> Path:
        if self._folder is None:
            self._temporary = TemporaryFolder("jobs")
            self._folder = self._temporary.path
        self._folder.mkdir(exist_ok=True)
        return self._folder

    def _read(self) -> None:
        """The jobs of servers before this one."""
        if self._folder is None:
            return
        for file in sorted(self._folder.glob("*.json")):
            # Half a file is none of ours: they are renamed when they are whole.
            with suppress(OSError, ValueError, TypeError):
                values = json.loads(file.read_text(encoding="utf-8"))
                job = Job(**{**values, "errors": tuple(values["errors"])})
                if not job.over and self._writer is None:
                    reason = "The server before stopped. Start one with serve --writable, and it goes on"
                    job = replace(job, state="interrupted", reason=reason)
                elif job.state == "interrupted":
                    job = replace(job, state="waiting", reason=None)
                self._jobs[job.id] = job

    def _forget_old(self) -> None:
        over = sorted((job for job in self._jobs.values() if job.over), key=lambda job: job.ended or "")
        for job in over[:-_MOST_ENDED]:
            for suffix in (".json", *_WORK):
                (self._place() / f"{job.id}{suffix}").unlink(missing_ok=True)
            del self._jobs[job.id]


def _write(file: Path, content: str | bytes) -> None:
    unnamed = file.with_name(f"{file.name}.new")
    with unnamed.open("wb") as opened:
        opened.write(content.encode() if isinstance(content, str) else content)
        opened.flush()
        os.fsync(opened.fileno())
    unnamed.replace(file)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
