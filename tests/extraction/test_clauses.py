"""Who does, hears and finds what in clauses of known parse."""

import pytest

from app.extraction import Extractor
from app.model.vocabulary import Modality
from tests.extraction.bodies import arguments, bodies_extractor
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return bodies_extractor()


TOLD = """
Fjordposten Fjordposten PROPN 2 nsubj _ B-ORG
får få VERB 0 root Tense=Pres|VerbForm=Fin
opplyst opplyse ADJ 2 xcomp Definite=Ind|Number=Sing|VerbForm=Part
frå frå ADP 5 case _
Havrådet Havrådet PROPN 3 obl _ B-ORG
at at SCONJ 8 mark _
Vika Vika PROPN 8 nsubj _ B-GPE_LOC
veks+ vekse VERB 3 ccomp Tense=Pres|VerbForm=Fin
. . PUNCT 2 punct _
"""

TOLD_NB = """
Fjordposten Fjordposten PROPN 2 nsubj _ B-ORG
får få VERB 0 root Tense=Pres|VerbForm=Fin
opplyst opplyse ADJ 2 xcomp Definite=Ind|Number=Sing|VerbForm=Part
fra fra ADP 5 case _
Havrådet Havrådet PROPN 3 obl _ B-ORG
at at SCONJ 8 mark _
Vika Vika PROPN 8 nsubj _ B-GPE_LOC
vokser+ vokse VERB 2 ccomp Tense=Pres|VerbForm=Fin
. . PUNCT 2 punct _
"""

RAGING = """
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
rasande rasande ADJ 0 root Definite=Ind|Degree=Pos|Number=Sing
på på ADP 6 case _
Havrådet+ Havrådet PROPN 4 obl _ B-ORG
. . PUNCT 4 punct _
"""

RAGING_NB = """
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er være AUX 4 cop Tense=Pres|VerbForm=Fin
rasende rase ADJ 0 root VerbForm=Part
på på ADP 6 case _
Havrådet+ Havrådet PROPN 4 obl _ B-ORG
. . PUNCT 4 punct _
"""

EVACUATED = """
Familien familie NOUN 4 nsubj Definite=Def|Number=Sing
har ha AUX 4 aux Tense=Pres|VerbForm=Fin
vore vere AUX 4 cop VerbForm=Part
evakuert evakuere ADJ 0 root Definite=Ind|Number=Sing|VerbForm=Part
frå frå ADP 6 case _
Vika+ Vika PROPN 4 obl _ B-GPE_LOC
. . PUNCT 4 punct _
"""

EVACUATED_NB = """
Kari Kari PROPN 5 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
har ha AUX 5 aux Tense=Pres|VerbForm=Fin
vært være AUX 5 cop VerbForm=Part
etterforsket etterforske VERB 0 root VerbForm=Part
i i ADP 8 case _
to to NUM 8 nummod Number=Plur
år+ år NOUN 5 obl Definite=Ind|Number=Plur
. . PUNCT 5 punct _
"""

INTERESTED = """
Havdrift Havdrift PROPN 3 nsubj _ B-ORG
er være AUX 3 cop Tense=Pres|VerbForm=Fin
interessert interessere ADJ 0 root Definite=Ind|Number=Sing|VerbForm=Part
i i ADP 6 case _
å å PART 6 mark _
kjøpe kjøpe VERB 3 advcl VerbForm=Inf
Fjordlaget+ Fjordlaget PROPN 6 obj _ B-ORG
. . PUNCT 3 punct _
"""

ABSTAIN = """
Nordland Nordland PROPN 2 nsubj _ B-GPE_LOC
avstod avstå VERB 0 root Tense=Past|VerbForm=Fin
frå frå ADP 5 case _
å å PART 5 mark _
røyste+ røyste VERB 2 advcl VerbForm=Inf
. . PUNCT 2 punct _
"""

