"""More questions about the graph: its structure, its camps, its speakers, and what changes."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.asking import AskingDependency, entity_of
from app.api.problems import documented
from app.api.routes.network import LimitParameter
from app.api.views import answer
from app.query.network.questions import (
    Balance,
    Bridges,
    Changes,
    Comentions,
    Components,
    Contests,
    Cores,
    Likeness,
    Similars,
    Speeches,
    balance,
    bridges,
    changes,
    comentions,
    components,
    contested,
    cores,
    period,
    similar,
    speeches,
)
from app.query.plain import plain

router = APIRouter(
    prefix="/api/graph",
    tags=["graph"],
    responses=documented(_422="A parameter that cannot be used", _503="The network is being made"),
)
MembersParameter = Annotated[int, Query(ge=1, le=1_000, description="At most so many of each.")]
PeriodParameter = Query(
    max_length=40,
    description="A year, a month, a day, or two of them with a slash.",
    examples=["2024-01/2024-06"],
)


@router.get("/components", summary="Pieces that nothing connects", response_model=Components)
def graph_components(
    asking: AskingDependency, limit: LimitParameter = 20, members: MembersParameter = 20
) -> Response:
    """The largest first."""
    return answer(plain(components(asking, limit=limit, members=members)))


@router.get("/bridges", summary="Ties that alone hold parts together", response_model=Bridges)
def graph_bridges(asking: AskingDependency, limit: LimitParameter = 20) -> Response:
    """Those that most would be cut off by first."""
    return answer(plain(bridges(asking, limit=limit)))


@router.get("/cores", summary="The innermost of the network", response_model=Cores)
def graph_cores(
    asking: AskingDependency, limit: LimitParameter = 5, members: MembersParameter = 20
) -> Response:
    """Who is joined to at least k others that are so themselves (k-cores), the highest k first."""
    return answer(plain(cores(asking, limit=limit, members=members)))


@router.get("/balance", summary="Alliances and conflicts", response_model=Balance)
def graph_balance(asking: AskingDependency, limit: LimitParameter = 20) -> Response:
    """Who stands with and against whom, the two camps that this makes, and what does not fit them.

    Which classes count as for and against stands in `ontology/network/signs.yaml`.
    """
    return answer(plain(balance(asking, limit=limit)))


@router.get(
    "/speakers",
    summary="Who speaks about whom",
    response_model=Speeches,
    responses=documented(_404="No such entity"),
)
def graph_speakers(
    asking: AskingDependency,
    speaker: Annotated[
        str | None,
        Query(max_length=2_000, description="Only this entity, by id or IRI.", examples=["person/kari-vik"]),
    ] = None,
    about: Annotated[
        str | None, Query(max_length=2_000, description="Only what is said of this one.")
    ] = None,
    limit: LimitParameter = 20,
) -> Response:
    """As the source of facts, or in words of saying, criticism, support and the like; with `status=all` all of them."""
    one, other = (None if end is None else entity_of(asking, end) for end in (speaker, about))
    return answer(plain(speeches(asking, speaker=one, about=other, limit=limit)))


@router.get("/contested", summary="What is told both ways", response_model=Contests)
def graph_contested(asking: AskingDependency, limit: LimitParameter = 20) -> Response:
    """Claims that some tell as so and others deny or doubt, whatever status the filter asks for."""
    return answer(plain(contested(asking, limit=limit)))


@router.get("/changes", summary="One period beside another", response_model=Changes)
def graph_changes(
    asking: AskingDependency,
    before: Annotated[str, PeriodParameter],
    after: Annotated[str, PeriodParameter],
    limit: LimitParameter = 20,
) -> Response:
    """Entities and ties that are new, gone, more or less in the second; `from` and `to` have no say here."""
    periods = period("before", before), period("after", after)
    return answer(plain(changes(asking, *periods, limit=limit)))


@router.get(
    "/similar",
    summary="Who has to do with the same others",
    response_model=Similars,
    responses=documented(_404="No such entity"),
)
def graph_similar(
    asking: AskingDependency,
    id: Annotated[
        str,
        Query(min_length=1, max_length=2_000, description="An id or an IRI.", examples=["person/kari-vik"]),
    ],
    by: Annotated[
        Likeness, Query(description="Number, share or rarity of the neighbours in common.")
    ] = Likeness.ADAMIC_ADAR,
    limit: LimitParameter = 20,
) -> Response:
    """The most alike first, with the neighbours in common."""
    return answer(plain(similar(asking, entity_of(asking, id), likeness=by, limit=limit)))


@router.get(
    "/comentions",
    summary="Named together, beside facts",
    response_model=Comentions,
    responses=documented(_404="No such entity"),
)
def graph_comentions(
    asking: AskingDependency,
    id: Annotated[
        str | None,
        Query(
            max_length=2_000, description="Only with this entity, by id or IRI.", examples=["person/kari-vik"]
        ),
    ] = None,
    without_facts: Annotated[bool, Query(description="Only pairs that no fact joins.")] = False,
    limit: LimitParameter = 20,
) -> Response:
    """Who is named in the same articles, and how many facts join them."""
    one = None if id is None else entity_of(asking, id)
    return answer(plain(comentions(asking, entity=one, without_facts=without_facts, limit=limit)))
