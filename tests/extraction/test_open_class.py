"""Verbs that the lexicon has no sense for, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.lexicon import Lexicon
from app.extraction.syntax import deed_verbs, hollow_nouns, hollow_verbs, idle_verbs
from app.model.vocabulary import EventClass
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Lexicon({}, {}, {}), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}), company={})


def roles(extractor: Extractor, sentence: str) -> set[tuple[str, str]]:
    extraction = extractor.extract(document(sentence))
    names = {e.key: e.name for e in extraction.entities}
    return {
        (a.role.value, names[a.entity])
        for e in extraction.events
        if e.event_class is EventClass.EVENT
        for a in e.arguments
    }


def test_recipient_and_thing_take_part(extractor: Extractor) -> None:
    found = roles(
        extractor,
        """
Storvik_Energi Storvik_Energi PROPN 3 nsubj _ B-ORG
har ha AUX 3 aux
frakta frakte VERB 0 root VerbForm=Part
sand sand NOUN 3 obj
til til ADP 6 case
Vik Vik PROPN 3 obl _ B-LOC
""",
    )
    assert ("agent", "Storvik_Energi") in found
    assert ("patient", "sand") in found
    assert ("destination", "Vik") in found


def test_how_it_happens_takes_no_part(extractor: Extractor) -> None:
    found = roles(
        extractor,
        """
Storvik_Energi Storvik_Energi PROPN 2 nsubj _ B-ORG
frakta frakte VERB 0 root Tense=Past|VerbForm=Fin
sand sand NOUN 2 obj
i i ADP 6 case
stor stor ADJ 6 amod
grad grad NOUN 2 obl
""",
    )
    assert found == {("agent", "Storvik_Energi"), ("patient", "sand")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sanda sand NOUN 2 nsubj\ndekte dekkje VERB 0 root Tense=Past\nvegen veg NOUN 2 obj",
        "Kari Kari PROPN 2 nsubj _ B-PER\nfrakta frakte VERB 0 root Tense=Past",
        "Vik_Vel Vik_Vel PROPN 2 nsubj _ B-ORG\ngjer gjere VERB 0 root Tense=Pres\nsitt sitt NOUN 2 obj",
    ],
)
def test_what_nobody_would_file_is_left_out(extractor: Extractor, sentence: str) -> None:
    assert not roles(extractor, sentence)


def test_whom_a_thing_is_from_takes_part(extractor: Extractor) -> None:
    found = roles(
        extractor,
        """
Storvik_Energi Storvik_Energi PROPN 2 nsubj _ B-ORG
søkte søkje VERB 0 root Tense=Past|VerbForm=Fin
pengar penge NOUN 2 obj Definite=Ind
frå frå ADP 5 case
Havlaget Havlaget PROPN 3 nmod _ B-ORG
""",
    )
    assert found == {("agent", "Storvik_Energi"), ("patient", "pengar frå Havlaget"), ("theme", "Havlaget")}


SERVED = """
Storvik_Energi Storvik_Energi PROPN 2 nsubj _ B-ORG
serverte servere VERB 0 root Tense=Past|VerbForm=Fin
kaffi kaffi NOUN 2 obj Definite=Ind
{join} CCONJ 5 cc
{thing} NOUN 3 conj
"""


def test_bare_things_in_a_row_are_one(extractor: Extractor) -> None:
    found = roles(extractor, SERVED.format(join="og og", thing="kaker kake"))
    assert found == {("agent", "Storvik_Energi"), ("patient", "kaffi og kaker")}


@pytest.mark.parametrize(
    ("join", "more"),
    [("men men", ""), ("og og", "ikkje ikkje PART 5 advmod"), ("og og", "deira deira PRON 5 nmod:poss")],
)
def test_things_that_stand_apart_are_not_one(extractor: Extractor, join: str, more: str) -> None:
    sentence = SERVED.format(join=join, thing="kaker kake") + more
    assert ("patient", "kaffi") in roles(extractor, sentence)


def test_things_that_the_reader_knows_are_not_one(extractor: Extractor) -> None:
    sentence = SERVED.replace("Definite=Ind", "Definite=Def").format(join="og og", thing="kakene kake")
    assert ("patient", "kaffi") in roles(extractor, sentence)


@pytest.mark.parametrize(("word", "named"), [("som", False), ("frå", True)])
def test_examples_take_no_part(extractor: Extractor, word: str, named: bool) -> None:
    found = roles(
        extractor,
        f"""
Storvik_Energi Storvik_Energi PROPN 2 nsubj _ B-ORG
valde velje VERB 0 root Tense=Past|VerbForm=Fin
partnarar partnar NOUN 2 obj Definite=Ind|Number=Plur
{word} {word} ADP 5 case
Havlaget Havlaget PROPN 3 nmod _ B-ORG
""",
    )
    assert any(name == "Havlaget" for _, name in found) is named


def test_what_people_in_general_do_is_not_kept(extractor: Extractor) -> None:
    sentence = """
