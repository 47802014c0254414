"""Commands over a fake pipeline, in a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import main
from tests.fakes import FakeFactory

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("app.bootstrap.PipelineFactory", FakeFactory)
    for name in ("NYHENDEGRAF_STORE", "NYHENDEGRAF_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str | Path, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, catch_exceptions=False)

    return invoke


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "hamn.txt").write_text("date 2024-03\nKari møtte Liv. Liv møtte Per.\n", encoding="utf-8")
    (folder / "fjord.txt").write_text("Kari møtte Ola.\n", encoding="utf-8")
    return folder
