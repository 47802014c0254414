"""The network of a store: built in one pass, and kept beside it."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from pyoxigraph import NamedNode

from app.graph.port import ArticleStore
from app.graph.records import article_nodes
from app.query.network.network import Network, unchanged
from app.query.records import article_content


def build_network(store: ArticleStore, canonical: Callable[[str], str] = unchanged) -> Network:
    """Everything that a store has, each quad read once."""
    network = Network(canonical)
    for article in sorted(article_nodes(store), key=str):
        content = article_content(store, article)
        if content is not None:
            network.add(content)
    return network


def refresh(network: Network, store: ArticleStore, articles: Iterable[str]) -> None:
    """Put right what a network has of some articles, which may be changed, new or gone."""
    for iri in articles:
        content = article_content(store, NamedNode(iri))
        if content is None:
            network.remove(iri)
        else:
            network.add(content)


class LiveNetwork:
    """The network of a store that may change: built when first asked for, and put right article by article.

    Whoever writes an article calls `changed` with its IRI; where something else changed the store (`version` is another
    without any article told), it is built anew.
    """

    def __init__(
        self,
        store: ArticleStore,
        *,
        version: Callable[[], object],
        canonical: Callable[[str], str] = unchanged,
    ) -> None:
        self._store = store
        self._version = version
        self._canonical = canonical
        self._network: Network | None = None
        self._seen: object = None
        self._pending: list[str] = []
        self._lock = threading.RLock()

    def changed(self, articles: Iterable[str]) -> None:
        """Some articles were written or removed, by their IRIs."""
        with self._lock:
            self._pending += articles

    @contextmanager
    def reading(self) -> Iterator[Network]:
        """The network as the store is now, which nobody changes meanwhile; others who ask wait."""
        with self._lock:
            yield self._current()

    def _current(self) -> Network:
        version = self._version()
        # Taken before the store is read: what is told while it is being read is done again.
        pending, self._pending = list(dict.fromkeys(self._pending)), []
        if self._network is None or (version != self._seen and not pending):
            self._network = build_network(self._store, self._canonical)
        else:
            refresh(self._network, self._store, pending)
        self._seen = version
        return self._network
