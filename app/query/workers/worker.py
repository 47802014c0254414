"""One worker as the server sees it, and what can become of a query there."""

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress

from app.errors import NyhendegrafError
from app.query.guard import RefusedQueryError
from app.query.mistakes import QuerySyntaxError
from app.query.sparql import AnswerTooLargeError
from app.query.workers.environment import environment
from app.query.workers.messages import HEAD, Failure, Job, Kind, failure_of, job_frame

_LARGEST_READ = 1 << 18
_NICE = 10
_log = logging.getLogger(__name__)


class QueryError(NyhendegrafError):
    """The query could not be answered; the reason stands in the log."""


class QueryTimeError(NyhendegrafError):
    """The query was stopped because it took too long."""


class QueryMemoryError(NyhendegrafError):
    """The query was stopped because it took too much memory."""


class TooManyQueriesError(NyhendegrafError):
    """Others have all places."""


class WorkerEndedError(Exception):
    """The process is gone."""


class Worker:
    """A process that answers one query at a time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app.query.workers.process", str(theirs.fileno()), str(os.getpid())],
                pass_fds=[theirs.fileno()],
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                # What the database says when it runs out of memory; what our own code says comes over the socket.
                stderr=subprocess.DEVNULL,
            )
        ours.setblocking(False)
        self._socket = ours
        self.demoted = False
        """Whether others go before it, which cannot be taken back."""
        self.cut = False
        """Whether the answer that is being received is not all that there is."""
        self.spent = False
        """Whether it holds on to so much memory that the next query would want for it."""
        self._received = bytearray()
        self.ready = False
        """Whether it has started."""

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    async def started(self) -> None:
        """Wait, once, until it can answer; WorkerEndedError where it never can."""
        await self._read(HEAD.size)
        self.ready = True

    async def ask(self, job: Job) -> None:
        """Send a query; WorkerEndedError where nobody is there."""
        self.cut = False
        try:
            await asyncio.get_running_loop().sock_sendall(self._socket, job_frame(job))
        except OSError as error:
            raise WorkerEndedError from error

    async def receive(self, max_bytes: int) -> bytes | None:
        """The next part of the answer, None at its end; the error that the query ended with."""
        kind, size = HEAD.unpack(await self._read(HEAD.size))
        if kind == Kind.CUT:
            self.cut = True
            kind, size = HEAD.unpack(await self._read(HEAD.size))
        content = await self._read(size)
        if kind == Kind.FAILED:
            raise _error(failure_of(content), max_bytes)
        if kind == Kind.DATA:
            return content
        self.spent = bool(content)
        return None

    def stop(self) -> None:
        """End the process at once, whatever it is doing."""
        self._process.kill()

    def demote(self) -> None:
        """Have others go before it from now on."""
        self.demoted = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    def pause(self) -> None:
        """Let it do nothing for a while."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End it and wait until it is gone."""
        self.stop()
        self._socket.close()
        self._process.wait()

    def close_soon(self) -> None:
        """End it; its memory may take a while to be given back, which nobody shall wait for."""
        self.stop()
        self._socket.close()
        asyncio.get_running_loop().run_in_executor(None, self._process.wait)

    async def _read(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        while len(self._received) < size:
            try:
                part = await loop.sock_recv(self._socket, _LARGEST_READ)
            except OSError as error:
                raise WorkerEndedError from error
            if not part:
                raise WorkerEndedError
            self._received += part
        found = bytes(self._received[:size])
        del self._received[:size]
        return found


def _error(failure: Failure, max_bytes: int) -> Exception:
    if failure.kind == QuerySyntaxError.__name__:
        return QuerySyntaxError(failure.message, failure.line, failure.column)
    if failure.kind == AnswerTooLargeError.__name__:
        return AnswerTooLargeError(max_bytes)
    if failure.kind == RefusedQueryError.__name__:
        return RefusedQueryError(failure.message)
    if failure.kind == ValueError.__name__:
        return ValueError(failure.message)
    if failure.kind == MemoryError.__name__:
        return WorkerEndedError()
    _log.error("a query failed: %s", failure.message)
    return QueryError("the query could not be answered; the reason stands in the log")
