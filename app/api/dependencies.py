"""What routes ask for, in coroutines: plain functions would each be a way to another thread and back."""

from typing import Annotated, Literal, cast

from fastapi import Depends, Query, Request

from app.api.description import Counts
from app.api.limits import Queries
from app.config import Settings
from app.graph.store import Store
from app.query.reading import DEFAULT_LANGUAGES


async def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


async def _store(request: Request) -> Store:
    return cast(Store, request.app.state.store)


async def _queries(request: Request) -> Queries:
    return cast(Queries, request.app.state.queries)


async def _counts(request: Request) -> Counts:
    return cast(Counts, request.app.state.counts)


async def _languages(
    request: Request,
    language: Annotated[
        Literal["nn", "nb", "en"] | None, Query(description="Preferred language of labels.")
    ] = None,
) -> tuple[str, ...]:
    if language is None:
        return (await _settings(request)).languages
    return (language, *(tag for tag in DEFAULT_LANGUAGES if tag != language))


SettingsDependency = Annotated[Settings, Depends(_settings)]
StoreDependency = Annotated[Store, Depends(_store)]
CountsDependency = Annotated[Counts, Depends(_counts)]
QueriesDependency = Annotated[Queries, Depends(_queries)]
LanguagesDependency = Annotated[tuple[str, ...], Depends(_languages)]
