"""Questions about the graph that SPARQL cannot answer: parts, paths, and who is central."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.asking import AskingDependency, PathAskingDependency, entity_of
from app.api.network_schemas import CentralityOut, GraphOut, PathsOut
from app.api.problems import documented, problem
from app.api.views import answer
from app.query.network.documents import paths_document, subgraph_document
from app.query.network.questions import (
    Communities,
    Measure,
    Method,
    Statistics,
    UnansweredError,
    WindowStep,
    all_paths,
    centrality,
    communities,
    most_connected,
    neighbourhood,
    shortest_paths,
    statistics,
    windows_of,
)
from app.query.plain import plain

router = APIRouter(
    prefix="/api",
    tags=["graph"],
    responses=documented(_422="A parameter that cannot be used", _503="The network is being made"),
)
_MOST_CENTRES = 20
LimitParameter = Annotated[
    int, Query(ge=1, le=1_000, description="At most so many; `truncated` tells of more.")
]
SeedParameter = Annotated[
    int, Query(ge=0, le=2**32 - 1, description="Where chance has a part: the same for the same seed.")
]


@router.get(
    "/graph",
    summary="A part of the network",
    response_model=GraphOut,
    responses=documented(_404="No such entity"),
)
def graph(
    asking: AskingDependency,
    center: Annotated[
        list[str] | None,
        Query(
            max_length=_MOST_CENTRES,
            description="Around these entities, by id or IRI; without any, the most connected part.",
            examples=[["person/kari-vik"]],
        ),
    ] = None,
    depth: Annotated[int, Query(ge=0, le=5, description="How many steps away.")] = 1,
    limit: Annotated[int, Query(ge=1, le=2_000, description="At most so many entities.")] = 200,
    layout: Annotated[bool, Query(description="With places to draw the entities at.")] = False,
) -> Response:
    """The nearest entities first, then those that more facts join to what is there; and all edges among them."""
    centres = [entity_of(asking, one) for one in center or ()]
    if centres:
        found = neighbourhood(asking, centres, depth=depth, limit=limit)
    else:
        found = most_connected(asking, limit=limit)
    return answer(subgraph_document(found, asking.base, places=layout))


@router.get(
    "/paths",
    summary="How two entities are connected",
    response_model=PathsOut,
    responses=documented(_404="No such entity"),
)
def paths(
    asking: PathAskingDependency,
    from_: Annotated[
        str,
        Query(
            alias="from",
            min_length=1,
            max_length=2_000,
            description="Where the way begins: an id or an IRI.",
            examples=["person/kari-vik"],
        ),
    ],
    to: Annotated[
        str,
        Query(
            min_length=1,
            max_length=2_000,
            description="Where it ends: an id or an IRI.",
            examples=["person/liv-strand"],
        ),
    ],
    k: Annotated[int, Query(ge=1, le=100, description="How many ways at most.")] = 3,
    max_length: Annotated[int, Query(ge=1, le=6, description="How many steps at most.")] = 4,
    every: Annotated[
        bool, Query(alias="all", description="Every way of that length, not only the shortest.")
    ] = False,
    directed: Annotated[bool, Query(description="Only from who acts to whom it is done.")] = False,
) -> Response:
    """The shortest ways without circles, each step with the surest facts and their sentences.

    The window of time is `since` and `until` here.
    """
    ends = entity_of(asking, from_), entity_of(asking, to)
    if every:
        found = all_paths(asking, *ends, limit=k, max_length=max_length, directed=directed)
    else:
        found = shortest_paths(asking, *ends, k=k, max_length=max_length, directed=directed)
    return answer(paths_document(found))


@router.get("/graph/centrality", summary="Who matters", response_model=CentralityOut)
def graph_centrality(
    asking: AskingDependency,
    measure: Annotated[Measure, Query(description="What counts as central.")] = Measure.DEGREE,
    window: Annotated[
        WindowStep | None, Query(description="A ranking for each of these, from the first to the last.")
    ] = None,
    sample: Annotated[
        int | None,
        Query(
            ge=1, le=10_000, description="Estimate betweenness from so many; in large networks it is anyway."
        ),
    ] = None,
    seed: SeedParameter = 1,
    limit: LimitParameter = 20,
) -> Response:
    """PageRank, hubs and authorities follow who acts on whom, the others count both ways.

    Windows are calendar years, quarters or months; without `from` and `to`, those of all dated facts.
    """
    spans = () if window is None else windows_of(asking, window)
    try:
        found = centrality(asking, measure, limit=limit, windows=spans, sample=sample, seed=seed)
    except UnansweredError as error:
        raise problem(422, "No answer", str(error)) from error
    return answer({"rankings": plain(found)})


@router.get("/graph/communities", summary="Groups in the network", response_model=Communities)
def graph_communities(
    asking: AskingDependency,
    method: Annotated[Method, Query(description="How groups are found.")] = Method.LEIDEN,
    resolution: Annotated[
        float, Query(ge=0.01, le=100, description="Above 1 gives more and smaller groups.")
    ] = 1.0,
    seed: SeedParameter = 1,
    members: Annotated[int, Query(ge=1, le=1_000, description="At most so many of each group.")] = 20,
    limit: LimitParameter = 20,
) -> Response:
    """Entities that have more to do with each other than with the rest, the largest group first."""
    found = communities(asking, method=method, resolution=resolution, seed=seed, limit=limit, members=members)
    return answer(plain(found))


@router.get("/graph/stats", summary="The network in figures", response_model=Statistics)
def graph_stats(asking: AskingDependency) -> Response:
    """Size, time, density and kinds of facts of what the filter leaves."""
    return answer(plain(statistics(asking)))
