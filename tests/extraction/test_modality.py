"""Plans, duties and possibilities in constructions that sound otherwise, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.article import PartialDate
from app.model.vocabulary import EventClass, Modality
from tests.extraction.documents import document

ACTUAL, PLANNED, REQUESTED, POSSIBLE = (
    Modality.ACTUAL,
    Modality.PLANNED,
    Modality.REQUESTED,
    Modality.POSSIBLE,
)

ABLE = """
Kari Kari PROPN 4 nsubj _ B-PER
{0} {1} AUX 4 aux Tense=Pres|VerbForm=Fin
kunne kunne AUX 4 aux VerbForm=Inf
hjelpe hjelpe VERB 0 root VerbForm=Inf
Per Per PROPN 4 obj _ B-PER
"""
MANAGED = """
{0} {0} ADV 4 advmod
kunne kunne AUX 4 aux Tense=Past|VerbForm=Fin
Kari Kari PROPN 4 nsubj _ B-PER
møte møte VERB 0 root VerbForm=Inf
Per Per PROPN 4 obj _ B-PER
"""
NEARLY = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Past|VerbForm=Fin
på på ADP 5 case
å å PART 5 mark
{2} {2} VERB 2 advcl VerbForm=Inf
{3} {4} NOUN 5 obj Definite=Def
i i ADP 8 case
Oslo Oslo PROPN 5 obl _ B-GPE_LOC
"""
MADE = """
Kari Kari PROPN 3 nsubj _ B-PER
{0} {1} AUX 3 aux {2}
{3} {4} VERB 0 root {5}
Per Per PROPN 3 obj _ B-PER
til til ADP 7 case
å å PART 7 mark
kritisere kritisere VERB 4 acl VerbForm=Inf
Liv Liv PROPN 7 obj _ B-PER
"""
PERFECT_AIM = """
Kari Kari PROPN 3 nsubj _ B-PER
har ha AUX 3 aux Tense=Pres|VerbForm=Fin
reist reise VERB 0 root VerbForm=Part
for for ADP 6 case
å å PART 6 mark
{0} {0} VERB 3 advcl VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
"""
DENIED = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} nekte VERB 0 root Tense=Pres|VerbForm=Fin
for for ADP 6 case
å å PART 6 mark
ha ha AUX 6 aux VerbForm=Inf
{1} drepe VERB 2 advcl VerbForm=Part
Per Per PROPN 6 obj _ B-PER
"""
WANTED = """
Kari Kari PROPN 2 nsubj _ B-PER
vil {0} VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 5 mark
Per Per PROPN 5 nsubj _ B-PER
kritiserer kritisere VERB 2 ccomp Tense=Pres|VerbForm=Fin
Liv Liv PROPN 5 obj _ B-PER
"""
RECKONED = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
med med ADP 5 case
å å PART 5 mark
møte møte VERB 2 advcl VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
"""
DREAD = """
Liv Liv PROPN 2 nsubj _ B-PER
har ha VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} NOUN 2 obj Definite=Ind
for for ADP 8 case
at at SCONJ 8 mark
Kari Kari PROPN 8 nsubj _ B-PER
skal skulle AUX 8 aux Tense=Pres|VerbForm=Fin
møte møte VERB 3 acl VerbForm=Inf
Per Per PROPN 8 obj _ B-PER
"""
PROBLEM = """
Problemet problem NOUN 2 nsubj Definite=Def
undrar undre VERB 0 root Tense=Pres|VerbForm=Fin
, , PUNCT 6 punct
at at SCONJ 6 mark
Kari Kari PROPN 6 nsubj _ B-PER
møter møte VERB 1 acl Tense=Pres|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
AGAIN = """
Liv Liv PROPN 2 nsubj _ B-PER
ler le VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} SCONJ 5 mark
Per Per PROPN 5 nsubj _ B-PER
taper tape VERB 2 advcl Tense=Pres|VerbForm=Fin
og og CCONJ 9 cc
{0} {0} SCONJ 9 mark
Kari Kari PROPN 9 nsubj _ B-PER
møter møte VERB 5 conj Tense=Pres|VerbForm=Fin
Per Per PROPN 9 obj _ B-PER
"""
SOON = """
Kari Kari PROPN 2 nsubj _ B-PER
møter møte VERB 0 root Tense=Pres|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
om om ADP 6 case
{0} {0} {1} 6 {2}
{3} {4} NOUN 2 obl
"""
BEFORE_SOON = """
Kari Kari PROPN 2 nsubj _ B-PER
møter møte VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} ADV 2 advmod
Per Per PROPN 2 obj _ B-PER
"""
PRESUMED = """
Kari Kari PROPN 7 nsubj _ B-PER
vil vilje AUX 7 aux Tense=Pres|VerbForm=Fin
etter etter ADP 4 case
alt all PRON 7 obl
å å PART 6 mark
{0} {0} VERB 4 acl VerbForm=Inf
møte møte VERB 0 root VerbForm=Inf
Per Per PROPN 7 obj _ B-PER
"""
SURELY = """
Kari Kari PROPN 2 nsubj _ B-PER
møter møte VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} ADV 4 advmod
sikkert sikkert ADV 2 advmod
Per Per PROPN 2 obj _ B-PER
"""
AWAITED = """
Liv Liv PROPN 2 nsubj _ B-PER
reiser reise VERB 0 root Tense=Pres|VerbForm=Fin
{0} ikkje PART 2 advmod
før før SCONJ 6 mark
Kari Kari PROPN 6 nsubj _ B-PER
møter møte VERB 2 advcl Tense=Pres|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
TAKING_PART = """
Kari Kari PROPN 4 nsubj _ B-PER
må måtte AUX 4 aux Tense=Pres|VerbForm=Fin
{0} vere AUX 4 cop VerbForm=Inf
med med ADV 0 root
og og CCONJ 6 cc
møte møte VERB 4 conj VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
"""
TO_BE = """
Kari Kari PROPN 4 nsubj:pass _ B-PER
blir bli AUX 4 aux:pass Tense=Pres|VerbForm=Fin
{0} {0} ADV 4 advmod
tilsett tilsetje VERB 0 root VerbForm=Part
som som ADP 6 case
rektor rektor NOUN 4 obl
"""
ADDED = """
Liv Liv PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
hjelp hjelp NOUN 2 obj Definite=Ind
og og CCONJ 7 cc
at at SCONJ 7 mark
Kari Kari PROPN 7 nsubj _ B-PER
møter møte VERB 3 conj Tense=Pres|VerbForm=Fin
Per Per PROPN 7 obj _ B-PER
"""
NEED = """
Kari Kari PROPN 3 nsubj _ B-PER
måtte måtte AUX 3 aux Tense=Past|VerbForm=Fin
{0} {0} VERB 0 root VerbForm=Inf
støtte støtte NOUN 3 obj Definite=Ind
frå frå ADP 6 case
Per Per PROPN 4 nmod _ B-PER
"""
FUTURE = "Tense=Pres|VerbForm=Fin"
MEETING, CRITICISM, AID = EventClass.MEETING, EventClass.CRITICISM, EventClass.AID


