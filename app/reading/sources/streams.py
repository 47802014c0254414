"""Streams that can be looked into before they are read, and that notice when they are blown up."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from app.errors import ArticleError

SAMPLE = 65_536
_ALWAYS_ALLOWED = 16_000_000
_MOST_TIMES = 200
"""Text is compressed ten times, boilerplate of pages fifty times."""
_DAMAGES = (EOFError, OSError, zlib.error, zipfile.BadZipFile)


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


class Budget:
    """How much may come out of an archive, all that is packed in it taken together."""

    def __init__(self, packed: Callable[[], int]) -> None:
        """`packed` tells the archive's size, or how much of it was read."""
        self._packed = packed
        self._taken = 0

    def take(self, length: int, place: str) -> None:
        """ArticleError where far more comes out than went in."""
        self._taken += length
        if self._taken > max(_ALWAYS_ALLOWED, _MOST_TIMES * self._packed()):
            raise ArticleError(
                place,
                f"it unpacks to more than {_MOST_TIMES} times its size, as no collection of articles does",
                "Unpack it yourself, and look what it is",
            )


class Inflated(Raw):
    """What comes out of decompression; it ends where that is damaged, and `damage` tells of it."""

    def __init__(self, stream: BinaryIO, place: str, budget: Budget) -> None:
        super().__init__(stream)
        self._place = place
        self.budget = budget
        self.damage: Exception | None = None

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fills the buffer as far as there is something."""
        filled = 0
        while filled < len(buffer) and self.damage is None:
            try:
                # In what pieces it comes, so that what stands before the damage is not lost with it.
                data: bytes = self._stream.read1(len(buffer) - filled)  # type: ignore[attr-defined]
            except _DAMAGES as error:
                self.damage = error
                break
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        self.budget.take(filled, self._place)
        return filled


def buffered(stream: BinaryIO | Raw) -> io.BufferedReader:
    """The stream with a buffer whose `peek` shows the first `SAMPLE` bytes."""
    return io.BufferedReader(stream if isinstance(stream, Raw) else Raw(stream), SAMPLE)


def gunzipped(stream: BinaryIO, place: str, budget: Budget | None) -> Inflated:
    """What a gzip stream holds; without a budget, one by how much of the stream is read."""
    packed = Raw(stream)
    opened = gzip.GzipFile(fileobj=io.BufferedReader(packed), mode="rb")
    return Inflated(opened, place, budget or Budget(lambda: packed.count))  # type: ignore[arg-type]
