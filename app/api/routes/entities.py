"""Entities by name and by id."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.api.dependencies import LanguagesDependency, SettingsDependency, StoreDependency
from app.api.offsets import Utf16Offsets
from app.api.problems import documented, problem
from app.api.routes.articles import article_text
from app.api.schemas import EntityDetail, EntityHit, EntityList
from app.query import entity_node, entity_profile, find_entities

router = APIRouter(
    prefix="/api/entities", tags=["entities"], responses=documented(_422="A parameter that cannot be used")
)


@router.get("", summary="Entities of a name")
@router.get("/", include_in_schema=False)
def search_entities(
    store: StoreDependency,
    settings: SettingsDependency,
    languages: LanguagesDependency,
    q: Annotated[
        str,
        Query(
            min_length=1, max_length=500, description="A name or the beginning of one.", examples=["Stolt"]
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=200, description="At most so many.")] = 20,
) -> EntityList:
    """Whole names first, then names and words that begin so; the most mentioned first among equals."""
    found = find_entities(store, q, limit=limit + 1, languages=languages)
    hits = [EntityHit.of(summary, settings.base_iri) for summary in found[:limit]]
    return EntityList(truncated=len(found) > limit, entities=hits)


@router.get(
    "/{id:path}",
    summary="Everything about one entity",
    responses=documented(_404="No such entity"),
)
def show_entity(
    id: Annotated[
        str, Path(description="The local part of its IRI, or the IRI.", examples=["person/jens-stoltenberg"])
    ],
    store: StoreDependency,
    settings: SettingsDependency,
    languages: LanguagesDependency,
) -> EntityDetail:
    """Names, links, articles and every fact it takes part in or is the source of, with evidence."""
    node = entity_node(store, id, settings.base_iri)
    # A mere name is for the search: an id must be exact.
    exact = node is not None and node.value in (id, settings.base_iri + id)
    profile = entity_profile(store, node, languages=languages) if exact and node is not None else None
    if profile is None:
        raise problem(
            404, "No such entity", f"The store has no entity {id!r}; /api/entities?q= finds them by name."
        )
    articles = {fact.article.iri for fact in profile.facts}
    offsets = {article.value: Utf16Offsets(article_text(store, article)) for article in articles}
    return EntityDetail.of_profile(profile, settings.base_iri, offsets)
