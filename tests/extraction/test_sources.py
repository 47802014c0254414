"""Who says so: documents, «i følgje X», «etter det X får opplyst», on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.vocabulary import EventClass
from tests.extraction.documents import document

SHOWS = """
{0} {1} NOUN 4 nsubj Definite=Ind
{2} {2} ADP 3 case
Havrådet Havrådet PROPN 1 nmod _ B-ORG
{3} {4} VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 7 mark
Kari Kari PROPN 7 nsubj _ B-PER
drap drepe VERB 4 ccomp Tense=Past|VerbForm=Fin
Per Per PROPN 7 obj _ B-PER
"""
ALONE = """
Rapporten rapport NOUN 2 nsubj Definite=Def
viser vise VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 5 mark
Kari Kari PROPN 5 nsubj _ B-PER
drap drepe VERB 2 ccomp Tense=Past|VerbForm=Fin
Per Per PROPN 5 obj _ B-PER
"""
STANDS = """
Kari Kari PROPN 2 nsubj _ B-PER
drap drepe VERB 5 ccomp Tense=Past|VerbForm=Fin
Per+ Per PROPN 2 obj _ B-PER
, , PUNCT 2 punct
{0} {1} VERB 0 root Tense=Pres|VerbForm=Fin
det det PRON 5 expl
i i ADP 8 case
rapporten rapport NOUN 5 obl Definite=Def
{2} {2} ADP 10 case
Havrådet Havrådet PROPN 8 nmod _ B-ORG
"""
FOLLOWING = """
I i ADP 2 case
{0} {0} NOUN 4 obl Definite=Ind
Havrådet Havrådet PROPN 2 nmod _ B-ORG
drap drepe VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 4 nsubj _ B-PER
Per Per PROPN 4 obj _ B-PER
"""
AFTER_WHAT = """
Etter etter ADP 2 case
{0} {0} PRON 7 obl
Havrådet Havrådet PROPN 4 nsubj _ B-ORG
{1} {2} VERB 2 acl:relcl Tense=Pres|VerbForm=Fin
{3}+ {3} ADV 4 advmod
, , PUNCT 2 punct
drap drepe VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 7 nsubj _ B-PER
Per Per PROPN 7 obj _ B-PER
"""
BY_SOMEBODY = """
I i ADP 2 case
rapporten rapport NOUN 3 obl Definite=Def
skriv skrive VERB 0 root Tense=Pres|VerbForm=Fin
Liv Liv PROPN 3 nsubj _ B-PER
at at SCONJ 7 mark
Kari Kari PROPN 7 nsubj _ B-PER
drap drepe VERB 3 ccomp Tense=Past|VerbForm=Fin
Per Per PROPN 7 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (SHOWS.format("Tal", "tal", "frå", "viser", "vise"), "Havrådet"),
        (SHOWS.format("Tall", "tall", "fra", "viser", "vise"), "Havrådet"),
        (SHOWS.format("Ei_undersøking", "undersøking", "frå", "syner", "syne"), "Havrådet"),
        (SHOWS.format("Båtar", "båt", "frå", "viser", "vise"), None),
        (ALONE, "rapporten"),
        (STANDS.format("heiter", "heite", "frå"), "Havrådet"),
        (STANDS.format("heter", "hete", "fra"), "Havrådet"),
        (STANDS.format("står", "stå", "frå"), "Havrådet"),
        (FOLLOWING.format("følgje"), "Havrådet"),
        (FOLLOWING.format("følge"), "Havrådet"),
        (FOLLOWING.format("minne"), None),
        (AFTER_WHAT.format("det", "kjenner", "kjenne", "til"), "Havrådet"),
        (AFTER_WHAT.format("det", "veit", "vite", "no"), "Havrådet"),
        (AFTER_WHAT.format("møtet", "held", "halde", "no"), None),
        (BY_SOMEBODY, "Liv"),
    ],
)
def test_source(extractor: Extractor, sentence: str, source: str | None) -> None:
    extraction = extractor.extract(document(sentence))
    names = {e.key: e.name for e in extraction.entities}
    killing = next(e for e in extraction.events if e.event_class is EventClass.KILLING)
    assert (names[killing.status.source] if killing.status.source is not None else None) == source
