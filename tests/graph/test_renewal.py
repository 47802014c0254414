"""Renewing gazetteers: what changes, what moves, what is not known, and that nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from app.errors import RunError
from app.graph.port import Term
from app.graph.renewal import Change, Kept, Renewal, renew
from app.graph.vocabulary import WD
from app.resources import ontology_path

HEAD = "# Towns.\n# Licence: CC0.\nid\ttype\tnn\tnb\ten\taliases\twikidata\tcountry\tnote\n"
TABLE = HEAD + (
    "place/a\tPlace\tGamleby\tGamleby\tOldtown\tGB|Storby\tQ1\t\tambiguous=1\n"
    "place/b\tPlace\tVik\tVik\tVik\t\t\t\t\n"
    "place/c\tPlace\tNes\tNes\tNes\t\tQ3\t\t\n"
    "place/d\tPlace\tØy\tØy\tIsland\t\tQ4\t\t\n"
)
KNOWN: dict[str, tuple[str | None, dict[str, str]]] = {
    "Q1": (None, {"nn": "Storby", "nb": "Storby", "en": "Big Town"}),
    "Q4": ("Q40", {}),
    "Q40": (None, {"nn": "Øya", "no": "Øyen"}),
}


class FakeEndpoint:
    """Answers from a dictionary, and remembers what it was asked."""

    def __init__(self, known: dict[str, tuple[str | None, dict[str, str]]]) -> None:
        self.known = known
        self.asked: list[str] = []

    def rows(self, query: str) -> Iterator[tuple[Term | None, ...]]:
        values = query[query.index("VALUES ?item {") :]
        items = values[values.index("{") + 1 : values.index("}")].split()
        self.asked += items
        for item in items:
            moved, labels = self.known.get(item.removeprefix("wd:"), (None, {}))
            target = None if moved is None else WD(moved)
            for language, label in labels.items() or [("", "")]:
                yield (
                    WD(item.removeprefix("wd:")),
                    target,
                    Literal(label, language=language) if label else None,
                )


def renewed(path: Path, endpoint: FakeEndpoint) -> Renewal | None:
    return next(iter(renew([path], endpoint)), None)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "towns.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_names_and_ids_are_renewed_and_nothing_is_lost(table: Path) -> None:
    renewal = renewed(table, FakeEndpoint(KNOWN))
    assert renewal is not None
    rows = {line.split("\t")[0]: line.split("\t") for line in renewal.text.splitlines()}
    assert renewal.text.startswith(HEAD)
    assert rows["place/a"][2:7] == ["Storby", "Storby", "Big Town", "GB|Gamleby|Oldtown", "Q1"]
    assert rows["place/a"][8] == "ambiguous=1"
    assert rows["place/b"] == TABLE.splitlines()[4].split("\t")
    assert rows["place/c"] == TABLE.splitlines()[5].split("\t")
    assert rows["place/d"][2:7] == ["Øya", "Øyen", "Island", "Øy", "Q40"]
    assert renewal.kept == [Kept("place/c", "Q3", "not known there")]
    assert (renewal.asked, renewal.without_id) == (3, 1)
    assert Change("towns.tsv", "place/d", "wikidata", "Q4", "Q40") in renewal.changes
    assert Change("towns.tsv", "place/a", "en", "Oldtown", "Big Town") in renewal.changes


def test_again_changes_nothing(table: Path) -> None:
    first = renewed(table, FakeEndpoint(KNOWN))
    assert first is not None
    table.write_text(first.text, encoding="utf-8")
    again = renewed(table, FakeEndpoint(KNOWN))
    assert again is not None and again.changes == [] and again.text == first.text


def test_what_has_moved_to_nowhere_is_kept(table: Path) -> None:
    renewal = renewed(table, FakeEndpoint({"Q1": ("Q99", {"nn": "X"}), "Q3": KNOWN["Q1"], "Q4": KNOWN["Q4"]}))
    assert renewal is not None
    assert Kept("place/a", "Q1", "moved to what is not there") in renewal.kept and "\tQ1\t" in renewal.text


def test_labels_cannot_break_a_table(table: Path) -> None:
    renewal = renewed(table, FakeEndpoint({**KNOWN, "Q1": (None, {"nn": "Stor\tby |\nB"})}))
    assert renewal is not None
    assert len({line.count("\t") for line in renewal.text.splitlines()[2:]}) == 1
    assert "Stor by B" in renewal.text


def test_ids_are_asked_for_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "many.tsv"
    rows = "".join(f"place/{n}\tPlace\tA\tA\tA\t\tQ{n}\t\t\n" for n in range(1, 251))
    path.write_text(HEAD + rows, encoding="utf-8")
    endpoint = FakeEndpoint({})
    renewal = renewed(path, endpoint)
    assert renewal is not None and len(renewal.kept) == 250
    assert len(endpoint.asked) == 250 and renewal.text == HEAD + rows


def test_other_tables_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "titles.tsv"
    path.write_text("# x\nnn\tnb\ten\nordførar\tordfører\tmayor\n", encoding="utf-8")
    assert renewed(path, FakeEndpoint(KNOWN)) is None
    path.write_text("# only a head\n", encoding="utf-8")
    with pytest.raises(RunError, match="no rows"):
        renewed(path, FakeEndpoint(KNOWN))


def test_the_shipped_tables_stay_as_they_are_where_nothing_is_known() -> None:
    found = 0
    for path in sorted(ontology_path("gazetteers").glob("*.tsv")):
        renewal = renewed(path, FakeEndpoint({}))
        if renewal is not None:
            found += renewal.asked
            assert renewal.text == path.read_text(encoding="utf-8")
    assert found > 500


def test_items_of_others_are_passed_over(table: Path) -> None:
    class Strange(FakeEndpoint):
        def rows(self, query: str) -> Iterator[tuple[Term | None, ...]]:
            yield NamedNode("https://example.org/Q1"), None, Literal("X", language="nn")

    renewal = renewed(table, Strange({}))
    assert renewal is not None and renewal.changes == []


def test_two_rows_never_become_one_thing(table: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text(HEAD + "place/e\tPlace\tØya\tØyen\tØya\t\tQ40\t\t\n", encoding="utf-8")
    both = renew(
        [table, other], FakeEndpoint({**KNOWN, "Q3": ("Q41", {}), "Q1": ("Q41", {}), "Q41": KNOWN["Q1"]})
    )
    kept = {row.id: row.reason for renewal in both for row in renewal.kept}
    assert "Q40, which is place/e here" in kept["place/d"]
    assert "Q41, which is place/a here" in kept["place/c"]
    assert "\tØy\tØy\tIsland\t\tQ4\t" in both[0].text and both[1].changes == []
    assert "place/a\tPlace\tStorby\tStorby\tBig Town\tGB|Gamleby|Oldtown\tQ41" in both[0].text


def test_moves_are_followed_to_their_end(table: Path) -> None:
    chain: dict[str, tuple[str | None, dict[str, str]]] = {
        "Q1": ("Q5", {}),
        "Q5": ("Q6", {}),
        "Q6": (None, {"nn": "Ny"}),
        "Q3": ("Q7", {}),
        "Q7": ("Q3", {}),
        "Q4": ("Q4", {"nn": "Øya"}),
    }
    renewal = renewed(table, FakeEndpoint(chain))
    assert renewal is not None
    assert Change("towns.tsv", "place/a", "wikidata", "Q1", "Q6") in renewal.changes
    assert [row.id for row in renewal.kept] == ["place/c"]
    assert Change("towns.tsv", "place/d", "nn", "Øy", "Øya") in renewal.changes


def test_a_name_that_another_row_has_is_told(table: Path) -> None:
    renewal = renewed(table, FakeEndpoint({**KNOWN, "Q4": (None, {"nn": "Vik"})}))
    assert renewal is not None
    assert Change("towns.tsv", "place/d", "nn", "Øy", "Vik", ("place/b",)) in renewal.changes


def test_a_label_for_all_languages_fills_what_is_empty_and_replaces_nothing(table: Path) -> None:
    table.write_text(TABLE.replace("Nes\tNes\tNes", "Nes\tNes\t"), encoding="utf-8")
    renewal = renewed(table, FakeEndpoint({**KNOWN, "Q3": (None, {"mul": "Naes"})}))
    assert renewal is not None and renewal.kept == []
    assert "place/c\tPlace\tNes\tNes\tNaes\t\tQ3" in renewal.text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("\tQ3\t", "\tq3\t", ("line 6", "wikidata = 'q3'", "Write Q")),
        ("\tQ3\t", "\tQ3 } DROP\t", ("line 6", "no id of Wikidata")),
        ("Nes\tNes\tNes\t\tQ3\t\t", "Nes\tNes\tNes\t\tQ3\t\t\t\t", ("line 6", "columns")),
        ("Nes\tNes\tNes\t\tQ3\t\t", "Nes\tNes\tQ3", ("line 6", "columns")),
    ],
)
def test_rows_that_are_none_are_told_with_their_place(
    table: Path, before: str, after: str, words: tuple[str, ...]
) -> None:
    table.write_text(TABLE.replace(before, after), encoding="utf-8")
    endpoint = FakeEndpoint(KNOWN)
    with pytest.raises(RunError) as told:
        renewed(table, endpoint)
    assert all(word in str(told.value) for word in words) and endpoint.asked == []


def test_what_was_asked_for_is_told(table: Path) -> None:
    told: list[tuple[int, int]] = []
    renew([table], FakeEndpoint(KNOWN), lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (3, 3)]