ABSTAIN_NB = """
Nordland Nordland PROPN 2 nsubj _ B-GPE_LOC
avstod avstå VERB 0 root Tense=Past|VerbForm=Fin
fra fra ADP 5 case _
å å PART 5 mark _
stemme+ stemme VERB 2 advcl VerbForm=Inf
. . PUNCT 2 punct _
"""

AT_TEN = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
møter møte VERB 0 root Tense=Pres|VerbForm=Fin
Per Per PROPN 3 obj _ B-PER
Nes Nes PROPN 4 flat:name _ I-PER
klokka klokke NOUN 7 obl Definite=Def|Number=Sing
ti+ ti NUM 3 obl Number=Plur
. . PUNCT 3 punct _
"""

AS_PLANNED = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
møter møte VERB 0 root Tense=Pres|VerbForm=Fin
Per Per PROPN 3 obj _ B-PER
Nes Nes PROPN 4 flat:name _ I-PER
etter etter ADP 7 case _
planen+ plan NOUN 3 obl Definite=Def|Number=Sing
. . PUNCT 3 punct _
"""

PRIZE = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
fekk få VERB 0 root Tense=Past|VerbForm=Fin
Havprisen+ Havprisen PROPN 3 obj _ B-PROD
. . PUNCT 3 punct _
"""

PRIZE_NB = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
fikk få VERB 0 root Tense=Past|VerbForm=Fin
Havprisen+ Havprisen PROPN 3 obj _ B-PROD
. . PUNCT 3 punct _
"""

LAST = """
Den den DET 2 det Number=Sing
mannen mann NOUN 4 nsubj Definite=Def|Number=Sing
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
flink+ flink ADJ 6 ccomp Definite=Ind|Degree=Pos|Number=Sing
, , PUNCT 4 punct _
utbrøt utbryte VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 6 nsubj _ B-PER
Vik+ Vik PROPN 7 flat:name _ I-PER
. . PUNCT 6 punct _
"""

LAST_NN = """
Den den DET 2 det Number=Sing
mannen mann NOUN 4 nsubj Definite=Def|Number=Sing
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
flink+ flink ADJ 6 ccomp Definite=Ind|Degree=Pos|Number=Sing
, , PUNCT 4 punct _
utbraut utbryte VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 6 nsubj _ B-PER
Vik+ Vik PROPN 7 flat:name _ I-PER
. . PUNCT 6 punct _
"""

PITCH = """
Noreg Noreg PROPN 2 nsubj _ B-GPE_ORG
møter møte VERB 0 root Tense=Pres|VerbForm=Fin
Sverige Sverige PROPN 2 obj _ B-GPE_ORG
onsdag+ onsdag NOUN 2 obl Definite=Ind|Number=Sing
. . PUNCT 2 punct _
"""

ROAD = """
Tunnelen tunnel NOUN 3 nsubj Definite=Def|Number=Sing
er være AUX 3 cop Tense=Pres|VerbForm=Fin
stengd+ stengje ADJ 0 root Definite=Ind|Number=Sing|VerbForm=Part
. . PUNCT 3 punct _
"""

ROAD_NB = """
Tunnelen tunnel NOUN 3 nsubj Definite=Def|Number=Sing
er være AUX 3 cop Tense=Pres|VerbForm=Fin
stengt+ stenge ADJ 0 root Definite=Ind|Number=Sing|VerbForm=Part
. . PUNCT 3 punct _
"""

DEFINITE = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
tok ta VERB 0 root Tense=Past|VerbForm=Fin
i i ADP 4 case _
bruk bruk NOUN 2 obl Definite=Ind|Number=Sing
avtalen+ avtale NOUN 2 obj Definite=Def|Number=Sing
. . PUNCT 2 punct _
"""

PEOPLE_IN = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
politikarar politikar NOUN 2 obj Definite=Ind|Number=Plur
i i ADP 5 case _
Vika+ Vika PROPN 3 nmod _ B-GPE_LOC
. . PUNCT 2 punct _
"""

