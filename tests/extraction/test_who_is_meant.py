"""Whom pronouns and definite nouns mean, and whom they cannot mean: own sentences, both varieties."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import load_gazetteer
from app.model.article import Variety
from tests.extraction.documents import arguments


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(gazetteer=load_gazetteer())


BEFORE_NN = """
Før før SCONJ 3 mark
han han PRON 3 nsubj Case=Nom|Gender=Masc|Number=Sing|PronType=Prs
kom kome VERB 10 advcl Mood=Ind|Tense=Past|VerbForm=Fin
til til ADP 5 case
Oslo+ Oslo PROPN 3 obl _ B-GPE_LOC
, , PUNCT 3 punct
var vere AUX 10 cop Mood=Ind|Tense=Past|VerbForm=Fin
Per Per PROPN 10 nsubj Gender=Masc B-PER
Moe Moe PROPN 8 flat:name _ I-PER
ordførar+ ordførar NOUN 0 root Definite=Ind|Gender=Masc|Number=Sing
. . PUNCT 10 punct
"""
BEFORE_NB = """
Før før SCONJ 3 mark
hun hun PRON 3 nsubj Animacy=Hum|Case=Nom|Gender=Fem|Number=Sing|PronType=Prs
kom komme VERB 10 advcl Mood=Ind|Tense=Past|VerbForm=Fin
til til ADP 5 case
Oslo+ Oslo PROPN 3 obl _ B-GPE_LOC
, , PUNCT 3 punct
var være AUX 10 cop Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 10 nsubj Gender=Fem B-PER
Vik Vik PROPN 8 flat:name _ I-PER
ordfører+ ordfører NOUN 0 root Definite=Ind|Gender=Masc|Number=Sing
. . PUNCT 10 punct
"""
THING_NB_1 = """
Det den DET 2 det Gender=Neut|Number=Sing|PronType=Art
ene ene NUM 4 nsubj Definite=Def|NumType=Card|Number=Sing
er være AUX 4 cop Mood=Ind|Tense=Pres|VerbForm=Fin
klart+ klar ADJ 0 root Definite=Ind|Degree=Pos|Gender=Neut|Number=Sing
. . PUNCT 4 punct
"""
THING_NB_2 = """
Han han PRON 2 nsubj Animacy=Hum|Case=Nom|Gender=Masc|Number=Sing|PronType=Prs
kritiserte kritisere VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Høyre+ Høyre PROPN 2 obj _ B-ORG
. . PUNCT 2 punct
"""
PARTY_NN_1 = """
Høgre Høgre PROPN 2 nsubj _ B-ORG
kritiserte kritisere VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Venstre+ Venstre PROPN 2 obj _ B-ORG
. . PUNCT 2 punct
"""
PARTY_NN_2 = """
Partiet parti NOUN 3 nsubj Definite=Def|Gender=Neut|Number=Sing
vil ville AUX 3 aux Mood=Ind|Tense=Pres|VerbForm=Fin
støtte støtte VERB 0 root VerbForm=Inf
Ap+ Ap PROPN 3 obj _ B-ORG
. . PUNCT 3 punct
"""
COMPANY_NB_1 = """
Equinor Equinor PROPN 2 nsubj _ B-ORG
kjøpte kjøpe VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Statkraft+ Statkraft PROPN 2 obj _ B-ORG
. . PUNCT 2 punct
"""
COMPANY_NB_2 = """
Selskapet selskap NOUN 3 nsubj Definite=Def|Gender=Neut|Number=Sing
har ha AUX 3 aux Mood=Ind|Tense=Pres|VerbForm=Fin
varslet varsle VERB 0 root VerbForm=Part
kutt+ kutt NOUN 3 obj Definite=Ind|Gender=Neut|Number=Plur
. . PUNCT 3 punct
"""
NOBODY_NN_1 = """
Ingen ingen DET 2 det Number=Plur
ordførar ordførar NOUN 3 nsubj Definite=Ind|Gender=Masc|Number=Sing
støtta støtte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Høgre+ Høgre PROPN 3 obj _ B-ORG
. . PUNCT 3 punct
"""
NOBODY_NN_2 = """
Ordføraren ordførar NOUN 2 nsubj Definite=Def|Gender=Masc|Number=Sing
kritiserte kritisere VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Per Per PROPN 2 obj Gender=Masc B-PER
Moe+ Moe PROPN 3 flat:name _ I-PER
. . PUNCT 2 punct
"""

NN, NB = Variety.NYNORSK, Variety.BOKMAAL


@pytest.mark.parametrize(
    ("sentences", "variety", "told", "untold"),
    [
        ((BEFORE_NN,), NN, {("Travel", "agent", "Per Moe")}, set()),
        ((BEFORE_NB,), NB, {("Travel", "agent", "Kari Vik")}, set()),
        ((THING_NB_1, THING_NB_2), NB, {("Criticism", "patient", "Høyre")}, {"Criticism agent det ene"}),
        ((PARTY_NN_1, PARTY_NN_2), NN, {("Support", "agent", "Høgre")}, {"Support agent Venstre"}),
        (
            (COMPANY_NB_1, COMPANY_NB_2),
            NB,
            {("Announcement", "agent", "Equinor")},
            {"Announcement agent Statkraft"},
        ),
        (
            (NOBODY_NN_1, NOBODY_NN_2),
            NN,
            {("Criticism", "agent", "ordføraren")},
            {"Criticism agent ingen ordførar"},
        ),
    ],
)
def test_who_takes_part(
    extractor: Extractor,
    sentences: tuple[str, ...],
    variety: Variety,
    told: set[tuple[str, str, str]],
    untold: set[str],
) -> None:
    found = arguments(extractor, *sentences, variety=variety)
    assert told <= found
    assert not {f"{event} {role} {name}" for event, role, name in found} & untold
    assert not {event for event, _, _ in found} & untold
