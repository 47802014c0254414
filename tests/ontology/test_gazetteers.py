"""The tables of names: well formed, licensed, and one row for one thing."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from app.extraction.gazetteer import Gazetteer, load_gazetteer
from app.linking.linker import slug
from app.model.vocabulary import EntityType
from app.resources import ontology_path

COLUMNS = ["id", "type", "nn", "nb", "en", "aliases", "wikidata", "country", "note"]
PLACES = ("capitals", "countries", "nordic", "norway", "regions")
TABLES = sorted(ontology_path("gazetteers").glob("*.tsv"))
each_table = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)


def lines_of(path: Path) -> list[str]:
    return [s for s in path.read_text(encoding="utf-8").splitlines() if s.strip() and not s.startswith("#")]


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(lines_of(path), delimiter="\t", quoting=csv.QUOTE_NONE))


def entity_rows(*stems: str) -> list[dict[str, str]]:
    chosen = [p for p in TABLES if not stems or p.stem in stems]
    return [row for path in chosen for row in rows_of(path) if "id" in row]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@each_table
def test_head_says_what_licence_the_table_has(path: Path) -> None:
    head = path.read_text(encoding="utf-8").partition(lines_of(path)[0])[0]
    assert re.search(r"CC0|CC BY|Open Database License 1\.0", head)


@each_table
def test_every_row_has_the_columns_of_the_header_and_no_blanks_around(path: Path) -> None:
    header, *rows = (line.split("\t") for line in lines_of(path))
    assert rows
    assert "id" not in header or header == COLUMNS
    for row in rows:
        assert len(row) == len(header), row
        forms = [form for cell in row for form in cell.split("|")]
        assert forms == [" ".join(form.split()) for form in forms]
        assert not any(cell.startswith("|") or cell.endswith("|") or "||" in cell for cell in row)


def test_the_place_tables_are_there() -> None:
    assert {*PLACES, "demonyms"} <= {path.stem for path in TABLES}


@pytest.mark.parametrize("column", ["id", "wikidata"])
def test_no_two_rows_are_the_same_thing(column: str) -> None:
    counts = Counter(row[column] for row in entity_rows() if row[column])
    assert [value for value, count in counts.items() if count > 1] == []


def test_ids_types_and_wikidata_ids_are_well_formed() -> None:
    for row in entity_rows():
        kind, _, name = row["id"].partition("/")
        assert (kind, name) == (slug(kind), slug(name))
        assert row["type"] in set(EntityType)
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row


def test_ids_of_places_follow_their_nynorsk_names() -> None:
    for row in entity_rows(*PLACES):
        name = row["id"].partition("/")[2]
        # Where several places share a name the id goes on with where each lies.
        assert f"{name}-".startswith(f"{slug(row['nn'])}-"), row


def test_places_are_named_in_three_languages_and_lie_in_a_known_country(gazetteer: Gazetteer) -> None:
    for row in entity_rows(*PLACES):
        assert row["nn"] and row["nb"] and row["en"], row
        assert not row["country"] or gazetteer.entries[row["country"]].id.startswith("country/"), row
        assert row["type"] in (EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE)


def test_forms_do_not_repeat_within_a_row() -> None:
    for row in entity_rows(*PLACES):
        aliases = row["aliases"].split("|") if row["aliases"] else []
        assert len({*aliases, row["nn"], row["nb"], row["en"]}) == len(aliases) + len(
            {row["nn"], row["nb"], row["en"]}
        )


def test_demonyms_are_of_known_places_small_letters_and_of_one_place_only(gazetteer: Gazetteer) -> None:
    owner: dict[tuple[bool, str], str] = {}
    for row in rows_of(ontology_path("gazetteers", "demonyms.tsv")):
        country = row.pop("country")
        assert country in gazetteer.entries
        for column, cell in row.items():
            for form in filter(None, cell.split("|")):
                assert form == form.lower()
                assert owner.setdefault((column.startswith("adjective"), form), country) == country, form


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Noreg", "country/noreg"),
        ("Norge", "country/noreg"),
        ("De forente stater", "country/usa"),
        ("Storbritannia", "country/storbritannia"),
        ("Hviterussland", "country/belarus"),
        ("Washington DC", "capital/washington"),
        ("Peking", "capital/beijing"),
        ("Oslo", "capital/oslo"),
        ("Gaza", "city/gazastripa"),
        ("Vestbredden", "city/vestbreidda"),
        ("Midtøsten", "place/midtausten"),
        ("Sogn og Fjordane", "no/sogn-og-fjordane"),
        ("Gøteborg", "se/goteborg"),
    ],
)
def test_a_name_of_news_finds_its_place(gazetteer: Gazetteer, name: str, identity: str) -> None:
    assert [entry.id for entry in gazetteer.find(name)] == [identity]


@pytest.mark.parametrize("name", ["Ås", "Bø", "Strand", "Ski", "Sofia", "Jersey"])
def test_a_name_that_is_also_something_else_is_marked(gazetteer: Gazetteer, name: str) -> None:
    places = frozenset({EntityType.GEOPOLITICAL_ENTITY})
    found = gazetteer.find(name, places)
    assert found and all("ambiguous" in entry.note for entry in found)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("amerikanar", "usa"),
        ("israelar", "israel"),
        ("israeler", "israel"),
        ("finne", "finland"),
        ("brite", "storbritannia"),
    ],
)
def test_inhabitants_are_of_their_country(gazetteer: Gazetteer, word: str, country: str) -> None:
    assert gazetteer.inhabitants[word] == f"country/{country}"


@pytest.mark.parametrize(
    ("word", "identity"),
    [
        ("amerikansk", "country/usa"),
        ("østerriksk", "country/austerrike"),
        ("palestinsk", "country/palestina"),
        ("engelsk", "city/england"),
    ],
)
def test_adjectives_are_of_their_country(gazetteer: Gazetteer, word: str, identity: str) -> None:
    assert gazetteer.adjectives[word] == identity
