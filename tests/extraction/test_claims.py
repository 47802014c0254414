"""Whose word or thought a noun gives, who is pointed back from, and whose turn it still is, on documents by hand."""

import pytest

from app.extraction import Extractor
from app.model.extraction import Extraction
from app.model.vocabulary import EventClass
from tests.extraction.documents import document


def source(extraction: Extraction, kind: EventClass = EventClass.CRITICISM) -> str | None:
    names = {e.key: e.name for e in extraction.entities}
    found = next(e for e in extraction.events if e.event_class is kind)
    return names.get(found.status.source) if found.status.source is not None else None


HOLDS = """
Havrådet Havrådet PROPN 2 nsubj _ B-ORG
{0} {1} VERB 0 root Tense=Past|VerbForm=Fin
{2} {2} NOUN 2 obj Definite=Ind
om om ADP 6 case
å å PART 6 mark
kritisere kritisere VERB 3 acl VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
"""
OF_SOMEBODY = """
{0} {1} NOUN 8 nsubj Definite=Def
{2} frå ADP 3 case
Havrådet Havrådet PROPN 1 nmod _ B-ORG
om om ADP 6 case
å å PART 6 mark
kritisere kritisere VERB 1 acl VerbForm=Inf
Per Per PROPN 6 obj _ B-PER
overraska overraske VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 8 obj _ B-PER
"""
EXPRESSION = """
Kari Kari PROPN 2 nsubj _ B-PER
tok ta VERB 0 root Tense=Past|VerbForm=Fin
til til ADP 4 case
orde orde NOUN 2 obl
for for ADP 8 case
at at SCONJ 8 mark
Havrådet Havrådet PROPN 8 nsubj _ B-ORG
kritiserer kritisere VERB 4 acl Tense=Pres|VerbForm=Fin
Per Per PROPN 8 obj _ B-PER
"""
FIGURES = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 5 ccomp Tense=Past|VerbForm=Fin
Per+ Per PROPN 2 obj _ B-PER
, , PUNCT 2 punct
viser vise VERB 0 root Tense=Pres|VerbForm=Fin
{0} {0} NOUN 5 nsubj Definite=Ind
Havrådet Havrådet PROPN 9 nsubj _ B-ORG
har ha AUX 9 aux Tense=Pres|VerbForm=Fin
henta hente VERB 6 acl:relcl VerbForm=Part
"""
AFTER_VERB = """
Ola Ola PROPN 2 nsubj _ B-PER
{0} konkludere VERB 0 root Tense=Past|VerbForm=Fin
{1} {1} ADP 6 case
at at SCONJ 6 mark
Kari Kari PROPN 6 nsubj _ B-PER
kritiserte kritisere VERB 2 advcl Tense=Past|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (HOLDS.format("gjentok", "gjenta", "trugsmål"), "Havrådet"),
        (HOLDS.format("gjentok", "gjenta", "trussel"), "Havrådet"),
        (HOLDS.format("fekk", "få", "trussel"), None),
        (HOLDS.format("hadde", "ha", "plan"), None),
        (OF_SOMEBODY.format("Kravet", "krav", "frå"), "Havrådet"),
        (OF_SOMEBODY.format("Kravet", "krav", "fra"), "Havrådet"),
        (OF_SOMEBODY.format("Båten", "båt", "frå"), None),
        (EXPRESSION, "Kari"),
        (FIGURES.format("tal"), "Havrådet"),
        (FIGURES.format("tall"), "Havrådet"),
        (AFTER_VERB.format("konkluderte", "med"), "Ola"),
    ],
)
def test_claim(extractor: Extractor, sentence: str, speaker: str | None) -> None:
    assert source(extractor.extract(document(sentence))) == speaker


ANNOUNCES = """
Kari Kari PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Past|VerbForm=Fin
{2} {2} NOUN 2 obj Definite={3}
mot mot ADP 5 case
Havrådet Havrådet PROPN 3 nmod _ B-ORG
"""


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (ANNOUNCES.format("varsla", "varsle", "sanksjon", "Ind"), "Kari"),
        (ANNOUNCES.format("varslet", "varsle", "sanksjon", "Ind"), "Kari"),
        (ANNOUNCES.format("varsla", "varsle", "sanksjon", "Def"), None),
    ],
)
def test_what_somebody_announces_is_his_word(
    extractor: Extractor, sentence: str, speaker: str | None
) -> None:
    assert source(extractor.extract(document(sentence)), EventClass.SANCTION) == speaker


