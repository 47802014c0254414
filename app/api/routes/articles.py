"""Articles with their text, who they speak of, and facts."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.cursors import listed, page_of, place
from app.api.dependencies import CurrentDependency, ViewDependency
from app.api.problems import documented, problem
from app.api.routes.entities import CursorParameter
from app.api.schemas import ArticleDetail, ArticleList
from app.api.views import Document, View, answer
from app.api.writing import tag_of
from app.model.article import Variety
from app.query.index import reading
from app.query.index.rows import ArticleRow

router = APIRouter(
    prefix="/api/articles",
    tags=["articles"],
    responses=documented(_422="A parameter that cannot be used", _503="The index is being made"),
)
ArticleParameter = Annotated[
    str, Path(description="The file's stem, or the IRI.", examples=["gaza-vaapenkvile"])
]


@router.get("", summary="The articles", response_model=ArticleList)
@router.get("/", include_in_schema=False)
async def list_articles(
    request: Request,
    view: ViewDependency,
    lang: Annotated[Variety | None, Query(description="Only those in this language.")] = None,
    limit: Annotated[int, Query(ge=1, le=1_000, description="At most so many.")] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000_000, description="How many to skip.")] = 0,
    cursor: CursorParameter = None,
    order: Annotated[
        Literal["id", "published"],
        Query(description="By id, or by publication: the latest first, those without a date last."),
    ] = "id",
) -> Response:
    """Without text; ask for one to get it."""
    with reading.one_moment(view.connection):
        if order == "published":
            found = reading.latest_articles(
                view.connection,
                limit=limit + 1,
                after=place(request, cursor, (str, str, str)),
                offset=offset,
                language=lang,
            )
            page = page_of(request, found, limit, lambda row: (row.published or "", row.identifier, row.iri))
        else:
            after = place(request, cursor, (str, str)) or ("", "")
            found = reading.articles(
                view.connection, limit=limit + 1, after=after, offset=offset, language=lang
            )
            page = page_of(request, found, limit, lambda row: (row.identifier, row.iri))
        total = view.kept(("articles", lang), lambda: reading.number_of_articles(view.connection, lang))
        return listed(request, page, articles=[view.article(row) for row in page.items], total=total)


@router.get(
    "/{id:path}",
    summary="One article with its text and facts",
    response_model=ArticleDetail,
    responses=documented(_404="No such article"),
)
async def show_article(id: ArticleParameter, view: ViewDependency, current: CurrentDependency) -> Response:
    """Mentions and facts in text order, with offsets into the text.

    What stands before the dash in its ETag is of the article alone: PUT and DELETE with If-Match look at that.
    """
    tag = current.tag
    with reading.one_moment(view.connection):
        found = reading.article(view.connection, id)
        if found is None:
            raise no_article(id)
        return answer(detail(view, *found), {"ETag": tag_of(found[0].digest, tag)})


def no_article(id: str) -> Exception:
    """Where an id is no article's."""
    return problem(
        404, "No such article", f"The store has no article {id[:500]!r}; /api/articles lists them."
    )


def detail(view: View, row: ArticleRow, text: str) -> Document:
    """An article with all that is known of it."""
    mentions = [
        {
            "begin": begin,
            "end": end,
            "utf16": [row.utf16(begin), row.utf16(end)],
            "entity": view.local(entity.iri),
            "label": view.name(entity.iri),
            "type": entity.type,
            "kind": kind,
        }
        for begin, end, kind, entity in reading.article_mentions(view.connection, row.iri)
    ]
    facts = view.facts(reading.article_facts(view.connection, row.iri))
    return {**view.article(row), "text": text, "mentions": mentions, "facts": facts}
