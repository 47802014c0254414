"""Who does what an infinitive or a clause without the usual order tells, on documents built by hand."""

import pytest

from app.extraction import Extractor
from tests.extraction.documents import arguments

LET = """
Per Per PROPN 3 nsubj _ B-PER
Lund Lund PROPN 1 flat:name _ I-PER
lot late VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 3 iobj _ B-PER
Vik Vik PROPN 4 flat:name _ I-PER
møte møte VERB 3 xcomp VerbForm=Inf
Jon Jon PROPN 6 obj _ B-PER
Moe Moe PROPN 7 flat:name _ I-PER
"""
ABOUT_TO = """
Rådet råd NOUN 2 nsubj Definite=Def|Number=Sing
advarer advare VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
om om ADP 8 case
at at SCONJ 8 mark
Nordgeriljaen Nordgeriljaen PROPN 8 nsubj _ B-ORG
er være AUX 8 cop Mood=Ind|Tense=Pres|VerbForm=Fin
i i ADP 8 case
ferd ferd NOUN 2 obl Definite=Ind|Number=Sing
med med ADP 11 case
å å PART 11 mark
angripe angripe VERB 8 acl VerbForm=Inf
Voss Voss PROPN 11 obj _ B-GPE_LOC
"""
PROBLEM = """
Et en DET 2 det Number=Sing
problem problem NOUN 8 nsubj:outer Definite=Ind|Number=Sing
er være AUX 8 cop Mood=Ind|Tense=Pres|VerbForm=Fin
at at SCONJ 8 mark
Kari Kari PROPN 8 nsubj _ B-PER
Vik Vik PROPN 5 flat:name _ I-PER
har ha AUX 8 aux Mood=Ind|Tense=Pres|VerbForm=Fin
kritisert kritisere VERB 0 root VerbForm=Part
Per Per PROPN 8 obj _ B-PER
Lund Lund PROPN 9 flat:name _ I-PER
"""


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (LET, ("Meeting", "agent", "Kari Vik")),
        (ABOUT_TO, ("Attack", "agent", "Nordgeriljaen")),
        (PROBLEM, ("Criticism", "agent", "Kari Vik")),
    ],
)
def test_who_does_it(extractor: Extractor, sentence: str, told: tuple[str, str, str]) -> None:
    found = arguments(extractor, sentence)
    assert told in found
    assert not {(kind, role) for kind, role, name in found if name != told[2]} & {told[:2]}
