"""More than a canvas draws smoothly: laid out by the server, drawn by WebGL, here without a card that is real."""

import base64
import signal
import time
from collections.abc import Iterator

import httpx2
import pytest

from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.api.crowds import meetings
from tests.api.test_serve import serving
from tests.browser import OPTIONS, Open, until

pytestmark = pytest.mark.browser
PEOPLE = 700
SECONDS_TO_DRAW = 120
CORE = "document.querySelector('.canvas')?._cyreg?.cy"
COLOURS = """async encoded => {
  const bytes = Uint8Array.from(atob(encoded), sign => sign.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height).data;
  let blue = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    blue += pixels[at + 2] - pixels[at] > 60;
  }
  return blue / (image.width * image.height);
}"""


@pytest.fixture(scope="module")
def browser_options() -> tuple[str, ...]:
    kept = tuple(option for option in OPTIONS if option != "--disable-gpu")
    return (*kept, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("many")
    with Store.open(folder / "store") as store:
        store.load(quad for story in meetings(PEOPLE, 2) for quad in article_quads(story.linked()))
    with serving(folder, seconds=600) as server:
        end = time.monotonic() + SECONDS_TO_DRAW
        # The index and the network are made first.
        while httpx2.get(f"{server.address}/api/graph?limit=1", timeout=SECONDS_TO_DRAW).status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.2)
        yield server.address
        server.stop(signal.SIGTERM)


def test_very_many_are_drawn_by_webgl_and_can_be_chosen(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?graph=*&limit=2000").page
    until(
        page,
        f"(() => {{ const cy = {CORE}; return cy && cy.nodes().length === {PEOPLE}; }})()",
        SECONDS_TO_DRAW,
    )
    until(page, "document.querySelectorAll('.canvas-waiting').length === 0")
    assert page.evaluate(f"{CORE}.elements().length") > 2_000
    assert page.evaluate(f"Boolean({CORE}.renderer().webgl)") is True
    # The server has placed them apart from each other, and all are on the screen.
    places = page.evaluate(f"{CORE}.nodes().map(n => JSON.stringify(n.renderedPosition()))")
    assert len(set(places)) == PEOPLE
    picture = page.locator(".canvas").screenshot()
    blue = page.context.browser.new_page().evaluate(COLOURS, base64.b64encode(picture).decode())  # type: ignore[union-attr]
    assert 0.01 < blue < 0.5, "the nodes are blue, and the ground is not"
    at = page.evaluate(f"{CORE}.nodes().max(n => n.degree()).ele.renderedPosition()")
    page.locator(".canvas").click(position=at)
    page.wait_for_url("**sel=person/n**")
    page.locator(".selected-panel h2").wait_for()
