"""The tables of names: well formed, licensed, and one row for one thing."""

import csv
import re
from collections import Counter
from itertools import pairwise
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


def numbers() -> dict[str, int]:
    """How many rows there are of each sort of name that news need."""
    countries = [r for r in entity_rows("countries") if "until=" not in r["note"]]
    capitals = [r for r in entity_rows("capitals") if r["id"].startswith("capital/")]
    bodies, persons = entity_rows("organisations"), entity_rows("persons")

    def named(pattern: str) -> int:
        return sum(re.search(pattern, row["nn"]) is not None for row in bodies)

    def of(kind: EntityType, *, at_home: bool = False) -> int:
        return sum(r["type"] == kind and (not at_home or r["country"] == "country/noreg") for r in bodies)

    held = {row["person"] for row in rows_of(ontology_path("gazetteers", "offices.tsv"))}
    timed = [row for row in persons if "from=" in row["note"] or row["id"] in held]
    return {
        "countries": len(countries),
        "capitals": len(capitals),
        "demonyms": len(rows_of(ontology_path("gazetteers", "demonyms.tsv"))),
        "places of Norway": len(entity_rows("norway")),
        "places with their county": len(rows_of(ontology_path("gazetteers", "within.tsv"))),
        "parties": of(EntityType.PARTY),
        "Norwegian parties": of(EntityType.PARTY, at_home=True),
        "public bodies": of(EntityType.GOVERNMENT_BODY),
        "ministries": named("departement"),
        "agencies": named("[Dd]irektorat|tilsyn"),
        "courts": named("tingrett|lagmannsrett"),
        "police districts": named("politidistrikt"),
        "universities": named("[Uu]niversitet|[Hh]øgskul"),
        "media": of(EntityType.NEWS_MEDIUM),
        "teams": of(EntityType.SPORTS_TEAM),
        "Norwegian office holders": sum(r["country"] == "country/noreg" for r in timed),
        "other office holders": sum(r["country"] != "country/noreg" for r in timed),
    }


FEWEST = {
    "countries": 245,
    "capitals": 200,
    "demonyms": 245,
    "places of Norway": 800,
    "places with their county": 650,
    "parties": 100,
    "Norwegian parties": 30,
    "public bodies": 320,
    "ministries": 25,
    "agencies": 30,
    "courts": 75,
    "police districts": 35,
    "universities": 35,
    "media": 190,
    "teams": 150,
    "Norwegian office holders": 200,
    "other office holders": 500,
}


@pytest.mark.parametrize("what", FEWEST)
def test_so_many_names_are_known(what: str) -> None:
    assert set(numbers()) == set(FEWEST)
    assert numbers()[what] >= FEWEST[what]


def test_every_state_has_a_capital_an_adjective_and_inhabitants_in_both_varieties(
    gazetteer: Gazetteer,
) -> None:
    states = {r["id"] for r in entity_rows("countries") if not r["country"] and "until=" not in r["note"]}
    capitals = {r["country"] for r in entity_rows("capitals") if r["id"].startswith("capital/")}
    # These are cities themselves, or have none.
    assert states - capitals == {
        f"country/{name}" for name in ("monaco", "nauru", "san-marino", "singapore", "vatikanstaten")
    }
    told = {r["country"]: r for r in rows_of(ontology_path("gazetteers", "demonyms.tsv"))}
    # «kongolesisk» is of the greater one, to which the row belongs.
    assert states - told.keys() == {"country/kongo-brazzaville"}
    columns = ("adjective_nn", "adjective_nb", "inhabitant_nn", "inhabitant_nb")
    assert {c for c in states & told.keys() if not all(told[c][column] for column in columns)} <= {
        f"country/{name}" for name in ("guinea-bissau", "saint-kitts-og-nevis", "vatikanstaten")
    }


BODIES = """
FN|EU|NATO|OSSE|ASEAN|OPEC|WHO|UNICEF|UNHCR|UNRWA|IMF|Verdsbanken|EU-kommisjonen|Europaparlamentet|Europarådet|EFTA
Tryggingsrådet i FN|Sikkerhetsrådet|Den internasjonale straffedomstolen|Den afrikanske unionen|Den arabiske ligaen
Nordisk råd|Mercosur|G7|G20|Hamas|Hizbollah|Taliban|Al-Qaida|IS|Boko Haram|Al-Shabaab|FARC|ETA|PKK|Stortinget
Høgsterett|Høyesterett|Økokrim|PST|Kripos|NAV|Skatteetaten|Noregs Bank|SSB|Sametinget|Riksrevisjonen|Statens vegvesen
UDI|NVE|Mattilsynet|Utanriksdepartementet|Finansdepartementet
"""


@pytest.mark.parametrize("name", BODIES.strip().replace("\n", "|").split("|"))
def test_bodies_alliances_and_armed_groups(gazetteer: Gazetteer, name: str) -> None:
    assert [e.id for e in gazetteer.find(name) if e.type.is_organization]


def test_terms_of_office_are_of_known_persons_and_bodies_and_in_order(gazetteer: Gazetteer) -> None:
    rows = rows_of(ontology_path("gazetteers", "offices.tsv"))
    for row in rows:
        assert gazetteer.entries[row["person"]].type is EntityType.PERSON
        assert row["of"] in gazetteer.entries, row
        assert all(gazetteer.title(lemma) for lemma in row["office"].split("|")), row
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["from"]), row
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", row["to"]), row
        assert row["from"] < (row["to"] or "9999"), row
    by_office: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        by_office.setdefault((row["office"], row["of"]), []).append((row["from"], row["to"] or "9999"))
    for office, terms in by_office.items():
        ordered = sorted(terms)
        # One follows the other: nobody begins before the one before has ended.
        assert all(a[1][:7] <= b[0][:7] for a, b in pairwise(ordered)), (
            office,
            ordered,
        )


def test_counties_are_of_known_places(gazetteer: Gazetteer) -> None:
    for place, county in gazetteer.within.items():
        assert place in gazetteer.entries and county in gazetteer.entries
        assert county not in gazetteer.within
