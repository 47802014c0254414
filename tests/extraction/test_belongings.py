"""What belongs to whom or where, and families without names, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.vocabulary import EntityType
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    country = _entry("country/nordland", EntityType.GEOPOLITICAL_ENTITY, "Nordland")
    town = _entry("no/vika", EntityType.GEOPOLITICAL_ENTITY, "Vika")
    council = _entry("org/havrad", EntityType.GOVERNMENT_BODY, "Havrådet")
    names = {"Nordland": (country.id,), "Vika": (town.id,), "Havrådet": (council.id,)}
    titles = {
        "hoppar": Title("hoppar", "hopper", "profession", "affiliatedWith"),
        "leiar": Title("leiar", "leder", "office", "leaderOf"),
    }
    entries = {entry.id: entry for entry in (country, town, council)}
    return Extractor(load_lexicon(), Gazetteer(entries, names, {}, {}, titles, {}, {}, {}))


def _entry(id_: str, kind: EntityType, name: str) -> Entry:
    return Entry(id_, kind, name, name, name, (), None, None, {})


def relations(extractor: Extractor, *sentences: str) -> set[tuple[str, str, str]]:
    extraction = extractor.extract(document(*sentences))
    names = {e.key: e.name for e in extraction.entities}
    return {
        (r.type.value, names[r.subject], names[r.object] if r.object else r.literal or "")
        for r in extraction.relations
    }


BOAT_NN = """
Båten båt NOUN 5 nsubj Definite=Def|Number=Sing
til til ADP 3 case
Kari Kari PROPN 1 nmod _ B-PER
Moen Moen PROPN 3 flat:name _ I-PER
sank synke VERB 0 root Tense=Past|VerbForm=Fin
"""
BOAT_NB = """
Karis Karis PROPN 2 nmod Case=Gen B-PER
båt båt NOUN 3 nsubj Definite=Ind|Number=Sing
sank synke VERB 0 root Tense=Past|VerbForm=Fin
"""


@pytest.mark.parametrize(("sentence", "owner"), [(BOAT_NN, "Kari Moen"), (BOAT_NB, "Kari")])
def test_a_thing_has_an_owner(extractor: Extractor, sentence: str, owner: str) -> None:
    assert {(kind, who) for kind, who, _ in relations(extractor, sentence)} == {("ownerOf", owner)}


def test_a_government_is_no_ring(extractor: Extractor) -> None:
    found = relations(
        extractor,
        """
Karis Karis PROPN 2 nmod Case=Gen B-PER
regjering regjering NOUN 3 nsubj Definite=Ind|Number=Sing
gjekk gå VERB 0 root Tense=Past|VerbForm=Fin
av av ADP 3 compound:prt
""",
    )
    assert not {r for r in found if r[0] == "ownerOf"}


def test_a_unit_is_part_of_its_whole(extractor: Extractor) -> None:
    found = relations(
        extractor,
        """
Havrådets Havrådet PROPN 2 nmod Case=Gen B-ORG
kontrollorgan kontrollorgan NOUN 3 nsubj Definite=Ind|Number=Sing
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Moen Moen PROPN 3 obj _ B-PER
""",
    )
    assert {r[:1] + r[2:] for r in found if r[0] == "partOf"} == {("partOf", "Havrådet")}


CAPITAL = """
Nordlands Nordland PROPN 2 nmod Case=Gen B-GPE_LOC
{word} {word} NOUN 3 nsubj Definite=Ind|Number=Sing
veks vekse VERB 0 root Tense=Pres|VerbForm=Fin
"""


@pytest.mark.parametrize("word", ["hovudstad", "hovedstad"])
def test_a_capital_lies_in_its_country(extractor: Extractor, word: str) -> None:
    found = relations(extractor, CAPITAL.format(word=word))
    assert {r[:1] + r[2:] for r in found} == {("locatedIn", "Nordland")}


def test_a_country_behind_a_place(extractor: Extractor) -> None:
    found = relations(
        extractor,
        """
