"""Who and where an event noun gets from the clause around it, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.lexicon import load_lexicon
from app.model.vocabulary import EntityType
from tests.extraction.documents import arguments


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    town = Entry("no/vika", EntityType.GEOPOLITICAL_ENTITY, "Vika", "Vika", "Vika", (), None, None, {})
    return Extractor(load_lexicon(), Gazetteer({town.id: town}, {"Vika": (town.id,)}, {}, {}, {}, {}, {}, {}))


PLANNED = """
Havdrift Havdrift PROPN 2 nsubj _ B-ORG
planlegg planleggje VERB 0 root Tense=Pres|VerbForm=Fin
ei ein DET 4 det
investering investering NOUN 2 obj Definite=Ind|Number=Sing
i i ADP 6 case
Vika Vika PROPN 4 nmod _ B-GPE_LOC
"""

PURPOSE = """
Fjordlaget Fjordlaget PROPN 2 nsubj _ B-ORG
samla samle VERB 0 root Tense=Past|VerbForm=Fin
seg seg PRON 2 obj
til til ADP 5 case
protest protest NOUN 2 obl Definite=Ind|Number=Sing
mot mot ADP 7 case
Havdrift Havdrift PROPN 5 nmod _ B-ORG
"""

OCCURRED = """
Kollisjonen kollisjon NOUN 2 nsubj Definite=Def|Number=Sing
skjedde skje VERB 0 root Tense=Past|VerbForm=Fin
i i ADP 4 case
Vika Vika PROPN 2 obl _ B-GPE_LOC
"""

WITHIN = """
Drapet drap NOUN 6 nsubj Definite=Def|Number=Sing
på på ADP 3 case
Kari Kari PROPN 1 nmod _ B-PER
i i ADP 5 case
Vika Vika PROPN 3 nmod _ B-GPE_LOC
sjokkerte sjokkere VERB 0 root Tense=Past|VerbForm=Fin
"""

AT = """
Kollisjonen kollisjon NOUN 4 nsubj Definite=Def|Number=Sing
ved ved ADP 3 case
Havdrift Havdrift PROPN 1 nmod _ B-ORG
sjokkerte sjokkere VERB 0 root Tense=Past|VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("sentence", "argument"),
    [
        (PLANNED, ("Investment", "agent", "Havdrift")),
        (PURPOSE, ("Protest", "agent", "Fjordlaget")),
        (PURPOSE, ("Protest", "patient", "Havdrift")),
        (OCCURRED, ("Accident", "place", "Vika")),
        (WITHIN, ("Killing", "place", "Vika")),
        (AT, ("Accident", "place", "Havdrift")),
    ],
)
def test_argument(extractor: Extractor, sentence: str, argument: tuple[str, str, str]) -> None:
    assert argument in arguments(extractor, sentence)


def test_whoever_rejects_an_event_does_not_do_it(extractor: Extractor) -> None:
    sentence = PLANNED.replace("planlegg planleggje", "kritiserer kritisere")
    assert ("Investment", "agent", "Havdrift") not in arguments(extractor, sentence)


def test_a_certain_protest_is_not_the_subjects(extractor: Extractor) -> None:
    sentence = PURPOSE.replace("protest protest NOUN 5", "protest protest NOUN 5").replace(
        "protest protest NOUN 2 obl Definite=Ind", "protesten protest NOUN 2 obl Definite=Def"
    )
    assert ("Protest", "agent", "Fjordlaget") not in arguments(extractor, sentence)


def test_whom_somebody_invites_to_cooperate_is_not_left_out(extractor: Extractor) -> None:
    sentence = """
    Havdrift Havdrift PROPN 2 nsubj _ B-ORG
    inviterer invitere VERB 0 root Tense=Pres|VerbForm=Fin
    Fjordlaget Fjordlaget PROPN 2 obj _ B-ORG
    til til ADP 5 case
    samarbeid samarbeid NOUN 2 obl Definite=Ind|Number=Sing
    """
    assert ("Cooperation", "agent", "Havdrift") not in arguments(extractor, sentence)
