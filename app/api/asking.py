"""The network of the server's store, as routes ask it."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, cast

from fastapi import Depends, Request

from app.api.dependencies import CurrentDependency, LanguagesDependency, SettingsDependency
from app.api.filtering import FilterDependency, GraphFilterDependency, PathFilterDependency
from app.api.problems import problem
from app.query.network import LiveNetwork, NotReadyError
from app.query.network.questions import Asking

_SECONDS_OF_PATIENCE = 5.0


def _asking(filtered: Any) -> Callable[..., Iterator[Asking]]:
    """The dependency that gives the network with a filter; the annotation says which."""

    def ask(
        request: Request,
        current: CurrentDependency,
        settings: SettingsDependency,
        languages: LanguagesDependency,
        chosen: filtered,
    ) -> Iterator[Asking]:
        live = cast(LiveNetwork, request.app.state.network)
        try:
            with current.using() as store, live.reading(_SECONDS_OF_PATIENCE) as network:
                yield Asking(network, chosen, languages, settings.base_iri, store)
        except NotReadyError as error:
            raise problem(
                503,
                "Network not ready",
                "The network for questions about the graph is being made. Ask again in a while.",
                {"Retry-After": "10"},
            ) from error

    return ask


AskingDependency = Annotated[Asking, Depends(_asking(GraphFilterDependency))]
PathAskingDependency = Annotated[Asking, Depends(_asking(PathFilterDependency))]
ExportAskingDependency = Annotated[Asking, Depends(_asking(FilterDependency))]


def entity_of(asking: Asking, id: str) -> str:  # noqa: A002 - as the parameter of addresses is called
    """The entity of an id or IRI; a problem (404) where the network has none."""
    for iri in (id, asking.base + id):
        entity = asking.network.entity(iri)
        if asking.network.has(entity):
            return entity
    raise problem(
        404, "No such entity", f"The store has no entity {id[:500]!r}; /api/entities?q= finds them by name."
    )
