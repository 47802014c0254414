"""What nouns beside names tell of them, and what they only seem to tell: own sentences, both varieties."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import load_gazetteer
from app.model.article import Variety
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(gazetteer=load_gazetteer())


def _relations(
    extractor: Extractor, sentences: tuple[str, ...], variety: Variety
) -> set[tuple[str, str, str]]:
    extraction = extractor.extract(document(*sentences, variety=variety))
    names = {e.key: e.name for e in extraction.entities}
    return {
        (r.type.value, names[r.subject], r.literal or names[r.object or r.subject])
        for r in extraction.relations
    }


NOMINATED_NN = """
Kari Kari PROPN 4 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er vere AUX 4 cop Mood=Ind|Tense=Pres|VerbForm=Fin
nominert nominere ADJ 0 root Definite=Ind|Gender=Com|Number=Sing|VerbForm=Part
til til ADP 6 case
leiar leiar NOUN 4 obl Definite=Ind|Gender=Masc|Number=Sing
i i ADP 8 case
Høgre+ Høgre PROPN 6 nmod _ B-ORG
. . PUNCT 4 punct
"""
NOMINATED_NB = """
Per Per PROPN 4 nsubj:pass Gender=Masc B-PER
Moe Moe PROPN 1 flat:name _ I-PER
ble bli AUX 4 aux:pass Mood=Ind|Tense=Past|VerbForm=Fin
foreslått foreslå VERB 0 root VerbForm=Part
som som ADP 6 case
leder leder NOUN 4 xcomp Definite=Ind|Gender=Masc|Number=Sing
i i ADP 8 case
Venstre+ Venstre PROPN 6 nmod _ B-ORG
. . PUNCT 4 punct
"""
SUPPORTED_NN = """
Ho ho PRON 2 nsubj Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs
støttar støtte VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
Per Per PROPN 2 obj Gender=Masc B-PER
Moe Moe PROPN 3 flat:name _ I-PER
som som ADP 7 case
ny ny ADJ 7 amod Definite=Ind|Degree=Pos|Number=Sing
leiar leiar NOUN 2 xcomp Definite=Ind|Gender=Masc|Number=Sing
i i ADP 9 case
Venstre+ Venstre PROPN 7 nmod _ B-ORG
. . PUNCT 2 punct
"""
CANDIDATE_NN = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
stiller stille VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
som som ADP 5 case
kandidat kandidat NOUN 3 xcomp Definite=Ind|Gender=Masc|Number=Sing
til til ADP 7 case
leiar leiar NOUN 5 nmod Definite=Ind|Gender=Masc|Number=Sing
i i ADP 9 case
Venstre+ Venstre PROPN 7 nmod _ B-ORG
. . PUNCT 3 punct
"""
BOARD_NN = """
Kari Kari PROPN 4 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er vere AUX 4 cop Mood=Ind|Tense=Pres|VerbForm=Fin
medlem medlem NOUN 0 root Definite=Ind|Gender=Masc|Number=Sing
av av ADP 6 case
FAU-styret FAU-styre NOUN 4 nmod Definite=Def|Gender=Neut|Number=Sing B-DRV
ved ved ADP 8 case
Nordvik Nordvik PROPN 6 nmod _ B-ORG
skule+ skule NOUN 8 flat:name Definite=Ind|Gender=Masc|Number=Sing I-ORG
. . PUNCT 4 punct
"""
BOARD_NB = """
Kari Kari PROPN 4 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er være AUX 4 cop Mood=Ind|Tense=Pres|VerbForm=Fin
medlem medlem NOUN 0 root Definite=Ind|Gender=Masc|Number=Sing
i i ADP 6 case
FAU-styret FAU-styre NOUN 4 nmod Definite=Def|Gender=Neut|Number=Sing B-DRV
ved ved ADP 8 case
Nordvik Nordvik PROPN 6 nmod _ B-LOC
skole+ skole NOUN 8 flat:name Definite=Ind|Gender=Masc|Number=Sing I-LOC
. . PUNCT 4 punct
"""
ORIGIN_NN = """
Per Per PROPN 8 nsubj Gender=Masc B-PER
Moe+ Moe PROPN 1 flat:name _ I-PER
, , PUNCT 4 punct
opphavleg opphavleg ADJ 1 amod Definite=Ind|Degree=Pos|Gender=Neut|Number=Sing
frå frå ADP 6 case
Voss+ Voss PROPN 4 obl _ B-GPE_LOC
, , PUNCT 4 punct
bur bu VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
i i ADP 10 case
Oslo+ Oslo PROPN 8 obl _ B-GPE_LOC
. . PUNCT 8 punct
"""
ORIGIN_NB = """
Kari Kari PROPN 6 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er være AUX 6 cop Mood=Ind|Tense=Pres|VerbForm=Fin
opprinnelig opprinnelig ADJ 6 advmod Definite=Ind|Degree=Pos|Gender=Neut|Number=Sing
fra fra ADP 6 case
Bergen+ Bergen PROPN 0 root _ B-GPE_LOC
. . PUNCT 6 punct
"""
LETTER_NN = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
skreiv skrive VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
eit ein DET 5 det Gender=Neut|Number=Sing|PronType=Art
brev brev NOUN 3 obj Definite=Ind|Gender=Neut|Number=Sing
til til ADP 7 case
Havdrift+ Havdrift PROPN 3 obl _ B-ORG
. . PUNCT 3 punct
"""
LETTER_NB = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
skrev skrive VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
et en DET 5 det Gender=Neut|Number=Sing|PronType=Art
brev brev NOUN 3 obj Definite=Ind|Gender=Neut|Number=Sing
til til ADP 7 case
Havdrift+ Havdrift PROPN 3 obl _ B-ORG
. . PUNCT 3 punct
"""
TWO_TITLES_NN = """
Styreleiaren styreleiar NOUN 9 nsubj Definite=Def|Gender=Masc|Number=Sing
i i ADP 3 case
Havdrift+ Havdrift PROPN 1 nmod _ B-ORG
, , PUNCT 5 punct
professor professor NOUN 1 appos Definite=Ind|Gender=Masc|Number=Sing
Kari Kari PROPN 5 flat:name Gender=Fem B-PER
Vik+ Vik PROPN 5 flat:name _ I-PER
, , PUNCT 5 punct
møtte møte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Per Per PROPN 9 obj Gender=Masc B-PER
Moe+ Moe PROPN 10 flat:name _ I-PER
. . PUNCT 9 punct
"""
TWO_TITLES_NB = """
Høyres Høyre PROPN 2 nmod Case=Gen B-ORG
nestleder+ nestleder NOUN 8 nsubj Definite=Ind|Gender=Masc|Number=Sing
, , PUNCT 4 punct
statsråd statsråd NOUN 2 appos Definite=Ind|Gender=Masc|Number=Sing
Kari Kari PROPN 4 flat:name Gender=Fem B-PER
Vik+ Vik PROPN 4 flat:name _ I-PER
, , PUNCT 4 punct
møtte møte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Per Per PROPN 8 obj Gender=Masc B-PER
Moe+ Moe PROPN 9 flat:name _ I-PER
. . PUNCT 8 punct
"""
LETTERS_NN = """
Per Per PROPN 6 nsubj Gender=Masc B-PER
Moe Moe PROPN 1 flat:name _ I-PER
(+ ( PUNCT 4 punct
H+ H PROPN 1 nmod _ B-ORG
) ) PUNCT 4 punct
møtte møte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Anne Anne PROPN 6 obj Gender=Fem B-PER
Lie Lie PROPN 7 flat:name _ I-PER
(+ ( PUNCT 10 punct
Ap+ Ap PROPN 7 nmod _ B-ORG
)+ ) PUNCT 10 punct
. . PUNCT 6 punct
"""
CANDIDATES_NN_1 = """
Toppkandidaten toppkandidat NOUN 8 nsubj Definite=Def|Gender=Masc|Number=Sing
til til ADP 3 case
Senterpartiet+ Senterpartiet PROPN 1 nmod Gender=Neut B-ORG
, , PUNCT 5 punct
Kari Kari PROPN 1 appos Gender=Fem B-PER
Vik+ Vik PROPN 5 flat:name _ I-PER
, , PUNCT 5 punct
vann+ vinne VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
. . PUNCT 8 punct
"""
CANDIDATES_NN_2 = """
Toppkandidaten toppkandidat NOUN 4 nsubj Definite=Def|Gender=Masc|Number=Sing
til til ADP 3 case
Venstre Venstre PROPN 1 nmod _ B-ORG
tapte+ tape VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
. . PUNCT 4 punct
"""
COMPOUND_NN = """
Senterparti-leiar Senterparti-leiar NOUN 4 nsubj Definite=Ind|Gender=Masc|Number=Sing B-DRV
Kari Kari PROPN 1 flat:name Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
vann+ vinne VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
. . PUNCT 4 punct
"""
AUTHORITY_NB = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
har ha VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
myndighet myndighet NOUN 3 obj Definite=Ind|Gender=Fem|Number=Sing
på på ADP 6 case
Svalbard+ Svalbard PROPN 4 nmod _ B-GPE_LOC
. . PUNCT 3 punct
"""
MARRIED_NN = """
Kari Kari PROPN 11 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
og og CCONJ 4 cc
Per Per PROPN 1 conj Gender=Masc B-PER
Moe+ Moe PROPN 4 flat:name _ I-PER
, , PUNCT 9 punct
som som SCONJ 9 mark
er vere AUX 9 cop Mood=Ind|Tense=Pres|VerbForm=Fin
gifte+ gift ADJ 4 acl:relcl Degree=Pos|Number=Plur
, , PUNCT 9 punct
bur bu VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
i i ADP 13 case
Oslo+ Oslo PROPN 11 obl _ B-GPE_LOC
. . PUNCT 11 punct
"""

NN, NB = Variety.NYNORSK, Variety.BOKMAAL


@pytest.mark.parametrize(
    ("sentences", "variety", "told"),
    [
        ((NOMINATED_NN,), NN, set()),
        ((NOMINATED_NB,), NB, set()),
        ((SUPPORTED_NN,), NN, set()),
        (
            (CANDIDATE_NN,),
            NN,
            {("holdsPosition", "Kari Vik", "kandidat"), ("affiliatedWith", "Kari Vik", "Venstre")},
        ),
        (
            (BOARD_NN,),
            NN,
            {
                ("memberOf", "Kari Vik", "FAU-styret ved Nordvik skule"),
                ("partOf", "FAU-styret ved Nordvik skule", "Nordvik skule"),
            },
        ),
        ((BOARD_NB,), NB, {("memberOf", "Kari Vik", "FAU-styret ved Nordvik skole")}),
        ((ORIGIN_NN,), NN, {("residesIn", "Per Moe", "Oslo")}),
        ((ORIGIN_NB,), NB, set()),
        ((LETTER_NN,), NN, set()),
        ((LETTER_NB,), NB, set()),
        (
            (TWO_TITLES_NN,),
            NN,
            {
                ("holdsPosition", "Kari Vik", "styreleiar"),
                ("leaderOf", "Kari Vik", "Havdrift"),
                ("holdsPosition", "Kari Vik", "professor"),
            },
        ),
        (
            (TWO_TITLES_NB,),
            NB,
            {
                ("holdsPosition", "Kari Vik", "nestleder"),
                ("memberOf", "Kari Vik", "Høyre"),
                ("holdsPosition", "Kari Vik", "statsråd"),
            },
        ),
        ((LETTERS_NN,), NN, {("memberOf", "Per Moe", "Høgre"), ("memberOf", "Anne Lie", "Ap")}),
        (
            (CANDIDATES_NN_1, CANDIDATES_NN_2),
            NN,
            {
                ("holdsPosition", "Kari Vik", "toppkandidat"),
                ("memberOf", "Kari Vik", "Senterpartiet"),
                ("holdsPosition", "toppkandidaten til Venstre", "toppkandidat"),
                ("memberOf", "toppkandidaten til Venstre", "Venstre"),
            },
        ),
        (
            (COMPOUND_NN,),
            NN,
            {("holdsPosition", "Kari Vik", "leiar"), ("leaderOf", "Kari Vik", "Senterpartiet")},
        ),
        ((AUTHORITY_NB,), NB, set()),
        (
            (MARRIED_NN,),
            NN,
            {
                ("spouseOf", "Kari Vik", "Per Moe"),
                ("residesIn", "Kari Vik", "Oslo"),
                ("residesIn", "Per Moe", "Oslo"),
            },
        ),
    ],
)
def test_relations_of_names(
    extractor: Extractor, sentences: tuple[str, ...], variety: Variety, told: set[tuple[str, str, str]]
) -> None:
    assert _relations(extractor, sentences, variety) == told
