"""Articles put into the store and taken out of it, by whoever has the token."""

import hashlib
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pyoxigraph import NamedNode

from app.api.authority import WriterDependency
from app.api.bodies import MANY_BODY, ONE_BODY, PROBLEMS, not_taken, one_article, sent_articles
from app.api.dependencies import (
    AnalysisDependency,
    CurrentDependency,
    JobsDependency,
    SettingsDependency,
    ViewDependency,
    WritesDependency,
)
from app.api.extracting import graph_of
from app.api.problems import documented, problem
from app.api.routes.articles import ArticleParameter, detail, no_article
from app.api.routes.jobs import document as job_document
from app.api.schemas import ArticleDetail
from app.api.views import View, answer
from app.api.work_schemas import JobOut
from app.api.writing import Conditions, tag_of
from app.errors import ArticleError
from app.pipeline import ArticleGraph
from app.query.index import reading
from app.reading.plain import checked_id

router = APIRouter(
    prefix="/api/articles",
    tags=["articles"],
    responses=documented(
        _401="No token, or a wrong one",
        _403="Updates are off",
        _422="A parameter that cannot be used, or no article",
        _503="Too many texts wait, or the index is being made",
    ),
)
_MATCH = Annotated[
    str | None,
    Header(description="Only where the article still has this ETag; * where there is one.", examples=['"*"']),
]
_NONE_MATCH = Annotated[
    str | None, Header(description="*: only where there is no such article.", examples=["*"])
]
_NAME = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=200,
        pattern=r"^[^/\\\x00-\x1f]+$",
        description="Of a document's file: what a page or a text in it is known by that has no id.",
        examples=["sak.html"],
    ),
]
_ADDRESS = Annotated[
    str | None,
    Query(
        max_length=2_000,
        pattern=r"^https?://\S+$",
        description="Where a document is from, for pages and for links in it; it is not asked.",
        examples=["https://www.example.no/sak"],
    ),
]
_DIGITS = 16
_CONDITION = documented(_412="The article is not as the condition wants it")


@router.post(
    "",
    summary="Add one article, or many",
    status_code=201,
    response_model=ArticleDetail,
    responses={
        202: {"model": JobOut, "description": "Many articles, or a document: a job to follow, see Location"},
        **PROBLEMS,
        **documented(_409="There is an article with that id"),
    },
    openapi_extra=MANY_BODY,
)
@router.post("/", include_in_schema=False)
async def post_articles(
    request: Request,
    _writer: WriterDependency,
    settings: SettingsDependency,
    analysis: AnalysisDependency,
    writes: WritesDependency,
    jobs: JobsDependency,
    view: ViewDependency,
    current: CurrentDependency,
    name: _NAME = None,
    address: _ADDRESS = None,
) -> Response:
    """One as a text or an object becomes part of the graph at once; a list, or an object a line, becomes a job.

    So does a document of another type: a feed, a page, a table, an archive of them; what it is, its content tells.
    An article that is there already is not replaced by a single one (PUT does that), but by one of many.
    """
    sent = await sent_articles(request, settings)
    if isinstance(sent, list | bytes):
        if isinstance(sent, bytes):
            called = name or f"document-{hashlib.sha256(sent).hexdigest()[:_DIGITS]}"
            job = await run_in_threadpool(jobs.take_document, sent, called, address)
        else:
            job = await run_in_threadpool(jobs.take, sent)
        return answer(job_document(job), {"Location": f"/api/jobs/{job.id}"}, 202)
    graph = await graph_of(analysis, sent)

    def only_new(digest: str | None) -> None:
        if digest is not None:
            raise problem(
                409,
                "There already",
                f"There is an article {sent.id!r}. Replace it with PUT /api/articles/{sent.id}, or send another id.",
            )

    await run_in_threadpool(writes.put, graph.quads, only_new)
    return _told(_current_view(view, current), graph, current.tag, 201)


@router.put(
    "/{id:path}",
    summary="Put an article in place of what it was",
    response_model=ArticleDetail,
    responses={
        201: {"model": ArticleDetail, "description": "The article is new"},
        **PROBLEMS,
        **_CONDITION,
    },
    openapi_extra=ONE_BODY,
)
async def put_article(
    request: Request,
    id: ArticleParameter,
    _writer: WriterDependency,
    settings: SettingsDependency,
    analysis: AnalysisDependency,
    writes: WritesDependency,
    view: ViewDependency,
    current: CurrentDependency,
    if_match: _MATCH = None,
    if_none_match: _NONE_MATCH = None,
) -> Response:
    """The id is that of the address. What only the article before said is gone."""
    row = reading.article(view.connection, id)
    identifier = row[0].identifier if row is not None else id
    try:
        checked_id("the id", identifier)
    except ArticleError as error:
        raise not_taken(error) from error
    conditions = Conditions(if_match, if_none_match)
    article = await one_article(request, settings, identifier)
    graph = await graph_of(analysis, article)
    existed = await run_in_threadpool(writes.put, graph.quads, conditions.refuse)
    return _told(_current_view(view, current), graph, current.tag, 200 if existed else 201)


@router.delete(
    "/{id:path}",
    summary="Withdraw an article",
    status_code=204,
    response_class=Response,
    responses={**documented(_404="No such article"), **_CONDITION},
)
async def delete_article(
    id: ArticleParameter,
    _writer: WriterDependency,
    writes: WritesDependency,
    view: ViewDependency,
    if_match: _MATCH = None,
) -> Response:
    """With all that only it said."""
    row = reading.article(view.connection, id)
    if row is None:
        raise no_article(id)
    conditions = Conditions(if_match, None)
    if not await run_in_threadpool(writes.remove, NamedNode(row[0].iri), conditions.refuse):
        raise no_article(id)
    return Response(status_code=204)


def _current_view(view: View, current: CurrentDependency) -> View:
    """A view of what has been written meanwhile."""
    return View(view.connection, view.names, current.state, view.base, view.languages)


def _told(view: View, graph: ArticleGraph, tag: str | None, status: int) -> Response:
    with reading.one_moment(view.connection):
        found = reading.article(view.connection, graph.id)
        if found is None:
            # Removed again by another request.
            raise no_article(graph.id)
        row, text = found
        headers = {"ETag": tag_of(row.digest, tag)}
        if status == 201:
            headers["Location"] = f"/api/articles/{quote(graph.id, safe='')}"
        return answer(detail(view, row, text), headers, status)
