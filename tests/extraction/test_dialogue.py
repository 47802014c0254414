"""Direct speech after dashes, and who is the source of what, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.extraction import Extraction
from app.model.vocabulary import EventClass
from tests.extraction.documents import document


def source(extraction: Extraction, kind: EventClass) -> str | None:
    names = {e.key: e.name for e in extraction.entities}
    found = next(e for e in extraction.events if e.event_class is kind)
    return names.get(found.status.source) if found.status.source is not None else None


OPENING = """
Møtet møte NOUN 2 nsubj Definite=Def
{} vare VERB 0 root Tense=Past|VerbForm=Fin
lenge+ lenge ADV 2 advmod
. . PUNCT 2 punct
– – PUNCT 8 punct
Vik_Vel Vik_Vel PROPN 8 nsubj _ B-ORG
har ha AUX 8 aux Tense=Pres|VerbForm=Fin
kritisert kritisere VERB 11 ccomp VerbForm=Part
Per+ Per PROPN 8 obj _ B-PER
, , PUNCT 11 punct
{} {} VERB 0 root Tense=Pres|VerbForm=Fin
Kari+ Kari PROPN 11 nsubj _ B-PER
. . PUNCT 11 punct
"""
"""A narrator's sentence, and a turn that begins within the paragraph."""


@pytest.mark.parametrize(("opened", "verb"), [("vara", ("seier", "seie")), ("varte", ("sier", "si"))])
def test_a_dash_within_a_paragraph_opens_direct_speech(
    extractor: Extractor, opened: str, verb: tuple[str, str]
) -> None:
    found = extractor.extract(document(OPENING.format(opened, *verb)))
    assert source(found, EventClass.CRITICISM) == "Kari"
    told = next(e for e in found.events if e.event_class is EventClass.UTTERANCE)
    assert [q.surface for q in told.quotations] == ["Vik_Vel har kritisert Per"]
    text = found.article.text
    assert all(text[q.span.start : q.span.end] == q.surface for q in told.quotations)


FIRST = """
– – PUNCT 4 punct
Det det PRON 4 nsubj
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
{} sann ADJ 6 ccomp
, , PUNCT 6 punct
{} {} VERB 0 root Tense=Pres|VerbForm=Fin
Kari+ Kari PROPN 6 nsubj _ B-PER
. . PUNCT 6 punct
"""
NARRATOR = "Vik_Vel Vik_Vel PROPN {0} nsubj _ B-ORG"
SPEAKER = "Vi vi PRON {0} nsubj Number=Plur|Person=1"
REST = """kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per+ Per PROPN 10 obj _ B-PER
. . PUNCT 10 punct"""


def joined(first: str, subject: str) -> str:
    """Two sentences of one paragraph."""
    return f"{first.strip()}\n{subject.format(10)}\n{REST}"


@pytest.mark.parametrize(("true", "verb", "lemma"), [("sant", "seier", "seie"), ("riktig", "sier", "si")])
@pytest.mark.parametrize(("subject", "speaker"), [(NARRATOR, None), (SPEAKER, "Kari")])
def test_after_the_reporting_clause_only_the_first_person_goes_on_speaking(
    extractor: Extractor, true: str, verb: str, lemma: str, subject: str, speaker: str | None
) -> None:
    doc = document(joined(FIRST.format(true, verb, lemma), subject))
    assert len(list(doc.doc.sents)) == 2
    assert source(extractor.extract(doc), EventClass.CRITICISM) == speaker


URGED = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
Vik_Vel Vik_Vel PROPN 2 obj _ B-ORG
{2} {2} ADP 6 case
å å PART 6 mark
kritisere kritisere VERB 2 advcl VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
"""
ACCUSED = (
    URGED.replace("ADP 6", "ADP 7")
    .replace("å å PART 6 mark", "å å PART 7 mark\nha ha AUX 7 aux")
    .replace(
        "kritisere kritisere VERB 2 advcl VerbForm=Inf\nPer Per PROPN 6",
        "kritisert kritisere VERB 2 advcl VerbForm=Part\nPer Per PROPN 7",
    )
)
SHOWN = """
Politiet politi NOUN 2 nsubj Definite=Def
{} {} VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 5 mark
Kari Kari PROPN 5 nsubj _ B-PER
kritiserte kritisere VERB 2 ccomp Tense=Past|VerbForm=Fin
Per Per PROPN 5 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (URGED.format("oppmodar", "oppmode", "til"), "Kari"),
        (URGED.format("oppfordrer", "oppfordre", "til"), "Kari"),
        (ACCUSED.format("skuldar", "skulde", "for"), "Kari"),
        (ACCUSED.format("beskylder", "beskylde", "for"), "Kari"),
        (URGED.format("kritiserte", "kritisere", "for"), None),
        (SHOWN.format("viser", "vise"), "politiet"),
        (SHOWN.format("syner", "syne"), "politiet"),
        (SHOWN.format("ser", "sjå"), None),
    ],
)
def test_who_asks_accuses_or_shows_is_the_source(
    extractor: Extractor, sentence: str, speaker: str | None
) -> None:
    extraction = extractor.extract(document(sentence))
    names = {e.key: e.name for e in extraction.entities}
    found = [e for e in extraction.events if e.event_class is EventClass.CRITICISM][-1]
    given = names.get(found.status.source) if found.status.source is not None else None
    assert given == speaker
