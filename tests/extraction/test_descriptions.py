"""What nouns beside and inside names tell, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.extraction import Extraction
from app.model.vocabulary import EntityType
from tests.extraction.documents import document


def _place(id_: str, name: str) -> Entry:
    return Entry(id_, EntityType.GEOPOLITICAL_ENTITY, name, name, name, (), None, None, {})


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    places = [
        _place("country/nordland", "Nordland"),
        _place("no/vika", "Vika"),
        _place("no/vika-og-nes", "Vika og Nes"),
    ]
    names = {entry.nn: (entry.id,) for entry in places}
    entries = {entry.id: entry for entry in places}
    return Extractor(
        load_lexicon(), Gazetteer(entries, names, {"nordlandsk": "country/nordland"}, {}, {}, {}, {}, {})
    )


def relations(extraction: Extraction) -> set[tuple[str, str, str]]:
    names = {e.key: e.name for e in extraction.entities}
    return {
        (r.type.value, names[r.subject], names[r.object] if r.object else r.literal or "")
        for r in extraction.relations
    }


BESIDE = """
Selskapet selskap NOUN 3 nsubj Definite=Def|Number=Sing
Havdrift Havdrift PROPN 1 appos _ B-ORG
veks vekse VERB 0 root
"""

PROVINCE = """
Den den DET 3 det
nordlandske nordlandsk ADJ 3 amod
provinsen provins NOUN 5 nsubj Definite=Def|Number=Sing
Austvik Austvik PROPN 3 appos _ B-GPE_LOC
veks vekse VERB 0 root
"""

FORCES = """
Nordlandske nordlandsk ADJ 2 amod
styresmakter regjering NOUN 3 nsubj Number=Plur
trekte trekkje VERB 0 root
"""

HALL = """
Rådhuset rådhus NOUN 4 nsubj Definite=Def|Number=Sing
i i ADP 3 case
Vika Vika PROPN 1 nmod _ B-GPE_LOC
brann brenne VERB 0 root
"""

SCHOOL = """
Vika Vika PROPN 3 nsubj _ B-ORG
skule skule NOUN 1 flat:name _ I-ORG
opna opne VERB 0 root
"""

COLLEGE = """
Skulen Skulen PROPN 6 nsubj _ B-ORG
i i ADP 3 case _ I-ORG
Vika Vika PROPN 1 nmod _ I-ORG
og og CCONJ 5 cc _ I-ORG
Nes Nes PROPN 3 conj _ I-ORG
opna opne VERB 0 root
"""


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (BESIDE, ("instanceOf", "Havdrift", "selskap")),
        (PROVINCE, ("instanceOf", "Austvik", "provins")),
        (PROVINCE, ("locatedIn", "Austvik", "Nordland")),
        (FORCES, ("affiliatedWith", "nordlandske styresmakter", "Nordland")),
        (HALL, ("locatedIn", "rådhuset i Vika", "Vika")),
        (SCHOOL, ("locatedIn", "Vika skule", "Vika")),
        (COLLEGE, ("locatedIn", "Skulen i Vika og Nes", "Vika og Nes")),
    ],
)
def test_relation(extractor: Extractor, sentence: str, relation: tuple[str, str, str]) -> None:
    assert relation in relations(extractor.extract(document(sentence)))


def test_the_longest_place_in_a_name_counts(extractor: Extractor) -> None:
    assert ("locatedIn", "Skulen i Vika og Nes", "Vika") not in relations(
        extractor.extract(document(COLLEGE))
    )


def test_a_noun_beside_another_name_says_nothing_of_it(extractor: Extractor) -> None:
    sentence = BESIDE.replace("Havdrift Havdrift PROPN 1 appos", "Havdrift Havdrift PROPN 3 obj")
    assert not any(kind == "instanceOf" for kind, *_ in relations(extractor.extract(document(sentence))))


def test_what_somebody_becomes_is_no_other_person() -> None:
    titles = {"leiar": Title("leiar", "leader", "office", "leaderOf")}
    extractor = Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, titles, {}, {}, {}))
    sentence = """
    Kari Kari PROPN 2 nsubj _ B-PER
    blei bli VERB 0 root
    leiar leiar NOUN 2 xcomp Definite=Ind|Number=Sing
    i i ADP 5 case
    Havdrift Havdrift PROPN 3 nmod _ B-ORG
    """
    found = relations(extractor.extract(document(sentence)))
    assert {("holdsPosition", "Kari", "leiar"), ("leaderOf", "Kari", "Havdrift")} <= found
    assert {subject for _, subject, _ in found} == {"Kari"}
