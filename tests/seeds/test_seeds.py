"""The seed articles keep the promises that seeds/SOURCES.md makes for them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
SOURCES = SEEDS / "SOURCES.md"
FILES = tuple(sorted(SEEDS.glob("*.txt")))
DEVELOPMENT_TEXTS = tuple(ROOT.parent / "shared" / part for part in ("articles", "eval"))

DATE_LINE = re.compile(r" ?date (?P<date>\d{4}(?:-\d{2}){0,2})(?=\s)")
TABLE_ROW = re.compile(r"^\| `(?P<file>[^`]+\.txt)` \| (?P<variety>nn|nb) \|", re.MULTILINE)
WORD = re.compile(r"\w+")

# Frequent words that only one variety has; enough to tell which one an article is written in.
ONLY = {
    "nn": frozenset(
        {"ikkje", "frå", "dei", "eit", "ein", "vart", "blei", "noko", "kva", "sidan", "medan", "vere"}
    ),
    "nb": frozenset({"ikke", "fra", "et", "en", "ble", "noe", "hva", "siden", "mens", "være", "hun", "jeg"}),
}
LONGEST_SHARED_RUN = 6


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def body(text: str) -> str:
    return DATE_LINE.sub("", text, count=1)


def variety_of(text: str) -> str:
    found = words(body(text))
    return max(ONLY, key=lambda variety: sum(word in ONLY[variety] for word in found))


def listed() -> dict[str, str]:
    return {row["file"]: row["variety"] for row in TABLE_ROW.finditer(SOURCES.read_text(encoding="utf-8"))}


def runs(tokens: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(tokens[start : start + length]) for start in range(len(tokens) - length + 1)}


each_seed = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_there_are_enough_articles_and_most_are_nynorsk() -> None:
    varieties = [variety_of(path.read_text(encoding="utf-8")) for path in FILES]
    assert len(FILES) >= 10
    assert varieties.count("nn") > varieties.count("nb") >= 3


def test_every_article_has_its_row_of_sources_and_no_row_lacks_its_article() -> None:
    assert set(listed()) == {path.name for path in FILES}


@each_seed
def test_length_is_150_to_400_words(path: Path) -> None:
    assert 150 <= len(body(path.read_text(encoding="utf-8")).split()) <= 400


@each_seed
def test_begins_with_a_date_that_exists(path: Path) -> None:
    match = DATE_LINE.match(path.read_text(encoding="utf-8"))
    assert match is not None
    year, month, day = (*map(int, match["date"].split("-")), 1, 1)[:3]
    datetime.date(year, month, day)


@each_seed
def test_is_written_in_the_variety_it_is_listed_as_and_in_no_other(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    listed_as = listed()[path.name]
    assert variety_of(text) == listed_as
    (other,) = set(ONLY) - {listed_as}
    assert not set(words(body(text))) & ONLY[other]


@each_seed
def test_keeps_to_one_past_tense_of_become(path: Path) -> None:
    assert not {"vart", "blei"} <= set(words(path.read_text(encoding="utf-8")))


@each_seed
def test_typography_is_clean(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.splitlines())
    assert text.count("«") == text.count("»")
    assert not re.search(r"[\"“”\t\u00a0]|^- | - ", text, re.MULTILINE)


def test_the_ways_an_article_can_open_are_all_there() -> None:
    matches = [(DATE_LINE.match(text), text) for text in (path.read_text(encoding="utf-8") for path in FILES)]
    precisions = {len(match["date"]) for match, _ in matches if match}
    assert precisions == {len("2024"), len("2024-03"), len("2024-03-27")}
    assert any(match and text[match.end()] != "\n" for match, text in matches)


@pytest.mark.skipif(
    not all(folder.is_dir() for folder in DEVELOPMENT_TEXTS),
    reason="the newspaper articles to compare with are not part of the project",
)
def test_no_run_of_words_is_taken_from_the_articles_developed_on() -> None:
    length = LONGEST_SHARED_RUN + 1
    ours = {run for path in FILES for run in runs(words(path.read_text(encoding="utf-8")), length)}
    taken = {
        (path.name, " ".join(run))
        for folder in DEVELOPMENT_TEXTS
        for path in folder.rglob("*")
        if path.suffix in {".txt", ".json", ".md"}
        for run in runs(words(path.read_text(encoding="utf-8", errors="replace")), length) & ours
    }
    assert not taken
