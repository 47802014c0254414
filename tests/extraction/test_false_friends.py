"""What looks like a fact and is none, or another one."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.vocabulary import RelationType
from tests.extraction.documents import arguments, document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    titles = {"leiar": Title("leiar", "leader", "office", "leaderOf")}
    return Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, titles, {}, {}, {}))


def _relations(extractor: Extractor, sentence: str) -> set[tuple[str, str, str]]:
    extraction = extractor.extract(document(sentence))
    names = {e.key: e.name for e in extraction.entities}
    return {
        (r.type.value, names[r.subject], r.literal or names[r.object or r.subject])
        for r in extraction.relations
    }


GOAL = """
Målet mål NOUN 6 nsubj Definite=Def|Number=Sing
for for ADP 3 case
Havdrift Havdrift PROPN 1 nmod _ B-ORG
er vere AUX 6 cop Mood=Ind|Tense=Pres|VerbForm=Fin
å å PART 6 mark
støtte støtte VERB 0 root VerbForm=Inf
Kari Kari PROPN 6 obj _ B-PER
"""
GOAL_OF_OTHERS = """
Målet mål NOUN 5 nsubj Definite=Def|Number=Sing
er vere AUX 5 cop Mood=Ind|Tense=Pres|VerbForm=Fin
at at SCONJ 5 mark
Havdrift Havdrift PROPN 5 nsubj _ B-ORG
støttar støtte VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
Kari Kari PROPN 5 obj _ B-PER
"""
CONSISTS = """
Havdrift Havdrift PROPN 2 nsubj _ B-ORG
består bestå VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
av av ADP 4 case
Vika Vika PROPN 2 obl _ B-ORG
"""
THANKED = """
Kari Kari PROPN 3 nsubj:pass _ B-PER
vart verte AUX 3 aux:pass
takka takke VERB 0 root VerbForm=Part
av av ADP 5 case
Per Per PROPN 3 obl:agent _ B-PER
"""
COOPERATION = """
Kari Kari PROPN 2 nsubj _ B-PER
fekk få VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
innstillinga innstilling NOUN 2 obj Definite=Def|Number=Sing
frå frå ADP 5 case
Havdrift Havdrift PROPN 2 obl _ B-ORG
"""
OIL_PRICE = """
Kari Kari PROPN 2 nsubj _ B-PER
fekk få VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
oljeprisen oljepris NOUN 2 obj Definite=Def|Number=Sing
opp opp ADV 2 advmod
i i ADP 6 case
Vika Vika PROPN 2 obl _ B-GPE_LOC
"""
WITH_THEM = """
Soldatane soldat NOUN 2 nsubj Definite=Def|Number=Plur
trekkjer trekkje VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
hjelpa hjelp NOUN 2 obj Definite=Def|Number=Sing
med med ADP 5 case
seg seg PRON 2 obl
i i ADP 7 case
Vika Vika PROPN 2 obl _ B-GPE_LOC
"""
NOT_THE_CAR = """
Kari Kari PROPN 2 nsubj _ B-PER
stal stele VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
veska veske NOUN 2 obj Definite=Def|Number=Sing
og og CCONJ 6 cc
ikkje ikkje PART 6 advmod
bilen bil NOUN 3 conj Definite=Def|Number=Sing
"""


@pytest.mark.parametrize(
    ("sentence", "argument"),
    [
        (GOAL_OF_OTHERS, ("Support", "agent", "Havdrift")),
        (CONSISTS, ("Event", "theme", "Vika")),
        (NOT_THE_CAR, ("Crime", "theme", "veska")),
    ],
)
def test_who_takes_part(extractor: Extractor, sentence: str, argument: tuple[str, str, str]) -> None:
    assert argument in arguments(extractor, sentence)


@pytest.mark.parametrize(
    ("sentence", "event_class", "role", "name"),
    [
        (GOAL, "Support", "agent", "målet for Havdrift"),
        (GOAL_OF_OTHERS, "Support", "agent", "målet"),
        (CONSISTS, "Event", "agent", "Vika"),
        (THANKED, "Resignation", None, None),
        (COOPERATION, "Hiring", None, None),
        (OIL_PRICE, "Award", None, None),
        (WITH_THEM, "Resignation", None, None),
        (NOT_THE_CAR, "Crime", "theme", "bilen"),
    ],
)
def test_who_does_not(
    extractor: Extractor, sentence: str, event_class: str, role: str | None, name: str | None
) -> None:
    found = {
        a
        for a in arguments(extractor, sentence)
        if a[0] == event_class and role in (None, a[1]) and name in (None, a[2])
    }
    assert not found


LECTURE = """
Kari Kari PROPN 2 nsubj _ B-PER
heldt halde VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
foredrag foredrag NOUN 2 obj Definite=Ind|Number=Sing
i i ADP 5 case
Vika Vika PROPN 2 obl _ B-GPE_LOC
"""


def test_an_expression_and_its_noun_tell_one_event(extractor: Extractor) -> None:
    events = extractor.extract(document(LECTURE)).events
    assert [event.event_class.value for event in events] == ["Performance"]


def test_nobody_does_it_to_himself(extractor: Extractor) -> None:
    sentence = """
