"""The sample queries answer what their titles ask, on the seed articles."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import build
from app.config import Settings
from app.errors import ArticleError
from app.graph.store import Store
from app.query import Solutions, run
from app.query.samples import Sample, sample, samples

ROOT = Path(__file__).parents[2]
# The seeds that the samples find something in; all of them would take a minute.
SEEDS = (
    "arrestordre-netanyahu",
    "gaza-vaapenkvile",
    "rutte-nato",
    "stoltenberg-finansminister",
    "sverige-nato",
)
EXPECTED: dict[str, list[tuple[str, ...]]] = {
    "01-who-met-whom": [
        ("Yoav Gallant", "Antony Blinken", "2024-03"),
        ("Yoav Gallant", "Jake Sullivan", "2024-03"),
        ("Yoav Gallant", "Lloyd Austin", "2024-03"),
    ],
    "02-how-each-country-voted": [("USA", "avstod")],
    "03-what-x-says-about-y": [
        ("Han lova å halde Nato sterkt, auke støtta til Ukraina og styrkje samarbeidet",),
        ("– Det blir ingen varig tryggleik i Europa utan eit sterkt og sjølvstendig Ukraina",),
    ],
    "04-disputed-claims": [
        ("Viktor Orbán — avviste — Mark Rutte", "avvist", "Viktor Orbán", "Mark Rutte"),
        ("avvising — John Kirby", "avvist", "John Kirby", ""),
        ("drap — Mohammed Deif, Gazastripa", "ikkje stadfest", "Israel", "Hamas"),
    ],
    "05-timeline": [
        ("2025-02-04", "Jens Stoltenberg — vart utnemnd til — finansminister", "verkeleg"),
    ],
    "06-paths": [("leier", "NATO", "leier", "Mark Rutte", "avviste")],
    "07-events-and-reports": [("utsegn", "2", "2")],
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.memory() as filled:
        paths = [ROOT / "seeds" / f"{name}.txt" for name in SEEDS]
        for item in build(Settings(pipeline=None, processes=1), paths):
            if isinstance(item, ArticleError):
                raise item
            filled.replace_article(item.quads)
        yield filled


def test_every_sample_has_an_expectation() -> None:
    assert [one.name for one in samples()] == list(EXPECTED)


@pytest.mark.model
@pytest.mark.parametrize("one", samples(), ids=lambda one: one.name)
def test_the_answer_is_what_the_articles_say(one: Sample, store: Store) -> None:
    answer = run(store, one.query)
    assert isinstance(answer, Solutions)
    rows = answer.table()
    for expected in EXPECTED[one.name]:
        assert any(
            all(cell.startswith(start) for cell, start in zip(row, expected, strict=False)) for row in rows
        ), (expected, rows)
    assert len(rows) <= 12


def test_the_guide_lists_every_sample() -> None:
    guide = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(.+?)\]\(\.\./ontology/queries/(.+?)\.rq\) \| (.+?) \|$", guide, re.MULTILINE)
    assert listed == [(one.title("en"), one.name, one.description("en")) for one in samples()]


def test_a_head_without_a_language_is_told() -> None:
    with pytest.raises(ValueError, match=r"the sample x has no line «# title-nb: …»"):
        sample("x", "# title-nn: Kva?\n# title-en: What?\nASK {}\n")
