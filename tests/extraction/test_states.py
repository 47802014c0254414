"""States that participles tell, members by compounds, and what two are to each other, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.extraction import Extraction
from app.model.vocabulary import EntityType, Modality
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    union = Entry(
        "org/havunion", EntityType.ORGANIZATION, "Havunion", "Havunion", "Sea Union", (), None, None, {}
    )
    titles = {word: Title(word, word, "office", "leaderOf") for word in ("leiar", "direktør", "trenar")}
    return Extractor(
        load_lexicon(),
        Gazetteer({union.id: union}, {"Havunion": (union.id,)}, {}, {}, titles, {}, {}, {}),
    )


def relations(extraction: Extraction) -> set[tuple[str, str, str]]:
    names = {e.key: e.name for e in extraction.entities}
    return {
        (str(r.type), names[r.subject], names[r.object] if r.object is not None else str(r.literal))
        for r in extraction.relations
    }


PREDICATE = """
{0} {0} PROPN 4 nsubj _ {1}
Vik Vik PROPN 1 flat:name _ {2}
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
{3} {4} ADJ 0 root Definite=Ind|VerbForm=Part
{5} {5} ADP 6 case
{6} {6} PROPN 4 obl _ {7}
"""
MARRIED = PREDICATE.format("Kari", "B-PER", "I-PER", "gift", "gift", "med", "Per", "B-PER")
OWNED = PREDICATE.format("Havdrift", "B-ORG", "I-ORG", "eigd", "eige", "av", "Kystbanken", "B-ORG")
OWNED_NB = PREDICATE.format("Havdrift", "B-ORG", "I-ORG", "eid", "eie", "av", "Kystbanken", "B-ORG")
EMPLOYED = PREDICATE.format("Kari", "B-PER", "I-PER", "tilsett", "tilsetje", "i", "Havdrift", "B-ORG")
EMPLOYED_NB = PREDICATE.format("Kari", "B-PER", "I-PER", "ansatt", "ansette", "hos", "Havdrift", "B-ORG")
EDUCATED = PREDICATE.format("Kari", "B-PER", "I-PER", "utdanna", "utdanne", "ved", "Høgskulen", "B-ORG")
BESIDE = """
Per Per PROPN 8 nsubj _ B-PER
Lund+ Lund PROPN 1 flat:name _ I-PER
, , PUNCT 4 punct
{} {} ADJ 1 amod
i i ADP 6 case
Voss Voss PROPN 4 nmod _ B-GPE_LOC
, , PUNCT 4 punct
vann vinne VERB 0 root Tense=Past
"""
TOGETHER = """
Kari Kari PROPN 5 nsubj _ B-PER
og og CCONJ 3 cc
Per Per PROPN 1 conj _ B-PER
er vere AUX 5 cop Tense=Pres|VerbForm=Fin
gifte gifte ADJ 0 root Number=Plur
"""
BROTHERS = """
{0} {1} NOUN 6 nsubj Definite=Def|Number=Plur
Odd Odd PROPN 1 appos _ B-PER
og og CCONJ 4 cc
Tor Tor PROPN 2 conj _ B-PER
Vik Vik PROPN 4 flat:name _ I-PER
vann vinne VERB 0 root Tense=Past
"""
MEMBERS = """
To to NUM 2 nummod
{0} {1} NOUN 3 nsubj Number=Plur
reiste reise VERB 0 root Tense=Past
"""
BECAME = """
Nordlaget Nordlaget PROPN 2 nsubj _ B-ORG
{} bli VERB 0 root Tense=Past
medlem medlem NOUN 2 xcomp Definite=Ind|Number=Sing
i i ADP 5 case
Havunion Havunion PROPN 3 nmod _ B-ORG
"""
IS_MEMBER = """
Nordlaget Nordlaget PROPN 3 nsubj _ B-ORG
er vere AUX 3 cop Tense=Pres|VerbForm=Fin
Havunion-land Havunion-land NOUN 0 root Definite=Ind|Number=Sing
"""
SHARE = """
Kystbanken Kystbanken PROPN 2 nsubj _ B-ORG
eig eige VERB 0 root Tense=Pres
40 40 NUM 4 nummod
prosent prosent NOUN 2 obj Number=Plur
av av ADP 6 case
Havdrift Havdrift PROPN 4 nmod _ B-ORG
"""
SEAT = """
Kari Kari PROPN 2 nsubj _ B-PER
sit sitje VERB 0 root Tense=Pres
i i ADP 4 case
{} {} NOUN 2 obl Definite=Def|Number=Sing
"""
LATER = """
Harald Harald PROPN 12 nsubj _ B-PER
Vik+ Vik PROPN 1 flat:name _ I-PER
, , PUNCT 4 punct
leiar leiar NOUN 1 appos Definite=Ind|Number=Sing
for for ADP 6 case
Havdrift+ Havdrift PROPN 4 nmod _ B-ORG
, , PUNCT 9 punct
no no ADV 9 advmod
direktør direktør NOUN 4 appos Definite=Ind|Number=Sing
i i ADP 11 case
Kystbanken Kystbanken PROPN 9 nmod _ B-ORG
vann vinne VERB 0 root Tense=Past
"""
AGE = """
Kari Kari PROPN 5 nsubj _ B-PER
er vere AUX 5 cop Tense=Pres|VerbForm=Fin
trettifire trettifire NUM 4 nummod
år år NOUN 5 obl
gammal gammal ADJ 0 root Degree=Pos|Number=Sing
"""


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (MARRIED, ("spouseOf", "Kari Vik", "Per")),
        (OWNED, ("ownerOf", "Kystbanken", "Havdrift Vik")),
        (OWNED_NB, ("ownerOf", "Kystbanken", "Havdrift Vik")),
        (EMPLOYED, ("employedBy", "Kari Vik", "Havdrift")),
        (EMPLOYED_NB, ("employedBy", "Kari Vik", "Havdrift")),
        (EDUCATED, ("educatedAt", "Kari Vik", "Høgskulen")),
        (BESIDE.format("busett", "busett"), ("residesIn", "Per Lund", "Voss")),
        (BESIDE.format("bosatt", "bosatt"), ("residesIn", "Per Lund", "Voss")),
        (TOGETHER, ("spouseOf", "Kari", "Per")),
        (BROTHERS.format("Brørne", "bror"), ("siblingOf", "Odd", "Tor Vik")),
        (BROTHERS.format("Søsknene", "søsken"), ("siblingOf", "Odd", "Tor Vik")),
        (MEMBERS.format("Havunion-land", "Havunion-land"), ("memberOf", "to Havunion-land", "Havunion")),
        (
            MEMBERS.format("Havunion-medlemmer", "Havunion-medlem"),
            ("memberOf", "to Havunion-medlemmer", "Havunion"),
        ),
        (BECAME.format("blei"), ("memberOf", "Nordlaget", "Havunion")),
        (BECAME.format("ble"), ("memberOf", "Nordlaget", "Havunion")),
        (IS_MEMBER, ("memberOf", "Nordlaget", "Havunion")),
        (SHARE, ("ownerOf", "Kystbanken", "Havdrift")),
        (SEAT.format("kommunestyret", "kommunestyre"), ("memberOf", "Kari", "kommunestyret")),
        (LATER, ("leaderOf", "Harald Vik", "Kystbanken")),
        (AGE, ("aged", "Kari", "34")),
    ],
)
def test_relation(extractor: Extractor, sentence: str, relation: tuple[str, str, str]) -> None:
    assert relation in relations(extractor.extract(document(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        PREDICATE.format("Kari", "B-PER", "I-PER", "tilsett", "tilsetje", "i", "Voss", "B-GPE_LOC"),
        PREDICATE.format("Kari", "B-PER", "I-PER", "eigd", "eige", "med", "Kystbanken", "B-ORG"),
        MEMBERS.format("utland-land", "utland-land"),
        SEAT.format("bilen", "bil"),
    ],
)
def test_no_relation(extractor: Extractor, sentence: str) -> None:
    assert relations(extractor.extract(document(sentence))) == set()


def test_a_title_that_is_still_to_be_taken_up(extractor: Extractor) -> None:
    sentence = """
{0} {0} ADJ 2 amod
leiar leiar NOUN 5 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 2 flat:name _ B-PER
Vik Vik PROPN 3 flat:name _ I-PER
reiste reise VERB 0 root Tense=Past
"""
    for word, modality in (
        ("påtroppande", Modality.PLANNED),
        ("påtroppende", Modality.PLANNED),
        ("ny", Modality.ACTUAL),
    ):
        found = extractor.extract(document(sentence.format(word))).relations
        assert [(r.literal, r.status.modality) for r in found] == [("leiar", modality)]


def test_a_title_whose_ending_the_model_took_for_a_plural(extractor: Extractor) -> None:
    sentence = """
