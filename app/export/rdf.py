"""RDF files written graph by graph, the same bytes as if all were written at once."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from app.export.jsonld import jsonld_pieces
from app.export.quads import sorted_lines
from app.graph.serialisation import prefixes, trig, turtle_of
from app.graph.vocabulary import TYPE

Graphs = Iterable[tuple[NamedNode, set[Quad]]]
_TRIPLES_AT_ONCE = 5_000
_BETWEEN = "\0"
"""Lower than what terms hold, so that the joined parts are in the order of the parts."""


def write_nquads(graphs: Graphs, out: IO[bytes]) -> None:
    """Canonical N-Quads, as `app.graph.serialisation.nquads`."""
    for line in sorted_lines(f"{quad} .\n" for _, quads in graphs for quad in quads):
        out.write(line.encode())


def write_trig(graphs: Graphs, out: IO[bytes], *, base: str) -> None:
    """TriG, as `app.graph.serialisation.trig`."""
    out.write(_head(base))
    for _, quads in graphs:
        out.write(_body(trig(quads, base=base)))


def write_turtle(graphs: Graphs, out: IO[bytes], *, base: str) -> None:
    """Turtle of the union of all graphs, as `app.graph.serialisation.turtle`."""
    out.write(_head(base))
    for triples in _batches(sorted_lines(_line(quad) for _, quads in graphs for quad in quads)):
        out.write(_body(turtle_of(triples, base=base)))


def write_jsonld(graphs: Graphs, out: IO[bytes], *, base: str) -> None:
    """JSON-LD, as `app.export.jsonld.jsonld`."""
    for piece in jsonld_pieces((quads for _, quads in graphs), base=base):
        out.write(piece.encode())


def _head(base: str) -> bytes:
    return "".join(sorted(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes(base).items())).encode()


def _body(document: bytes) -> bytes:
    return b"".join(line for line in document.splitlines(keepends=True) if not line.startswith(b"@prefix "))


def _line(quad: Quad) -> str:
    # A type first, as people write it.
    parts = str(quad.subject), "0" if quad.predicate == TYPE else "1", str(quad.predicate), str(quad.object)
    return _BETWEEN.join(parts) + "\n"


def _batches(lines: Iterable[str]) -> Iterator[list[Triple]]:
    """Triples of whole subjects, a few thousand at a time."""
    batch: list[str] = []
    for _, group in groupby(
        (line.rstrip("\n").split(_BETWEEN) for line in lines), key=lambda parts: parts[0]
    ):
        batch += [f"{s} {p} {o} .\n" for s, _, p, o in group]
        if len(batch) >= _TRIPLES_AT_ONCE:
            yield _triples(batch)
            batch = []
    if batch:
        yield _triples(batch)


def _triples(lines: list[str]) -> list[Triple]:
    parsed = parse("".join(lines), format=RdfFormat.N_TRIPLES)
    return [Triple(q.subject, q.predicate, q.object) for q in parsed]
