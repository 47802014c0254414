"""What a clause, an infinitive or an event noun inherits from what it really stands in, on documents built by hand."""

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

COULD_NOT_HAVE = """
Kari Kari PROPN 5 nsubj _ B-PER
kunne kunne AUX 5 aux Tense={}|VerbForm=Fin
{} ikkje PART 5 advmod
ha ha AUX 5 aux VerbForm=Inf
møtt møte VERB 0 root VerbForm=Part
Per Per PROPN 5 obj _ B-PER
"""
COULD_NOT = """
Kari Kari PROPN 4 nsubj _ B-PER
kunne kunne AUX 4 aux Tense=Past|VerbForm=Fin
{} ikkje PART 4 advmod
møte møte VERB 0 root VerbForm=Inf
Per Per PROPN 4 obj _ B-PER
"""
WILL_NOT = """
Kari Kari PROPN 4 nsubj _ B-PER
vil vilje AUX 4 aux Tense=Pres|VerbForm=Fin
{0} ikkje PART 4 advmod
{1} {1} VERB 0 root VerbForm=Inf
Per Per PROPN 4 obj _ B-PER
"""
ALONE = """
Å å PART 3 mark
få få AUX 3 aux VerbForm=Inf
møte møte VERB 0 root VerbForm=Inf
Per Per PROPN 3 obj _ B-PER
Lund Lund PROPN 4 flat:name _ I-PER
"""
FIRST = """
Kari Kari PROPN 5 nsubj _ B-PER
{0} burde AUX 5 aux Tense=Pres|VerbForm=Fin
{1} vere AUX 5 cop VerbForm=Inf
den den DET 5 det
første første ADJ 0 root
til til ADP 8 case
å å PART 8 mark
møte møte VERB 5 advcl VerbForm=Inf
Per Per PROPN 8 obj _ B-PER
"""
DECISION = """
Kari Kari PROPN 3 nsubj _ B-PER
{0} {1} AUX 3 aux Tense=Pres|VerbForm=Fin
ta ta VERB 0 root VerbForm=Inf
{2} {2} NOUN 3 obj Definite=Ind
om om ADP 7 case
å å PART 7 mark
møte møte VERB 4 acl VerbForm=Inf
Per Per PROPN 7 obj _ B-PER
"""
UNBELIEVED = """
Liv Liv PROPN 4 nsubj _ B-PER
{0} kunne AUX 4 aux Tense=Past|VerbForm=Fin
{1} ikkje PART 4 advmod
{2} tru VERB 0 root VerbForm=Inf
at at SCONJ 7 mark
Kari Kari PROPN 7 nsubj _ B-PER
møtte møte VERB 4 ccomp Tense=Past|VerbForm=Fin
Per Per PROPN 7 obj _ B-PER
"""
FAITH = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
har ha VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} NOUN 2 obj Definite=Ind
på på ADP 8 case
at at SCONJ 8 mark
Kari Kari PROPN 8 nsubj _ B-PER
vil vilje AUX 8 aux Tense=Pres|VerbForm=Fin
møte møte VERB 3 acl VerbForm=Inf
Per Per PROPN 8 obj _ B-PER
"""
WEIGHED = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Past|VerbForm=Fin
å å PART 4 mark
møte møte VERB 2 xcomp VerbForm=Inf
Per Per PROPN 4 obj _ B-PER
"""


