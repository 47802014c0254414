"""The network of a store: built in one pass, and kept beside it."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from pyoxigraph import NamedNode

from app.graph.port import ArticleStore, Readable, State
from app.graph.records import article_nodes
from app.query.network.network import Network
from app.query.records import article_content

Identities = Callable[[Readable], Mapping[str, str]]
"""What a store holds of which entities are the same: IRI → the IRI that stands for it."""


def nobody_is_another(_store: Readable) -> Mapping[str, str]:
    """Every entity is itself."""
    return {}


def build_network(store: ArticleStore, same: Mapping[str, str] | None = None) -> Network:
    """Everything that a store has, each quad read once."""
    network = Network(same)
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
    """The network of a store that changes: built when first asked for, then put right article by article."""

    def __init__(self, store: ArticleStore, identities: Identities = nobody_is_another) -> None:
        self._store = store
        self._identities = identities
        self._network: Network | None = None
        self._state: State | None = None
        self._lock = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[Network]:
        """The network as the store is now, which nobody changes meanwhile; others who ask wait."""
        with self._lock:
            yield self._current()

    def _current(self) -> Network:
        # The state is taken before the articles are read: what is written meanwhile is read again the next time.
        changes = self._store.changes_since(self._state)
        if self._network is None or changes.everything:
            self._network = build_network(self._store, self._identities(self._store))
        elif changes.state != self._state:
            touched = [node.value for node in (*changes.changed, *changes.removed)]
            touched += self._network.identify(self._identities(self._store))
            refresh(self._network, self._store, dict.fromkeys(touched))
        self._state = changes.state
        return self._network
