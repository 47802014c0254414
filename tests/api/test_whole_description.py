"""Everything that the description of the API allows, and much that it does not, asked by schemathesis.

`SCHEMATHESIS_CASES=100` asks so often of each operation, and `SCHEMATHESIS_COVERAGE=1` the cases at the edges of each
parameter too; make bench does both.
"""

import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx2
import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from hypothesis.internal.conjecture.utils import many
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from app.api import create_app
from app.api.bodies import DOCUMENTS
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.fakes import FakeFactory
from tests.graph.examples import bokmaal, harbour

CASES = int(os.environ.get("SCHEMATHESIS_CASES", "3"))
COVERAGE = os.environ.get("SCHEMATHESIS_COVERAGE", "") != ""
TOKEN = "eit-hemmeleg-teikn"
SETTINGS = Settings.model_validate(
    {
        "update_token": TOKEN,
        "max_bytes": 20_000,
        "max_extracts_per_minute": 0,
        "max_query_seconds": 5,
        "batch_size": 4,
    }
)
# Dates that are none, filters that leave nothing, texts that are not Norwegian: no schema can say so.
EXPECTED = ["2xx", "3xx", "400", "401", "403", "404", "406", "409", "412", "415", "422"]
# An id may hold slashes, so what is under an article's address may be another article's, and can be asked for.
IGNORED = {
    f"{operation} {check}"
    for operation in ("POST /api/articles/{id}/diff", "GET /api/articles/{id}/changes")
    for check in ("allow_header_conformance", "unsupported_method")
    # In an address, the id «false» looks like what is no text.
} | {"GET /api/events negative_data_rejection"}
CONFIG = {
    "headers": {"Authorization": f"Bearer {TOKEN}"},
    "checks": {"positive_data_acceptance": {"expected-statuses": EXPECTED}},
    "generation": {"max-examples": CASES, "deterministic": True, "database": "none"},
    "phases": {"stateful": {"enabled": False}, "coverage": {"enabled": COVERAGE}},
    "continue-on-failure": True,
}


for _kind in (
    *("application/jsonl", "application/x-ndjson", "application/sparql-query", "application/sparql-update"),
    *("text/turtle", "application/n-triples"),
    *(kind for kind in DOCUMENTS if kind != "application/octet-stream"),
):
    schemathesis.serializer.alias(_kind, "text/plain")


def _is_ignored(name: str, told: str) -> bool:
    operation_and_check = " ".join(name.split()[:3])
    # What is no text there is sent as JSON, and then it is one.
    quoted = operation_and_check == "POST /api/articles negative_data_rejection" and "feed+json" in told
    return quoted or operation_and_check in IGNORED


def _more(self: many) -> bool:
    # What hypothesis-jsonschema 0.23 asks for, and hypothesis has under another name.
    steps = self.__dict__.get("_steps")
    if steps is None:
        steps = self.__dict__["_steps"] = iter(self.__enter__())
    if next(steps, self) is self:
        self.__exit__(None)
        return False
    return True


@contextmanager
def serving(application: FastAPI) -> Iterator[str]:
    """The address of the application, on a server in a thread."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(application, log_level="error"))
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.filterwarnings("ignore")
def test_answers_are_as_described(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(many, "more"):
        monkeypatch.setattr(many, "more", _more, raising=False)
    monkeypatch.setattr(
        "app.api.analysis.ProcessPoolExecutor", lambda number, **_: ThreadPoolExecutor(number)
    )
    asked: int = 0
    failures: dict[str, str] = {}
    with Store.memory() as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
        application = create_app(SETTINGS, store, writable=True, factory=FakeFactory(SETTINGS))
        with serving(application) as address:
            # The first query waits until whoever answers has started, which may take longer than a query may.
            with httpx2.Client(base_url=address, trust_env=False, timeout=60) as client:
                while client.get("/sparql", params={"query": "ASK {}"}).status_code == 503:
                    pass
            schema = schemathesis.openapi.from_url(
                f"{address}/openapi.json", config=schemathesis.Config.from_dict(CONFIG), timeout=60
            )
            for event in from_schema(schema).execute():
                # Pairs in a list («prefixItems» below «items») are rewritten to what is no schema by schemathesis 4.4.
                if isinstance(event, events.NonFatalError) and "items -> items" not in repr(event.value):
                    failures.setdefault(f"{event.label}: {event.value!r}"[:300], "")
                    print(event.label, repr(event.value)[:300], flush=True)  # noqa: T201
                if isinstance(event, events.ScenarioFinished):
                    asked += len(event.recorder.interactions)
                    print(f"{asked}: {event.recorder.label}", flush=True)  # noqa: T201
                    for name, told in failed(event.recorder):
                        if name not in failures and not _is_ignored(name, told):
                            failures[name] = told
                            print(name, told, sep="\n", flush=True)  # noqa: T201 - told with -s
    assert not failures, "\n\n".join(f"{name}\n{told}" for name, told in sorted(failures.items()))
    assert asked > 50 * CASES


def failed(recorder: ScenarioRecorder) -> Iterator[tuple[str, str]]:
    for checks in recorder.checks.values():
        for check in checks:
            if check.status is Status.FAILURE and check.failure_info is not None:
                failure = check.failure_info.failure
                told = f"{failure.message}\n{check.failure_info.code_sample}"
                yield f"{recorder.label} {check.name} {failure.title}", told[:1_500]
