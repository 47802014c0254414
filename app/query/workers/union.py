"""The union of all graphs in the default graph of a database: made, and made to follow.

`python -m app.query.workers.union FOLDER PARENT` makes it, as long as the process of that number wants it.
"""

import os
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from app.graph.changelog import STATE
from app.graph.vocabulary import ONTOLOGY_GRAPH
from app.query.workers.fence import end_soon_after_parent

_NICE = 10


def make_union(folder: Path) -> None:
    """Add every triple to the default graph; twenty seconds at a million quads."""
    reading = pyoxigraph.Store(folder)
    reading.bulk_extend(_bare(quad) for quad in reading)
    reading.flush()


def follow(
    source: pyoxigraph.Store,
    database: pyoxigraph.Store,
    graphs: Collection[NamedNode],
    was_in_none: set[Quad],
    is_in_none: set[Quad],
) -> None:
    """Bring a database with a union up to a newer source, of which these graphs may have changed.

    Of the ontology's graph only the store's state is looked at, which every change writes. What the source's own
    default graph had and has is given whole.
    """
    state = ONTOLOGY_GRAPH, STATE, None, ONTOLOGY_GRAPH
    gone, added = _difference(database.quads_for_pattern(*state), source.quads_for_pattern(*state))
    for graph in graphs:
        less, more = _difference(
            database.quads_for_pattern(None, None, None, graph),
            source.quads_for_pattern(None, None, None, graph),
        )
        gone |= less
        added |= more
    said = {_bare(quad) for quad in added} | is_in_none
    database.extend(added | said)
    for quad in gone:
        database.remove(quad)
    for graph in graphs:
        if not source.contains_named_graph(graph):
            database.remove_graph(graph)
        elif not database.contains_named_graph(graph):
            database.add_graph(graph)
    for triple in {_bare(quad) for quad in gone} | (was_in_none - is_in_none):
        if triple not in said and not _is_in_a_graph(database, triple):
            database.remove(triple)


def _is_in_a_graph(database: pyoxigraph.Store, triple: Quad) -> bool:
    found = database.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(quad.graph_name != DefaultGraph() for quad in found)


def _difference(old: Iterable[Quad], new: Iterable[Quad]) -> tuple[set[Quad], set[Quad]]:
    """What has gone, and what is new."""
    before, after = set(old), set(new)
    return before - after, after - before


def _bare(quad: Quad) -> Quad:
    """What it says, in the default graph."""
    return Quad(quad.subject, quad.predicate, quad.object)


if __name__ == "__main__":
    end_soon_after_parent(int(sys.argv[2]))
    os.nice(_NICE)
    make_union(Path(sys.argv[1]))
