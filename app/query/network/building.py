"""The network of a store: built in one pass, and kept beside it."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from pyoxigraph import NamedNode

from app.errors import NyhendegrafError
from app.graph.decisions import wrong_facts
from app.graph.port import ArticleStore, State
from app.graph.records import article_nodes
from app.graph.vocabulary import DECISIONS_GRAPH, NG
from app.query.identity import standing_for
from app.query.network.network import Network
from app.query.records import article_outline


class NotReadyError(NyhendegrafError):
    """The network is still being made."""


def build_network(store: ArticleStore) -> Network:
    """Everything that a store has, in one pass over its articles."""
    network = Network(standing_for(store), wrong_facts(store))
    for article in sorted(article_nodes(store), key=str):
        content = article_outline(store, article)
        if content is not None:
            network.add(content)
    return network


def refresh(network: Network, store: ArticleStore, articles: Iterable[str]) -> None:
    """Put right what a network has of some articles, which may be changed, new or gone."""
    for iri in articles:
        content = article_outline(store, NamedNode(iri))
        if content is None:
            network.remove(iri)
        else:
            network.add(content)


class LiveNetwork:
    """The network of a store that changes: built when first asked for, then put right article by article.

    Many may read at once; it is changed when nobody does. `using` gives the store as it is now, for a while;
    `built` is called when millions of objects have come that will stay.
    """

    def __init__(
        self,
        using: Callable[[], AbstractContextManager[ArticleStore]],
        built: Callable[[], object] = lambda: None,
    ) -> None:
        self._using = using
        self._built = built
        self._network: Network | None = None
        self._state: State | None = None
        self._readers = 0
        self._building = False
        self._failure: Exception | None = None
        self._turn = threading.Condition()

    @contextmanager
    def reading(self, patience_seconds: float = 600.0) -> Iterator[Network]:
        """The network as the store is now, which nobody changes meanwhile; NotReadyError where that takes longer."""
        until = time.monotonic() + patience_seconds
        with self._turn:
            network = self._current(until)
            self._readers += 1
        try:
            yield network
        finally:
            with self._turn:
                self._readers -= 1
                self._turn.notify_all()

    def _current(self, until: float) -> Network:
        while True:
            if self._failure is not None:
                failure, self._failure = self._failure, None
                raise failure
            if not self._building:
                with self._using() as store:
                    # The state is taken before the articles are read: what is written meanwhile is read again later.
                    changes = store.changes_since(self._state)
                    if self._network is None or changes.everything:
                        self._building = True
                        threading.Thread(target=self._build, name="network", daemon=True).start()
                    elif changes.state == self._state:
                        return self._network
                    elif self._readers == 0:
                        touched = [node.value for node in (*changes.changed, *changes.removed)]
                        if DECISIONS_GRAPH.value in touched:
                            touched.remove(DECISIONS_GRAPH.value)
                            touched += _decided(self._network, store)
                        refresh(self._network, store, dict.fromkeys(touched))
                        self._state = changes.state
                        return self._network
            if not self._turn.wait(until - time.monotonic()):
                raise NotReadyError("the network of the store is being made. Ask again in a while")

    def _build(self) -> None:
        try:
            with self._using() as store:
                state = store.changes_since(None).state
                network = build_network(store)
            self._built()
        except Exception as error:
            with self._turn:
                self._failure, self._building = error, False
                self._turn.notify_all()
            return
        with self._turn:
            self._network, self._state, self._building = network, state, False
            self._turn.notify_all()


def _decided(network: Network, store: ArticleStore) -> list[str]:
    """Take over what was decided: the IRIs of the articles that have to be read again."""
    touched = network.identify(standing_for(store))
    for fact in network.reject(wrong_facts(store)):
        quads = store.quads_for_pattern(NamedNode(fact), NG("polarity"), None, None)
        touched += [quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)]
    return touched
