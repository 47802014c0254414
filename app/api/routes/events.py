"""Events and relations of all articles, and one with all that say the same."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.cursors import listed, page_of, place
from app.api.dependencies import ViewDependency
from app.api.filtering import FilterDependency
from app.api.problems import documented, problem
from app.api.routes.entities import CursorParameter, LimitParameter
from app.api.routes.entity_parts import RoleParameter
from app.api.schemas import EventDetail, FactList
from app.api.views import Document, answer
from app.identity.reports import Turn
from app.model.vocabulary import Modality, Polarity
from app.query.differences import Telling, differences
from app.query.index import reading
from app.query.index.histories import history

router = APIRouter(
    prefix="/api/events",
    tags=["events"],
    responses=documented(_422="A parameter that cannot be used", _503="The index is being made"),
)
_MOST_REPORTS = 100
_MOST_PARTICIPANTS = 5


@router.get("", summary="Events and relations", response_model=FactList)
@router.get("/", include_in_schema=False)
async def list_events(
    request: Request,
    view: ViewDependency,
    chosen: FilterDependency,
    participant: Annotated[
        list[str] | None,
        Query(
            max_length=_MOST_PARTICIPANTS,
            description="Who has part in it, all of them where there are several: ids or IRIs.",
            examples=[["person/kari-vik"]],
        ),
    ] = None,
    role: RoleParameter = None,
    place_: Annotated[
        str | None,
        Query(
            alias="place",
            max_length=2_000,
            description="Where it was: an id or an IRI.",
            examples=["place/oslo"],
        ),
    ] = None,
    wrong: Annotated[bool, Query(description="Only those that were decided to be wrong.")] = False,
    limit: LimitParameter = 20,
    cursor: CursorParameter = None,
) -> Response:
    """By article and text order; `role` is that of the participants."""
    after = place(request, cursor, (str, int)) or ("", -1)
    if role is not None and not participant:
        raise problem(
            422,
            "Invalid request",
            f"role = {role!r} is nobody's. Give a participant too, such as participant=ID.",
        )
    parties: list[tuple[str, str | None]] = [(view.full(one), role) for one in participant or ()]
    if place_ is not None:
        parties.append((view.full(place_), "place"))
    with reading.one_moment(view.connection):
        found = reading.facts(
            view.connection, chosen, limit=limit + 1, after=after, parties=parties, wrong=wrong
        )
        page = page_of(request, found, limit, lambda f: f.key)
        return listed(request, page, events=view.facts(page.items))


@router.get(
    "/{id:path}",
    summary="One event or relation",
    response_model=EventDetail,
    responses=documented(_404="No such event"),
)
async def show_event(
    id: Annotated[
        str,
        Path(description="The local part of its IRI, or the IRI.", examples=["fact/0123456789abcdef0123"]),
    ],
    view: ViewDependency,
) -> Response:
    """With the facts of all articles that say the same, and their sentences."""
    with reading.one_moment(view.connection):
        row = reading.fact(view.connection, view.full(id))
        if row is None:
            raise problem(
                404,
                "No such event",
                f"The store has no event {id[:500]!r}; /api/events lists those there are.",
            )
        reports = reading.reports(view.connection, row, limit=_MOST_REPORTS + 1)
        told = view.facts(reports[:_MOST_REPORTS])
        steps = history(view.connection, reports[:_MOST_REPORTS])
        moved = Turn.POSTPONED in {status for status, _ in steps}
        document = {
            **view.fact(row),
            "reports": told,
            "reports_truncated": len(reports) > _MOST_REPORTS,
            "history": [
                {"status": status, "article": view.article(first.article)} for status, first in steps
            ],
            "differences": [
                {
                    "about": d.about,
                    "values": [
                        {"value": v.text, "articles": list(v.articles), "sources": list(v.sources)}
                        for v in d.values
                    ],
                }
                for d in (
                    differences(map(_telling, told), moved=moved) if row.fact.kind != "Relation" else ()
                )
            ],
            "evidence": [{**one["sentence"], "article": one["article"]} for one in told],
        }
        return answer(document)


def _telling(fact: Document) -> Telling:
    """A report as it is compared with others."""
    time = fact["time"]
    status: str = fact["modality"].lower()
    ahead = fact["modality"] == Modality.PLANNED
    return Telling(
        fact["article"]["id"],
        tuple((p["role"], p["label"]) for p in fact["participants"]),
        None if time is None else time["value"] or time["words"],
        None if ahead else status if fact["polarity"] == Polarity.POSITIVE else f"not {status}",
        fact["source"]["label"] if fact["source"] is not None else None,
        ahead,
    )
