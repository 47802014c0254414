"""Who is called by an age: «67-åringen», «den 67 år gamle mannen», on documents built by hand."""

import pytest

from app.extraction.age_words import age_behind_name, age_told, whole_age
from app.extraction.completion import complete
from app.extraction.gazetteer import Gazetteer
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from tests.extraction.documents import document

_GAZETTEER = Gazetteer({}, {}, {}, {}, {}, {"Kari": "f", "Per": "m"}, {}, {})
MAN = """
Ein ein DET 2 det
mann mann NOUN 6 nsubj:pass Definite=Ind|Gender=Masc|Number=Sing
på på ADP 5 case
{years} {years} NUM 5 nummod
år år NOUN 2 nmod
pågripen pågripe VERB 0 root VerbForm=Part
vart verte AUX 6 aux:pass
"""
OLD_WOMAN = """
Ei ei DET 5 det
{years} {years} NUM 3 nummod
år år NOUN 4 obl
gammal gammal ADJ 5 amod
kvinne kvinne NOUN 6 nsubj Definite=Ind|Gender=Fem|Number=Sing
sprang springe VERB 0 root
"""
NAMED = """
Kari Kari PROPN 5 nsubj:pass _ B-PER
( ( PUNCT 3 punct
67 67 NUM 1 nummod
) ) PUNCT 3 punct
pågripen pågripe VERB 0 root VerbForm=Part
"""
AGED = """
{years}-åringen {years}-åring NOUN 2 nsubj Definite=Def|Gender=Masc|Number=Sing
nektar nekte VERB 0 root
skuld skuld NOUN 2 obj
"""
OLD_MAN = """
Den den DET 5 det
{years} {years} NUM 3 nummod
år år NOUN 4 obl
gamle gammal ADJ 5 amod
{noun} NOUN 6 nsubj Definite=Def|Number=Sing
nektar nekte VERB 0 root
"""
COMES = """
Kari Kari PROPN 2 nsubj _ B-PER
kjem kome VERB 0 root
"""


def meant(*sentences: str) -> str | None:
    """The name of whom the subject of the last sentence is one with; None where it is nobody told of before."""
    text = document(*sentences)
    names = NameTable(text, _GAZETTEER)
    participants = Participants(text, _GAZETTEER, names)
    complete(text, names, participants)
    last = next(t for t in reversed(text.doc) if t.dep_ == "nsubj")
    referent = participants.resolve(last)
    assert referent is not None
    return (
        referent.name
        if min(m.span.start for m in referent.mentions.values()) < last.sent.start_char
        else None
    )


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        ((MAN.format(years=67), AGED.format(years=67)), "ein mann på 67 år"),
        ((MAN.format(years=67), AGED.format(years=52)), None),
        ((MAN.format(years=67), OLD_WOMAN.format(years=34), AGED.format(years=34)), "ei 34 år gammal kvinne"),
        ((MAN.format(years=67), OLD_WOMAN.format(years=34), AGED.format(years=67)), "ein mann på 67 år"),
        ((NAMED, MAN.format(years=52), AGED.format(years=67)), "Kari"),
        ((NAMED, OLD_MAN.format(years=67, noun="kvinna kvinne")), "Kari"),
        ((NAMED, OLD_MAN.format(years=67, noun="mannen mann")), None),
        ((NAMED, OLD_MAN.format(years=52, noun="kvinna kvinne")), None),
        ((COMES, AGED.format(years=67)), "Kari"),
        ((NAMED, AGED.format(years=52)), None),
    ],
)
def test_who_is_called_by_an_age_is_of_that_age(sentences: tuple[str, ...], name: str | None) -> None:
    assert meant(*sentences) == name


@pytest.mark.parametrize(
    ("lemma", "years"),
    [("67-åring", "67"), ("niåring", "9"), ("sekstisjuåring", "67"), ("34-årig", "34"), ("forskar", None)],
)
def test_an_age_in_one_word(lemma: str, years: str | None) -> None:
    (token,) = document(f"{lemma} {lemma} NOUN 0 root").doc
    assert whole_age(token) == years


@pytest.mark.parametrize(
    ("behind", "years"),
    [
        ("( 67 )", "67"),
        ("( 67 ,", "67"),
        (", 67 år", "67"),
        ("( 67 –", None),
        (", 67 hus", None),
        ("( 130 )", None),
    ],
)
def test_an_age_behind_a_name(behind: str, years: str | None) -> None:
    rows = "\n".join(f"{word} {word} X 1 dep" for word in behind.split())
    assert age_behind_name(document(f"Kari Kari PROPN 0 root\n{rows}").doc[0]) == years


@pytest.mark.parametrize(
    ("adjective", "features", "years"),
    [("gammal", "_", "67"), ("eldre", "Degree=Cmp", None), ("høg", "_", None)],
)
def test_an_age_that_the_clause_tells(adjective: str, features: str, years: str | None) -> None:
    rows = f"""
    Kari Kari PROPN 5 nsubj
    er vere AUX 5 cop
    67 67 NUM 4 nummod
    år år NOUN 5 obl
    {adjective} {"gammal" if adjective == "eldre" else adjective} ADJ 0 root {features}
    """
    assert age_told(document(rows).doc[0]) == years
