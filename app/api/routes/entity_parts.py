"""What one entity does, who is beside it, when, what it says, and where it is spoken of."""

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api.cursors import listed, page_of, place
from app.api.dependencies import ViewDependency
from app.api.filtering import FilterDependency
from app.api.problems import documented
from app.api.routes.entities import CursorParameter, IdParameter, LimitParameter, known
from app.api.schemas import FactList, MentionList, NeighbourList, QuoteList, Timeline
from app.model.vocabulary import Role
from app.query.index import entities, reading
from app.query.index.rows import FactRow

router = APIRouter(
    prefix="/api/entities",
    tags=["entities"],
    responses=documented(
        _404="No such entity", _422="A parameter that cannot be used", _503="The index is being made"
    ),
)
ROLES = (*(role.value for role in Role), "subject", "object", "source")
RoleParameter = Annotated[
    str | None,
    Query(
        pattern=f"^({'|'.join(ROLES)})$",
        description="In which role; subject and object are the ends of the direct triple, source is who says so.",
        examples=["agent"],
    ),
]


@router.get("/{id:path}/events", summary="What an entity has part in", response_model=FactList)
async def entity_events(
    request: Request,
    id: IdParameter,
    view: ViewDependency,
    chosen: FilterDependency,
    role: RoleParameter = None,
    limit: LimitParameter = 20,
    cursor: CursorParameter = None,
) -> Response:
    """Events and relations, by article and text order."""
    after = place(request, cursor, (str, int)) or ("", -1)
    with reading.one_moment(view.connection):
        row = known(view, id)
        found = reading.facts(
            view.connection, chosen, limit=limit + 1, after=after, parties=[(row.iri, role)]
        )
        page = page_of(request, found, limit, lambda f: f.key)
        return listed(request, page, events=view.facts(page.items))


@router.get("/{id:path}/neighbours", summary="Who and what is beside an entity", response_model=NeighbourList)
async def entity_neighbours(
    request: Request,
    id: IdParameter,
    view: ViewDependency,
    chosen: FilterDependency,
    limit: LimitParameter = 20,
    cursor: CursorParameter = None,
) -> Response:
    """The entities that direct triples connect with it, those of most facts first."""
    (skip,) = place(request, cursor, (int,)) or (0,)
    skip = max(0, skip)
    with reading.one_moment(view.connection):
        row = known(view, id)
        found = view.kept(
            ("neighbours", row.iri, chosen, limit, skip),
            lambda: entities.neighbours(view.connection, row.iri, chosen, limit=limit + 1, skip=skip),
        )
        page = page_of(request, list(enumerate(found, start=skip + 1)), limit, lambda pair: (pair[0],))
        return listed(request, page, neighbours=[view.neighbour(one) for _, one in page.items])


@router.get("/{id:path}/timeline", summary="What happened to an entity, in time", response_model=Timeline)
async def entity_timeline(
    request: Request,
    id: IdParameter,
    view: ViewDependency,
    chosen: FilterDependency,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Response:
    """Dated facts in the order of time; those without a date apart, on the first page."""
    after = place(request, cursor, (str, str, int))
    with reading.one_moment(view.connection):
        row = known(view, id)
        found = reading.timeline(
            view.connection, row.iri, chosen, limit=limit + 1, after=after or ("", "", -1)
        )
        page = page_of(request, found, limit, lambda f: (f.fact.first or f.fact.last or "", *f.key))
        others = reading.undated(view.connection, row.iri, chosen, limit=limit + 1) if after is None else []
        dates = [
            {"date": date, "precision": _precision(date), "facts": view.facts(its)}
            for date, its in groupby(page.items, _date)
        ]
        undated = view.facts(others[:limit])
        more = len(others) > limit
        return listed(request, page, timeline=dates, undated=undated, undated_truncated=more)


@router.get("/{id:path}/quotes", summary="What an entity says", response_model=QuoteList)
async def entity_quotes(
    request: Request,
    id: IdParameter,
    view: ViewDependency,
    limit: LimitParameter = 20,
    cursor: CursorParameter = None,
) -> Response:
    """The quotations of so many facts that it is the source of, by article and text order."""
    after = place(request, cursor, (str, int)) or ("", -1)
    with reading.one_moment(view.connection):
        row = known(view, id)
        found = reading.quoting(view.connection, row.iri, limit=limit + 1, after=after)
        page = page_of(request, found, limit, lambda f: f.key)
        quotes = [quote for fact in page.items for quote in view.quotes(fact, row.iri)]
        return listed(request, page, quotes=quotes)


@router.get("/{id:path}/mentions", summary="Where an entity is spoken of", response_model=MentionList)
async def entity_mentions(
    request: Request,
    id: IdParameter,
    view: ViewDependency,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Response:
    """Names, descriptions and pronouns, by article and text order."""
    after = place(request, cursor, (str, int, int)) or ("", -1, -1)
    with reading.one_moment(view.connection):
        row = known(view, id)
        found = reading.mentions(view.connection, row.iri, limit=limit + 1, after=after)
        page = page_of(request, found, limit, lambda m: m.key)
        mentions = [view.mention(one) for one in page.items]
        return listed(request, page, mentions=mentions, total=row.mentions)


def _date(row: FactRow) -> str:
    return (row.fact.time.value if row.fact.time is not None else None) or ""


def _precision(date: str) -> str:
    if "/" in date:
        return "interval"
    return {0: "year", 1: "month"}.get(date.lstrip("-").count("-"), "day")
