"""The page at the endpoint in a real browser."""

from collections.abc import Iterator

import pytest

from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.api.test_serve import serving
from tests.browser import Open
from tests.graph.examples import bokmaal, harbour

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    with Store.open(folder / "store") as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
    with serving(folder, seconds=180) as server:
        yield f"{server.address}/sparql"


def test_a_sample_is_chosen_and_asked(address: str, open_page: Open) -> None:
    page = open_page(address, language="nn-NO").page
    assert page.title() == "Spør Nyhendegraf i SPARQL"
    page.select_option("#sample", index=1)
    assert "ng:met" in page.input_value("#query") or "ng:Meeting" in page.input_value("#query")
    page.click("#ask button")
    page.wait_for_selector("#result table")
    assert "Kari Vik" in page.inner_text("#result")
