"""Whether it is so, in constructions of both varieties, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.vocabulary import EventClass, Modality, Polarity
from tests.extraction.documents import document

ACTUAL, PLANNED, REQUESTED, POSSIBLE = (
    Modality.ACTUAL,
    Modality.PLANNED,
    Modality.REQUESTED,
    Modality.POSSIBLE,
)
YES, NO = Polarity.POSITIVE, Polarity.NEGATIVE


CONDITION_FIRST = """
{} ha AUX 3 aux Tense=Past|VerbForm=Fin
Kari Kari PROPN 3 nsubj _ B-PER
{} kritisere VERB 6 advcl VerbForm=Part
Per Per PROPN 3 obj _ B-PER
{} ville AUX 6 aux Tense=Past|VerbForm=Fin
{} reise VERB 0 root VerbForm=Inf
Liv Liv PROPN 6 nsubj _ B-PER
"""
WITHOUT = """
Kari Kari PROPN 2 nsubj _ B-PER
reiste reise VERB 0 root Tense=Past|VerbForm=Fin
{0} {0} ADP 5 case
å å PART 5 mark
kritisere kritisere VERB 2 advcl VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
"""
INSTEAD = """
I i ADP 2 case
{} {} NOUN 6 obl Definite=Def
for for ADP 5 case
å å PART 5 mark
kritisere kritisere VERB 2 acl VerbForm=Inf
reiste reise VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 6 nsubj _ B-PER
til til ADP 9 case
Per Per PROPN 5 obj _ B-PER
"""
FAILED = """
Kari Kari PROPN 2 nsubj _ B-PER
{} {} VERB 0 root Tense=Past|VerbForm=Fin
{} {} PART 2 advmod
å å PART 5 mark
kritisere kritisere VERB 2 xcomp VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
"""
COMPELLED = """
Kari Kari PROPN 4 nsubj _ B-PER
har ha AUX 4 aux Tense=Pres|VerbForm=Fin
{} måtte AUX 4 aux VerbForm=Part
kritisere kritisere VERB 0 root VerbForm=Inf
Per Per PROPN 4 obj _ B-PER
"""
NO_DOUBT = """
Det det PRON 2 expl
er vere VERB 0 root Tense=Pres|VerbForm=Fin
ingen ingen DET 4 det
tvil tvil NOUN 2 nsubj
om om ADP 8 case
at at SCONJ 8 mark
Kari Kari PROPN 8 nsubj _ B-PER
kritiserte kritisere VERB 4 acl Tense=Past|VerbForm=Fin
Per Per PROPN 8 obj _ B-PER
"""
SOME_DOUBT = NO_DOUBT.replace("ingen ingen", "stor stor")
NO_PLANS = """
Kari Kari PROPN 2 nsubj _ B-PER
har ha VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} DET 4 det
{1} plan NOUN 2 obj
om om ADP 7 case
å å PART 7 mark
kritisere kritisere VERB 4 acl VerbForm=Inf
Per Per PROPN 7 obj _ B-PER
"""
NOT_ONLY = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
{0} {0} PART 2 advmod
{1} {1} ADV 5 advmod
Per Per PROPN 2 obj _ B-PER
"""
OVER_CLAUSE = """
Det det PRON 3 expl
er vere AUX 3 cop Tense=Pres|VerbForm=Fin
{0} {0} ADJ 0 root
at at SCONJ 6 mark
Kari Kari PROPN 6 nsubj _ B-PER
kritiserer kritisere VERB 3 csubj Tense=Pres|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
NOT_TRUE = """
Det det PRON 2 expl
stemmer stemme VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} PART 2 advmod
at at SCONJ 6 mark
Kari Kari PROPN 6 nsubj _ B-PER
kritiserte kritisere VERB 2 {1} Tense=Past|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
NOT_EXCLUDED = """
Liv Liv PROPN 2 nsubj _ B-PER
utelukkar utelukke VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} PART 2 advmod
at at SCONJ 6 mark
Kari Kari PROPN 6 nsubj _ B-PER
kritiserer kritisere VERB 2 ccomp Tense=Pres|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
UNKNOWN_WHY = """
Liv Liv PROPN 2 nsubj _ B-PER
{0} {0} VERB 0 root Tense=Pres|VerbForm=Fin
{1} {1} PART 2 advmod
{2} {2} ADV 6 advmod
Kari Kari PROPN 6 nsubj _ B-PER
kritiserte kritisere VERB 2 ccomp Tense=Past|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
IN_THAT_CASE = """
I i ADP 3 case
så så ADV 3 advmod
fall fall NOUN 5 obl
vil ville AUX 5 aux Tense=Pres|VerbForm=Fin
kritisere kritisere VERB 0 root VerbForm=Inf
Kari Kari PROPN 5 nsubj _ B-PER
Per Per PROPN 5 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "modality", "polarity"),
    [
        (CONDITION_FIRST.format("Hadde", "kritisert", "ville", "reist"), POSSIBLE, YES),
        (WITHOUT.format("utan"), ACTUAL, NO),
        (WITHOUT.format("uten"), ACTUAL, NO),
        (WITHOUT.format("med"), ACTUAL, YES),
        (INSTEAD.format("staden", "stad"), ACTUAL, NO),
        (INSTEAD.format("stedet", "sted"), ACTUAL, NO),
        (FAILED.format("klarte", "klare", "ikkje", "ikkje"), ACTUAL, NO),
        (FAILED.format("greide", "greie", "ikke", "ikke"), ACTUAL, NO),
        (FAILED.format("klarte", "klare", "òg", "òg"), ACTUAL, YES),
        (FAILED.format("unngjekk", "unngå", "ikkje", "ikkje"), ACTUAL, YES),
        (COMPELLED.format("måtta"), ACTUAL, YES),
        (COMPELLED.format("måttet"), ACTUAL, YES),
        (NO_DOUBT, ACTUAL, YES),
        (NO_DOUBT.replace("om om", "på på"), ACTUAL, YES),
        (SOME_DOUBT, POSSIBLE, YES),
        (NO_PLANS.format("ingen", "planar"), PLANNED, NO),
        (NO_PLANS.format("nye", "planer"), PLANNED, YES),
        (NOT_ONLY.format("ikkje", "berre"), ACTUAL, YES),
        (NOT_ONLY.format("ikke", "bare"), ACTUAL, YES),
        (NOT_ONLY.format("ikkje", "då"), ACTUAL, NO),
        (OVER_CLAUSE.format("viktig"), REQUESTED, YES),
        (OVER_CLAUSE.format("mogleg"), POSSIBLE, YES),
        (OVER_CLAUSE.format("mulig"), POSSIBLE, YES),
        (OVER_CLAUSE.format("fint"), ACTUAL, YES),
        (NOT_TRUE.format("ikkje", "xcomp"), ACTUAL, NO),
        (NOT_TRUE.format("ikke", "csubj"), ACTUAL, NO),
        (NOT_TRUE.format("nok", "csubj"), ACTUAL, YES),
        (NOT_EXCLUDED.format("ikkje"), POSSIBLE, YES),
        (NOT_EXCLUDED.format("ikke"), POSSIBLE, YES),
        (UNKNOWN_WHY.format("veit", "ikkje", "kvifor"), ACTUAL, YES),
        (UNKNOWN_WHY.format("vet", "ikke", "hvorfor"), ACTUAL, YES),
        (IN_THAT_CASE, POSSIBLE, YES),
        (IN_THAT_CASE.replace("fall fall", "stad stad"), PLANNED, YES),
    ],
)
def test_status(extractor: Extractor, sentence: str, modality: Modality, polarity: Polarity) -> None:
    found = extractor.extract(document(sentence)).events
    told = next(e for e in found if e.event_class is EventClass.CRITICISM)
    assert (told.status.modality, told.status.polarity) == (modality, polarity)


NO_MEETING = """
Kari Kari PROPN 2 nsubj _ B-PER
har ha VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} PART 2 advmod
samarbeid samarbeid NOUN 2 obj
med med ADP 6 case
Per Per PROPN 4 nmod _ B-PER
"""
KNOWN_WAR = """
{0} krig NOUN 5 nsubj Definite={1}
mot mot ADP 3 case
Vik_Vel Vik_Vel PROPN 1 nmod _ B-ORG
kan kunne AUX 5 aux Tense=Pres|VerbForm=Fin
gi gi VERB 0 root VerbForm=Inf
vind vind NOUN 5 obj
"""
BOTH_PLANNED = """
Kari Kari PROPN 2 nsubj _ B-PER
har ha VERB 0 root Tense=Pres|VerbForm=Fin
{} plan NOUN 2 obj
om om ADP 5 case
tur tur NOUN 3 nmod
og og CCONJ 7 cc
samarbeid samarbeid NOUN 5 conj
med med ADP 9 case
Per Per PROPN 7 nmod _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "event_class", "modality", "polarity"),
    [
        (NO_MEETING.format("ikkje"), EventClass.COOPERATION, ACTUAL, NO),
        (NO_MEETING.format("ikke"), EventClass.COOPERATION, ACTUAL, NO),
        (NO_MEETING.format("no"), EventClass.COOPERATION, ACTUAL, YES),
        (KNOWN_WAR.format("Krigen", "Def"), EventClass.ATTACK, ACTUAL, YES),
        (KNOWN_WAR.format("Krig", "Ind"), EventClass.ATTACK, POSSIBLE, YES),
        (BOTH_PLANNED.format("planar"), EventClass.COOPERATION, PLANNED, YES),
        (BOTH_PLANNED.format("planer"), EventClass.COOPERATION, PLANNED, YES),
    ],
)
def test_status_of_nouns(
    extractor: Extractor, sentence: str, event_class: EventClass, modality: Modality, polarity: Polarity
) -> None:
    found = extractor.extract(document(sentence)).events
    told = next(e for e in found if e.event_class is event_class)
    assert (told.status.modality, told.status.polarity) == (modality, polarity)