@pytest.mark.parametrize(
    ("sentence", "kind", "modality"),
    [
        # The outer of two modal verbs says what it is.
        (ABLE.format("må", "måtte"), AID, REQUESTED),
        (ABLE.format("skal", "skulle"), AID, PLANNED),
        (ABLE.format("vil", "vilje"), AID, POSSIBLE),
        (MANAGED.format("Endelig"), MEETING, ACTUAL),
        (MANAGED.format("Omsider"), MEETING, ACTUAL),
        (MANAGED.format("Der"), MEETING, POSSIBLE),
        (NEARLY.format("heldt", "halde", "miste", "livet", "liv"), EventClass.DEATH, POSSIBLE),
        (NEARLY.format("holdt", "holde", "miste", "livet", "liv"), EventClass.DEATH, POSSIBLE),
        (NEARLY.format("heldt", "halde", "byggje", "huset", "hus"), EventClass.CONSTRUCTION, ACTUAL),
        (MADE.format("har", "ha", FUTURE, "fått", "få", "VerbForm=Part"), CRITICISM, ACTUAL),
        (MADE.format("vil", "vilje", FUTURE, "ha", "ha", "VerbForm=Inf"), CRITICISM, REQUESTED),
        # What somebody has set out to do is not done; what is said has been.
        (PERFECT_AIM.format("møte"), MEETING, PLANNED),
        (PERFECT_AIM.format("kritisere"), CRITICISM, ACTUAL),
        (DENIED.format("nektar", "drepe"), EventClass.KILLING, POSSIBLE),
        (DENIED.format("nekter", "drept"), EventClass.KILLING, POSSIBLE),
        (WANTED.format("vilje"), CRITICISM, REQUESTED),
        (WANTED.format("ville"), CRITICISM, REQUESTED),
        (RECKONED.format("reknar", "rekne"), MEETING, PLANNED),
        (RECKONED.format("regner", "regne"), MEETING, PLANNED),
        (DREAD.format("angst"), MEETING, POSSIBLE),
        (DREAD.format("redsel"), MEETING, POSSIBLE),
        (PROBLEM, MEETING, ACTUAL),
        (AGAIN.format("dersom"), MEETING, POSSIBLE),
        (AGAIN.format("hvis"), MEETING, POSSIBLE),
        (SOON.format("nokre", "DET", "det", "dagar", "dag"), MEETING, PLANNED),
        (SOON.format("kort", "ADJ", "amod", "tid", "tid"), MEETING, PLANNED),
        (SOON.format("tapte", "ADJ", "amod", "dager", "dag"), MEETING, ACTUAL),
        (BEFORE_SOON.format("snart"), MEETING, PLANNED),
        (BEFORE_SOON.format("ofte"), MEETING, ACTUAL),
        (TO_BE.format("snart"), EventClass.HIRING, PLANNED),
        (TO_BE.format("ofte"), EventClass.HIRING, ACTUAL),
        (ADDED.format("krev", "krevje"), MEETING, REQUESTED),
        (ADDED.format("krever", "kreve"), MEETING, REQUESTED),
        (NEED.format("ha"), EventClass.SUPPORT, REQUESTED),
        (PRESUMED.format("dømme"), MEETING, POSSIBLE),
        (PRESUMED.format("døme"), MEETING, POSSIBLE),
        (SURELY.format("heilt"), MEETING, ACTUAL),
        (SURELY.format("helt"), MEETING, ACTUAL),
        (SURELY.format("nok"), MEETING, POSSIBLE),
        (AWAITED.format("ikkje"), MEETING, POSSIBLE),
        (AWAITED.format("ikke"), MEETING, POSSIBLE),
        (AWAITED.format("no").replace("PART", "ADV"), MEETING, ACTUAL),
        (TAKING_PART.format("vere"), MEETING, REQUESTED),
        (TAKING_PART.format("være"), MEETING, REQUESTED),
    ],
)
def test_what_is_told_is_as_real_as_its_construction_says(
    extractor: Extractor, sentence: str, kind: EventClass, modality: Modality
) -> None:
    events = extractor.extract(document(sentence)).events
    assert [e.status.modality for e in events if e.event_class is kind] == [modality]