SKUFFA = """
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
skuffa skuffe ADJ 0 root Definite=Ind|Number=Sing|VerbForm=Part
over over ADP 6 case _
Havrådet+ Havrådet PROPN 4 obl _ B-ORG
. . PUNCT 4 punct _
"""

MEASURE = """
Om om ADP 2 case _
lag lag NOUN 3 obl _
300 300 NUM 4 nummod Number=Plur
soldatar soldat NOUN 5 nsubj Definite=Ind|Number=Plur
reiste reise VERB 0 root Tense=Past|VerbForm=Fin
til til ADP 7 case _
Vika+ Vika PROPN 5 obl _ B-GPE_LOC
. . PUNCT 5 punct _
"""


@pytest.mark.parametrize(
    ("sentence", "argument"),
    [
        (TOLD, ("Utterance", "agent", "Havrådet")),
        (TOLD, ("Utterance", "recipient", "Fjordposten")),
        (TOLD_NB, ("Utterance", "agent", "Havrådet")),
        (TOLD_NB, ("Utterance", "recipient", "Fjordposten")),
        (RAGING, ("Criticism", "agent", "Kari Vik")),
        (RAGING, ("Criticism", "patient", "Havrådet")),
        (RAGING_NB, ("Criticism", "agent", "Kari Vik")),
        (RAGING_NB, ("Criticism", "patient", "Havrådet")),
        (EVACUATED, ("Rescue", "patient", "familien")),
        (EVACUATED_NB, ("Investigation", "patient", "Kari Vik")),
        (INTERESTED, ("Acquisition", "agent", "Havdrift")),
        (ABSTAIN, ("Abstention", "agent", "Nordland")),
        (ABSTAIN_NB, ("Abstention", "agent", "Nordland")),
        (PRIZE, ("Award", "recipient", "Kari Vik")),
        (PRIZE_NB, ("Award", "theme", "Havprisen")),
        (LAST, ("Utterance", "agent", "Kari Vik")),
        (LAST_NN, ("Utterance", "agent", "Kari Vik")),
        (PITCH, ("Competition", "agent", "Noreg")),
        (PITCH, ("Competition", "coagent", "Sverige")),
        (ROAD, ("Closure", "patient", "tunnelen")),
        (ROAD_NB, ("Closure", "patient", "tunnelen")),
        (SKUFFA, ("Criticism", "agent", "Kari Vik")),
        (MEASURE, ("Travel", "agent", "300 soldatar")),
    ],
)
def test_argument(extractor: Extractor, sentence: str, argument: tuple[str, str, str]) -> None:
    assert argument in arguments(extractor.extract(document(sentence)))


@pytest.mark.parametrize(
    ("sentence", "argument"),
    [
        (TOLD, ("Utterance", "agent", "Fjordposten")),
        (EVACUATED_NB, ("Investigation", "agent", "Kari Vik")),
        (DEFINITE, ("Agreement", "agent", "Havrådet")),
        (PEOPLE_IN, ("Criticism", "place", "Vika")),
    ],
)
def test_no_argument(extractor: Extractor, sentence: str, argument: tuple[str, str, str]) -> None:
    assert argument not in arguments(extractor.extract(document(sentence)))


@pytest.mark.parametrize("sentence", [ABSTAIN, ABSTAIN_NB])
def test_who_abstains_casts_no_vote(extractor: Extractor, sentence: str) -> None:
    assert not any(kind == "Vote" for kind, *_ in arguments(extractor.extract(document(sentence))))


@pytest.mark.parametrize("sentence", [AT_TEN, AS_PLANNED])
def test_a_present_with_the_hour_or_the_plan_looks_ahead(extractor: Extractor, sentence: str) -> None:
    (meeting,) = extractor.extract(document(sentence)).events
    assert meeting.status.modality is Modality.PLANNED
