"""Articles with their text and facts."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pyoxigraph import Literal, NamedNode

from app.api.dependencies import LanguagesDependency, SettingsDependency, StoreDependency
from app.api.offsets import Utf16Offsets
from app.api.problems import documented, problem
from app.api.schemas import ArticleDetail, ArticleList, ArticleOut, FactOut
from app.graph.port import ArticleStore
from app.graph.vocabulary import NIF
from app.query import article_facts

router = APIRouter(
    prefix="/api/articles", tags=["articles"], responses=documented(_422="A parameter that cannot be used")
)


def article_text(store: ArticleStore, article: NamedNode) -> str:
    """The text that offsets count in; empty where the graph has none."""
    found = store.quads_for_pattern(None, NIF("isString"), None, article)
    return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), "")


@router.get("", summary="The articles, by id")
@router.get("/", include_in_schema=False)
def list_articles(
    store: StoreDependency,
    limit: Annotated[int, Query(ge=1, le=1_000, description="At most so many.")] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000_000, description="How many to skip.")] = 0,
) -> ArticleList:
    """Without text; ask for one to get it."""
    records = store.articles()
    shown = records[offset : offset + limit]
    return ArticleList(
        total=len(records),
        truncated=offset + len(shown) < len(records),
        articles=[ArticleOut.of(record) for record in shown],
    )


@router.get(
    "/{id:path}",
    summary="One article with its text and facts",
    responses=documented(_404="No such article"),
)
def show_article(
    id: Annotated[str, Path(description="The file's stem, or the IRI.", examples=["gaza-vaapenkvile"])],
    store: StoreDependency,
    settings: SettingsDependency,
    languages: LanguagesDependency,
) -> ArticleDetail:
    """Facts in text order, with offsets into the text."""
    record = store.article(id)
    if record is None:
        raise problem(404, "No such article", f"The store has no article {id!r}; /api/articles lists them.")
    text = article_text(store, record.iri)
    offsets = Utf16Offsets(text)
    facts = article_facts(store, record, languages=languages)
    return ArticleDetail(
        **ArticleOut.of(record).model_dump(),
        text=text,
        facts=[FactOut.of(fact, settings.base_iri, offsets) for fact in facts],
    )
