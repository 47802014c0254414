"""The page at the endpoint in a real browser, and YASGUI as its makers deliver it."""

from collections.abc import Iterator

import pytest

from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.api.test_serve import serving
from tests.browser import Open, until
from tests.graph.examples import bokmaal, harbour

pytestmark = pytest.mark.browser
CONTENT = ".yasqe .CodeMirror-code"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    with Store.open(folder / "store") as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
    with serving(folder, seconds=300) as server:
        yield f"{server.address}/sparql"


def write(text: str) -> str:
    """The script that puts a text into the editor."""
    return f"document.querySelector('.CodeMirror').CodeMirror.setValue({text!r})"


def test_a_sample_is_chosen_and_asked(address: str, open_page: Open) -> None:
    page = open_page(address, language="nn-NO").page
    assert page.title() == "Spør Nyhendegraf i SPARQL"
    page.select_option("#sample", index=1)
    assert "?sentence" in page.inner_text(CONTENT)
    assert page.inner_text("#about")
    page.click("#ask button")
    page.wait_for_selector("#result table")
    assert "Kari Vik" in page.inner_text("#result")
    assert "rader" in page.inner_text("#status")


def test_what_is_written_is_asked_with_the_keyboard_alone(address: str, open_page: Open) -> None:
    page = open_page(address).page
    page.focus(".yasqe .CodeMirror textarea")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("ASK { ?a ng:met ?b }")
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('#status').textContent === 'Yes'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON", "the editor lets the tab key go on"
    page.reload()
    assert "ASK" in page.inner_text(CONTENT), "the address has the query"


def test_a_mistake_is_shown_where_it_is(address: str, open_page: Open) -> None:
    visit = open_page(address, quiet=False)
    visit.page.evaluate(write("ASK {\n ?a }"))
    visit.page.click("#ask button")
    visit.page.wait_for_selector(".yasqe .wrong")
    assert "2:5" in visit.page.inner_text("#problem")
    assert visit.outside == []


def test_an_answer_that_is_cut_says_so(address: str, open_page: Open) -> None:
    page = open_page(address).page
    page.evaluate(write("SELECT * { ?a ?b ?c . ?d ?e ?f }"))
    page.click("#ask button")
    page.wait_for_selector("#result table")
    assert page.inner_text("#status") == "1000 rows, and there are more"
    assert page.locator("#result tbody tr").count() == 1000
    page.evaluate(write("CONSTRUCT { ?a ng:met ?b } WHERE { ?a ng:met ?b }"))
    page.click("#ask button")
    page.wait_for_selector("#result pre")
    assert page.inner_text("#status") == "A graph, in Turtle"


def test_without_the_editor_the_page_goes_on(address: str, open_page: Open) -> None:
    visit = open_page("about:blank")
    visit.page.route("**/yasgui.min.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    visit.page.goto(address)
    assert visit.page.is_visible("#query")
    visit.page.fill("#query", "ASK { ?a ng:met ?b }")
    visit.page.click("#ask button")
    until(visit.page, "document.querySelector('#status').textContent === 'Yes'")


def test_without_any_script_the_form_asks(address: str, open_page: Open) -> None:
    page = open_page(address, javascript=False).page
    page.fill("#query", "ASK { ?a ng:met ?b }")
    with page.expect_response(lambda response: "query=" in response.url) as answered:
        page.click("#ask button")
    assert answered.value.status == 200


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_its_window(address: str, open_page: Open, width: int) -> None:
    page = open_page(address, width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_yasgui_works_unmodified(address: str, open_page: Open) -> None:
    """The whole of it, with tabs and tables of its own, as its documentation has it."""
    visit = open_page(address, quiet=False)
    page = visit.page
    page.evaluate(
        """endpoint => {
            document.body.replaceChildren(document.createElement("div"));
            window.yasgui = new Yasgui(document.body.firstChild, {
                requestConfig: { endpoint }, copyEndpointOnNewTab: false,
            });
        }""",
        address,
    )
    for query, expected in (
        ("SELECT DISTINCT ?name { ?a ng:met ?b ; skos:prefLabel ?name }", "Kari Vik"),
        ("ASK { ?a ng:met ?b }", "True"),
        ("CONSTRUCT { ?a ng:met ?b } WHERE { ?a ng:met ?b }", "kari-vik"),
    ):
        page.evaluate("query => { yasgui.getTab().setQuery(query); return yasgui.getTab().query() }", query)
        page.wait_for_function(
            "expected => document.querySelector('.yasr').textContent.includes(expected)", arg=expected
        )
    assert visit.outside == []
    # Its tables have a style of their own in an attribute, which our page's policy does not let through.
    assert all("inline style" in said for said in visit.said)
