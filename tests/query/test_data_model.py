"""The queries of docs/data-model.md run and find something."""

import re
from pathlib import Path

import pytest

from app.graph.mapping import article_quads
from app.graph.store import Store
from app.query import Solutions, run
from tests.graph.examples import harbour

DOCUMENT = Path(__file__).parents[2] / "docs" / "data-model.md"
QUERIES = re.findall(r"```sparql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)


def test_the_document_has_queries() -> None:
    assert len(QUERIES) == 3


@pytest.mark.parametrize("query", QUERIES)
def test_queries_of_the_document_find_something(query: str) -> None:
    with Store.memory() as store:
        store.replace_article(article_quads(harbour()))
        result = run(store, query)
    assert isinstance(result, Solutions)
    assert result.rows
