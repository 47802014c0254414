"""The worker itself: `python -m app.query.workers.process SOCKET PARENT` answers one query after another."""

import signal
import socket
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Triple

from app.graph.store import Store
from app.query.datasets import asks_named_graphs_only, dataset_of
from app.query.formats import graph_text, write_graph, write_table
from app.query.guard import RefusedQueryError, has_dataset
from app.query.mistakes import QuerySyntaxError
from app.query.sparql import AnswerTooLargeError, Asking, Dataset, evaluate, first_rows
from app.query.workers.copies import PLAIN, UNION
from app.query.workers.fence import data_bytes, end_with_parent, leave_network, limit_memory
from app.query.workers.messages import HEAD, Failure, Job, Kind, failure_frame, frame, job_of

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_FIRST_PART_BYTES = 1 << 18
"""Until here a mistake still becomes a problem document."""
_PART_BYTES = 1 << 17
_SORTED_TRIPLES = 20_000
"""Longer graphs are not put in order, because that would take them whole into memory."""
_SHARE_KEPT = 0.25
_SECONDS_OF_SMALL = 0.1
_MERGED = NamedNode("urn:nyhendegraf:merged")


class Databases:
    """The copy that was asked last, open."""

    def __init__(self) -> None:
        self._folder = ""
        self._open: dict[str, Store] = {}
        self._limited: tuple[int, int] | None = None
        """What memory there was when it was limited, and how much more there may be."""

    def limit_memory(self, max_bytes: int) -> None:
        """Let queries take so much beside what the databases take."""
        if self._limited is None:
            self._limited = data_bytes(), max_bytes
            limit_memory(max_bytes)

    @property
    def spent(self) -> bool:
        """Whether so much of the memory is not given back that the next query could want for it."""
        if self._limited is None:
            return False
        at_first, more = self._limited
        return data_bytes() - at_first > more * _SHARE_KEPT

    def of(self, folder: str, name: str) -> Store:
        """A database of a copy."""
        if folder != self._folder:
            self._open.clear()
            self._folder = folder
        if name not in self._open:
            database = pyoxigraph.Store.read_only(str(Path(folder) / name))
            self._open[name] = Store(database, writable=False)
        return self._open[name]


class Parts:
    """A file that sends what is written to it, in parts, and no more than so much."""

    def __init__(self, connection: socket.socket, max_bytes: int) -> None:
        self._connection = connection
        self._max_bytes = max_bytes
        self._written = 0
        self._waiting = bytearray()
        self._enough = _FIRST_PART_BYTES

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take some; AnswerTooLargeError where it is too much."""
        size = len(memoryview(data))
        self._written += size
        if self._written > self._max_bytes:
            raise AnswerTooLargeError(self._max_bytes)
        self._waiting += data
        if len(self._waiting) >= self._enough:
            self.send()
            self._enough = _PART_BYTES
        return size

    def tell(self, kind: Kind) -> None:
        """Say something about what comes."""
        self._connection.sendall(frame(kind))

    def flush(self) -> None:
        """Small parts are gathered whoever asks."""

    def send(self, last: bytes = b"") -> None:
        """Send what there is, with a last frame."""
        waiting = frame(Kind.DATA, bytes(self._waiting)) if self._waiting else b""
        self._waiting.clear()
        self._connection.sendall(waiting + last)


def main(descriptor: int, parent: int) -> None:
    """Answer until the server has no more questions."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    end_with_parent(parent)
    databases = Databases()
    with socket.socket(fileno=descriptor) as connection, connection.makefile("rb") as asked:
        connection.sendall(frame(Kind.READY))
        while len(head := asked.read(HEAD.size)) == HEAD.size:
            job = job_of(asked.read(HEAD.unpack(head)[1]))
            began = time.monotonic()
            parts = Parts(connection, job.max_bytes)
            if (failure := _answered(databases, job, parts)) is None:
                # Looking takes longer than small queries do, and they take no memory.
                spent = time.monotonic() - began > _SECONDS_OF_SMALL and databases.spent
                parts.send(frame(Kind.END, b"spent" if spent else b""))
            else:
                connection.sendall(failure_frame(failure))


def _answered(databases: Databases, job: Job, parts: Parts) -> Failure | None:
    try:
        store, asking = _prepared(databases, job)
        databases.limit_memory(job.max_memory)
        _write(store, asking, job, parts)
    except QuerySyntaxError as error:
        return Failure(type(error).__name__, str(error), error.line, error.column)
    except (RefusedQueryError, AnswerTooLargeError, ValueError) as error:
        return Failure(type(error).__name__, str(error))
    except MemoryError:
        return Failure(MemoryError.__name__, "")
    except Exception:
        return Failure(Exception.__name__, traceback.format_exc())
    return None


def _prepared(databases: Databases, job: Job) -> tuple[Store, Asking]:
    """The database that a query is asked of, and how."""
    asking = job.asking
    # Both have the same named graphs; in the default graph of one is the union already, each triple once. The other is
    # smaller, and faster by a quarter.
    wants_union = asking.union and not asks_named_graphs_only(asking.query)
    store = databases.of(job.folder, UNION if wants_union else PLAIN)
    dataset = asking.dataset or (dataset_of(asking) if has_dataset(asking.query) else None)
    if dataset is not None and len(dataset.default) > 1:
        merged = Dataset((_MERGED.value,), dataset.named)
        return _merged(store, dataset), replace(asking, dataset=merged, union=False)
    return store, replace(asking, union=False)


def _merged(store: Store, dataset: Dataset) -> Store:
    """A database in which the graphs of a default graph are one: Oxigraph itself gives a triple once for each."""

    def quads() -> Iterator[Quad]:
        for graph in dataset.default:
            for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
                yield Quad(quad.subject, quad.predicate, quad.object, _MERGED)
        for graph in dataset.named:
            yield from store.quads_for_pattern(None, None, None, NamedNode(graph))

    database = pyoxigraph.Store()
    database.bulk_extend(quads())
    return Store(database, writable=False)


def _write(store: Store, asking: Asking, job: Job, parts: Parts) -> None:
    out = cast(IO[bytes], parts)
    answer = evaluate(store, asking)
    if asking.max_rows is not None and not isinstance(answer, pyoxigraph.QueryBoolean):
        content, more = first_rows(answer, asking, job.results, job.graph, asking.max_rows)
        if more:
            parts.tell(Kind.CUT)
        out.write(content)
        return
    if isinstance(answer, pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean):
        write_table(answer, out, job.results)
        return
    triples: Iterator[Triple] = iter(answer)
    first = list(islice(triples, _SORTED_TRIPLES))
    if len(first) < _SORTED_TRIPLES:
        out.write(graph_text(sorted(set(first), key=str), job.graph, asking.base))
    else:
        write_graph(chain(first, triples), out, job.graph, asking.base)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
