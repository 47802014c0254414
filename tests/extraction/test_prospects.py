"""What is weighed, averted, wanted or held against somebody, and what is still to come, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.article import PartialDate
from app.model.vocabulary import EventClass, Modality, Polarity
from tests.extraction.documents import document

ACTUAL, PLANNED, REQUESTED, POSSIBLE = (
    Modality.ACTUAL,
    Modality.PLANNED,
    Modality.REQUESTED,
    Modality.POSSIBLE,
)
YES, NO = Polarity.POSITIVE, Polarity.NEGATIVE


ADJECTIVE = """
Kari Kari PROPN 4 nsubj _ B-PER
{2} vere AUX 4 cop Tense={3}|VerbForm=Fin
{4} {4} PART 4 advmod
{0} {0} ADJ 0 root Degree=Pos
{1} {1} ADP 7 case
å å PART 7 mark
kritisere kritisere VERB 4 advcl VerbForm=Inf
Per Per PROPN 7 obj _ B-PER
"""
PLAN_IS = """
{0} {1} NOUN 4 nsubj Definite=Def
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
å å PART 4 mark
kritisere kritisere VERB 0 root VerbForm=Inf
Per Per PROPN 4 obj _ B-PER
"""
IMPORTANT = """
Det det PRON 3 expl
er vere AUX 3 cop Tense=Pres|VerbForm=Fin
viktig viktig ADJ 0 root
at at SCONJ 7 mark
Kari Kari PROPN 7 nsubj _ B-PER
{} ha AUX 7 aux Tense={}|VerbForm=Fin
kritisert kritisere VERB 3 csubj VerbForm=Part
Per Per PROPN 7 obj _ B-PER
"""
PRAISE = """
Kari Kari PROPN 2 nsubj _ B-PER
får få VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} NOUN 2 obj
for for ADP 6 case
å å PART 6 mark
kritisere kritisere VERB 2 advcl VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
"""
WILL_BE = """
Det det PRON 3 expl
{0} skulle AUX 3 aux Tense=Pres|VerbForm=Fin
bli bli VERB 0 root VerbForm=Inf
moro moro ADJ 3 xcomp
å å PART 6 mark
kritisere kritisere VERB 3 csubj VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
"""
BECOMES = """
Det det PRON 2 expl
{0} bli VERB 0 root Tense={1}|VerbForm=Fin
moro moro ADJ 2 xcomp
å å PART 5 mark
kritisere kritisere VERB 2 csubj VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
"""
WARNED = """
Liv Liv PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
Kari Kari PROPN 2 obj _ B-PER
mot mot ADP 6 case
å å PART 6 mark
kritisere kritisere VERB 2 advcl VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
"""
QUESTION = """
Har ha AUX 3 aux Tense=Pres|VerbForm=Fin
Kari Kari PROPN 3 nsubj _ B-PER
kritisert kritisere VERB 0 root VerbForm=Part
Per Per PROPN 3 obj _ B-PER
? ? PUNCT 3 punct
"""
WHO = """
{0} {0} PRON 2 nsubj
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
? ? PUNCT 2 punct
"""
SURELY = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
{0} {0} ADV 2 advmod
Per Per PROPN 2 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "modality", "polarity"),
    [
        (ADJECTIVE.format("klar", "til", "er", "Pres", "no"), PLANNED, YES),
        (ADJECTIVE.format("villig", "til", "er", "Pres", "nå"), POSSIBLE, YES),
        (ADJECTIVE.format("viljug", "til", "er", "Pres", "ikkje"), POSSIBLE, NO),
        (ADJECTIVE.format("sikker", "på", "er", "Pres", "no"), POSSIBLE, YES),
        (ADJECTIVE.format("nødt", "til", "er", "Pres", "nå"), REQUESTED, YES),
        (ADJECTIVE.format("nøydd", "til", "var", "Past", "no"), ACTUAL, YES),
        (ADJECTIVE.format("venta", "til", "er", "Pres", "ikkje"), PLANNED, NO),
        (PLAN_IS.format("Planen", "plan"), PLANNED, YES),
        (PLAN_IS.format("Målet", "mål"), PLANNED, YES),
        (PLAN_IS.format("Kravet", "krav"), REQUESTED, YES),
        (PLAN_IS.format("Håpet", "håp"), POSSIBLE, YES),
        (IMPORTANT.format("har", "Pres"), ACTUAL, YES),
        (PRAISE.format("ros"), ACTUAL, YES),
        (PRAISE.format("kritikk"), ACTUAL, YES),
        (PRAISE.format("hjelp"), PLANNED, YES),
        (WILL_BE.format("skal"), PLANNED, YES),
        (BECOMES.format("blir", "Pres"), PLANNED, YES),
        (BECOMES.format("blei", "Past"), ACTUAL, YES),
        (WARNED.format("åtvarar", "åtvare"), POSSIBLE, YES),
        (WARNED.format("advarer", "advare"), POSSIBLE, YES),
        (QUESTION, POSSIBLE, YES),
        (WHO.format("Kven"), ACTUAL, YES),
        (WHO.format("Hvem"), ACTUAL, YES),
        (SURELY.format("sikkert"), POSSIBLE, YES),
        (SURELY.format("strengt"), ACTUAL, YES),
    ],
)
def test_status(extractor: Extractor, sentence: str, modality: Modality, polarity: Polarity) -> None:
    # A paragraph behind it, because its sentence then ends with a line break.
    found = extractor.extract(document(sentence, "Ja ja INTJ 0 root")).events
    told = [e for e in found if e.predicate == "kritisere"]
    assert [(e.status.modality, e.status.polarity) for e in told] == [(modality, polarity)]


WEIGHED = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
{2} {3} NOUN 2 obj {4}
mot mot ADP 5 case
Vik_Vel Vik_Vel PROPN 3 nmod _ B-ORG
"""
MEANS = """
Saka sak NOUN 3 nsubj Definite=Def
må måtte AUX 3 aux Tense=Pres|VerbForm=Fin
løysast løyse VERB 0 root VerbForm=Inf
{0} {0} ADP 5 case
{1} samarbeid NOUN 3 obl Definite={2}
med med ADP 7 case
Per Per PROPN 5 nmod _ B-PER
"""
CHARGED = """
Kari Kari PROPN 3 nsubj _ B-PER
er vere AUX 3 cop Tense=Pres|VerbForm=Fin
{0} {1} ADJ 0 root VerbForm=Part
for for ADP 5 case
{2} åtak NOUN 3 obl Definite={3}
på på ADP 7 case
Per Per PROPN 5 nmod _ B-PER
"""
OVER_NOUN = """
{0} {1} NOUN 6 nsubj
{2} {2} ADP 3 case
angrep angrep NOUN 1 nmod Definite=Ind
på på ADP 5 case
Per Per PROPN 3 nmod _ B-PER
auka auke VERB 0 root Tense=Past
"""
INDEFINITE, DEFINITE = "Definite=Ind|Number=Plur", "Definite=Def|Number=Plur"


