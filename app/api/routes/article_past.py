"""What articles said before, and how they have changed."""

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from pyoxigraph import NamedNode

from app.api.current import Current
from app.api.dependencies import CurrentDependency, ViewDependency
from app.api.differing import changes
from app.api.problems import documented
from app.api.routes.articles import ArticleParameter, no_article
from app.api.views import Document, View, answer
from app.api.work_schemas import ArticleChanges
from app.query.index import reading

router = APIRouter(
    prefix="/api/articles",
    tags=["articles"],
    responses=documented(_422="A parameter that cannot be used", _503="The index is being made"),
)


@router.get(
    "/{id:path}/changes",
    summary="How an article has changed",
    response_model=ArticleChanges,
    responses=documented(_404="No such article"),
)
async def article_changes(id: ArticleParameter, view: ViewDependency, current: CurrentDependency) -> Response:
    """Its last few versions, each against the one before it: facts, who has part in them, and lines of the text.

    A store on a SPARQL server keeps no account of them.
    """
    found = reading.article(view.connection, id)
    if found is None:
        raise no_article(id)
    iri = NamedNode(found[0].iri)
    return answer(await run_in_threadpool(_document, iri, view, current))


def _document(iri: NamedNode, view: View, current: Current) -> Document:
    # A connection of this thread.
    own = View(current.connection(), view.names, view.stands, view.base, view.languages)
    with current.using() as store:
        history = store.history(iri)
        found = changes(history, tuple(store.article_quads(iri)), own) if history.earlier else []
    return {
        "added": history.added,
        "changed": found[0]["time"] if found else None,
        "changes": found,
    }
