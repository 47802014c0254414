"""What verbs tell wrong or not at all where only one word of the clause is looked at: own sentences, both varieties."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import load_gazetteer
from app.model.article import Variety
from tests.extraction.documents import arguments


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(gazetteer=load_gazetteer())


EARLY_NN = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
dro dra VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
på på ADP 5 case
besøk besøk NOUN 3 obl Definite=Ind|Gender=Neut|Number=Sing
til til ADP 7 case
Kina Kina PROPN 5 nmod _ B-GPE_LOC
tidleg tidleg ADJ 10 advmod Definite=Ind|Degree=Pos|Gender=Neut|Number=Sing
i i ADP 10 case
Lie-administrasjonen+ Lie-administrasjon NOUN 3 obl Definite=Def|Gender=Masc|Number=Sing B-DRV
. . PUNCT 3 punct
"""
MIDDLE_NB = """
Per Per PROPN 5 nsubj Gender=Masc B-PER
Moe Moe PROPN 1 flat:name _ I-PER
var være VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
på på ADP 5 case
besøk besøk NOUN 3 obl Definite=Ind|Gender=Neut|Number=Sing
i i ADP 7 case
Tyskland Tyskland PROPN 5 nmod _ B-GPE_LOC
midt midt ADV 10 advmod
i i ADP 10 case
Lie-perioden+ Lie-periode NOUN 3 obl Definite=Def|Gender=Masc|Number=Sing B-EVT
. . PUNCT 3 punct
"""
BOTH_NN = """
Styret styre NOUN 2 nsubj Definite=Def|Gender=Neut|Number=Sing
takka takke VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 2 obj Gender=Fem B-PER
Vik Vik PROPN 3 flat:name _ I-PER
og og CCONJ 6 cc
Per Per PROPN 3 conj Gender=Masc B-PER
Moe+ Moe PROPN 6 flat:name _ I-PER
, , PUNCT 11 punct
som som SCONJ 11 mark
vart verte AUX 11 aux:pass Mood=Ind|Tense=Past|VerbForm=Fin
kritiserte kritisere ADJ 6 acl:relcl Number=Plur|VerbForm=Part
av av ADP 13 case
Venstre+ Venstre PROPN 11 obl _ B-ORG
. . PUNCT 2 punct
"""
BOTH_NB = """
Styret styre NOUN 2 nsubj Definite=Def|Gender=Neut|Number=Sing
takket takke VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 2 nsubj Gender=Fem B-PER
Vik Vik PROPN 3 flat:name _ I-PER
og og CCONJ 6 cc
Per Per PROPN 3 conj Gender=Masc B-PER
Moe+ Moe PROPN 6 flat:name _ I-PER
, , PUNCT 11 punct
som som SCONJ 11 mark
begge begge PRON 11 nsubj Number=Plur|PronType=Prs,Tot
støtter støtte VERB 6 acl:relcl Mood=Ind|Tense=Pres|VerbForm=Fin
Høyre+ Høyre PROPN 11 obj _ B-ORG
. . PUNCT 2 punct
"""
GROUND_NN = """
Soldatane soldat NOUN 2 nsubj Definite=Def|Gender=Masc|Number=Plur
gjennomførte gjennomføre VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
ein ein DET 4 det Gender=Masc|Number=Sing|PronType=Art
offensiv offensiv NOUN 2 obj Definite=Ind|Gender=Masc|Number=Sing
på på ADP 6 case
bakken+ bakke NOUN 4 nmod Definite=Def|Gender=Masc|Number=Sing
. . PUNCT 2 punct
"""
GROUND_NB = """
Israel Israel PROPN 2 nsubj _ B-GPE_ORG
startet starte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
en en DET 4 det Gender=Masc|Number=Sing|PronType=Art
offensiv offensiv NOUN 2 obj Definite=Ind|Gender=Masc|Number=Sing
på på ADP 6 case
bakken bakke NOUN 2 obl Definite=Def|Gender=Masc|Number=Sing
i i ADP 8 case
Gaza+ Gaza PROPN 6 nmod _ B-GPE_LOC
. . PUNCT 2 punct
"""
COUNTRYSIDE_NN = """
Lastebilen lastebil NOUN 2 nsubj Definite=Def|Gender=Masc|Number=Sing
køyrde køyre VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
på på ADP 4 case
landet+ land NOUN 2 obl Definite=Def|Gender=Neut|Number=Sing
. . PUNCT 2 punct
"""
ELK_NB = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
kjørte kjøre VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
på på ADP 6 case
en en DET 6 det Gender=Masc|Number=Sing|PronType=Art
elg+ elg NOUN 3 obl Definite=Ind|Gender=Masc|Number=Sing
. . PUNCT 3 punct
"""
PRIZE_NN_1 = """
Nordvik Nordvik PROPN 3 nsubj _ B-GPE_ORG
kommune kommune NOUN 1 flat:name Definite=Ind|Gender=Masc|Number=Sing I-GPE_ORG
har ha VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
ein ein DET 5 det Gender=Masc|Number=Sing|PronType=Art
kulturpris+ kulturpris NOUN 3 obj Definite=Ind|Gender=Masc|Number=Sing
. . PUNCT 3 punct
"""
PRIZE_NN_2 = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
delte dele VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
han han PRON 3 obj Case=Acc|Gender=Masc|Number=Sing|PronType=Prs
ut ut ADV 3 advmod
i i ADP 7 case
går+ går NOUN 3 obl
. . PUNCT 3 punct
"""
PRIZE_NB = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
delte dele VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
den den PRON 3 obj Gender=Fem,Masc|Number=Sing|PronType=Prs
ut ut ADP 7 case
til til ADP 7 case
Per Per PROPN 3 obl Gender=Masc B-PER
Moe+ Moe PROPN 7 flat:name _ I-PER
. . PUNCT 3 punct
"""
ASKED_NN = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
bad be VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
kommunestyret kommunestyre NOUN 3 obj Definite=Def|Gender=Neut|Number=Sing
om om ADP 6 case
pengar+ penge NOUN 3 obl Definite=Ind|Gender=Masc|Number=Plur
. . PUNCT 3 punct
"""
ASKED_NB = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
ber be VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
formannskapet formannskap NOUN 5 nsubj Definite=Def|Gender=Neut|Number=Sing
utsette utsette VERB 3 xcomp VerbForm=Inf
saken+ sak NOUN 5 obj Definite=Def|Gender=Masc|Number=Sing
. . PUNCT 3 punct
"""
WHO_NN = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
bad be VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
styret styre NOUN 3 iobj Definite=Def|Gender=Neut|Number=Sing
utsetje utsetje VERB 3 xcomp VerbForm=Inf
saka+ sak NOUN 5 obj Definite=Def|Gender=Fem|Number=Sing
. . PUNCT 3 punct
"""
PRAYER_NB = """
Per Per PROPN 3 nsubj Gender=Masc B-PER
Moe Moe PROPN 1 flat:name _ I-PER
ba be VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
for for ADP 5 case
Norge+ Norge PROPN 3 obl _ B-GPE_LOC
. . PUNCT 3 punct
"""

