"""What participants without names are called, and words that name nobody at all."""

import pytest

from app.extraction import Extractor
from app.extraction.expressions import fixed_words
from app.model.vocabulary import EntityType
from tests.extraction.documents import document


def _labels(extractor: Extractor, sentence: str) -> set[str]:
    return {e.name for e in extractor.extract(document(sentence)).entities}


def _types(extractor: Extractor, sentence: str) -> dict[str, EntityType]:
    return {e.name: e.type for e in extractor.extract(document(sentence)).entities}


RELATIVE = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
planen plan NOUN 2 obj Definite=Def|Number=Sing
som som SCONJ 6 mark
er vere AUX 6 cop Tense=Pres|VerbForm=Fin
Voss Voss PROPN 3 nmod _ B-GPE_LOC
"""
NESTED = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
planen plan NOUN 2 obj Definite=Def|Number=Sing
for for ADP 5 case
hamna hamn NOUN 3 nmod Definite=Def|Number=Sing
som som SCONJ 7 mark
stengjer stengje VERB 5 acl:relcl Tense=Pres|VerbForm=Fin
"""
CUT_OFF = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
kontakten kontakt NOUN 2 obj Definite=Def|Number=Sing
med med ADP 5 case
denne denne PRON 3 nmod
"""
BRACKET = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
planen plan NOUN 2 obj Definite=Def|Number=Sing
for for ADP 5 case
hamnerådet hamneråd NOUN 3 nmod Definite=Def|Number=Sing
(+ ( PUNCT 7 punct
HR+ HR PROPN 5 nmod
) ) PUNCT 7 punct
"""
OWN = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
sine sin DET 4 nmod:poss
utslepp utslepp NOUN 2 obj Number=Plur
"""
INITIAL = """
Tunnelane tunnel NOUN 3 nsubj:pass Definite=Def|Number=Plur
vart verte AUX 3 aux:pass
stengde stengje VERB 0 root VerbForm=Part
på på ADP 5 case
Voss Voss PROPN 3 obl _ B-GPE_LOC
"""
GENITIVE = """
Utvalets utval NOUN 2 nmod:poss Case=Gen|Definite=Def|Number=Sing
kritikk kritikk NOUN 0 root
av av ADP 4 case
Kari Kari PROPN 2 nmod _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (RELATIVE, "planen"),
        (NESTED, "planen for hamna"),
        (CUT_OFF, "kontakten"),
        (BRACKET, "planen for hamnerådet (HR)"),
        (OWN, "utslepp"),
        (INITIAL, "tunnelane"),
        (GENITIVE, "utvalet"),
    ],
)
def test_a_label_is_a_noun_phrase_that_stands_by_itself(
    extractor: Extractor, sentence: str, label: str
) -> None:
    assert label in _labels(extractor, sentence)


def _acted(*words: str) -> str:
    return "\n".join(
        ("Kari Kari PROPN 2 nsubj _ B-PER", "strevde streve VERB 0 root Tense=Past|VerbForm=Fin",
         "på på ADP 4 case", "Voss Voss PROPN 2 obl _ B-GPE_LOC", *words)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "takes_part"),
    [
        (("til til ADP 6 case", "dømes døme NOUN 2 obl"), False),
        (("til til ADP 6 case", "dømet døme NOUN 2 obl Definite=Def|Number=Sing"), True),
        (("av av ADP 6 case", "gårde gård NOUN 2 obl"), False),
        (("til til ADP 6 case", "hjelp hjelp NOUN 2 obl"), False),
        (("med med ADP 6 case", "planen plan NOUN 2 obl Definite=Def|Number=Sing"), True),
        (("med med ADP 6 case", "energi- energi- NOUN 2 obl"), False),
        (("med med ADP 6 case", "fri fri ADJ 2 obl Number=Sing"), False),
        (("med med ADP 6 case", "mange mang ADJ 2 obl Number=Plur"), False),
        (("med med ADP 6 case", "frivillige frivillig ADJ 2 obl Number=Plur"), True),
    ],
)
def test_words_that_name_nothing_take_no_part(
    extractor: Extractor, words: tuple[str, ...], takes_part: bool
) -> None:
    labels = _labels(extractor, _acted(*words))
    assert {"Kari", "Voss"} <= labels
    assert (words[-1].split()[0] in labels) is takes_part


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("for eksempel hamna", "for eksempel"),
        ("i tillegg til hamna", "i tillegg til"),
        ("på grunn av regnet", "på grunn av"),
        ("Mellom anna hamna", "Mellom anna"),
        ("i løpet av sommaren", "i løpet av"),
        ("i går kveld", "i går kveld"),
        ("på plassen i Vik", ""),
        ("eit tillegg", ""),
    ],
)
def test_expressions_are_found_whole(text: str, fixed: str) -> None:
    rows = "\n".join(f"{word} {word.lower()} X {min(i, 1)} dep" for i, word in enumerate(text.split()))
    doc = document(rows).doc
    found = fixed_words(doc)
    assert " ".join(t.text for t in doc if t.i in found) == fixed