@pytest.mark.parametrize(
    ("sentence", "modality", "polarity"),
    [
        (WEIGHED.format("drøftar", "drøfte", "angrep", "angrep", INDEFINITE), POSSIBLE, YES),
        (WEIGHED.format("diskuterer", "diskutere", "angrep", "angrep", INDEFINITE), POSSIBLE, YES),
        (WEIGHED.format("diskuterer", "diskutere", "angrepa", "angrep", DEFINITE), ACTUAL, YES),
        (WEIGHED.format("avverja", "avverje", "angrep", "angrep", INDEFINITE), ACTUAL, NO),
        (WEIGHED.format("avverget", "avverge", "angrep", "angrep", INDEFINITE), ACTUAL, NO),
        (MEANS.format("gjennom", "samarbeid", "Ind"), REQUESTED, YES),
        (MEANS.format("etter", "samarbeid", "Ind"), ACTUAL, YES),
        (MEANS.format("gjennom", "samarbeidet", "Def"), ACTUAL, YES),
        (CHARGED.format("sikta", "sikte", "åtak", "Ind"), POSSIBLE, YES),
        (CHARGED.format("mistenkt", "mistenke", "åtak", "Ind"), POSSIBLE, YES),
        (CHARGED.format("sikta", "sikte", "åtaket", "Def"), ACTUAL, YES),
        (OVER_NOUN.format("Faren", "far", "for"), POSSIBLE, YES),
        (OVER_NOUN.format("Motstandarar", "motstandar", "av"), POSSIBLE, YES),
        (OVER_NOUN.format("Kravet", "krav", "om"), REQUESTED, YES),
        (OVER_NOUN.format("Kravet", "krav", "etter"), ACTUAL, YES),
    ],
)
def test_status_of_nouns(extractor: Extractor, sentence: str, modality: Modality, polarity: Polarity) -> None:
    found = extractor.extract(document(sentence)).events
    told = next(e for e in found if e.event_class in (EventClass.ATTACK, EventClass.COOPERATION))
    assert (told.status.modality, told.status.polarity) == (modality, polarity)


WHEN = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} drepe VERB 0 root Tense={1}|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
{2} {2} NOUN 2 obl
"""


@pytest.mark.parametrize(
    ("verb", "tense", "time", "value", "modality"),
    [
        # The article is of a Wednesday in March.
        ("drep", "Pres", "onsdag", "2024-03-27", ACTUAL),
        ("drep", "Pres", "fredag", "2024-03-29", PLANNED),
        ("drap", "Past", "fredag", "2024-03-22", ACTUAL),
        ("drep", "Pres", "januar", "2025-01", PLANNED),
        ("drap", "Past", "januar", "2024-01", ACTUAL),
        ("drep", "Pres", "mai", "2024-05", PLANNED),
    ],
)
def test_what_the_present_tells_of(
    extractor: Extractor, verb: str, tense: str, time: str, value: str, modality: Modality
) -> None:
    (event,) = extractor.extract(
        document(WHEN.format(verb, tense, time), date=PartialDate(2024, 3, 27))
    ).events
    assert event.time is not None
    assert (str(event.time.value), event.status.modality) == (value, modality)
