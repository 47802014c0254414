"""`nyhendegraf explain` on an article of our own, with the shipped pipeline."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

TEXT = """date 2024-06-12

Kommunen utset tunnelen

Ordførar Kari Nesvik (Ap) opna ikkje tunnelen onsdag. Ho kritiserte regjeringa for å ha utsett prosjektet.
Per Lunde skal reise til Oslo i morgon, ifølgje NTB. Det er synd for heile bygda.
"""
Run = Callable[..., Result]

pytestmark = pytest.mark.model


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tunnel.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_tells_word_rule_participants_and_status(run: Run, article: Path) -> None:
    told = run("explain", str(article)).stdout
    assert "tunnel  (nn)" in told
    assert "Criticism  «kritiserte»" in told
    assert "because: Criticism: kritisere" in told
    assert "agent: Kari Nesvik  («Ho»)" in told
    assert "Planned, according to NTB" in told
    assert "Det er synd" not in told
    assert "Det er synd" in run("explain", "--all", str(article)).stdout


def test_json_has_every_sentence_at_its_place(run: Run, article: Path) -> None:
    (told,) = json.loads(run("explain", "--format", "json", str(article)).stdout)
    assert told["article"] == "tunnel"
    assert [s["text"].split()[0] for s in told["sentences"]] == ["Kommunen", "Ordførar", "Ho", "Per", "Det"]
    starts = [s["start"] for s in told["sentences"]]
    assert starts == sorted(starts) and starts[0] == 0
    travel = next(f for s in told["sentences"] for f in s["findings"] if f["kind"] == "Travel")
    assert travel["kept"] is True
    assert travel["modality"] == "Planned"
    assert {(p["role"], p["name"]) for p in travel["participants"]} == {
        ("agent", "Per Lunde"),
        ("destination", "Oslo"),
    }


def test_an_article_that_cannot_be_read_is_told_of(run: Run, tmp_path: Path, article: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    result = run("explain", str(empty), str(article))
    assert result.exit_code == 1
    assert "tunnel  (nn)" in result.stdout
    assert "empty.txt" in result.stderr
