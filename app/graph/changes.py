"""What has to be written for a graph to become another."""

from collections.abc import Iterable, Mapping

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat


def difference(graph: NamedNode, old: set[Quad], new: set[Quad]) -> str:
    """The update that makes a graph say the new and nothing else; empty where it says so already.

    Writing costs a hundred times as much as reading, and most of an article built again is what it was.
    """
    gone, added = old - new, new - old
    if not gone and not added:
        return ""
    if any(isinstance(term, BlankNode) for q in gone for term in (q.subject, q.object)):
        # They cannot be named in DELETE DATA.
        return f"DROP SILENT GRAPH {graph} ; INSERT DATA {_block(new)}"
    operations = [
        f"{operation} DATA {_block(quads)}"
        for operation, quads in (("DELETE", gone), ("INSERT", added))
        if quads
    ]
    return " ;\n".join(operations)


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


def _block(quads: Iterable[Quad]) -> str:
    """Quads of one graph as an update has them, which is but for one word as TriG has them."""
    written = pyoxigraph.serialize(quads, format=RdfFormat.TRIG) or b""
    return f"{{ GRAPH {written.decode()} }}"