@pytest.mark.parametrize(
    ("noun", "lemma", "features", "kind"),
    [
        ("sjølvstyret", "sjølvstyre", "Definite=Def|Number=Sing", EntityType.CONCEPT),
        ("styret", "styre", "Definite=Def|Number=Sing", EntityType.ORGANIZATION),
        ("rett", "rett", "Definite=Ind|Number=Sing", EntityType.CONCEPT),
        ("retten", "rett", "Definite=Def|Number=Sing", EntityType.ORGANIZATION),
    ],
)
def test_what_sounds_like_a_body_is_not_always_one(
    extractor: Extractor, noun: str, lemma: str, features: str, kind: EntityType
) -> None:
    sentence = f"""
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
{noun} {lemma} NOUN 2 obj {features}
"""
    assert _types(extractor, sentence)[noun] is kind


HYPHENS = """
Kari Kari PROPN 2 nsubj _ B-PER
besøkte besøke VERB 0 root Tense=Past|VerbForm=Fin
Nord- Nord- PROPN 2 obj _ B-GPE_LOC
og og CCONJ 5 cc
Sør-Vika Sør-Vika PROPN 3 conj _ B-GPE_LOC
"""
APOSTROPHE = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Rovers' Rovers PROPN 4 nmod Case=Gen B-ORG
trenar trenar NOUN 2 obj Number=Sing
"""
NOVEL = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
romanen roman NOUN 2 obj Definite=Def|Number=Sing
Havblikk Havblikk PROPN 3 appos _ B-PROD
"""
COUNCIL = """
Vika Vika PROPN 3 nsubj _ B-GPE_ORG
bystyre bystyre NOUN 1 flat:name Definite=Ind|Number=Sing I-GPE_ORG
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 3 obj _ B-PER
"""
ADDRESS = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
www.vika.no www.vika.no PROPN 2 obj _ B-PROD
"""


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        (HYPHENS, "Nord-Vika", EntityType.GEOPOLITICAL_ENTITY),
        (HYPHENS, "Sør-Vika", EntityType.GEOPOLITICAL_ENTITY),
        (NOVEL, "Havblikk", EntityType.CREATIVE_WORK),
        (COUNCIL, "Vika bystyre", EntityType.ORGANIZATION),
    ],
)
def test_names_are_whole_and_of_their_kind(
    extractor: Extractor, sentence: str, name: str, kind: EntityType
) -> None:
    assert _types(extractor, sentence)[name] is kind


def test_an_apostrophe_is_the_whole_genitive(extractor: Extractor) -> None:
    names = _labels(extractor, APOSTROPHE)
    assert "Rover" not in names and "Rovers" in names


def test_an_address_is_no_participant(extractor: Extractor) -> None:
    assert not any(e.is_named and "vika" in e.name for e in extractor.extract(document(ADDRESS)).entities)
