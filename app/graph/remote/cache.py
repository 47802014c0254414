"""Graphs fetched from a server, kept for a few seconds."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from app.graph.port import Node, Term

_MOST_GRAPHS = 64
_SECONDS = 5.0


class GraphCache:
    """The graphs asked for last; what others change shows when their time is up."""

    def __init__(self, fetch: Callable[[NamedNode], Iterable[Quad]]) -> None:
        self._fetch = fetch
        self._kept: OrderedDict[NamedNode, tuple[float, pyoxigraph.Store]] = OrderedDict()
        self._lock = threading.Lock()

    def pattern(
        self, subject: Node | None, predicate: NamedNode | None, object_: Term | None, graph: NamedNode
    ) -> Iterator[Quad]:
        """The quads of a pattern in one graph."""
        return iter(self._stored(graph).quads_for_pattern(subject, predicate, object_, graph))

    def forget(self, graph: NamedNode | None) -> None:
        """Once a graph has changed, or any of them may have (None)."""
        with self._lock:
            if graph is None:
                self._kept.clear()
            else:
                self._kept.pop(graph, None)

    def _stored(self, graph: NamedNode) -> pyoxigraph.Store:
        with self._lock:
            kept = self._kept.get(graph)
            if kept is not None and time.monotonic() - kept[0] < _SECONDS:
                self._kept.move_to_end(graph)
                return kept[1]
        fetched_at = time.monotonic()
        store = pyoxigraph.Store()
        store.extend(self._fetch(graph))
        with self._lock:
            self._kept[graph] = fetched_at, store
            while len(self._kept) > _MOST_GRAPHS:
                self._kept.popitem(last=False)
        return store
