"""What is found in a text, without storing it; and how it differs from what is stored."""

from contextlib import closing

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.api.bodies import ONE_BODY, PROBLEMS, one_article
from app.api.dependencies import (
    AnalysisDependency,
    CurrentDependency,
    LanguagesDependency,
    SettingsDependency,
    ViewDependency,
)
from app.api.differing import Version, difference
from app.api.extracting import graph_of, limited
from app.api.negotiation import choose
from app.api.problems import documented, problem
from app.api.routes.articles import ArticleParameter, detail, no_article
from app.api.schemas import ArticleDetail
from app.api.views import Document, View, answer
from app.api.work_schemas import Difference
from app.export.jsonld import jsonld
from app.graph.serialisation import nquads, trig, turtle
from app.pipeline import ArticleGraph
from app.query.index import reading
from app.query.index.naming import Names
from app.query.index.single import index_of_article
from app.query.records import read_content

router = APIRouter(
    tags=["articles"],
    responses=documented(
        _422="A parameter that cannot be used, or no article",
        _429="More texts than are analysed for one address",
        _503="Too many texts wait",
    ),
)
_JSON = "application/json"
_GRAPHS = {
    "application/ld+json": jsonld,
    "text/turtle": turtle,
    "application/trig": trig,
    "application/n-quads": None,
}


@router.post(
    "/api/extract",
    summary="What is found in a text",
    response_model=ArticleDetail,
    responses={
        200: {
            "description": "What was found",
            "content": {
                name: {"schema": {"type": "object" if name.endswith("json") else "string"}}
                for name in _GRAPHS
            },
        },
        **PROBLEMS,
        **documented(_406="No acceptable format"),
    },
    openapi_extra=ONE_BODY,
)
async def extract(
    request: Request,
    settings: SettingsDependency,
    analysis: AnalysisDependency,
    languages: LanguagesDependency,
) -> Response:
    """As an article of the API, or as its graph in JSON-LD, Turtle, TriG or N-Quads; nothing is stored."""
    media_type = choose(request.headers.get("accept"), (_JSON, *_GRAPHS))
    if media_type is None:
        raise problem(406, "No acceptable format", f"This can be had as {', '.join((_JSON, *_GRAPHS))}.")
    limited(request)
    graph = await graph_of(analysis, await one_article(request, settings))
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if media_type != _JSON:
        write = _GRAPHS[media_type]
        content = nquads(graph.quads) if write is None else write(graph.quads, base=settings.base_iri)
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        return Response(content, headers={**headers, "Content-Type": media_type + charset})
    document = await run_in_threadpool(_document, graph, settings.base_iri, languages)
    return answer(document, headers)


@router.post(
    "/api/articles/{id:path}/diff",
    summary="What a new text of an article would change",
    response_model=Difference,
    responses={**PROBLEMS, **documented(_404="No such article")},
    openapi_extra=ONE_BODY,
)
async def diff_article(
    request: Request,
    id: ArticleParameter,
    settings: SettingsDependency,
    analysis: AnalysisDependency,
    view: ViewDependency,
    current: CurrentDependency,
) -> Response:
    """The facts that it has and the article has not, and the other way round; nothing is stored."""
    found = reading.article(view.connection, id)
    if found is None:
        raise no_article(id)
    limited(request)
    row, text = found
    graph = await graph_of(analysis, await one_article(request, settings, row.identifier))
    content = read_content(graph.quads)
    assert content is not None
    with closing(index_of_article(content, view.connection)) as connection:
        new = View(connection, Names(), None, view.base, view.languages)
        now = View(view.connection, view.names, current.state, view.base, view.languages)
        with reading.one_moment(view.connection):
            before = Version(now, row.headline, text, reading.article_facts(view.connection, row.iri))
            after = Version(
                new,
                content.article.headline,
                content.text,
                reading.article_facts(connection, content.article.iri.value),
            )
            document = difference(before, after)
    return answer(document, {"Cache-Control": "no-store"})


def _document(graph: ArticleGraph, base: str, languages: tuple[str, ...]) -> Document:
    content = read_content(graph.quads)
    assert content is not None
    with closing(index_of_article(content)) as connection:
        view = View(connection, Names(), None, base, languages)
        found = reading.article(connection, content.article.iri.value)
        assert found is not None
        return detail(view, *found)
