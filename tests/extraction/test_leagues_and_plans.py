"""Leagues are what clubs play in, and what will be so is planned."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import load_gazetteer
from app.model.article import Variety
from app.model.vocabulary import EntityType, EventClass, Modality
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(gazetteer=load_gazetteer())


CLOSED_NN = """
Vegen veg NOUN 4 nsubj Definite=Def|Gender=Masc|Number=Sing
vil vilje AUX 4 aux Mood=Ind|Tense=Pres|VerbForm=Fin
vere vere AUX 4 cop VerbForm=Inf
stengd stengje ADJ 0 root Definite=Ind|Gender=Com|Number=Sing|VerbForm=Part
til til ADP 6 case
tysdag+ tysdag NOUN 4 obl Definite=Ind|Gender=Masc|Number=Sing
. . PUNCT 4 punct
"""
CLOSED_NB = """
Veien vei NOUN 4 nsubj Definite=Def|Gender=Masc|Number=Sing
vil ville AUX 4 aux Mood=Ind|Tense=Pres|VerbForm=Fin
være være AUX 4 cop VerbForm=Inf
stengt stenge VERB 0 root VerbForm=Part
til til ADP 6 case
tirsdag+ tirsdag NOUN 4 obl Definite=Ind|Gender=Masc|Number=Sing
. . PUNCT 4 punct
"""
LEAGUE_NN = """
Per Per PROPN 3 nsubj Gender=Masc B-PER
Moe Moe PROPN 1 flat:name _ I-PER
vann vinne VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
OBOS-ligaen+ OBOS-liga NOUN 3 obj Definite=Def|Gender=Masc|Number=Sing B-PROD
. . PUNCT 3 punct
"""
LEAGUE_NB = """
Per Per PROPN 4 nsubj Gender=Masc B-PER
Moe Moe PROPN 1 flat:name _ I-PER
er være AUX 4 cop Mood=Ind|Tense=Pres|VerbForm=Fin
spiller spiller NOUN 0 root Definite=Ind|Gender=Masc|Number=Sing
i i ADP 6 case
Bundesliga+ Bundesliga PROPN 4 nmod _ B-ORG
. . PUNCT 4 punct
"""

NN, NB = Variety.NYNORSK, Variety.BOKMAAL


@pytest.mark.parametrize(("sentence", "variety"), [(CLOSED_NN, NN), (CLOSED_NB, NB)])
def test_what_will_be_so_is_planned(extractor: Extractor, sentence: str, variety: Variety) -> None:
    [event] = extractor.extract(document(sentence, variety=variety)).events
    assert (event.event_class, event.status.modality) == (EventClass.CLOSURE, Modality.PLANNED)


@pytest.mark.parametrize(
    ("sentence", "variety", "name"), [(LEAGUE_NN, NN, "OBOS-ligaen"), (LEAGUE_NB, NB, "Bundesliga")]
)
def test_leagues_are_no_clubs(extractor: Extractor, sentence: str, variety: Variety, name: str) -> None:
    entities = extractor.extract(document(sentence, variety=variety)).entities
    assert next(e.type for e in entities if e.name == name) is EntityType.NAMED_EVENT