Nokre nokon DET 2 det
menneske menneske NOUN 3 nsubj Definite=Ind|Number=Plur
mistar miste VERB 0 root Tense=Pres|VerbForm=Fin
{thing}
"""
    assert not roles(extractor, sentence.format(thing="interesse interesse NOUN 3 obj Definite=Ind"))
    assert roles(extractor, sentence.format(thing="Havlaget Havlaget PROPN 3 obj _ B-ORG"))


@pytest.mark.parametrize(
    ("carried", "kept"), [("vart bli AUX 3 aux:pass Tense=Past|VerbForm=Fin", True), ("", False)]
)
def test_a_participle_taken_for_an_adjective_tells_of_whom_it_is_done_to(
    extractor: Extractor, carried: str, kept: bool
) -> None:
    rows = ["Kari Kari PROPN 3 nsubj:pass _ B-PER", carried or "no no ADV 3 advmod"]
    rows += ["frakta frakte ADJ 0 root VerbForm=Part", "til til ADP 5 case", "Vik Vik PROPN 3 obl _ B-LOC"]
    found = roles(extractor, "\n".join(rows))
    assert found == ({("patient", "Kari"), ("destination", "Vik")} if kept else set())


def test_what_a_reflexive_verb_is_about_takes_part(extractor: Extractor) -> None:
    sentence = """
Storvik_Energi Storvik_Energi PROPN 2 nsubj _ B-ORG
retta rette VERB 0 root Tense=Past|VerbForm=Fin
{object}
på på ADP 5 case
eksport eksport NOUN 2 obl Definite=Ind
"""
    found = roles(extractor, sentence.format(object="seg seg PRON 2 obj"))
    assert found == {("agent", "Storvik_Energi"), ("patient", "eksport")}
    assert ("patient", "eksport") not in roles(extractor, sentence.format(object="sand sand NOUN 2 obj"))


def test_deeds_are_kept_before_what_somebody_thinks_or_feels(extractor: Extractor) -> None:
    sentence = """
Kari Kari PROPN 2 nsubj _ B-PER
{verb} VERB 0 root Tense=Pres|VerbForm=Fin
sand sand NOUN 2 obj Definite=Ind
"""
    assert roles(extractor, sentence.format(verb="hentar hente"))
    assert not roles(extractor, sentence.format(verb="fingrar fingre"))
    assert not roles(extractor, sentence.format(verb="elskar elske"))


@pytest.mark.parametrize("word", [*deed_verbs(), *idle_verbs(), *hollow_verbs(), *hollow_nouns()])
def test_the_lists_hold_lemmas(word: str) -> None:
    assert isinstance(word, str)
    assert word == word.lower().strip()
    assert not (word in deed_verbs() and word in idle_verbs())


HOLLOW = """
Storvik_Energi Storvik_Energi PROPN 2 nsubj _ B-ORG
{verb} VERB 0 root Tense=Past|VerbForm=Fin
{noun} NOUN 2 obj Definite=Ind
på på ADP 5 case
{other} {hangs}
"""


@pytest.mark.parametrize("hangs", ["2 obl", "3 nmod"])
@pytest.mark.parametrize("verb", ["la legge", "sette sette", "sette setje"])
def test_what_helps_to_say_what_is_done_takes_no_part(extractor: Extractor, verb: str, hangs: str) -> None:
    found = roles(
        extractor,
        HOLLOW.format(
            verb=verb, noun="press press", other="Havlaget Havlaget PROPN", hangs=f"{hangs} _ B-ORG"
        ),
    )
    assert found == {("agent", "Storvik_Energi"), ("patient", "Havlaget")}
    found = roles(
        extractor,
        HOLLOW.format(verb=verb, noun="søkelys søkelys", other="planen plan NOUN", hangs=hangs),
    )
    assert found == {("agent", "Storvik_Energi"), ("patient", "planen")}


def test_what_nothing_is_done_to_is_left_out(extractor: Extractor) -> None:
    assert not roles(
        extractor,
        "Kari Kari PROPN 2 nsubj _ B-PER\ntok ta VERB 0 root Tense=Past|VerbForm=Fin\naffære affære NOUN 2 obj",
    )


def test_what_somebody_is_sent_to_takes_part_beside_whom(extractor: Extractor) -> None:
    sentence = """
Storvik_Energi Storvik_Energi PROPN 2 nsubj _ B-ORG
sende sende VERB 0 root Tense=Past|VerbForm=Fin
sand sand NOUN 2 obj Definite=Ind
{preposition} ADP 5 case
festen fest NOUN 2 obl Definite=Def
"""
    assert ("recipient", "festen") in roles(extractor, sentence.format(preposition="til til"))
    assert ("theme", "festen") in roles(extractor, sentence.format(preposition="under under"))
    assert ("theme", "festen") not in roles(extractor, sentence.format(preposition="for for"))


def test_what_somebody_has_experience_as_is_nobody_else(extractor: Extractor) -> None:
    found = roles(
        extractor,
        """
Kari Kari PROPN 2 nsubj _ B-PER
henta hente VERB 0 root Tense=Past|VerbForm=Fin
erfaring erfaring NOUN 2 obj Definite=Ind
som som ADP 5 case
trenar trenar NOUN 3 nmod Definite=Ind
""",
    )
    assert {role for role, _ in found} == {"agent", "patient"}


def test_things_can_do_something_together(extractor: Extractor) -> None:
    found = roles(
        extractor,
        """
Regnet regn NOUN 4 nsubj Definite=Def
og og CCONJ 3 cc
vinden vind NOUN 1 conj Definite=Def
hindra hindre VERB 0 root Tense=Past|VerbForm=Fin
Havlaget Havlaget PROPN 4 obj _ B-ORG
""",
    )
    assert {("agent", "regnet"), ("agent", "vinden"), ("patient", "Havlaget")} == found
