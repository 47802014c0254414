"""What routes ask for, in coroutines: plain functions would each be a way to another thread and back."""

from collections.abc import Iterator
from typing import Annotated, Literal, cast

from fastapi import Depends, Query, Request
from fastapi.concurrency import run_in_threadpool

from app.api.analysis import Analysis
from app.api.current import Current
from app.api.description import Counts
from app.api.jobs import Jobs
from app.api.limits import Queries
from app.api.problems import problem
from app.api.views import View
from app.api.writing import Writer
from app.config import Settings
from app.errors import RunError
from app.graph.store import Store
from app.query.reading import DEFAULT_LANGUAGES


async def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


async def _current(request: Request) -> Current:
    return cast(Current, request.app.state.current)


def _store(request: Request) -> Iterator[Store]:
    with cast(Current, request.app.state.current).using() as store:
        yield cast(Store, store)


async def _queries(request: Request) -> Queries:
    return cast(Queries, request.app.state.queries)


async def _counts(request: Request) -> Counts:
    return cast(Counts, request.app.state.counts)


async def _languages(
    request: Request,
    language: Annotated[
        Literal["nn", "nb", "en"] | None, Query(description="Preferred language of labels.", examples=["nn"])
    ] = None,
) -> tuple[str, ...]:
    if language is None:
        return (await _settings(request)).languages
    return (language, *(tag for tag in DEFAULT_LANGUAGES if tag != language))


LanguagesDependency = Annotated[tuple[str, ...], Depends(_languages)]


async def _view(request: Request, languages: LanguagesDependency) -> View:
    current = await _current(request)
    try:
        # Only the first requests have to wait.
        index = current.index(0) or await run_in_threadpool(current.index)
    except RunError as error:
        raise problem(
            503, "No index", "The server's index of the store cannot be made; see its log."
        ) from error
    if index is None:
        done, all_ = current.progress
        raise problem(
            503,
            "Index not ready",
            f"The index is being made: {done} of {all_ or 'all'} articles are in it. Ask again in a while.",
            {"Retry-After": "10"},
        )
    return View(index.reading(), current.names, current.state, (await _settings(request)).base_iri, languages)


async def _analysis(request: Request) -> Analysis:
    return cast(Analysis, request.app.state.analysis)


async def _writes(request: Request) -> Writer:
    return cast(Writer, request.app.state.writer)


async def _jobs(request: Request) -> Jobs:
    return cast(Jobs, request.app.state.jobs)


SettingsDependency = Annotated[Settings, Depends(_settings)]
StoreDependency = Annotated[Store, Depends(_store)]
CountsDependency = Annotated[Counts, Depends(_counts)]
AnalysisDependency = Annotated[Analysis, Depends(_analysis)]
WritesDependency = Annotated[Writer, Depends(_writes)]
JobsDependency = Annotated[Jobs, Depends(_jobs)]
CurrentDependency = Annotated[Current, Depends(_current)]
QueriesDependency = Annotated[Queries, Depends(_queries)]
ViewDependency = Annotated[View, Depends(_view)]
