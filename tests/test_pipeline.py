"""The write path: each article alone, whatever the others do, and the same in any number of processes."""

import pickle
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from app.bootstrap import build
from app.config import Settings
from app.errors import ArticleError, RunError
from app.graph.checks import Violation
from app.graph.serialisation import nquads
from app.model.article import Article, ArticleId
from app.pipeline import ArticleGraph, Counts, Pipeline
from tests.fakes import (
    BREAKS_ANALYSIS,
    BREAKS_EXTRACTION,
    KILLS_THE_PROCESS,
    STOPS_THE_RUN,
    FakeAnalyser,
    FakeExtractor,
    FakeFactory,
    FakeLinker,
)


@pytest.fixture
def pipeline() -> Pipeline:
    return FakeFactory(Settings())()


def article(identifier: str, text: str) -> Article:
    return Article(ArticleId(identifier), text, (), source=f"{identifier}.txt")


GOOD = article("a", "Kari møtte Liv.")


def graph(item: ArticleGraph | ArticleError) -> ArticleGraph:
    assert isinstance(item, ArticleGraph), item
    return item


def test_an_article_becomes_its_graph(pipeline: Pipeline) -> None:
    (item,) = pipeline.graphs([GOOD])
    found = graph(item)
    assert (found.id, found.source, found.violations) == ("a", "a.txt", ())
    assert {q.graph_name for q in found.quads} == {found.quads[0].graph_name}
    # A symmetric meeting is one event; how many direct triples it has is the contract's business.
    assert found.counts.entities == 2
    assert found.counts.events == 1
    assert found.counts.relations == 0
    assert found.counts.asserted >= 1


def test_what_is_loaded_settles_once(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr("app.lean.settle", lambda: calls.append(1))
    list(pipeline.graphs([article(f"a{number}", "Kari møtte Liv.") for number in range(15)]))
    assert not calls
    list(pipeline.graphs([article(f"b{number}", "Kari møtte Liv.") for number in range(20)]))
    assert calls == [1]


def test_counts_add_up() -> None:
    assert sum([Counts(1, 2, 3, 4), Counts(10, 20, 30, 40)], Counts()) == Counts(11, 22, 33, 44)


@pytest.mark.parametrize("word", [BREAKS_ANALYSIS, BREAKS_EXTRACTION])
def test_a_defect_costs_only_its_own_article(pipeline: Pipeline, word: str) -> None:
    items = list(pipeline.graphs([GOOD, article("b", word), article("c", "Per møtte Ola.")]))
    assert [graph(items[0]).id, graph(items[2]).id] == ["a", "c"]
    assert isinstance(items[1], ArticleError)
    assert items[1].place == "b.txt"
    assert "broken on purpose" in items[1].reason
    assert "tests.fakes" in items[1].reason, "the message names the place of the defect"


def test_what_stops_the_run_stops_it(pipeline: Pipeline) -> None:
    with pytest.raises(RunError, match="lexicon"):
        list(pipeline.graphs([GOOD, article("b", STOPS_THE_RUN)]))


def test_errors_pass_through_in_their_place(pipeline: Pipeline) -> None:
    error = ArticleError("x.txt", "the file is empty", "Fill it")
    items = list(pipeline.graphs([error, GOOD]))
    assert items[0] is error
    assert graph(items[1]).id == "a"


def test_a_graph_that_breaks_the_contract_is_refused() -> None:
    strict = Pipeline(
        FakeAnalyser(), FakeExtractor(), FakeLinker(), validate=lambda quads: (Violation("n", "is wrong"),)
    )
    (item,) = strict.graphs([GOOD])
    assert isinstance(item, ArticleError)
    assert "n is wrong" in item.reason


def test_article_errors_survive_the_way_between_processes() -> None:
    error = ArticleError("a.txt", "the file is empty", "Fill it")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.place, copy.reason, copy.remedy, str(copy)) == (
        error.place,
        error.reason,
        error.remedy,
        str(error),
    )


def test_graphs_survive_the_way_between_processes() -> None:
    node = NamedNode("https://example.org/a")
    literals = [
        Literal('Kvifor «no»?\n\t"\\ æøå 😀', language="nn"),
        Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal(""),
    ]
    # Not sorted, and the one in the middle without a graph.
    quads = (
        *(Quad(node, node, literal, node) for literal in literals),
        Quad(node, node, node),
        Quad(node, node, node, node),
    )
    graph = ArticleGraph(ArticleId("a"), "a.txt", quads, (Violation("n", "is wrong"),))
    assert pickle.loads(pickle.dumps(graph)) == graph
    empty = ArticleGraph(ArticleId("b"), None, ())
    assert pickle.loads(pickle.dumps(empty)) == empty


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(5):
        (tmp_path / f"a{number}.txt").write_text(f"Kari møtte Liv{'a' * number}.", encoding="utf-8")
    (tmp_path / "a2.txt").write_text("", encoding="utf-8")
    (tmp_path / "a3.txt").write_text(f"{BREAKS_EXTRACTION}", encoding="utf-8")
    return tmp_path


def built(folder: Path, **given: int) -> list[bytes | str]:
    settings = Settings(**given)  # type: ignore[arg-type]
    items = build(settings, [folder], FakeFactory(settings))
    return [nquads(i.quads) if isinstance(i, ArticleGraph) else str(i) for i in items]


@pytest.mark.parametrize("given", [{"batch_size": 1}, {"batch_size": 2}, {"processes": 2, "batch_size": 1}])
def test_batches_and_processes_change_nothing(folder: Path, given: dict[str, int]) -> None:
    one = built(folder)
    assert [type(item) for item in one] == [bytes, bytes, str, str, bytes]
    assert built(folder, **given) == one


def test_a_process_that_dies_stops_the_run_with_a_remedy(folder: Path) -> None:
    (folder / "a4.txt").write_text(KILLS_THE_PROCESS, encoding="utf-8")
    with pytest.raises(RunError, match="Use fewer --processes"):
        built(folder, processes=2, batch_size=1)
