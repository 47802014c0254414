"""Sorts of things, and what phrases say of several persons, on documents built by hand."""

import pytest

from app.extraction import Extractor
from tests.extraction.bodies import bodies_extractor, relations
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return bodies_extractor()


OTHERS = """
Havdrift+ Havdrift PROPN 7 nsubj _ B-ORG
, , PUNCT 3 punct _
Fjordlaget Fjordlaget PROPN 1 conj _ B-ORG
og og CCONJ 6 cc _
andre annan DET 6 det Number=Plur
selskap selskap NOUN 1 conj Definite=Ind|Number=Plur
protesterte+ protestere VERB 0 root Tense=Past|VerbForm=Fin
. . PUNCT 7 punct _
"""

SUCH_AS = """
Byer by NOUN 6 nsubj Definite=Ind|Number=Plur
som som ADP 3 case _
Vika Vika PROPN 1 nmod _ B-GPE_LOC
og og CCONJ 5 cc _
Nesby Nesby PROPN 3 conj _ B-GPE_LOC
vokser+ vokse VERB 0 root Tense=Pres|VerbForm=Fin
. . PUNCT 6 punct _
"""

A_TOWN = """
Vika Vika PROPN 4 nsubj _ B-GPE_LOC
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
ein ein DET 4 det Number=Sing
by+ by NOUN 0 root Definite=Ind|Number=Sing
. . PUNCT 4 punct _
"""

ONE_OF = """
Havdrift Havdrift PROPN 3 nsubj _ B-ORG
er være AUX 3 cop Tense=Pres|VerbForm=Fin
et en DET 0 root Number=Sing
av av ADP 7 case _
landets land NOUN 7 nmod Case=Gen|Definite=Def|Number=Sing
største stor ADJ 7 amod Definite=Def|Degree=Sup
selskaper+ selskap NOUN 3 nmod Definite=Ind|Number=Plur
. . PUNCT 3 punct _
"""

SCHOOLS = """
Skulane skule NOUN 8 nsubj Definite=Def|Number=Plur
Solvik+ Solvik PROPN 1 appos _ B-ORG
, , PUNCT 4 punct _
Nesby Nesby PROPN 2 conj _ B-ORG
og og CCONJ 6 cc _
Bru Bru PROPN 2 conj _ B-ORG
er vere AUX 8 cop Tense=Pres|VerbForm=Fin
stengde+ stengje ADJ 0 root Number=Plur|VerbForm=Part
. . PUNCT 8 punct _
"""

SORT_BEHIND = """
Havdrift+ Havdrift PROPN 7 nsubj _ B-ORG
, , PUNCT 3 punct _
foreningen forening NOUN 1 appos Definite=Def|Number=Sing
for for ADP 5 case _
fiskere+ fisker NOUN 3 nmod Definite=Ind|Number=Plur
, , PUNCT 3 punct _
vokser+ vokse VERB 0 root Tense=Pres|VerbForm=Fin
. . PUNCT 7 punct _
"""

BOTH = """
Kari Kari PROPN 11 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
og og CCONJ 4 cc _
Per Per PROPN 1 conj _ B-PER
Nes+ Nes PROPN 4 flat:name _ I-PER
, , PUNCT 7 punct _
begge begge PRON 1 appos Number=Plur
frå frå ADP 9 case _
Havrådet+ Havrådet PROPN 7 nmod _ B-ORG
, , PUNCT 7 punct _
kjem+ kome VERB 0 root Tense=Pres|VerbForm=Fin
. . PUNCT 11 punct _
"""

PLURAL_TITLE = """
Statsrådene statsråd NOUN 9 nsubj Definite=Def|Number=Plur
Kari Kari PROPN 1 appos _ B-PER
Vik Vik PROPN 2 flat:name _ I-PER
og og CCONJ 5 cc _
Per Per PROPN 2 conj _ B-PER
Nes Nes PROPN 5 flat:name _ I-PER
fra fra ADP 8 case _
Havrådet Havrådet PROPN 5 nmod _ B-ORG
kommer+ komme VERB 0 root Tense=Pres|VerbForm=Fin
. . PUNCT 9 punct _
"""

MINISTER_ABROAD = """
Utanriksminister utanriksminister NOUN 6 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 1 flat:name _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
i i ADP 5 case _
Vika Vika PROPN 1 nmod _ B-GPE_LOC
smilte+ smile VERB 0 root Tense=Past|VerbForm=Fin
. . PUNCT 6 punct _
"""