CONCEDED = """
Eva Eva PROPN 2 nsubj _ B-PER
trur tru VERB 0 root Tense=Pres|VerbForm=Fin
ikkje ikkje PART 2 advmod
saka sak NOUN 6 nsubj Definite=Def
er vere AUX 6 cop Tense=Pres|VerbForm=Fin
over over ADP 2 ccomp
{} sjølv ADV 8 advmod
om om SCONJ 10 mark
Kari Kari PROPN 10 nsubj _ B-PER
møter møte VERB 6 advcl Tense=Pres|VerbForm=Fin
Per Per PROPN 10 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "modality", "polarity"),
    [
        # What is granted is so.
        (CONCEDED.format("sjølv"), ACTUAL, YES),
        (CONCEDED.format("selv"), ACTUAL, YES),
        # What did not happen otherwise, and what somebody was not able to do.
        (COULD_NOT_HAVE.format("Past", "ikkje"), POSSIBLE, NO),
        (COULD_NOT_HAVE.format("Past", "ikke"), POSSIBLE, NO),
        (COULD_NOT.format("ikkje"), ACTUAL, NO),
        (WILL_NOT.format("ikkje", "møte"), PLANNED, NO),
        (ALONE, POSSIBLE, YES),
        (FIRST.format("bør", "vere"), REQUESTED, YES),
        (FIRST.format("bør", "være"), REQUESTED, YES),
        (DECISION.format("skal", "skulle", "avgjerd"), PLANNED, YES),
        (DECISION.format("må", "måtte", "avgjerd"), REQUESTED, YES),
        (DECISION.format("må", "måtte", "beslutning"), REQUESTED, YES),
        (UNBELIEVED.format("kunne", "ikkje", "tru"), ACTUAL, YES),
        (UNBELIEVED.format("ville", "ikkje", "tru").replace("ville kunne", "ville vilje"), POSSIBLE, NO),
        (FAITH.format("tru"), POSSIBLE, YES),
        (FAITH.format("tro"), POSSIBLE, YES),
        (WEIGHED.format("drøfta", "drøfte"), POSSIBLE, YES),
        (WEIGHED.format("diskuterte", "diskutere"), POSSIBLE, YES),
        (WEIGHED.format("evna", "evne"), ACTUAL, YES),
    ],
)
def test_meeting(extractor: Extractor, sentence: str, modality: Modality, polarity: Polarity) -> None:
    events = extractor.extract(document(sentence)).events
    met = next(e for e in events if e.event_class is EventClass.MEETING)
    assert (met.status.modality, met.status.polarity) == (modality, polarity)


@pytest.mark.parametrize("negation", ["ikkje", "ikke"])
def test_who_will_not_criticise_does_not(extractor: Extractor, negation: str) -> None:
    (event,) = extractor.extract(document(WILL_NOT.format(negation, "kritisere"))).events
    assert (event.event_class, event.status.modality) == (EventClass.CRITICISM, ACTUAL)
    assert event.status.polarity is NO


FINE = """
Kari Kari PROPN 3 nsubj _ B-PER
må måtte AUX 3 aux Tense=Pres|VerbForm=Fin
{0} {0} VERB 0 root VerbForm=Inf
{1} {1} NOUN 3 obj Definite=Ind
"""


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (FINE.format("betale", "bot"), EventClass.CONVICTION),
        (FINE.format("tåle", "inndraging"), EventClass.CONVICTION),
    ],
)
def test_a_fine_that_must_be_paid_is_given(extractor: Extractor, sentence: str, kind: EventClass) -> None:
    found = [e for e in extractor.extract(document(sentence)).events if e.event_class is kind]
    assert {e.status.modality for e in found} == {ACTUAL}


COPULA = """
Kari Kari PROPN 4 nsubj _ B-PER
skal skulle AUX 4 aux Tense=Pres|VerbForm=Fin
{0} vere AUX 4 cop VerbForm=Inf
positiv positiv ADJ 0 root Degree=Pos
til til ADP 6 case
Per Per PROPN 4 obl _ B-PER
"""
SENT = """
Kari Kari PROPN 4 nsubj:pass _ B-PER
skal skulle AUX 4 aux Tense=Pres|VerbForm=Fin
{0} vere AUX 4 cop VerbForm=Inf
drepen drepe VERB 0 root VerbForm=Part
"""


@pytest.mark.parametrize(
    ("sentence", "kind", "modality"),
    [
        (COPULA.format("vere"), EventClass.SUPPORT, PLANNED),
        (COPULA.format("være"), EventClass.SUPPORT, PLANNED),
        (SENT.format("vere"), EventClass.KILLING, POSSIBLE),
    ],
)
def test_a_copula_is_no_hearsay(
    extractor: Extractor, sentence: str, kind: EventClass, modality: Modality
) -> None:
    found = next(e for e in extractor.extract(document(sentence)).events if e.event_class is kind)
    assert found.status.modality is modality


WITNESS = """
Kari Kari PROPN 4 nsubj _ B-PER
{0} {1} AUX 4 aux Tense=Pres|VerbForm=Fin
{2} vere AUX 4 cop VerbForm=Inf
vitne vitne NOUN 0 root Definite=Ind
i i ADP 6 case
{3} {3} NOUN 4 nmod Definite=Def
mot mot ADP 8 case
Per Per PROPN 6 nmod _ B-PER
"""
THREATENS = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
med med ADP 4 case
{2} sanksjon NOUN 2 obl Definite={3}|Number=Plur
mot mot ADP 6 case
Island Island PROPN 4 nmod _ B-LOC
"""
KNOWN = """
Islands Island PROPN 2 nmod:poss Case=Gen B-LOC
{0} åtak NOUN 4 nsubj Definite=Ind
kan kunne AUX 4 aux Tense=Pres|VerbForm=Fin
føre føre VERB 0 root VerbForm=Inf
til til ADP 6 case
uro uro NOUN 4 obl
"""


