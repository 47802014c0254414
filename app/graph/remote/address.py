"""Where a remote store is: one address, from which its endpoints are derived."""

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from app.errors import RunError

_REPOSITORY = re.compile(r"/repositories/[^/]+$")
DEFAULT_TIMEOUT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What a server answers to, and where."""

    query: str
    update: str
    graphs: str
    union: tuple[tuple[str, str], ...] = ()
    """Parameters that make all graphs together the default graph, where the server needs to be asked."""
    replace_by_put: bool = False
    """Whether a graph is replaced with PUT, and not by an update of two operations."""


@dataclass(frozen=True, slots=True)
class RemoteAddress:
    """An address with what only its owner may know; `str` and `repr` leave that out."""

    url: str
    query_url: str | None = None
    update_url: str | None = None
    graphs_url: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    replace: Literal["update", "put"] | None = None
    """How a graph is replaced; None leaves it to what the address looks like."""
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        for url in filter(None, (self.url, self.query_url, self.update_url, self.graphs_url)):
            parts = urlsplit(url)
            if parts.username is not None or parts.password is not None:
                raise RunError(
                    f"the address of the store at {parts.hostname} has a user or a password in it, where logs would "
                    "show them. Set NYHENDEGRAF_STORE_USER and NYHENDEGRAF_STORE_PASSWORD instead"
                )
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise RunError(
                    f"the store {url!r} is no address. Give a folder, or http://… or https://… with a host"
                )

    def __str__(self) -> str:
        return self.url

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may hold."""
        return tuple(filter(None, (self.password, self.token)))

    @property
    def is_loopback(self) -> bool:
        """Whether it is on this machine."""
        return urlsplit(self.url).hostname in ("127.0.0.1", "::1", "localhost")

    @property
    def endpoints(self) -> Endpoints:
        """Those given, and the others by what the address looks like.

        `/sparql` is Virtuoso, `/repositories/NAME` GraphDB and RDF4J, no path Oxigraph, any other path a dataset of
        Fuseki.
        """
        derived = self._derived()
        return Endpoints(
            self.query_url or derived.query,
            self.update_url or derived.update,
            self.graphs_url or derived.graphs,
            () if self.query_url else derived.union,
            derived.replace_by_put if self.replace is None else self.replace == "put",
        )

    def _derived(self) -> Endpoints:
        url = self.url.rstrip("/")
        path = urlsplit(url).path
        if path.endswith(("/sparql", "/sparql-auth")):
            root = url.removesuffix("-auth").removesuffix("/sparql")
            auth = "-auth" if self.user is not None else ""
            sparql = f"{root}/sparql{auth}"
            # An update as long as an article is more than its compiler takes.
            return Endpoints(sparql, sparql, f"{root}/sparql-graph-crud{auth}", replace_by_put=True)
        if _REPOSITORY.search(path):
            return Endpoints(url, f"{url}/statements", f"{url}/rdf-graphs/service")
        if not path:
            return Endpoints(f"{url}/query", f"{url}/update", f"{url}/store", (("union-default-graph", ""),))
        union = (("default-graph-uri", "urn:x-arq:UnionGraph"),)
        return Endpoints(f"{url}/query", f"{url}/update", f"{url}/data", union)