UNWILLED = """
Kari Kari PROPN 4 nsubj _ B-PER
{0} vilje AUX 4 aux Tense=Past|VerbForm=Fin
{1} ikkje PART 4 advmod
{2} bytte VERB 0 root VerbForm={3}
Per Per PROPN 4 obj _ B-PER
"""
IF_UNWILLING = """
Om om SCONJ 5 mark
Kari Kari PROPN 5 nsubj _ B-PER
ikkje ikkje PART 5 advmod
vil vilje AUX 5 aux Tense=Pres|VerbForm=Fin
bytte bytte VERB 7 advcl VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
reiser reise VERB 0 root Tense=Pres|VerbForm=Fin
Liv Liv PROPN 7 nsubj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "modalities"),
    [
        (UNWILLED.format("ville", "ikkje", "bytte", "Inf"), [ACTUAL]),
        (UNWILLED.format("ville", "ikke", "bytte", "Inf"), [ACTUAL]),
        # What nobody would have done, and what somebody hardly does, is refused by nobody.
        (UNWILLED.format("ville", "ikkje", "bytt", "Part"), []),
        (UNWILLED.format("ville", "neppe", "bytte", "Inf"), []),
        (IF_UNWILLING, [POSSIBLE]),
    ],
)
def test_who_does_not_want_to_refuses(
    extractor: Extractor, sentence: str, modalities: list[Modality]
) -> None:
    events = extractor.extract(document(sentence)).events
    assert [e.status.modality for e in events if e.event_class is EventClass.REJECTION] == modalities


SAID_AT = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
klokka klokke NOUN 2 obl Definite=Def
ti ti NUM 3 nummod
at at SCONJ 7 mark
Per Per PROPN 7 nsubj _ B-PER
tapte tape VERB 2 ccomp Tense=Past|VerbForm=Fin
"""
WISHED = """
Kari Kari PROPN 2 nsubj _ B-PER
krev krevje VERB 0 root Tense=Pres|VerbForm=Fin
hjelp hjelp NOUN 2 obj Definite=Ind
frå frå ADP 5 case
Per Per PROPN 3 nmod _ B-PER
neste neste ADJ 7 amod
år år NOUN 2 obl
"""


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (SAID_AT.format("seier", "seie"), EventClass.UTTERANCE),
        (SAID_AT.format("opplyser", "opplyse"), EventClass.UTTERANCE),
        (WISHED, EventClass.REQUEST),
    ],
)
def test_the_time_of_what_is_spoken_of_makes_no_plan_of_speaking(
    extractor: Extractor, sentence: str, kind: EventClass
) -> None:
    events = extractor.extract(document(sentence, date=PartialDate(2024, 3, 12))).events
    assert [e.status.modality for e in events if e.event_class is kind] == [ACTUAL]


SPOKEN_OF = """
Kari Kari PROPN 3 nsubj _ B-PER
bør burde AUX 3 aux Tense=Pres|VerbForm=Fin
{0} {0} VERB 0 root VerbForm=Inf
{1} {2} NOUN 3 obj Definite={3}
mot mot ADP 6 case
Per Per PROPN 4 nmod _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        (SPOKEN_OF.format("lese", "kritikken", "kritikk", "Def"), ACTUAL),
        (SPOKEN_OF.format("rette", "kritikk", "kritikk", "Ind"), REQUESTED),
    ],
)
def test_what_is_known_to_have_been_said_was_said(
    extractor: Extractor, sentence: str, modality: Modality
) -> None:
    events = extractor.extract(document(sentence)).events
    assert {e.status.modality for e in events if e.event_class is CRITICISM} == {modality}
