"""Who takes part: persons and bodies without names, and roads."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.extraction import Extraction
from app.model.vocabulary import EntityType, RelationType
from tests.extraction.documents import document


def _types(extraction: Extraction) -> dict[str, EntityType]:
    return {entity.name: entity.type for entity in extraction.entities}


@pytest.mark.parametrize(
    ("noun", "lemma", "kind"),
    [
        ("Støttespelarar", "støttespelar", EntityType.PERSON),
        ("Stamkundar", "stamkunde", EntityType.PERSON),
        ("Ungdomspanelet", "ungdomspanel", EntityType.ORGANIZATION),
        ("Kutterar", "kutter", None),
    ],
)
def test_persons_and_bodies_without_names(
    extractor: Extractor, noun: str, lemma: str, kind: EntityType | None
) -> None:
    sentence = f"""
{noun} {lemma} NOUN 2 nsubj Number=Plur
besøkte besøke VERB 0 root Tense=Past|VerbForm=Fin
Havdrift Havdrift PROPN 2 obj _ B-ORG
"""
    assert _types(extractor.extract(document(sentence))).get(noun.lower(), EntityType.CONCEPT) is (
        kind or EntityType.CONCEPT
    )


@pytest.mark.parametrize("number", ["55", "13"])
def test_a_road_with_its_number_is_a_place(extractor: Extractor, number: str) -> None:
    sentence = f"""
Kari Kari PROPN 2 nsubj _ B-PER
døydde døy VERB 0 root Tense=Past|VerbForm=Fin
på på ADP 4 case
fylkesveg fylkesveg NOUN 2 obl Number=Sing
{number} {number} NUM 4 nummod
"""
    assert _types(extractor.extract(document(sentence)))[f"fylkesveg {number}"] is EntityType.PLACE


def test_kin_of_persons_only(extractor: Extractor) -> None:
    sentence = """
Faren far NOUN 4 nsubj Definite=Def|Number=Sing
i i ADP 3 case
Havdrift Havdrift PROPN 1 nmod _ B-ORG
besøkte besøke VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 4 obj _ B-PER
"""
    found = extractor.extract(document(sentence)).relations
    assert all(relation.type is not RelationType.PARENT_OF for relation in found)


@pytest.mark.parametrize(
    ("compound", "position"), [("Havdrift-leiar", "leiar"), ("Havdrift-ekspert", "havdrift-ekspert")]
)
def test_a_position_without_the_name_of_whom_it_serves(compound: str, position: str) -> None:
    havdrift = Entry("org/havdrift", EntityType.ORGANIZATION, "Havdrift", "", "", (), None, None, {})
    titles = {
        "leiar": Title("leiar", "leader", "office", "leaderOf"),
        "ekspert": Title("ekspert", "expert", "profession", "affiliatedWith"),
    }
    gazetteer = Gazetteer({havdrift.id: havdrift}, {"Havdrift": (havdrift.id,)}, {}, {}, titles, {}, {}, {})
    sentence = f"""
{compound} {compound.lower()} NOUN 3 nsubj Number=Sing
Kari Kari PROPN 1 flat:name _ B-PER
ler le VERB 0 root Tense=Pres|VerbForm=Fin
"""
    relations = Extractor(load_lexicon(), gazetteer).extract(document(sentence)).relations
    assert [r.literal for r in relations if r.type is RelationType.HOLDS_POSITION] == [position]
