"""The queries of docs/data-model.md run and find something."""

import re
from pathlib import Path

import pytest

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.model.linking import LinkedExtraction
from app.model.vocabulary import EntityType, EventClass, Role
from app.query import Solutions, run
from tests.graph.examples import Story, harbour

DOCUMENT = Path(__file__).parents[2] / "docs" / "data-model.md"
QUERIES = re.findall(r"```sparql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)


def test_the_document_has_queries() -> None:
    assert len(QUERIES) == 4


def capital() -> LinkedExtraction:
    """A town that its council is named by."""
    story = Story("storvik", "Storvik seier nei.")
    council = story.entity("body/harbour-council", EntityType.GOVERNMENT_BODY, "Storvik")
    story.entity("place/storvik", EntityType.GEOPOLITICAL_ENTITY, "Storvik", stands_for=council)
    story.event(EventClass.REJECTION, "seie nei", "seier", "Storvik seier nei.", (Role.AGENT, council))
    return story.linked()


@pytest.mark.parametrize("query", QUERIES)
def test_queries_of_the_document_find_something(query: str) -> None:
    with Store.memory() as store:
        for article in (harbour(), capital()):
            store.replace_article(article_quads(article))
        result = run(store, query)
    assert isinstance(result, Solutions)
    assert result.rows
