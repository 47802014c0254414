"""A real browser for tests of pages: the system's Chromium, which may reach this machine and nothing else."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SECONDS = 30
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_HERE = ("127.0.0.1", "localhost")
# Pages in it are ours. As root it has no sandbox, and containers have a small /dev/shm.
OPTIONS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")


@dataclass
class Visit:
    """A page that is open, and what happens in it."""

    page: "Page"
    asked: list[str] = field(default_factory=list)
    """Every address that the page has asked for."""
    outside: list[str] = field(default_factory=list)
    """Those of them on other machines; none is let through."""
    said: list[str] = field(default_factory=list)
    """Errors in the console, what the policy of the page has blocked too, and exceptions that nobody caught."""

    def quiet(self) -> None:
        """Nothing was asked for elsewhere, and nothing went wrong."""
        assert not self.outside, self.outside
        assert not self.said, self.said


Open = Callable[..., Visit]
"""`open_page(address, language="nn-NO", javascript=True, width=1280)`; `quiet=False` where errors are expected."""


def until(page: "Page", test: str, seconds: float = SECONDS) -> None:
    """Until something holds; Playwright's own waiting evaluates text in the page, which policies forbid."""
    end = time.monotonic() + seconds
    while not page.evaluate(test):
        assert time.monotonic() < end, test
        page.wait_for_timeout(30)


def chromium() -> str | None:
    """The program, or None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="module")
def browser_options() -> tuple[str, ...]:
    """What Chromium is started with; a module may have others."""
    return OPTIONS


@pytest.fixture(scope="module")
def browser(browser_options: tuple[str, ...]) -> Iterator["Browser"]:
    """For one module: while Playwright runs, `asyncio.run` does not work in the same thread."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    executable = chromium()
    if executable is None:
        pytest.skip("Chromium is not installed (apt-get install chromium), nor named by CHROMIUM")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=executable, args=list(browser_options))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[Open]:
    """Opens pages, each as a visitor who was never there; at the end of the test all were quiet."""
    visits: list[Visit] = []

    def opened(
        address: str,
        *,
        language: str = "en-GB",
        javascript: bool = True,
        width: int = 1280,
        quiet: bool = True,
    ) -> Visit:
        context = browser.new_context(
            locale=language, java_script_enabled=javascript, viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(1000 * SECONDS)
        visit = Visit(context.new_page())

        def passing(route: "Route") -> None:
            url = route.request.url
            visit.asked.append(url)
            if urlsplit(url).hostname in _HERE or urlsplit(url).scheme in ("data", "blob"):
                route.continue_()
            else:
                visit.outside.append(url)
                route.abort()

        context.route("**/*", passing)
        visit.page.on("console", lambda m: visit.said.append(m.text) if m.type == "error" else None)
        visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
        if quiet:
            visits.append(visit)
        visit.page.goto(address)
        return visit

    yield opened
    for context in list(browser.contexts):
        context.close()
    for visit in visits:
        visit.quiet()
