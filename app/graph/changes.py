"""What has to be written for a graph to become another."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

Lines = AbstractSet[bytes]
"""What a graph says as N-Triples, a line for each triple with its end: half the time of quads to read and compare."""


def graph_name(quads: Iterable[Quad]) -> NamedNode:
    """The one named graph that all quads are in; ValueError where there is none or another."""
    names = {quad.graph_name for quad in quads}
    if len(names) != 1:
        raise ValueError(f"the quads of one article are expected, found {len(names)} graphs")
    (name,) = names
    if not isinstance(name, NamedNode):
        raise ValueError(f"an article's graph needs an IRI, found {name}")
    return name


def lines_of(quads: Iterable[Quad], graph: NamedNode) -> Lines:
    """What quads of one graph say."""
    written = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""
    # Ends of lines and nothing else: in a text they are escaped.
    return frozenset(written.replace(f" {graph} .\n".encode(), b" .\n").splitlines(keepends=True))


def stored_lines(database: pyoxigraph.Store, graph: NamedNode) -> Lines:
    """What a graph says now; nothing where there is none."""
    written = database.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return frozenset(written.splitlines(keepends=True))


def predicate_of(line: bytes) -> str:
    """The IRI of a line's predicate."""
    return line.split(b" ", 2)[1][1:-1].decode()


def difference(graph: NamedNode, old: Lines, new: Lines) -> str:
    """The update that makes a graph say the new and nothing else; empty where it says so already.

    Writing costs a hundred times as much as reading, and most of an article built again is what it was.
    """
    gone, added = old - new, new - old
    if not gone and not added:
        return ""
    if any(b"_:" in line for line in gone):
        # Blank nodes cannot be named in DELETE DATA. (In an IRI it does no harm.)
        return f"DROP SILENT GRAPH {graph} ; INSERT DATA {_block(graph, new)}"
    operations = [
        f"{operation} DATA {_block(graph, lines)}"
        for operation, lines in (("DELETE", gone), ("INSERT", added))
        if lines
    ]
    return " ;\n".join(operations)


def quad_difference(graph: NamedNode, old: Iterable[Quad], new: Iterable[Quad]) -> str:
    """As `difference`, of quads."""
    return difference(graph, lines_of(old, graph), lines_of(new, graph))


def run_marked(
    database: pyoxigraph.Store,
    update: str,
    mark: str,
    *,
    base_iri: str | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> None:
    """Run an update and one that marks it, in one transaction; SyntaxError where the first is no update."""
    declared = None if prefixes is None else dict(prefixes)
    try:
        database.update(f"{update}\n;\n{mark}" if update else mark, base_iri=base_iri, prefixes=declared)
    except SyntaxError as error:
        # Where it ends in a semicolon, or has nothing but prefixes. Nothing was run: all of it is read first.
        try:
            database.update(f"{update}\n{mark}", base_iri=base_iri, prefixes=declared)
        except SyntaxError:
            # Places in the text are told as they are without what was added.
            pyoxigraph.Store().update(update, base_iri=base_iri, prefixes=declared)
            raise error from None


def _block(graph: NamedNode, lines: Lines) -> str:
    """Lines as an update has them: each subject once, for what is written twice is read twice."""
    written: list[bytes] = []
    last = b""
    for line in sorted(lines):
        subject, _, said = line[: -len(b" .\n")].partition(b" ")
        if subject != last:
            written += (b" .\n" if last else b"", subject, b" ")
            last = subject
        else:
            written.append(b" ; ")
        written.append(said)
    return f"{{ GRAPH {graph} {{ {b''.join(written).decode()} }} }}"
