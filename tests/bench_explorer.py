"""How long the explorer's pages take until there is something to use, and how smoothly its graph is dragged.

`python -m tests.bench_explorer` (needs Chromium); browser and server are on this machine.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app import bootstrap
from app.config import Settings
from app.errors import ArticleError
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.api.crowds import meetings
from tests.api.test_serve import serving
from tests.browser import OPTIONS, chromium, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
VIEWS = {
    "front page": "",
    "search": "?q=israel",
    "entity": "?entity=country/israel",
    "article": "?article=gaza-vaapenkvile",
    "graph, title": "?graph=country/israel",
}
NODES = 500
STEPS = 60
CORE = "document.querySelector('.canvas')?._cyreg?.cy"
FIRST = "performance.getEntriesByName('first view')[0]?.startTime"
FRAMES = """() => { window.frames_ = []; let last = performance.now();
  const next = now => { window.frames_.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next); }"""


def first_views(browser: "Browser", address: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds from asking until the heading stands, by a visitor who was never there."""
    found: dict[str, list[float]] = {view: [] for view in VIEWS}
    for _ in range(rounds):
        for view, query in VIEWS.items():
            context = browser.new_context(locale="nn-NO")
            page = context.new_page()
            page.goto(f"{address}/{query}")
            until(page, f"Boolean({FIRST})")
            found[view].append(float(page.evaluate(FIRST)))
            context.close()
    return found


def drawing(browser: "Browser", address: str, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds until a graph of some 500 nodes is drawn, and those of each frame while a node is dragged."""
    drawn, frames = [], []
    for _ in range(rounds):
        context = browser.new_context(locale="nn-NO", viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(f"{address}/?graph=*&limit=600")
        until(
            page, f"{CORE} && {CORE}.nodes().length >= {NODES} && !document.querySelector('.canvas-waiting')"
        )
        drawn.append(float(page.evaluate("performance.now()")))
        page.wait_for_timeout(1_000)
        box = page.locator(".canvas").bounding_box()
        at = page.evaluate(f"{CORE}.nodes().max(n => n.degree()).ele.renderedPosition()")
        assert box is not None
        page.evaluate(FRAMES)
        page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
        page.mouse.down()
        page.evaluate("window.frames_.length = 0")
        for step in range(STEPS):
            page.mouse.move(box["x"] + at["x"] + 3 * step, box["y"] + at["y"] + step)
        frames += page.evaluate("window.frames_")
        page.mouse.up()
        context.close()
    return drawn, frames


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    rounds: int = parser.parse_args().rounds
    executable = chromium()
    if executable is None:
        sys.exit("Chromium is not installed (apt-get install chromium), nor named by CHROMIUM")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=executable, args=list(OPTIONS))
        seeds, many = Path(folder) / "seeds", Path(folder) / "many"
        with Store.open(seeds / "store") as store:
            for built in bootstrap.build(Settings(), [SEEDS]):
                assert not isinstance(built, ArticleError)
                store.replace_article(built.quads)
        with Store.open(many / "store") as store:
            store.load(quad for story in meetings(NODES, 1) for quad in article_quads(story.linked()))
        table = Table("", "best", "median", "worst", title="Until there is something to use, ms")
        with serving(seeds, seconds=None) as server:
            for view, times in first_views(browser, server.address, rounds).items():
                _row(table, view, times)
        with serving(many, seconds=None) as server:
            drawn, frames = drawing(browser, server.address, rounds)
        _row(table, f"graph of {NODES} nodes, drawn", drawn)
        browser.close()
    console = Console()
    console.print(table)
    frames.sort()
    slow = frames[int(0.95 * len(frames))]
    console.print(
        f"dragging at {NODES} nodes: {1_000 / statistics.mean(frames):.0f} frames a second, "
        f"95 of 100 frames within {slow:.0f} ms"
    )


def _row(table: Table, name: str, times: list[float]) -> None:
    table.add_row(name, *(f"{value:.0f}" for value in (min(times), statistics.median(times), max(times))))


if __name__ == "__main__":
    main()
