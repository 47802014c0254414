"""Graphs kept on the disk until all are there, so that a file of any number of them can be written in order."""

import tempfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Self

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from app.export.rdf import write_nquads, write_trig


class Spool:
    """Articles' graphs in a file that is gone when the spool is closed; memory holds their names only."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the spool)
        self._places: dict[NamedNode, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Keep a graph, in place of what was kept of that name."""
        packed = zlib.compress(serialize(quads, format=RdfFormat.N_QUADS) or b"", 1)
        self._places[graph] = self._file.tell(), len(packed)
        self._file.write(packed)

    def graphs(self) -> Iterator[tuple[NamedNode, set[Quad]]]:
        """What is kept, by name; nothing may be put meanwhile."""
        for graph, (start, length) in sorted(self._places.items(), key=lambda item: str(item[0])):
            self._file.seek(start)
            yield graph, set(parse(zlib.decompress(self._file.read(length)), RdfFormat.N_QUADS))

    def write_nquads(self, out: IO[bytes]) -> None:
        """Canonical N-Quads of all graphs."""
        write_nquads(self.graphs(), out)

    def write_trig(self, out: IO[bytes], *, base: str) -> None:
        """TriG of all graphs, sorted; `base` is what `ngr:` stands for."""
        write_trig(self.graphs(), out, base=base)
