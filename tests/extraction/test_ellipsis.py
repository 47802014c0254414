"""Headlines that leave out who does it, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.vocabulary import EventClass
from tests.extraction.documents import document

HEADLINE = """
{form} {lemma} VERB 0 root {mood}
Havlaget Havlaget PROPN 1 obj _ B-ORG
"""
OTHERS = """
Saka sak NOUN 2 nsubj Definite=Def
kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
opp opp ADV 2 advmod
måndag+ måndag NOUN 2 obl
. . PUNCT 2 punct
"""
BELOW = """
No no ADV 2 advmod
{form} {lemma} VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
Vik_Vel Vik_Vel PROPN 2 nsubj _ B-ORG
Havlaget+ Havlaget PROPN 2 obj _ B-ORG
. . PUNCT 2 punct
"""
INDICATIVE = "Mood=Ind|Tense=Pres|VerbForm=Fin"


def agents(extractor: Extractor, kind: EventClass, *sentences: str) -> list[list[str]]:
    """Who does each event of a class, in text order."""
    found = extractor.extract(document(*sentences))
    names = {e.key: e.name for e in found.entities}
    return [
        [names[a.entity] for a in e.arguments if a.role.value == "agent"]
        for e in found.events
        if e.event_class is kind
    ]


@pytest.mark.parametrize(
    ("form", "lemma"), [("Kritiserer", "kritisere"), ("Kritiserar", "kritisere"), ("Anmelder", "anmelde")]
)
def test_the_same_verb_below_tells_whose_doing_it_is(extractor: Extractor, form: str, lemma: str) -> None:
    kind = EventClass.CRITICISM if lemma == "kritisere" else EventClass.ACCUSATION
    headline = HEADLINE.format(form=form, lemma=lemma, mood=INDICATIVE)
    below = BELOW.format(form=form.lower(), lemma=lemma)
    found = agents(extractor, kind, headline, OTHERS, below)
    assert found == [["Vik_Vel"], ["Vik_Vel"]]


def test_another_verb_below_does_not(extractor: Extractor) -> None:
    headline = HEADLINE.format(form="Kritiserer", lemma="kritisere", mood=INDICATIVE)
    below = BELOW.format(form="støttar", lemma="støtte")
    assert all(not found for found in agents(extractor, EventClass.CRITICISM, headline, OTHERS, below))


def test_a_command_has_its_hearer(extractor: Extractor) -> None:
    headline = HEADLINE.format(form="Kritiser", lemma="kritisere", mood="Mood=Imp|VerbForm=Fin")
    below = BELOW.format(form="kritiserer", lemma="kritisere")
    found = agents(extractor, EventClass.CRITICISM, headline, OTHERS, below)
    assert found[-1] == ["Vik_Vel"]
    assert all(not first for first in found[:-1])


def test_what_hangs_on_the_verb_has_the_same_subject(extractor: Extractor) -> None:
    headline = """
Vurderer vurdere VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
å å PART 3 mark
kritisere kritisere VERB 1 xcomp VerbForm=Inf
Havlaget Havlaget PROPN 3 obj _ B-ORG
"""
    below = """
Vik_Vel Vik_Vel PROPN 2 nsubj _ B-ORG
vurderer vurdere VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
saka+ sak NOUN 2 obj Definite=Def
. . PUNCT 2 punct
"""
    assert agents(extractor, EventClass.CRITICISM, headline, OTHERS, below) == [["Vik_Vel"]]
