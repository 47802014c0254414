"""What was decided on who is who and what is wrong: listed for all, made and taken back by whoever has the token."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.api.authority import WriterDependency
from app.api.cursors import listed, page_of, place
from app.api.deciding import DecisionIn, DecisionList, DecisionOut, UndoIn, body_of, document, refused, sent
from app.api.dependencies import (
    CurrentDependency,
    LanguagesDependency,
    SettingsDependency,
    WritesDependency,
)
from app.api.problems import documented, problem
from app.api.routes.entities import CursorParameter, LimitParameter
from app.api.views import answer
from app.api.writing import Writer
from app.graph.port import ArticleStore
from app.identity import Decision
from app.query import DecisionAccount, DecisionError, decisions, merge, reject, split, undo

router = APIRouter(
    prefix="/api/decisions",
    tags=["decisions"],
    responses=documented(_422="A parameter that cannot be used, or no decision"),
)
_WRITING = documented(
    _400="A body that cannot be read",
    _401="No token, or a wrong one",
    _403="Updates are off",
    _404="No such entity, event or decision",
    _409="It is so already",
    _413="Too long",
    _415="A body of another type",
)
_PARTS = "same and different are of two, so give a and b; wrong is of one fact, so give a alone"
_Id = Annotated[
    str,
    Path(pattern="^[0-9a-f]{4,64}$", description="Its id, or the beginning.", examples=["3f9a01c2d4e5f607"]),
]


@router.get(
    "",
    summary="What was decided",
    response_model=DecisionList,
    responses=documented(_404="No such entity or event"),
)
@router.get("/", include_in_schema=False)
async def list_decisions(
    request: Request,
    settings: SettingsDependency,
    languages: LanguagesDependency,
    current: CurrentDependency,
    all_: Annotated[bool, Query(alias="all", description="Those too that were taken back.")] = False,
    of: Annotated[
        str | None,
        Query(
            max_length=2_000,
            min_length=1,
            description="Only those on an entity or a report: an id or an IRI.",
            examples=["person/kari-vik"],
        ),
    ] = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Response:
    """People's and programs' decisions, the latest last."""
    after = place(request, cursor, (str, str, str))

    def read() -> tuple[DecisionAccount, ...]:
        with current.using() as store:
            return decisions(store, of=of, base=settings.base_iri, everything=all_, languages=languages)

    try:
        found = await run_in_threadpool(read)
    except DecisionError as error:
        raise refused(error) from error
    left = [account for account in found if after is None or _key(account) > after]
    page = page_of(request, left[: limit + 1], limit, _key)
    accounts = [document(account, settings.base_iri) for account in page.items]
    return listed(request, page, decisions=accounts, total=len(found))


@router.get(
    "/{id}",
    summary="One decision",
    response_model=DecisionOut,
    responses=documented(_404="No such decision"),
)
async def show_decision(
    id: _Id, settings: SettingsDependency, languages: LanguagesDependency, current: CurrentDependency
) -> Response:
    """Also one that was taken back."""

    def read() -> DecisionAccount:
        with current.using() as store:
            return _account(store, id, settings.base_iri, languages)

    return answer(document(await run_in_threadpool(read), settings.base_iri))


@router.post(
    "",
    summary="Decide that two are the same or different, or a fact wrong",
    status_code=201,
    response_model=DecisionOut,
    responses=_WRITING,
    openapi_extra=body_of(DecisionIn),
)
@router.post("/", include_in_schema=False)
async def post_decision(
    request: Request,
    _writer: WriterDependency,
    settings: SettingsDependency,
    languages: LanguagesDependency,
    writes: WritesDependency,
) -> Response:
    """Entities or reports of events, or any one fact.

    Articles keep what they say; the decision counts until it is taken back.
    """
    wanted = await sent(request, DecisionIn)
    base, now = settings.base_iri, datetime.now(UTC)

    if (wanted.b is None) is not (wanted.kind == "wrong"):
        raise problem(422, "No decision", f"kind = {wanted.kind!r}: {_PARTS}.")

    def deciding(store: ArticleStore) -> Decision:
        if wanted.b is None:
            return reject(store, wanted.a, base=base, by=wanted.by, now=now, because=wanted.because)
        if wanted.kind == "same":
            return merge(
                store,
                wanted.a,
                wanted.b,
                base=base,
                by=wanted.by,
                now=now,
                because=wanted.because,
                force=wanted.force,
            )
        (made,) = split(store, wanted.a, wanted.b, base=base, by=wanted.by, now=now, because=wanted.because)
        return made

    account = await _decided(writes, deciding, base, languages)
    where = {"Location": f"/api/decisions/{account.decision.id}"}
    return answer(document(account, base), where, 201)


@router.post(
    "/{id}/undo",
    summary="Take a decision back",
    response_model=DecisionOut,
    responses=_WRITING,
    openapi_extra=body_of(UndoIn),
)
async def undo_decision(
    request: Request,
    id: _Id,
    _writer: WriterDependency,
    settings: SettingsDependency,
    languages: LanguagesDependency,
    writes: WritesDependency,
) -> Response:
    """A person's or a program's; what counted before it counts again."""
    wanted = await sent(request, UndoIn)
    base, now = settings.base_iri, datetime.now(UTC)
    account = await _decided(
        writes, lambda store: undo(store, id, base=base, by=wanted.by, now=now), base, languages
    )
    return answer(document(account, base))


async def _decided(
    writes: Writer, deciding: Callable[[ArticleStore], Decision], base: str, languages: tuple[str, ...]
) -> DecisionAccount:
    try:
        return await run_in_threadpool(
            writes.decide, lambda store: _account(store, deciding(store).id, base, languages)
        )
    except DecisionError as error:
        raise refused(error) from error


def _account(store: ArticleStore, id: str, base: str, languages: tuple[str, ...]) -> DecisionAccount:
    found = [
        account
        for account in decisions(store, base=base, everything=True, languages=languages)
        if account.decision.id.startswith(id)
    ]
    if len(found) != 1:
        what = "Several decisions begin with" if found else "There is no decision"
        raise problem(404, "No such decision", f"{what} {id}; /api/decisions?all=true lists them.")
    return found[0]


def _key(account: DecisionAccount) -> tuple[str, str, str]:
    return account.decision.time, " ".join(account.decision.pair), account.decision.id
