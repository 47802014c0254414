"""Quads as text that is the same, byte for byte, whenever the quads are the same."""

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from app.graph.vocabulary import DEFAULT_BASE, PREFIXES


def nquads(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads: one statement a line, sorted by code point, no doubles, UTF-8."""
    lines = sorted({f"{quad} .\n" for quad in quads})
    return "".join(lines).encode()


def trig(quads: Iterable[Quad], *, base: str = DEFAULT_BASE) -> bytes:
    """TriG, the graphs sorted and each sorted by subject; `base` is what `ngr:` stands for."""
    return _written(_sorted(quads), RdfFormat.TRIG, base)


def turtle(quads: Iterable[Quad], *, base: str = DEFAULT_BASE) -> bytes:
    """Turtle of the union of all graphs; which article says what is lost except in provenance."""
    triples = {Triple(q.subject, q.predicate, q.object) for q in quads}
    return turtle_of(triples, base=base)


def turtle_of(
    triples: Iterable[Triple], *, base: str = DEFAULT_BASE, others: Mapping[str, str] | None = None
) -> bytes:
    """Turtle of triples, sorted by subject; `others` are prefixes beside those of the contract."""
    return _written(sorted(set(triples), key=_place), RdfFormat.TURTLE, base, others)


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes of the contract with `ngr:` for the given base."""
    return {**PREFIXES, "ngr": base}


def _written(
    statements: list[Quad] | list[Triple],
    rdf_format: RdfFormat,
    base: str,
    others: Mapping[str, str] | None = None,
) -> bytes:
    declared = {**prefixes(base), **(others or {})}
    written = serialize(statements, format=rdf_format, prefixes=declared) or b""
    # The writer declares the prefixes in an order that changes from run to run.
    lines = written.split(b"\n")
    count = next(i for i, line in enumerate(lines) if not line.startswith(b"@prefix "))
    return b"\n".join(sorted(lines[:count]) + lines[count:])


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    return sorted(set(quads), key=lambda quad: (str(quad.graph_name), *_place(quad)))


def _place(statement: Quad | Triple) -> tuple[str, bool, str, str]:
    # A type first, as people write it.
    is_type = statement.predicate == _TYPE
    return str(statement.subject), not is_type, str(statement.predicate), str(statement.object)


_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
