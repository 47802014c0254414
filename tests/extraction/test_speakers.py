"""Whom «eg» and «vi» stand for in what somebody says, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.vocabulary import EventClass
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    titles = {word: Title(word, word, "office", "leaderOf") for word in ("leiar", "leder")}
    return Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, titles, {}, {}, {}))


LEADS = """
Kari Kari PROPN 3 nsubj _ B-PER
er vere AUX 3 cop Tense=Pres|VerbForm=Fin
{title} {title} NOUN 0 root Definite=Ind
i i ADP 5 case
Havlaget+ Havlaget PROPN 3 nmod _ B-ORG
. . PUNCT 3 punct
"""
SAYS = """
– – PUNCT 3 punct
{who} {who} PRON 3 nsubj Animacy=Hum|Number={number}|Person=1|PronType=Prs
{verb} {lemma} VERB 6 ccomp Tense=Past|VerbForm=Fin
{thing}+ {thing} {pos} 3 obj {features}
, , PUNCT 6 punct
{says} {say} VERB 0 root Tense=Pres|VerbForm=Fin
Kari+ Kari PROPN 6 nsubj _ B-PER
. . PUNCT 6 punct
"""
CLOSED = {"verb": "stengde", "lemma": "stenge", "thing": "hallen", "pos": "NOUN", "features": "Definite=Def"}
SENT = {"verb": "frakta", "lemma": "frakte", "thing": "sand", "pos": "NOUN", "features": "Definite=Ind"}
NYNORSK = {"says": "seier", "say": "seie"}
BOKMAL = {"says": "sier", "say": "si"}


def doers(extractor: Extractor, kind: EventClass, *sentences: str) -> list[str]:
    """Who does the events of a class."""
    found = extractor.extract(document(*sentences))
    names = {e.key: e.name for e in found.entities}
    return [
        names[a.entity]
        for e in found.events
        if e.event_class is kind
        for a in e.arguments
        if a.role.value == "agent"
    ]


@pytest.mark.parametrize(
    ("title", "who", "says"), [("leiar", "Vi", NYNORSK), ("leiar", "Me", NYNORSK), ("leder", "Vi", BOKMAL)]
)
def test_we_is_the_body_that_the_speaker_belongs_to(
    extractor: Extractor, title: str, who: str, says: dict[str, str]
) -> None:
    said = SAYS.format(who=who, number="Plur", **CLOSED, **says)
    assert doers(extractor, EventClass.CLOSURE, LEADS.format(title=title), said) == ["Havlaget"]


@pytest.mark.parametrize(("who", "says"), [("Eg", NYNORSK), ("Jeg", BOKMAL)])
def test_i_is_the_speaker(extractor: Extractor, who: str, says: dict[str, str]) -> None:
    said = SAYS.format(who=who, number="Sing", **CLOSED, **says)
    assert doers(extractor, EventClass.CLOSURE, LEADS.format(title="leiar"), said) == ["Kari"]


def test_of_a_speaker_of_whom_no_body_is_told_we_is_nobody(extractor: Extractor) -> None:
    said = SAYS.format(who="Vi", number="Plur", **CLOSED, **NYNORSK)
    assert doers(extractor, EventClass.CLOSURE, said) == []


def test_bodies_do_not_travel(extractor: Extractor) -> None:
    went = {"verb": "reiste", "lemma": "reise", "thing": "sør", "pos": "ADV", "features": "_"}
    said = SAYS.format(who="Vi", number="Plur", **went, **NYNORSK)
    assert "Havlaget" not in doers(extractor, EventClass.TRAVEL, LEADS.format(title="leiar"), said)


def test_who_speaks_of_himself_takes_part_in_what_has_no_class(extractor: Extractor) -> None:
    said = SAYS.format(who="Vi", number="Plur", **SENT, **NYNORSK)
    assert doers(extractor, EventClass.EVENT, LEADS.format(title="leiar"), said) == ["Havlaget"]
    assert doers(extractor, EventClass.EVENT, said) == []
