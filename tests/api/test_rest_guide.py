"""The examples of docs/rest.md, run as they stand."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from app.api import create_app
from app.config import Settings
from app.graph.mapping import article_quads
from app.graph.store import Store
from tests.api.test_whole_description import serving
from tests.fakes import FakeFactory
from tests.graph.examples import bokmaal, harbour

GUIDE = Path(__file__).parents[2] / "docs" / "rest.md"
TOKEN = "eit-hemmeleg-teikn"


def test_the_examples_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL))
    monkeypatch.setenv("NYHENDEGRAF_UPDATE_TOKEN", TOKEN)
    monkeypatch.setattr(
        "app.api.analysis.ProcessPoolExecutor", lambda number, **_: ThreadPoolExecutor(number)
    )
    settings = Settings.model_validate({"language": "nn"})
    with Store.memory() as store:
        for linked in (harbour(), bokmaal()):
            store.replace_article(article_quads(linked))
        with serving(create_app(settings, store, writable=True, factory=FakeFactory(settings))) as address:
            assert code.count("http://127.0.0.1:8000") == 1
            values: dict[str, object] = {}
            exec(code.replace("http://127.0.0.1:8000", address), values)
            client = values["api"]
            assert isinstance(client, httpx.Client)
            client.close()
    told = capsys.readouterr().out
    assert "Liv Strand" in told
    assert "event: end" in told
    assert "'monday' is no date" in told
