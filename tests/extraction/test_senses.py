"""Which sense of the lexicon a verb has where it stands, on documents built by hand."""

import pytest

from app.extraction import Extractor
from tests.extraction.bodies import arguments, bodies_extractor
from tests.extraction.documents import arguments as participants
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return bodies_extractor()


POINTS_OUT = """
Kari Kari PROPN 3 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
peikar peike VERB 0 root Tense=Pres|VerbForm=Fin
på på ADP 8 case _
at at SCONJ 8 mark _
vegen veg NOUN 8 nsubj Definite=Def|Number=Sing
er vere AUX 8 cop Tense=Pres|VerbForm=Fin
smal+ smal ADJ 3 advcl Definite=Ind|Degree=Pos|Number=Sing
. . PUNCT 3 punct _
"""
POINTS_OUT_NB = POINTS_OUT.replace("peikar peike", "peker peke").replace("er vere", "er være")
ADDS = POINTS_OUT.replace("peikar peike", "la leggje").replace("på på", "til til").replace("advcl", "ccomp")


@pytest.mark.parametrize("sentence", [POINTS_OUT, POINTS_OUT_NB, ADDS])
def test_a_particle_before_a_clause(extractor: Extractor, sentence: str) -> None:
    assert ("Utterance", "agent", "Kari Vik") in arguments(extractor.extract(document(sentence)))


NEWLY_ELECTED = """
Nyvald nyvald ADJ 2 amod Definite=Ind|Degree=Pos|Number=Sing
leiar leiar NOUN 4 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 2 flat:name _ B-PER
kom komme VERB 0 root Tense=Past|VerbForm=Fin
"""
IS_NEWLY_ELECTED = """
Kari Kari PROPN 4 nsubj _ B-PER
er være AUX 4 cop Tense=Pres|VerbForm=Fin
nyvalgt nyvalgt ADJ 4 amod Definite=Ind|Degree=Pos|Number=Sing
leder leder NOUN 0 root Definite=Ind|Number=Sing
"""


@pytest.mark.parametrize("sentence", [NEWLY_ELECTED, IS_NEWLY_ELECTED])
def test_an_adjective_that_tells_what_somebody_has_become(extractor: Extractor, sentence: str) -> None:
    assert ("Election", "patient", "Kari") in arguments(extractor.extract(document(sentence)))


def test_an_adjective_that_looks_like_a_verb_tells_nothing(extractor: Extractor) -> None:
    sentence = NEWLY_ELECTED.replace("Nyvald nyvald", "Ytre ytre")
    assert "Utterance" not in {kind for kind, *_ in arguments(extractor.extract(document(sentence)))}


REFUSES = """
Havrådet Havrådet PROPN 4 nsubj _ B-ORG
vil vilje AUX 4 aux Tense=Pres|VerbForm=Fin
ikkje ikkje PART 4 advmod _
nytte nytte VERB 0 root VerbForm=Inf
avtalen+ avtale NOUN 4 obj Definite=Def|Number=Sing
. . PUNCT 4 punct _
"""
REFUSES_NB = (
    REFUSES.replace("vil vilje", "vil ville").replace("ikkje ikkje", "ikke ikke").replace("nytte", "benytte")
)


@pytest.mark.parametrize("sentence", [REFUSES, REFUSES_NB])
def test_who_does_not_want_to_refuses(extractor: Extractor, sentence: str) -> None:
    found = arguments(extractor.extract(document(sentence)))
    assert {("Rejection", "agent", "Havrådet"), ("Rejection", "patient", "avtalen")} <= found


@pytest.mark.parametrize(
    "sentence",
    [
        REFUSES.replace("ikkje ikkje PART", "no no ADV"),
        REFUSES.replace("nytte nytte", "miste miste"),
        REFUSES.replace("vil vilje", "kan kunne"),
    ],
)
def test_what_is_no_refusal(extractor: Extractor, sentence: str) -> None:
    assert "Rejection" not in {kind for kind, *_ in arguments(extractor.extract(document(sentence)))}


SIGNS = """
Kari Kari PROPN 2 nsubj _ B-PER
skriv skrive VERB 0 root Tense=Pres|VerbForm=Fin
under under ADP 4 case
{0} {1} NOUN 2 obl Definite=Def|Number=Sing
"""
SHOWS = """
Kari Kari PROPN 2 nsubj _ B-PER
viser vise VERB 0 root Tense=Pres|VerbForm=Fin
{0}til til ADP {1} case
rapporten rapport NOUN 2 obl Definite=Def|Number=Sing
"""
TABLES = """
Kari Kari PROPN 2 nsubj _ B-PER
la legge VERB 0 root Tense=Past|VerbForm=Fin
planen plan NOUN 2 obj Definite=Def|Number=Sing
frem frem ADP 6 case
på på ADP 6 case
forsommeren forsommer NOUN 2 obl Definite=Def|Number=Sing
"""


def test_a_picture_is_not_signed(extractor: Extractor) -> None:
    def kinds(*words: str) -> set[str]:
        return {kind for kind, _, _ in participants(extractor, SIGNS.format(*words))}

    assert "Agreement" in kinds("avtalen", "avtale")
    assert "Agreement" not in kinds("biletet", "bilete")


def test_a_sense_without_an_object_fits_no_clause_with_one(extractor: Extractor) -> None:
    def kinds(*words: str) -> set[str]:
        return {kind for kind, _, _ in participants(extractor, SHOWS.format(*words))}

    assert "Utterance" in kinds("", "4")
    assert "Utterance" not in kinds("bilete bilete NOUN 2 obj Definite=Ind|Number=Plur\n", "5")


def test_what_has_an_object_takes_no_other_behind_two_prepositions(extractor: Extractor) -> None:
    assert "forsommeren" not in {name for _, _, name in participants(extractor, TABLES)}
