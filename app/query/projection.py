"""The direct layer of a store as a networkx graph, for those who go on from Python."""

from typing import TYPE_CHECKING

from app.graph.port import ArticleStore
from app.query.filters import ASSERTED, FactFilter
from app.query.network.building import build_network
from app.query.network.elements import Projection
from app.query.network.graphs import to_networkx
from app.query.reading import DEFAULT_LANGUAGES

if TYPE_CHECKING:
    import networkx as nx


def projection(
    store: ArticleStore,
    chosen: FactFilter = ASSERTED,
    *,
    kind: Projection = Projection.ENTITIES,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
) -> "nx.MultiDiGraph[str]":
    """What a filter leaves of a store, read once; `app.query.network` keeps one and asks it more than once."""
    return to_networkx(build_network(store), chosen, projection=kind, languages=languages)