@pytest.mark.parametrize(
    ("sentence", "kind", "modality"),
    [
        (WITNESS.format("skal", "skulle", "vere", "rettssak"), EventClass.TRIAL, PLANNED),
        (WITNESS.format("skal", "skulle", "være", "rettssak"), EventClass.TRIAL, PLANNED),
        (WITNESS.format("kan", "kunne", "vere", "rettssak"), EventClass.TRIAL, ACTUAL),
        (THREATENS.format("trugar", "truge", "sanksjonar", "Ind"), EventClass.SANCTION, POSSIBLE),
        (THREATENS.format("truer", "true", "sanksjoner", "Ind"), EventClass.SANCTION, POSSIBLE),
        (KNOWN.format("åtak"), EventClass.ATTACK, ACTUAL),
    ],
)
def test_event_noun(extractor: Extractor, sentence: str, kind: EventClass, modality: Modality) -> None:
    found = next(e for e in extractor.extract(document(sentence)).events if e.event_class is kind)
    assert found.status.modality is modality


AIM = """
Kari Kari PROPN 2 nsubj _ B-PER
møter møte VERB 0 root Tense={0}|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
for for ADP 6 case
å å PART 6 mark
drøfte drøfte VERB 2 advcl VerbForm=Inf
saka sak NOUN 6 obj Definite=Def
i i ADP 9 case
morgon morgon NOUN 6 obl
"""


@pytest.mark.parametrize(("tense", "modality"), [("Pres", PLANNED), ("Past", ACTUAL)])
def test_what_is_done_to_do_something_tomorrow_is_done_then(
    extractor: Extractor, tense: str, modality: Modality
) -> None:
    doc = document(AIM.format(tense), date=PartialDate(2024, 10, 22))
    met = next(e for e in extractor.extract(doc).events if e.event_class is EventClass.MEETING)
    assert met.status.modality is modality


DEPARTS = """
{0} {1} {2} 2 nsubj {3}
{4} {5} VERB 0 root Tense={6}|VerbForm=Fin
til til ADP 4 case
Island Island PROPN 2 obl _ B-LOC
"""


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        (DEPARTS.format("Kari", "Kari", "PROPN", "_ B-PER", "reiser", "reise", "Pres"), PLANNED),
        (DEPARTS.format("Kari", "Kari", "PROPN", "_ B-PER", "reiste", "reise", "Past"), ACTUAL),
        (DEPARTS.format("Ministeren", "minister", "NOUN", "Definite=Def", "drar", "dra", "Pres"), PLANNED),
        (DEPARTS.format("Folk", "folk", "NOUN", "Definite=Ind", "reiser", "reise", "Pres"), ACTUAL),
    ],
)
def test_who_travels_somewhere_is_about_to(extractor: Extractor, sentence: str, modality: Modality) -> None:
    events = extractor.extract(document(sentence)).events
    assert [e.status.modality for e in events if e.event_class is EventClass.TRAVEL] == [modality]