I i ADP 2 case
Vika+ Vika PROPN 6 obl _ B-GPE_LOC
, , PUNCT 4 punct
Nordland+ Nordland PROPN 2 appos _ B-GPE_LOC
, , PUNCT 2 punct
møtte møte VERB 0 root Tense=Past|VerbForm=Fin
Moen Moen PROPN 6 nsubj _ B-PER
Vik Vik PROPN 6 obj _ B-PER
""",
    )
    assert ("locatedIn", "Vika", "Nordland") in found


def test_a_list_of_places_tells_nothing(extractor: Extractor) -> None:
    found = relations(
        extractor,
        """
I i ADP 2 case
Vika+ Vika PROPN 7 obl _ B-GPE_LOC
, , PUNCT 4 punct
Nordland Nordland PROPN 2 conj _ B-GPE_LOC
og og CCONJ 6 cc
Havland Havland PROPN 2 conj _ B-GPE_LOC
regna regne VERB 0 root Tense=Past|VerbForm=Fin
det det PRON 7 nsubj
""",
    )
    assert not {r for r in found if r[0] == "locatedIn"}


HOME = """
Kari Kari PROPN 5 nsubj _ B-PER
Moen Moen PROPN 1 flat:name _ I-PER
er vere AUX 5 cop Tense=Pres|VerbForm=Fin
{word} {word} ADP 5 case
Vika Vika PROPN 0 root _ B-GPE_LOC
"""


@pytest.mark.parametrize("word", ["frå", "fra"])
def test_where_somebody_is_from(extractor: Extractor, word: str) -> None:
    assert ("residesIn", "Kari Moen", "Vika") in relations(extractor, HOME.format(word=word))


def test_families_are_told_of_without_names(extractor: Extractor) -> None:
    found = relations(
        extractor,
        """
Mannen mann NOUN 5 nsubj Definite=Def|Number=Sing
og og CCONJ 3 cc
dottera dotter NOUN 1 conj Definite=Def|Number=Sing
hans hans PRON 3 nmod:poss Poss=Yes
reiste reise VERB 0 root Tense=Past|VerbForm=Fin
heim heim ADV 5 advmod
""",
    )
    assert ("parentOf", "mannen", "dottera hans") in found


def test_whose_the_wife_beside_somebody_is(extractor: Extractor) -> None:
    found = relations(
        extractor,
        """
Per Per PROPN 5 nsubj _ B-PER
Moen Moen PROPN 1 flat:name _ I-PER
og og CCONJ 4 cc
kona kone NOUN 1 conj Definite=Def|Number=Sing
bor bo VERB 0 root Tense=Pres|VerbForm=Fin
her her ADV 5 advmod
""",
    )
    assert ("spouseOf", "Per Moen", "kona") in found


def test_how_old_somebody_was_once_is_no_age(extractor: Extractor) -> None:
    sentence = """
Moen Moen PROPN 2 nsubj _ B-PER
vann vinne VERB 0 root Tense=Past|VerbForm=Fin
{marker}
han han PRON 7 nsubj Gender=Masc|PronType=Prs
var vere AUX 7 cop Tense=Past|VerbForm=Fin
16 16 NUM 7 nummod
år år NOUN 2 advcl Definite=Ind|Number=Plur
"""
    once = relations(extractor, sentence.format(marker="då då SCONJ 7 mark"))
    told = relations(extractor, sentence.format(marker="og og CCONJ 7 cc"))
    assert not {r for r in once if r[0] == "aged"}
    assert ("aged", "Moen", "16") in told


def test_an_age_in_one_word_with_years(extractor: Extractor) -> None:
    found = relations(
        extractor,
        """
23-år 23-år NOUN 2 nmod
gamle gammal ADJ 3 amod
Per Per PROPN 5 nsubj _ B-PER
Moen Moen PROPN 3 flat:name _ I-PER
vann vinne VERB 0 root Tense=Past|VerbForm=Fin
""",
    )
    assert ("aged", "Per Moen", "23") in found
