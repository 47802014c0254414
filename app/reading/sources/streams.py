"""Streams that can be looked into before they are read, and that notice when they are blown up."""

import gzip
import io
from typing import BinaryIO

from app.errors import ArticleError

SAMPLE = 65_536
_ALWAYS_ALLOWED = 100_000_000
_MOST_TIMES = 200
"""Text is compressed ten times, boilerplate of pages fifty times."""


class Raw(io.RawIOBase):
    """A stream as the buffers of `io` want it; counts what is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fills the buffer as far as there is something."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Inflated(Raw):
    """What comes out of decompression; ArticleError where it is far more than went in."""

    def __init__(self, stream: BinaryIO, place: str, packed: Raw | int) -> None:
        super().__init__(stream)
        self._place = place
        self._packed = packed

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fills the buffer as far as there is something."""
        length = super().readinto(buffer)
        packed = self._packed.count if isinstance(self._packed, Raw) else self._packed
        if self.count > max(_ALWAYS_ALLOWED, _MOST_TIMES * packed):
            raise ArticleError(
                self._place,
                f"it unpacks to more than {_MOST_TIMES} times its size, as no collection of articles does",
                "Unpack it yourself, and look what it is",
            )
        return length


def buffered(stream: BinaryIO | Raw) -> io.BufferedReader:
    """The stream with a buffer whose `peek` shows the first `SAMPLE` bytes."""
    return io.BufferedReader(stream if isinstance(stream, Raw) else Raw(stream), SAMPLE)


def gunzipped(stream: BinaryIO, place: str) -> io.BufferedReader:
    """What a gzip stream holds."""
    packed = Raw(stream)
    opened = gzip.GzipFile(fileobj=io.BufferedReader(packed), mode="rb")
    return buffered(Inflated(opened, place, packed))  # type: ignore[arg-type]
