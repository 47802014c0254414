"""An end to answers that never end."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

_OPENED = ("connect_tcp.complete", "start_tls.complete")


class Deadline:
    """Breaks connections off when time is up: a server that sends a byte now and then is never silent for long."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._break_off)
        self._timer.daemon = True
        self._connections: list[socket.socket] = []
        self.over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.met()

    def met(self) -> None:
        """What was asked for is there."""
        self._timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Hears of connections, as the `trace` extension of httpx tells of them."""
        if event.endswith(_OPENED):
            self._connections.append(info["return_value"].get_extra_info("socket"))
            if self.over:
                self._break_off()

    def _break_off(self) -> None:
        self.over = True
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