Havunion-trenar Havunion-tren NOUN 4 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 1 flat:name _ B-PER
Vik Vik PROPN 2 flat:name _ I-PER
reiste reise VERB 0 root Tense=Past
"""
    assert ("holdsPosition", "Kari Vik", "trenar") in relations(extractor.extract(document(sentence)))


@pytest.mark.parametrize(
    ("words", "same"),
    [("kjend som", True), ("alias", True), ("òg kalla", True), ("kalt", True), ("saman med", False)],
)
def test_two_names_of_one_bearer(extractor: Extractor, words: str, same: bool) -> None:
    between = "\n".join(f"{word} {word} ADJ 1 acl" for word in words.split())
    sentence = f"""
Kari Kari PROPN {6 + len(words.split())} nsubj _ B-PER
Vik+ Vik PROPN 1 flat:name _ I-PER
, , PUNCT 1 punct
{between}
Kvitveis+ Kvitveis PROPN 1 appos _ B-PER
, , PUNCT 1 punct
reiste reise VERB 0 root Tense=Past
"""
    extraction = extractor.extract(document(sentence))
    persons = [e for e in extraction.entities if e.type is EntityType.PERSON]
    kari = next(e for e in persons if e.name == "Kari Vik")
    assert ("Kvitveis" in {m.surface for m in kari.mentions}) is same
    assert len(persons) == (1 if same else 2)