Kari Kari PROPN 2 nsubj _ B-PER
støttar støtte VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
Kari Kari PROPN 2 obj _ B-PER
"""
    assert arguments(extractor, sentence) == {("Support", "agent", "Kari")}


@pytest.mark.parametrize(
    ("inside", "age"),
    [("34", "34"), ("2 – 1", None), ("s. 36", None), ("15 / 4", None)],
)
def test_only_a_number_by_itself_behind_a_name_is_an_age(
    extractor: Extractor, inside: str, age: str | None
) -> None:
    words = "\n".join(f"{word} {word} NUM 1 nmod" for word in inside.split())
    sentence = f"""
Kari Kari PROPN 0 root _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
( ( PUNCT 1 punct
{words}
) ) PUNCT 1 punct
"""
    found = {
        literal for kind, _, literal in _relations(extractor, sentence) if kind == RelationType.AGED.value
    }
    assert found == ({age} if age else set())


PORTRAIT = """
Portrettet portrett NOUN 4 nsubj Definite=Def|Number=Sing
av av ADP 3 case
Kari Kari PROPN 1 nmod _ B-PER
imponerte imponere VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Havdrift Havdrift PROPN 4 obj _ B-ORG
"""
NOVEL = PORTRAIT.replace("Portrettet portrett", "Romanen roman").replace("av av", "til til")


@pytest.mark.parametrize(("sentence", "made"), [(PORTRAIT, False), (NOVEL, True)])
def test_who_is_seen_on_a_picture_did_not_make_it(extractor: Extractor, sentence: str, made: bool) -> None:
    assert any(kind == "creatorOf" for kind, _, _ in _relations(extractor, sentence)) is made


def test_a_title_is_made_with_a_name_of_several_words(extractor: Extractor) -> None:
    sentence = """
Fritt Fritt PROPN 2 compound
Hav-leiar hav-leiar NOUN 0 root Number=Sing
Kari Kari PROPN 2 appos _ B-PER
Vik Vik PROPN 3 flat:name _ I-PER
"""
    assert ("holdsPosition", "Kari Vik", "leiar") in _relations(extractor, sentence)


REMEMBERED = """
Kari Kari PROPN 3 nsubj:pass _ B-PER
vart verte AUX 3 aux:pass Tense=Past
hugsa hugse VERB 0 root VerbForm=Part
i i ADP 5 case
Vika Vika PROPN 3 obl _ B-GPE_LOC
"""
SAID = """
Kari Kari PROPN 3 nsubj:pass _ B-PER
kan kunne AUX 3 aux Tense=Pres
seiast seie VERB 0 root VerbForm=Inf|Voice=Pass
i i ADP 5 case
Vika Vika PROPN 3 obl _ B-GPE_LOC
"""


@pytest.mark.parametrize("sentence", [REMEMBERED, SAID])
def test_who_is_spoken_of_does_not_speak(extractor: Extractor, sentence: str) -> None:
    assert not {a for a in arguments(extractor, sentence) if a[:2] == ("Utterance", "agent")}


def test_who_must_admit_something_does_so(extractor: Extractor) -> None:
    sentence = """
Kari Kari PROPN 3 nsubj _ B-PER
må måtte AUX 3 aux Mood=Ind|Tense=Pres|VerbForm=Fin
vedgå vedgå VERB 0 root VerbForm=Inf
at at SCONJ 6 mark
Per Per PROPN 6 nsubj _ B-PER
vann vinne VERB 3 ccomp Mood=Ind|Tense=Past|VerbForm=Fin
"""
    events = extractor.extract(document(sentence)).events
    assert {e.event_class.value: e.status.modality.value for e in events}["Utterance"] == "Actual"


NO_POLITICIAN = """
Ikkje ikkje PART 4 advmod
ein ein DET 4 det
einaste einaste ADJ 4 amod
politikar politikar NOUN 5 nsubj Number=Sing
møtte møte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 5 obj _ B-PER
"""
NOT_ALL = NO_POLITICIAN.replace("ein ein DET 4 det", "alle all DET 4 det")


@pytest.mark.parametrize(("sentence", "polarity"), [(NO_POLITICIAN, "Negative"), (NOT_ALL, "Positive")])
def test_not_a_single_one_is_nobody(extractor: Extractor, sentence: str, polarity: str) -> None:
    [event] = [e for e in extractor.extract(document(sentence)).events if e.event_class.value == "Meeting"]
    assert event.status.polarity.value == polarity


ENGLISH = """
Norway Norway PROPN 4 nsubj _ B-GPE_LOC
will will AUX 4 aux
never never ADV 4 advmod
support støtte VERB 0 root Tense=Pres|VerbForm=Fin
the the DET 6 det
minister minister NOUN 4 obj
and and CCONJ 9 cc
the the DET 9 det
government government NOUN 6 conj
"""


def test_what_is_said_in_another_language_tells_nothing(extractor: Extractor) -> None:
    assert not extractor.extract(document(ENGLISH)).events


@pytest.mark.parametrize(("before", "age"), [("2 – 0", None), ("leiar", "34")])
def test_who_scores_has_no_age_of_minutes(extractor: Extractor, before: str, age: str | None) -> None:
    words = "\n".join(f"{word} {word} X 1 dep" for word in before.split())
    number = len(before.split()) + 2
    sentence = f"""
Mål mål NOUN 0 root
{words}
Kari Kari PROPN 1 nmod _ B-PER
( ( PUNCT {number} punct
34 34 NUM {number} nmod
) ) PUNCT {number} punct
"""
    found = {
        literal for kind, _, literal in _relations(extractor, sentence) if kind == RelationType.AGED.value
    }
    assert found == ({age} if age else set())
