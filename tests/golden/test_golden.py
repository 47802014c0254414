"""Seed articles tell the facts that a person has read and found right, no fewer and no others."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.config import Settings
from app.graph.store import Store
from app.model.article import Article, ArticleId
from app.pipeline import ArticleGraph
from app.query import Fact, Participant, Party, When, article_facts
from tests.fakes import FakeFactory
from tests.golden.__main__ import FAILED, REFUSED, main
from tests.golden.accounts import ARTICLES, FOLDER, PATHS, accounts, difference, expected, line

FAKE = FakeFactory(Settings())


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return accounts()


@pytest.mark.model
@pytest.mark.parametrize("article", ARTICLES)
def test_article_tells_what_is_expected(article: str, found: dict[str, str]) -> None:
    changed = difference(article, expected(article), found[article])
    if changed:
        pytest.fail(
            f"{article} tells other facts. Where that is right: make golden\n\n{changed}", pytrace=False
        )


@pytest.mark.model
def test_no_expectation_is_left_of_another_article() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(ARTICLES)


def test_the_articles_are_seeds() -> None:
    assert len(PATHS) >= 4
    assert all(path.is_file() for path in PATHS)


@pytest.fixture(scope="module")
def fact() -> Fact:
    (graph,) = FAKE().graphs([Article(ArticleId("a"), "Kari møtte Liv.", ())])
    assert isinstance(graph, ArticleGraph)
    with Store.memory() as store:
        store.replace_article(graph.quads)
        record = store.article("a")
        assert record is not None
        (only,) = article_facts(store, record)
        return only


def test_a_line_tells_a_fact(fact: Fact) -> None:
    assert line(fact) == "Meeting · agent: Kari · coagent: Liv · «møtte»"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"polarity": "Negative"}, "Negative"),
        ({"modality": "Planned"}, "Planned"),
        ({"stance": "Against"}, "stance: Against"),
        ({"source": Party("Per", "p")}, "source: Per"),
        ({"time": When("måndag", "2024-03", "Monday")}, "time: måndag = 2024-03 Monday"),
        ({"time": When("nyleg", None, None)}, "time: nyleg = ?"),
        ({"participants": (Participant("place", Party("Voss", "v")),)}, "place: Voss"),
    ],
)
def test_what_the_text_makes_of_a_fact_shows(fact: Fact, given: dict[str, object], shown: str) -> None:
    assert f" · {shown} · " in line(replace(fact, **given))  # type: ignore[arg-type]
    assert shown not in line(fact)


def test_a_relation_shows_its_ends(fact: Fact) -> None:
    relation = replace(
        fact,
        kind="Relation",
        predicate=Party("har stilling", "x#holdsPosition"),
        participants=(),
        subjects=(Party("Kari", "k"),),
        objects=(Party("minister", None),),
    )
    assert line(relation) == "holdsPosition · Kari → minister · «møtte»"


def test_confidence_changes_nothing(fact: Fact) -> None:
    assert line(replace(fact, confidence=0.1)) == line(fact)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Kari møtte Liv. Per møtte Ola.\n", encoding="utf-8")
    (tmp_path / "gone.txt").write_text("Meeting · «møtte»\n", encoding="utf-8")
    return tmp_path


def test_rewriting_shows_what_changed_and_nothing_the_second_time(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [folder / "in" / "a.txt"]
    assert main(folder, paths, FAKE) == 0
    shown = capsys.readouterr().out
    assert "+Meeting · agent: Per · coagent: Ola · «møtte»" in shown
    assert "-Meeting · «møtte»" in shown
    assert [path.name for path in folder.glob("*.txt")] == ["a.txt"]
    assert main(folder, paths, FAKE) == 0
    assert capsys.readouterr().out == ""


def test_rewriting_is_refused_where_nobody_reads_the_difference(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert main(folder, [folder / "in" / "a.txt"], FAKE) == REFUSED
    assert "make golden" in capsys.readouterr().err
    assert [path.name for path in folder.glob("*.txt")] == ["gone.txt"]


def test_nothing_is_rewritten_where_an_article_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "in" / "a.txt").write_bytes(b"")
    assert main(folder, [folder / "in" / "a.txt"], FAKE) == FAILED
    assert "a.txt" in capsys.readouterr().err
    assert [path.name for path in folder.glob("*.txt")] == ["gone.txt"]
