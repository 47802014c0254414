import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.readme.examples import README, blocks, commands, rewritten

TEXT = README.read_text(encoding="utf-8")
KNOWN = {"nyhendegraf", "curl", "cat"}


def test_every_command_is_one_that_is_run() -> None:
    found = [command for block in blocks(TEXT) for command in commands(block)]
    assert len(found) >= 8
    assert {shlex.split(command)[0] for command in found} == KNOWN


def test_links_lead_somewhere() -> None:
    targets = [t for t in re.findall(r"\]\(([^)#]+)", TEXT) if "://" not in t]
    assert len(targets) > 8
    assert [t for t in targets if not (README.parent / t).exists()] == []


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="README shows curl, which is not installed")
def test_readme_shows_what_its_commands_print(tmp_path: Path) -> None:
    shown, printed = blocks(TEXT), blocks(rewritten(TEXT, tmp_path))
    for before, now in zip(shown, printed, strict=True):
        assert now == before, "README shows something else: make readme, and read the difference"
