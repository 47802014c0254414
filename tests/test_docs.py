"""The documentation leads where it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    page
    for folder in (ROOT, ROOT / "docs", ROOT / "docs/decisions", ROOT / "seeds", ROOT / "ontology")
    for page in folder.glob("**/*.md" if folder.name == "ontology" else "*.md")
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```", re.DOTALL)
_PATH = re.compile(r"`((?:app|docs|ontology|seeds|tests)/[\w./-]+)`")


def anchors(page: Path) -> set[str]:
    """Of its headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_there_are_pages() -> None:
    assert len(PAGES) > 35


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in _LINK.findall(_CODE.sub("", text)):
        if re.match("[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
    for path in _PATH.findall(text):
        assert (ROOT / path).exists(), path


def test_every_decision_is_listed_by_its_title() -> None:
    listed = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert decisions
    for decision in decisions:
        number, _, title = (
            decision.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ").partition(" ")
        )
        assert f"{number} [{title}](decisions/{decision.name})" in listed
