"""What speakers praise and blame, on documents built by hand."""

import pytest

from app.extraction import Extractor
from tests.extraction.bodies import arguments, bodies_extractor
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return bodies_extractor()


BAD = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
seier seie VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 7 mark _
Havrådet Havrådet PROPN 7 nsubj _ B-ORG
er vere AUX 7 cop Tense=Pres|VerbForm=Fin
uansvarleg+ uansvarleg ADJ 3 ccomp Definite=Ind|Degree=Pos|Number=Sing
. . PUNCT 3 punct _
"""

GOOD = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
mener mene VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 7 mark _
planen plan NOUN 7 nsubj Definite=Def|Number=Sing
er være AUX 7 cop Tense=Pres|VerbForm=Fin
fantastisk+ fantastisk ADJ 3 ccomp Definite=Ind|Degree=Pos|Number=Sing
. . PUNCT 3 punct _
"""

NOT_GOOD = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
seier seie VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 8 mark _
Havrådet Havrådet PROPN 8 nsubj _ B-ORG
ikkje ikkje PART 8 advmod _
er vere AUX 8 cop Tense=Pres|VerbForm=Fin
dyktig+ dyktig ADJ 3 ccomp Definite=Ind|Degree=Pos|Number=Sing
. . PUNCT 3 punct _
"""

NOBODYS = """
Havrådet Havrådet PROPN 3 nsubj _ B-ORG
er vere AUX 3 cop Tense=Pres|VerbForm=Fin
uansvarleg+ uansvarleg ADJ 0 root Definite=Ind|Degree=Pos|Number=Sing
. . PUNCT 3 punct _
"""


@pytest.mark.parametrize(
    ("sentence", "argument"),
    [
        (BAD, ("Criticism", "agent", "Kari Vik")),
        (BAD, ("Criticism", "patient", "Havrådet")),
        (GOOD, ("Support", "agent", "Kari Vik")),
        (GOOD, ("Support", "patient", "planen")),
        (NOT_GOOD, ("Criticism", "agent", "Kari Vik")),
        (NOT_GOOD, ("Criticism", "patient", "Havrådet")),
    ],
)
def test_judgement(extractor: Extractor, sentence: str, argument: tuple[str, str, str]) -> None:
    assert argument in arguments(extractor.extract(document(sentence)))


def test_what_nobody_is_said_to_find_is_no_judgement(extractor: Extractor) -> None:
    assert ("Criticism", "patient", "Havrådet") not in arguments(extractor.extract(document(NOBODYS)))


def test_what_is_not_bad_is_not_praised(extractor: Extractor) -> None:
    sentence = NOT_GOOD.replace("dyktig+ dyktig", "uansvarleg+ uansvarleg")
    found = arguments(extractor.extract(document(sentence)))
    assert not {kind for kind, *_ in found} & {"Support", "Criticism"}


AV = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
seier seie VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 7 mark _
det det PRON 7 expl _
er vere AUX 7 cop Tense=Pres|VerbForm=Fin
frekt frekk ADJ 3 ccomp Definite=Ind|Degree=Pos|Number=Sing
av av ADP 9 case _
Havrådet+ Havrådet PROPN 7 obl _ B-ORG
. . PUNCT 3 punct _
"""

NOT_GOOD_ENOUGH = NOT_GOOD.replace("dyktig+ dyktig", "godt+ god")

DEED = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
seier seie VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 7 mark _
Havrådet Havrådet PROPN 7 nsubj _ B-ORG
har ha AUX 7 aux Tense=Pres|VerbForm=Fin
gjort gjere VERB 3 ccomp VerbForm=Part
ein ein DET 10 det _
god god ADJ 10 amod Definite=Ind|Degree=Pos|Number=Sing
jobb+ jobb NOUN 7 obj Definite=Ind|Number=Sing
. . PUNCT 3 punct _
"""


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (AV, "Criticism"),
        (NOT_GOOD_ENOUGH, "Criticism"),
        (DEED, "Support"),
        (DEED.replace("god god", "elendig elendig"), "Criticism"),
        (
            DEED.replace("gjort gjere", "gjort gjøre")
            .replace("seier seie", "sier si")
            .replace("ein ein", "en en"),
            "Support",
        ),
    ],
)
def test_what_somebody_does_is_praised_or_blamed(extractor: Extractor, sentence: str, kind: str) -> None:
    found = arguments(extractor.extract(document(sentence)))
    assert {(kind, "agent", "Kari Vik"), (kind, "patient", "Havrådet")} <= found


def test_good_alone_is_no_praise(extractor: Extractor) -> None:
    sentence = NOT_GOOD_ENOUGH.replace("ikkje ikkje PART", "heilt heil ADV")
    assert not {kind for kind, *_ in arguments(extractor.extract(document(sentence)))} & {
        "Support",
        "Criticism",
    }
