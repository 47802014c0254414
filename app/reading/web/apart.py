"""A process of its own that reads addresses for a server that has left the network."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from app.reading.limits import DEFAULT_LIMITS, Limits

_SECONDS_TO_WAIT_FOR_OTHERS = 30.0
_SECONDS_TO_END = 5.0


class FetchingGoneError(Exception):
    """The process has ended, and a server that has left the network can start no other."""


class FetchingBusyError(Exception):
    """Other addresses are being read."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked of the process: an address, and how much may come from it."""

    address: str
    limits: Limits = DEFAULT_LIMITS
    fields: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False

    def line(self) -> bytes:
        """As it is sent."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> "Look":
        """What `line` was made of."""
        told = json.loads(line)
        return cls(**{**told, "limits": Limits(**told["limits"])})


class Fetching:
    """Started before the server leaves the network, and without a thread, which could not be left behind."""

    def __init__(self, program: str) -> None:
        """`program` is the module that reads a `Look` a line, and writes what it found as a line of JSON."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", program, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self._socket = ours
        self._answers = ours.makefile("rb")
        self._asking = threading.Lock()

    def look(self, look: Look) -> dict[str, Any]:
        """What is found at an address; `FetchingBusyError` and `FetchingGoneError` as they say."""
        if not self._asking.acquire(timeout=_SECONDS_TO_WAIT_FOR_OTHERS):
            raise FetchingBusyError("other addresses are being read")
        try:
            self._socket.sendall(look.line())
            line = self._answers.readline()
        except (OSError, ValueError) as error:
            raise FetchingGoneError("the process that reads addresses has ended") from error
        finally:
            self._asking.release()
        if not line.endswith(b"\n"):
            raise FetchingGoneError("the process that reads addresses has ended")
        found: dict[str, Any] = json.loads(line)
        return found

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_END)
        if self._process.returncode is None:
            self._process.kill()
            self._process.wait()
        # Whoever waits for an answer gets none now.
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._answers.close()
        self._socket.close()
