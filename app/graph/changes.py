"""What has to be written for a graph to become another."""

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Quad


def difference(graph: NamedNode, old: set[Quad], new: set[Quad]) -> str:
    """The update that makes a graph say the new and nothing else; empty where it says so already.

    Writing costs a hundred times as much as reading, and most of an article built again is what it was.
    """
    gone, added = old - new, new - old
    if any(isinstance(term, BlankNode) for q in gone for term in (q.subject, q.object)):
        # They cannot be named in DELETE DATA.
        return f"DROP SILENT GRAPH {graph} ; INSERT DATA {_block(graph, new)}"
    operations = [
        f"{operation} DATA {_block(graph, quads)}"
        for operation, quads in (("DELETE", gone), ("INSERT", added))
        if quads
    ]
    return " ;\n".join(operations)


def _block(graph: NamedNode, quads: Iterable[Quad]) -> str:
    triples = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
    return f"{{ GRAPH {graph} {{\n{triples}}} }}"
