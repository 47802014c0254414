"""Who does or gets something where it is not the subject: passives, permissions, hindrances, what is kept so."""

import pytest

from app.extraction import Extractor
from app.model.vocabulary import Polarity
from tests.extraction.documents import arguments, document

SENT = """
Fråsegna fråsegn NOUN 3 nsubj:pass Definite=Def|Number=Sing
vart verte AUX 3 aux:pass Mood=Ind|Tense=Past|VerbForm=Fin
sendt sende ADJ 0 root Definite=Ind|Number=Sing|VerbForm=Part
Havrådet Havrådet PROPN 3 obj _ B-ORG
"""
AWARDED = """
Kari Kari PROPN 3 nsubj:pass _ B-PER
vart verte AUX 3 aux:pass Mood=Ind|Tense=Past|VerbForm=Fin
tildelt tildele ADJ 0 root Definite=Ind|Number=Sing|VerbForm=Part
kulturprisen kulturpris NOUN 3 obj Definite=Def|Number=Sing
"""
ALLOWED = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
gav gje VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Havdrift Havdrift PROPN 2 iobj _ B-ORG
løyve løyve NOUN 2 obj Definite=Ind|Number=Sing
til til ADP 7 case
å å PART 7 mark
byggje byggje VERB 4 acl VerbForm=Inf
kaia kai NOUN 7 obj Definite=Def|Number=Sing
"""
PROMISED = ALLOWED.replace("løyve løyve", "lovnad lovnad").replace("til til ADP", "om om ADP")
HINDERED = """
Politiet politi NOUN 2 nsubj Definite=Def|Number=Sing
hindra hindre VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
frå frå ADP 6 case
å å PART 6 mark
reise reise VERB 2 advcl VerbForm=Inf
til til ADP 8 case
Utvika Utvika PROPN 6 obl _ B-GPE_LOC
"""
KEPT_SHUT = """
Styresmaktene styresmakt NOUN 2 nsubj Definite=Def|Number=Plur
held halde VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
vegen veg NOUN 2 obj Definite=Def|Number=Sing
stengd stenge ADJ 2 xcomp Definite=Ind|Number=Sing|VerbForm=Part
til til ADP 6 case
fredag fredag NOUN 4 obl Definite=Ind|Number=Sing
"""
SETTLED_IN = """
Kari Kari PROPN 3 nsubj _ B-PER
vil vilje AUX 3 aux Mood=Ind|Tense=Pres|VerbForm=Fin
setje setje VERB 0 root VerbForm=Inf
seg seg PRON 3 obj
inn inn ADV 3 advmod
i i ADP 7 case
saka sak NOUN 3 obl Definite=Def|Number=Sing
"""
RECORD = """
Kari Kari PROPN 2 nsubj _ B-PER
sette setje VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
ny ny ADJ 4 amod
rekord rekord NOUN 2 obj Definite=Ind|Number=Sing
"""
AIMED = """
Kari Kari PROPN 2 nsubj _ B-PER
siktar sikte VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
til til ADP 4 case
Per Per PROPN 2 obl _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (SENT, {("Event", "recipient", "Havrådet"), ("Event", "patient", "fråsegna")}),
        (AWARDED, {("Award", "recipient", "Kari"), ("Award", "theme", "kulturprisen")}),
        (ALLOWED, {("Construction", "agent", "Havdrift")}),
        (PROMISED, {("Construction", "agent", "Havrådet")}),
        (HINDERED, {("Travel", "agent", "Per"), ("Travel", "destination", "Utvika")}),
        (KEPT_SHUT, {("Closure", "patient", "vegen")}),
    ],
)
def test_who_does_or_gets_it(extractor: Extractor, sentence: str, told: set[tuple[str, str, str]]) -> None:
    assert told <= arguments(extractor, sentence)


@pytest.mark.parametrize(
    ("sentence", "event_class"),
    [(SETTLED_IN, "Appointment"), (RECORD, "Victory"), (AIMED, "Charge"), (KEPT_SHUT, "Sanction")],
)
def test_idioms_tell_nothing_of_what_their_verbs_do(
    extractor: Extractor, sentence: str, event_class: str
) -> None:
    assert event_class not in {c for c, _, _ in arguments(extractor, sentence)}


def test_nobody_is_shut_who_keeps_something_shut(extractor: Extractor) -> None:
    assert ("Closure", "patient", "styresmaktene") not in arguments(extractor, KEPT_SHUT)


THINKS_NOT = """
Kari Kari PROPN 2 nsubj _ B-PER
meiner meine VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
ikkje ikkje PART 2 advmod
at at SCONJ 7 mark
Havdrift Havdrift PROPN 7 nsubj _ B-ORG
bør burde AUX 7 aux Mood=Ind|Tense=Pres|VerbForm=Fin
byggje byggje VERB 2 ccomp VerbForm=Inf
kaia kai NOUN 7 obj Definite=Def|Number=Sing
"""
SAYS_OF_NOTHING = """
– – PUNCT 3 punct
Eg eg PRON 3 nsubj Animacy=Hum|Number=Sing|PronType=Prs
trur tru VERB 11 ccomp Mood=Ind|Tense=Pres|VerbForm=Fin
heller heller ADV 3 advmod
ikkje ikkje PART 3 advmod
Havdrift Havdrift PROPN 8 nsubj _ B-ORG
vil vilje AUX 8 aux Mood=Ind|Tense=Pres|VerbForm=Fin
selje selje VERB 3 ccomp VerbForm=Inf
kaia+ kai NOUN 8 obj Definite=Def|Number=Sing
, , PUNCT 3 punct
kommenterer kommentere VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
Kari Kari PROPN 11 nsubj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "said", "denied"),
    [(THINKS_NOT, "meine", "byggje"), (SAYS_OF_NOTHING, "kommentere", "selje")],
)
def test_what_somebody_thinks_not_is_said_and_denied(
    extractor: Extractor, sentence: str, said: str, denied: str
) -> None:
    polarities = {e.predicate: e.status.polarity for e in extractor.extract(document(sentence)).events}
    assert polarities[said] is Polarity.POSITIVE
    assert polarities[denied] is Polarity.NEGATIVE


TWO_OBJECTS = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
tildelte tildele VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 2 obj _ B-PER
Kulturprisen Kulturprisen PROPN 2 obj _ B-PROD
"""


def test_of_two_direct_objects_the_first_is_who_gets_the_other(extractor: Extractor) -> None:
    found = arguments(extractor, TWO_OBJECTS)
    assert ("Award", "recipient", "Kari") in found
    assert ("Award", "theme", "Kulturprisen") in found