SENT = """
Stortingets Stortinget PROPN 2 nmod Case=Gen B-ORG
Havrådet-ambassadør havrådet-ambassadør NOUN 5 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 2 flat:name _ B-PER
Vik Vik PROPN 2 flat:name _ I-PER
smilte+ smile VERB 0 root Tense=Past|VerbForm=Fin
. . PUNCT 5 punct _
"""

OUTSIDE = """
Fjordlaget Fjordlaget PROPN 4 nsubj _ B-ORG
utanfor utanfor ADP 3 case _
Vika+ Vika PROPN 1 nmod _ B-GPE_LOC
veks+ vekse VERB 0 root Tense=Pres|VerbForm=Fin
. . PUNCT 4 punct _
"""


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (OTHERS, ("instanceOf", "Havdrift", "selskap")),
        (OTHERS, ("instanceOf", "Fjordlaget", "selskap")),
        (SUCH_AS, ("instanceOf", "Vika", "by")),
        (SUCH_AS, ("instanceOf", "Nesby", "by")),
        (A_TOWN, ("instanceOf", "Vika", "by")),
        (ONE_OF, ("instanceOf", "Havdrift", "selskap")),
        (SCHOOLS, ("instanceOf", "Solvik", "skule")),
        (SCHOOLS, ("instanceOf", "Bru", "skule")),
        (SORT_BEHIND, ("instanceOf", "Havdrift", "forening")),
        (BOTH, ("affiliatedWith", "Kari Vik", "Havrådet")),
        (BOTH, ("affiliatedWith", "Per Nes", "Havrådet")),
        (PLURAL_TITLE, ("affiliatedWith", "Kari Vik", "Havrådet")),
        (PLURAL_TITLE, ("affiliatedWith", "Per Nes", "Havrådet")),
        (OUTSIDE, ("locatedIn", "Fjordlaget", "Vika")),
    ],
)
def test_relation(extractor: Extractor, sentence: str, relation: tuple[str, str, str]) -> None:
    assert relation in relations(extractor.extract(document(sentence)))


def test_some_of_several_without_a_plural_title_share_nothing(extractor: Extractor) -> None:
    sentence = PLURAL_TITLE.replace("Definite=Def|Number=Plur", "Definite=Ind|Number=Sing")
    found = relations(extractor.extract(document(sentence)))
    assert ("affiliatedWith", "Kari Vik", "Havrådet") not in found


def test_a_minister_is_not_held_for_the_town_where_he_is(extractor: Extractor) -> None:
    found = relations(extractor.extract(document(MINISTER_ABROAD)))
    assert ("holdsPosition", "Kari Vik", "utanriksminister") in found
    assert not any(kind == "affiliatedWith" for kind, *_ in found)


def test_an_ambassador_serves_the_one_who_sent_her(extractor: Extractor) -> None:
    found = relations(extractor.extract(document(SENT)))
    assert [o for kind, _, o in sorted(found) if kind == "affiliatedWith"] == ["Stortinget"]
    nobody = SENT.replace("Stortingets Stortinget PROPN 2 nmod Case=Gen B-ORG", "Nye ny ADJ 2 amod _")
    found = relations(extractor.extract(document(nobody)))
    assert [o for kind, _, o in sorted(found) if kind == "affiliatedWith"] == ["Havrådet"]


def test_a_title_made_with_the_name_of_a_body(extractor: Extractor) -> None:
    sentence = PLURAL_TITLE.replace("Statsrådene statsråd", "Stortingsrepresentantene stortingsrepresentant")
    found = relations(extractor.extract(document(sentence)))
    assert {("memberOf", "Kari Vik", "Stortinget"), ("memberOf", "Per Nes", "Stortinget")} <= found


def test_a_member_holds_no_position(extractor: Extractor) -> None:
    sentence = MINISTER_ABROAD.replace("Utanriksminister utanriksminister", "Medlem medlem")
    assert ("holdsPosition", "Kari Vik", "medlem") not in relations(extractor.extract(document(sentence)))


def test_no_sort_where_it_is_denied_or_asked_about(extractor: Extractor) -> None:
    sentence = A_TOWN.replace(". . PUNCT 4 punct _", "? ? PUNCT 4 punct _")
    extraction = extractor.extract(document(sentence))
    assert [r.status.asserted for r in extraction.relations] == [False]
