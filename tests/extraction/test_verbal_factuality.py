"""What was done though the words sound unreal, and what was not though they sound real, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.vocabulary import EventClass, Modality, Polarity
from tests.extraction.documents import document

REGRETTED = """
Kari Kari PROPN 6 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
skulle skulle AUX 6 aux Mood=Ind|Tense=Past|VerbForm=Fin
aldri aldri ADV 6 advmod
ha ha AUX 6 aux VerbForm=Inf
møtt møte VERB 0 root VerbForm=Part
Per Per PROPN 6 obj _ B-PER
Lund Lund PROPN 7 flat:name _ I-PER
"""
TAKEN = """
Per Per PROPN 3 nsubj _ B-PER
Lund Lund PROPN 1 flat:name _ I-PER
tok ta VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
seg seg PRON 3 iobj
tid tid NOUN 3 obj Definite=Ind|Number=Sing
til til ADP 8 case
å å PART 8 mark
hjelpe hjelpe VERB 5 acl VerbForm=Inf
Kari Kari PROPN 8 obj _ B-PER
Vik Vik PROPN 9 flat:name _ I-PER
"""
KNOWN_FOR = """
Per Per PROPN 4 nsubj _ B-PER
Lund Lund PROPN 1 flat:name _ I-PER
er være AUX 4 cop Mood=Ind|Tense=Pres|VerbForm=Fin
kjent kjent ADJ 0 root Definite=Ind|Number=Sing
for for ADP 7 case
å å PART 7 mark
kritisere kritisere VERB 4 advcl VerbForm=Inf
Kari Kari PROPN 7 obj _ B-PER
Vik Vik PROPN 8 flat:name _ I-PER
"""
ASKED = """
Politiet politi NOUN 4 nsubj Definite=Def|Number=Sing
kan kunne AUX 4 aux Mood=Ind|Tense=Pres|VerbForm=Fin
ikke ikke PART 4 advmod Polarity=Neg
forstå forstå VERB 0 root VerbForm=Inf
hvorfor hvorfor ADV 8 advmod
Per Per PROPN 8 nsubj _ B-PER
Lund Lund PROPN 6 flat:name _ I-PER
drepte drepe VERB 4 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 8 obj _ B-PER
Vik Vik PROPN 9 flat:name _ I-PER
"""
SUPPOSED = """
Hadde ha AUX 3 aux Mood=Ind|Tense=Past|VerbForm=Fin
Per Per PROPN 3 nsubj _ B-PER
kommet komme VERB 7 advcl VerbForm=Part
, , PUNCT 3 punct
hadde ha AUX 7 aux Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 7 nsubj _ B-PER
møtt møte VERB 0 root VerbForm=Part
Per Per PROPN 7 obj _ B-PER
Lund Lund PROPN 8 flat:name _ I-PER
"""
UNWILLING = """
Kari Kari PROPN 5 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
vil ville AUX 5 aux Mood=Ind|Tense=Pres|VerbForm=Fin
ikke ikke PART 5 advmod Polarity=Neg
si si VERB 0 root VerbForm=Inf
noe noe PRON 5 obj Number=Sing
om om ADP 8 case
saken sak NOUN 5 obl Definite=Def|Number=Sing
"""
WANTED = """
Mange mange ADJ 3 nsubj Number=Plur
ville ville AUX 3 aux Mood=Ind|Tense=Past|VerbForm=Fin
gratulere gratulere VERB 0 root VerbForm=Inf
Kari Kari PROPN 3 obj _ B-PER
Vik Vik PROPN 4 flat:name _ I-PER
"""
LAWS = """
Lovforslaget lovforslag NOUN 6 nsubj Definite=Def|Number=Sing
om om ADP 4 case
å å PART 4 mark
angripe angripe VERB 1 acl VerbForm=Inf
Voss Voss PROPN 4 obj _ B-GPE_LOC
falt falle VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("sentence", "kind", "modality"),
    [
        (REGRETTED, EventClass.MEETING, Modality.ACTUAL),
        (TAKEN, EventClass.AID, Modality.ACTUAL),
        (KNOWN_FOR, EventClass.CRITICISM, Modality.ACTUAL),
        (ASKED, EventClass.KILLING, Modality.ACTUAL),
        (SUPPOSED, EventClass.MEETING, Modality.POSSIBLE),
        (UNWILLING, EventClass.REJECTION, Modality.ACTUAL),
        (WANTED, EventClass.SUPPORT, Modality.ACTUAL),
        (LAWS, EventClass.ATTACK, Modality.REQUESTED),
    ],
)
def test_what_a_clause_tells_is_as_real_as_it_was(
    extractor: Extractor, sentence: str, kind: EventClass, modality: Modality
) -> None:
    told = next(e for e in extractor.extract(document(sentence)).events if e.event_class is kind)
    assert told.status.modality is modality
    assert told.status.polarity is Polarity.POSITIVE