PARAGRAPH = """
Per Per PROPN 2 nsubj _ B-PER
{0} kritisere VERB 0 root Tense=Past|VerbForm=Fin
Liv Liv PROPN 2 obj _ B-PER
i i ADP 5 case
går+ gå NOUN 2 obl
. . PUNCT 2 punct
{1} {2} PRON 8 {3}
{4} {5} VERB 0 root Tense=Pres|VerbForm=Fin
Kari+ Kari PROPN 8 nsubj _ B-PER
. . PUNCT 8 punct
"""


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (PARAGRAPH.format("kritiserte", "Det", "det", "obj", "melder", "melde"), "Kari"),
        (PARAGRAPH.format("kritiserte", "Dette", "dette", "obj", "opplyser", "opplyse"), "Kari"),
        (PARAGRAPH.format("kritiserte", "Ho", "ho", "obj", "møter", "møte"), None),
    ],
)
def test_a_pronoun_points_back_to_the_sentence_before(
    extractor: Extractor, sentence: str, speaker: str | None
) -> None:
    assert source(extractor.extract(document(sentence))) == speaker


ACCORDING = """
Mannen mann NOUN 6 nsubj Definite=Def
som som PRON 3 nsubj
kritiserte kritisere VERB 1 acl:relcl Tense=Past|VerbForm=Fin
Per Per PROPN 3 obj _ B-PER
{0} drepe VERB 6 cop
død død ADJ 0 root
{1} {1} ADP 8 case
Havrådet Havrådet PROPN 6 obl _ B-ORG
"""


@pytest.mark.parametrize("word", ["ifølgje", "ifølge"])
def test_what_a_relative_clause_takes_for_known_is_not_the_informants_word(
    extractor: Extractor, word: str
) -> None:
    sentence = ACCORDING.format("var", word).replace("var drepe VERB", "var vere AUX")
    assert source(extractor.extract(document(sentence))) is None


OPENS = """
– – PUNCT 3 punct
Per Per PROPN 3 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Liv+ Liv PROPN 3 obj _ B-PER
. . PUNCT 3 punct
"""
ENDS = """
Det det PRON 3 nsubj
var vere AUX 3 cop Tense=Past|VerbForm=Fin
{0} dum ADJ 5 ccomp
, , PUNCT 5 punct
{1} {2} VERB 0 root Tense=Pres|VerbForm=Fin
Kari+ Kari PROPN 5 nsubj _ B-PER
. . PUNCT 5 punct
"""
BEFORE = """
Ola Ola PROPN 2 nsubj _ B-PER
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 5 mark
Liv Liv PROPN 5 nsubj _ B-PER
ventar+ vente VERB 2 ccomp Tense=Pres|VerbForm=Fin
. . PUNCT 2 punct
"""
SINGS = """
– – PUNCT 3 punct
Per Per PROPN 3 nsubj _ B-PER
kritiserte kritisere VERB 6 ccomp Tense=Past|VerbForm=Fin
Liv+ Liv PROPN 3 obj _ B-PER
, , PUNCT 6 punct
{} {} VERB 0 root Tense=Past|VerbForm=Fin
Ola+ Ola PROPN 6 nsubj _ B-PER
. . PUNCT 6 punct
"""


@pytest.mark.parametrize(("dull", "verb", "lemma"), [("dumt", "seier", "seie"), ("dumt", "sier", "si")])
def test_a_turn_goes_on_over_a_break_to_the_words_that_report_it(
    extractor: Extractor, dull: str, verb: str, lemma: str
) -> None:
    extraction = extractor.extract(
        document(BEFORE.format(verb, lemma), OPENS, ENDS.format(dull, verb, lemma))
    )
    assert source(extraction) == "Kari"
    told = [e for e in extraction.events if e.event_class is EventClass.UTTERANCE]
    assert next(q.surface for q in told[-1].quotations) == "Per kritiserte Liv."


def test_a_sentence_that_another_verb_reports_is_no_part_of_the_next_turn(extractor: Extractor) -> None:
    extraction = extractor.extract(
        document(SINGS.format("song", "syngje"), ENDS.format("dumt", "seier", "seie"))
    )
    assert source(extraction) is None
