"""Objects right behind the name of who does it, on documents built by hand."""

import pytest

from app.extraction import Extractor
from tests.extraction.documents import arguments

AS_PART = """
Måndag måndag NOUN 2 obl
{verb} vedta VERB 0 root Tense=Past|VerbForm=Fin
Rådet Rådet PROPN 2 nsubj _ B-ORG
i i ADP 5 case _ I-ORG
Vik Vik PROPN 3 nmod _ I-ORG
{word} {lemma} NOUN 5 nmod Definite=Ind
"""
"""The parse hangs the object on the name."""
AS_PHRASE = """
Måndag måndag NOUN 2 obl
{verb} vedta VERB 0 root Tense=Past|VerbForm=Fin
Rådet Rådet PROPN 2 nsubj _ B-ORG
i i ADP 6 case _ I-ORG
Vik Vik PROPN 6 nmod _ I-ORG
{word} {lemma} NOUN 2 obl Definite=Ind
14 14 NUM 6 appos
"""
"""The parse gives it the preposition within the name."""


@pytest.mark.parametrize("sentence", [AS_PART, AS_PHRASE])
@pytest.mark.parametrize(
    ("verb", "word", "lemma"),
    [("vedtok", "resolusjon", "resolusjon"), ("vedtok", "forskrift", "forskrift")],
)
def test_what_stands_right_behind_the_name_is_the_object(
    extractor: Extractor, sentence: str, verb: str, word: str, lemma: str
) -> None:
    found = arguments(extractor, sentence.format(verb=verb, word=word, lemma=lemma))
    number = " 14" if sentence is AS_PHRASE else ""
    assert found == {("Adoption", "agent", "Rådet i Vik"), ("Adoption", "patient", f"{word}{number}")}


def test_another_name_behind_the_name_is_the_object(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
No no ADV 2 advmod
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Rådet Rådet PROPN 2 nsubj _ B-ORG
i i ADP 5 case _ I-ORG
Vik Vik PROPN 3 nmod _ I-ORG
Havlaget Havlaget PROPN 5 flat:name _ B-ORG
""",
    )
    assert found == {("Criticism", "agent", "Rådet i Vik"), ("Criticism", "patient", "Havlaget")}


def test_a_verb_that_has_its_object_takes_no_other(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
No no ADV 2 advmod
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Havlaget Havlaget PROPN 2 nsubj _ B-ORG
avdeling avdeling NOUN 3 nmod Definite=Ind
Per Per PROPN 2 obj _ B-PER
""",
    )
    assert {part for part in found if part[0] == "Criticism"} == {
        ("Criticism", "agent", "Havlaget"),
        ("Criticism", "patient", "Per"),
    }
