"""Tests that need more than the checkout say so with a marker, and are skipped with a reason where it is missing."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import browser, browser_options, open_page

__all__ = ["browser", "browser_options", "open_page"]
# How long an example takes says more of the machine than of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WEIGHTS = ROOT / "app" / "language" / "model" / "weights" / "model.onnx"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason=f"needs the development material in {SHARED}"))
        if item.get_closest_marker("model") and not WEIGHTS.is_file():
            item.add_marker(
                pytest.mark.skip(reason=f"needs the trained weights in {WEIGHTS.parent}: make train")
            )
