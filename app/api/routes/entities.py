"""Entities by name and by id."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.cursors import listed, page_of, place
from app.api.dependencies import ViewDependency
from app.api.problems import ProblemError, documented, problem
from app.api.schemas import EntityDetail, EntityList
from app.api.views import Document, View, answer
from app.query.filters import EVERYTHING
from app.query.index import entities, reading
from app.query.index.rows import EntityRow, Hit
from app.query.index.types import RANKS

router = APIRouter(
    prefix="/api/entities",
    tags=["entities"],
    responses=documented(_422="A parameter that cannot be used", _503="The index is being made"),
)
SHOWN = 50
IdParameter = Annotated[
    str, Path(description="The local part of its IRI, or the IRI.", examples=["person/jens-stoltenberg"])
]
LimitParameter = Annotated[int, Query(ge=1, le=200, description="At most so many.")]
CursorParameter = Annotated[
    str | None, Query(max_length=3_000, description="Where to go on: next of the answer before.")
]


@router.get("", summary="Entities of a name, or all", response_model=EntityList)
@router.get("/", include_in_schema=False)
async def search_entities(
    request: Request,
    view: ViewDependency,
    q: Annotated[
        str | None,
        Query(
            min_length=1, max_length=500, description="A name or the beginning of one.", examples=["Stolt"]
        ),
    ] = None,
    type: Annotated[
        list[str] | None,
        Query(max_length=50, description="Classes, such as Person or Party.", examples=[["Person"]]),
    ] = None,
    linked: Annotated[
        bool | None, Query(description="Only those that are linked to Wikidata, or only the others.")
    ] = None,
    limit: LimitParameter = 20,
    cursor: CursorParameter = None,
) -> Response:
    """Whole names first, then names and words that begin so, then names spelled alike; the most mentioned among equals.

    Without a name, all entities, the most mentioned first.
    """
    types = type or []
    for name in types:
        if name not in RANKS:
            known = ", ".join(RANKS)
            raise problem(
                422, "Invalid request", f"type = {name[:100]!r} is no class of entities. Known are {known}."
            )
    with reading.one_moment(view.connection):
        if q is None:
            after = place(request, cursor, (int, str))
            rows = entities.by_mentions(
                view.connection, limit=limit + 1, after=after, types=types, linked=linked
            )
            page = page_of(
                request, [Hit(row, 0) for row in rows], limit, lambda h: (h.entity.mentions, h.entity.iri)
            )
            hits = [view.hit(hit.entity) for hit in page.items]
            total = None
        else:
            (skip,) = place(request, cursor, (int,)) or (0,)
            found = view.kept(
                ("name", q, tuple(types), linked),
                lambda: entities.by_name(view.connection, q, types=types, linked=linked),
            )
            some = list(enumerate(found, start=1))[max(0, skip) : max(0, skip) + limit + 1]
            shown = page_of(request, some, limit, lambda pair: (pair[0],))
            page = shown  # type: ignore[assignment]
            hits = [view.hit(hit.entity, hit.score) for _, hit in shown.items]
            total = len(found)
    return listed(request, page, entities=hits, total=total)


@router.get(
    "/{id:path}",
    summary="Everything about one entity",
    response_model=EntityDetail,
    responses=documented(_404="No such entity"),
)
async def show_entity(id: IdParameter, view: ViewDependency) -> Response:
    """Names, links, and the first articles and facts, with evidence."""
    with reading.one_moment(view.connection):
        row = entities.entity(view.connection, view.full(id))
        if row is None:
            raise no_entity(id)
        return answer(_detail(view, row))


def known(view: View, id: str) -> EntityRow:
    """The entity with an id; a problem where there is none."""
    row = entities.entity(view.connection, view.full(id))
    if row is None:
        raise no_entity(id)
    return row


def no_entity(id: str) -> ProblemError:
    """Where an id is nobody's."""
    return problem(
        404, "No such entity", f"The store has no entity {id[:500]!r}; /api/entities?q= finds them by name."
    )


def _detail(view: View, row: EntityRow) -> Document:
    traits = entities.traits(view.connection, row.iri)
    preferred = set(row.labels.values())
    found = reading.facts(view.connection, EVERYTHING, limit=SHOWN + 1, parties=[(row.iri, None)])
    articles = entities.articles_of(view.connection, row.iri, limit=SHOWN)
    return {
        **view.entity(row),
        "labels": dict(row.labels),
        "aliases": [n for n in entities.entity_names(view.connection, row.iri) if n not in preferred],
        "same_as": traits["same_as"],
        "merged": [view.local(iri) for iri in entities.merged(view.connection, row.iri)],
        "about": traits["about"],
        "reasons": traits["reason"],
        "articles": [view.article(one) for one in articles],
        "articles_total": row.articles,
        "facts": view.facts(found[:SHOWN]),
        "facts_truncated": len(found) > SHOWN,
    }