STRUGGLE_NN = """
Kari Kari PROPN 3 nsubj Gender=Fem B-PER
Vik Vik PROPN 1 flat:name _ I-PER
held halde VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
fram fram ADP 3 compound:prt
i i ADP 7 case
sin sin PRON 7 nmod:poss Gender=Masc|Number=Sing|Poss=Yes
kamp kamp NOUN 3 obl Definite=Ind|Gender=Masc|Number=Sing
mot mot ADP 9 case
støyen+ støy NOUN 7 nmod Definite=Def|Gender=Masc|Number=Sing
. . PUNCT 3 punct
"""
MATCH_NB = """
Norges Norge PROPN 2 nmod:poss Case=Gen B-GPE_ORG
kamp kamp NOUN 5 nsubj Definite=Ind|Gender=Masc|Number=Sing
mot mot ADP 4 case
Sverige Sverige PROPN 2 nmod _ B-GPE_ORG
begynte begynne VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
sent+ sent ADV 5 advmod
. . PUNCT 5 punct
"""

NN, NB = Variety.NYNORSK, Variety.BOKMAAL


@pytest.mark.parametrize(
    ("sentences", "variety", "told", "untold"),
    [
        ((STRUGGLE_NN,), NN, set(), {"Competition coagent støyen", "Competition agent Kari Vik"}),
        ((MATCH_NB,), NB, {("Competition", "agent", "Norge"), ("Competition", "coagent", "Sverige")}, set()),
        ((EARLY_NN,), NN, {("Visit", "patient", "Kina")}, {"Visit patient Lie-administrasjonen"}),
        ((MIDDLE_NB,), NB, {("Visit", "patient", "Tyskland")}, {"Visit patient Lie-perioden"}),
        (
            (BOTH_NN,),
            NN,
            {
                ("Criticism", "patient", "Kari Vik"),
                ("Criticism", "patient", "Per Moe"),
                ("Criticism", "agent", "Venstre"),
            },
            set(),
        ),
        (
            (BOTH_NB,),
            NB,
            {
                ("Support", "agent", "Kari Vik"),
                ("Support", "agent", "Per Moe"),
                ("Support", "patient", "Høyre"),
            },
            set(),
        ),
        ((GROUND_NN,), NN, set(), {"Attack patient bakken"}),
        (
            (GROUND_NB,),
            NB,
            {("Attack", "agent", "Israel"), ("Attack", "place", "Gaza")},
            {"Attack patient bakken i Gaza"},
        ),
        ((COUNTRYSIDE_NN,), NN, set(), {"Accident"}),
        ((ELK_NB,), NB, {("Accident", "agent", "Kari Vik"), ("Accident", "patient", "en elg")}, set()),
        (
            (PRIZE_NN_1, PRIZE_NN_2),
            NN,
            {("Award", "agent", "Kari Vik"), ("Award", "theme", "ein kulturpris")},
            {"Aid"},
        ),
        ((PRIZE_NB,), NB, set(), {"Aid"}),
        (
            (ASKED_NN,),
            NN,
            {("Request", "patient", "kommunestyret"), ("Request", "theme", "pengar")},
            {"Request theme kommunestyret"},
        ),
        (
            (ASKED_NB,),
            NB,
            {("Request", "patient", "formannskapet"), ("Postponement", "agent", "formannskapet")},
            set(),
        ),
        ((WHO_NN,), NN, {("Request", "patient", "styret"), ("Postponement", "agent", "styret")}, set()),
        ((PRAYER_NB,), NB, set(), {"Request"}),
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


@pytest.mark.parametrize(
    ("verb", "lemma", "noun", "told", "untold"),
    [
        ("opna", "opne", "konserten konsert", ("Start", "patient", "konserten"), "Founding"),
        ("reiste", "reise", "motsegn motsegn", ("Rejection", "agent", "Havrådet"), "Travel"),
    ],
)
def test_what_is_done_depends_on_the_object(
    extractor: Extractor, verb: str, lemma: str, noun: str, told: tuple[str, str, str], untold: str
) -> None:
    found = arguments(
        extractor,
        f"""
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
{verb} {lemma} VERB 0 root Tense=Past|VerbForm=Fin
{noun} NOUN 2 obj Number=Sing
. . PUNCT 2 punct
""",
    )
    assert told in found
    assert untold not in {event for event, _, _ in found}
