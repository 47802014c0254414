"""Who takes part beyond the slots of the lexicon, and senses that compete, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.lexicon import load_lexicon
from app.model.vocabulary import EntityType
from tests.extraction.documents import arguments, document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    court = Entry(
        "org/vika-tingrett", EntityType.GOVERNMENT_BODY, *("Vika tingrett",) * 3, (), None, None, {}
    )
    names = {"Vika tingrett": (court.id,)}
    return Extractor(load_lexicon(), Gazetteer({court.id: court}, names, {}, {}, {}, {}, {}, {}))


MAIL_NN = """
Moen Moen PROPN 2 nsubj _ B-PER
skreiv skrive VERB 0 root Tense=Past|VerbForm=Fin
i i ADP 5 case
ein ein DET 5 det
e-post e-post NOUN 2 obl Definite=Ind|Number=Sing
til til ADP 7 case
Havdrift Havdrift PROPN 5 nmod _ B-ORG
at at SCONJ 11 mark
avtalen avtale NOUN 11 nsubj Definite=Def|Number=Sing
er vere AUX 11 cop
klar klar ADJ 2 ccomp
"""
MAIL_NB = MAIL_NN.replace("skreiv", "skrev").replace("ein ein", "en en").replace("er vere", "er være")


@pytest.mark.parametrize("sentence", [MAIL_NN, MAIL_NB])
def test_who_gets_a_message(extractor: Extractor, sentence: str) -> None:
    assert ("Utterance", "recipient", "Havdrift") in arguments(extractor, sentence)


def test_a_court_is_who_sentences(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
Per Per PROPN 4 nsubj _ B-PER
Moen Moen PROPN 1 flat:name _ I-PER
er være AUX 4 cop
dømt dømme VERB 0 root VerbForm=Part
til til ADP 6 case
fengsel fengsel NOUN 4 obl Definite=Ind|Number=Sing
i i ADP 8 case
Vika Vika PROPN 4 obl _ B-ORG
tingrett tingrett NOUN 8 flat:name _ I-ORG
""",
    )
    assert ("Conviction", "agent", "Vika tingrett") in found
    assert ("Conviction", "patient", "Per Moen") in found


def test_who_gives_a_prize(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
Kari Kari PROPN 3 nsubj _ B-PER
Moen Moen PROPN 1 flat:name _ I-PER
fekk få VERB 0 root Tense=Past|VerbForm=Fin
Havdrifts Havdrift PROPN 5 nmod Case=Gen B-ORG
kulturpris kulturpris NOUN 3 obj Definite=Ind|Number=Sing
""",
    )
    assert ("Award", "agent", "Havdrift") in found
    assert ("Award", "recipient", "Kari Moen") in found


def test_whom_others_support(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
Fjordlaget Fjordlaget PROPN 2 nsubj _ B-ORG
har ha VERB 0 root Tense=Pres|VerbForm=Fin
støtte støtte NOUN 2 obj Definite=Ind|Number=Sing
frå frå ADP 5 case
Havdrift Havdrift PROPN 3 nmod _ B-ORG
""",
    )
    assert {f for f in found if f[0] == "Support"} == {
        ("Support", "agent", "Havdrift"),
        ("Support", "patient", "Fjordlaget"),
    }


def test_who_announces_something_does_it(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
Fjordlaget Fjordlaget PROPN 2 nsubj _ B-ORG
varsla varsle VERB 0 root Tense=Past|VerbForm=Fin
ei ein DET 4 det
opptrapping opptrapping NOUN 2 obj Definite=Ind|Number=Sing
av av ADP 6 case
krigen krig NOUN 4 nmod Definite=Def|Number=Sing
""",
    )
    assert ("Mobilisation", "agent", "Fjordlaget") in found


DISMISSED = """
Moen Moen PROPN 2 nsubj _ B-PER
{form} sparke VERB 0 root Tense=Past|VerbForm=Fin
direktør direktør NOUN 2 obj Definite=Ind|Number=Sing
Vik Vik PROPN 3 flat:name _ B-PER
"""


@pytest.mark.parametrize("form", ["sparka", "sparket"])
def test_dismissing_is_no_crime(extractor: Extractor, form: str) -> None:
    classes = {f[0] for f in arguments(extractor, DISMISSED.format(form=form))}
    assert classes == {"Resignation"}


KICKED = """
Moen Moen PROPN 2 nsubj _ B-PER
{form} sparke VERB 0 root Tense=Past|VerbForm=Fin
Vik Vik PROPN 2 obj _ B-PER
i i ADP 5 case
{head} NOUN 2 obl Definite=Def|Number=Sing
"""


@pytest.mark.parametrize(("form", "head"), [("sparka", "hovudet hovud"), ("sparket", "hodet hode")])
def test_kicking_is_one(extractor: Extractor, form: str, head: str) -> None:
    classes = {f[0] for f in arguments(extractor, KICKED.format(form=form, head=head))}
    assert classes == {"Crime"}


def test_what_is_let_out_is_not_set_free(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
Moen Moen PROPN 2 nsubj _ B-PER
slapp slippe VERB 0 root Tense=Past|VerbForm=Fin
gråten gråt NOUN 2 obj Definite=Def|Number=Sing
ut ut ADP 2 compound:prt
""",
    )
    assert not {f for f in found if f[0] == "Release"}


WORRIED = """
Fjordlaget Fjordlaget PROPN 3 nsubj _ B-ORG
er {copula} AUX 3 cop Tense=Pres|VerbForm=Fin
{form} bekymre ADJ 0 root Definite=Ind|VerbForm=Part
for for ADP 5 case
Havdrift Havdrift PROPN 3 obl _ B-ORG
"""


@pytest.mark.parametrize(("copula", "form"), [("vere", "bekymra"), ("være", "bekymret")])
def test_participles_that_tell_what_somebody_thinks(extractor: Extractor, copula: str, form: str) -> None:
    found = arguments(extractor, WORRIED.format(copula=copula, form=form))
    assert found == {("Criticism", "agent", "Fjordlaget"), ("Criticism", "patient", "Havdrift")}


def test_adjectives_can_stand_for_persons(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
De de DET 2 det Number=Plur
ansatte ansatt ADJ 3 nsubj Number=Plur
kritiserer kritisere VERB 0 root Tense=Pres|VerbForm=Fin
Havdrift Havdrift PROPN 3 obj _ B-ORG
""",
    )
    assert ("Criticism", "agent", "de ansatte") in found


def test_longer_phrases_are_narrower(extractor: Extractor) -> None:
    found = arguments(
        extractor,
        """
Moen Moen PROPN 2 nsubj _ B-PER
går gå VERB 0 root Tense=Pres|VerbForm=Fin
til til ADP 4 case
sak sak NOUN 2 obl Definite=Ind|Number=Sing
mot mot ADP 6 case
Havdrift Havdrift PROPN 4 nmod _ B-ORG
""",
    )
    assert found == {("Lawsuit", "agent", "Moen"), ("Lawsuit", "patient", "Havdrift")}


def test_to_seem_is_no_opinion(extractor: Extractor) -> None:
    seems = """
Moen Moen PROPN 2 nsubj _ B-PER
synest synast VERB 0 root Tense=Pres|VerbForm=Fin
å å PART 4 mark
leite leite VERB 2 xcomp VerbForm=Inf
"""
    thinks = """
Moen Moen PROPN 2 nsubj _ B-PER
synest synast VERB 0 root Tense=Pres|VerbForm=Fin
at at SCONJ 5 mark
avtalen avtale NOUN 5 nsubj Definite=Def|Number=Sing
held halde VERB 2 ccomp Tense=Pres|VerbForm=Fin
"""
    assert not arguments(extractor, seems)
    assert ("Utterance", "agent", "Moen") in arguments(extractor, thinks)


def test_to_show_is_no_protest(extractor: Extractor) -> None:
    shows = """
Moen Moen PROPN 2 nsubj _ B-PER
demonstrerer demonstrere VERB 0 root Tense=Pres|VerbForm=Fin
vilje vilje NOUN 2 obj Definite=Ind|Number=Sing
"""
    protests = """
Moen Moen PROPN 2 nsubj _ B-PER
demonstrerer demonstrere VERB 0 root Tense=Pres|VerbForm=Fin
mot mot ADP 4 case
avtalen avtale NOUN 2 obl Definite=Def|Number=Sing
"""
    assert "Protest" not in {name for name, _, _ in arguments(extractor, shows)}
    assert ("Protest", "agent", "Moen") in arguments(extractor, protests)


def test_a_present_with_a_passive_ending_beside_who_does_it(extractor: Extractor) -> None:
    sentence = """
Havdrift Havdrift PROPN 8 nsubj _ B-ORG
, $, PUNCT 4 punct
som som SCONJ 4 mark
eies eie VERB 1 acl:relcl Mood=Ind|Tense=Pres|VerbForm=Fin
av av ADP 6 case
Moen Moen PROPN 4 obl _ B-PER
, $, PUNCT 4 punct
vokser vokse VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
"""
    found = extractor.extract(document(sentence))
    names = {e.key: e.name for e in found.entities}
    assert [
        (r.type.value, names[r.subject], names[r.object]) for r in found.relations if r.object is not None
    ] == [("ownerOf", "Moen", "Havdrift")]


def test_of_two_objects_without_a_subject_the_first_one_does_it(extractor: Extractor) -> None:
    sentence = """
Tysdag tysdag NOUN 2 obl
sende sende VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Moen Moen PROPN 2 obj _ B-PER
avtalen avtale NOUN 2 obj Definite=Def|Number=Sing
til til ADP 6 case
Havdrift Havdrift PROPN 2 obl _ B-ORG
"""
    assert ("Event", "agent", "Moen") in arguments(extractor, sentence)


@pytest.mark.parametrize(
    ("carried", "form", "noun"),
    [
        ("vart bli", "drepen drepe", "kjellargarasje kjellargarasje"),
        ("ble bli", "drept drepe", "rettssal rettssal"),
    ],
)
def test_a_room_without_a_name_is_where_it_happens(
    extractor: Extractor, carried: str, form: str, noun: str
) -> None:
    rows = ["Moen Moen PROPN 3 nsubj:pass _ B-PER", f"{carried} AUX 3 aux:pass Tense=Past|VerbForm=Fin"]
    rows += [f"{form} VERB 0 root VerbForm=Part", "i i ADP 5 case", f"{noun} NOUN 3 obl Definite=Ind"]
    assert ("Killing", "place", noun.split()[0]) in arguments(extractor, "\n".join(rows))


def test_what_is_no_room_is_no_place(extractor: Extractor) -> None:
    sentence = """
Moen Moen PROPN 3 nsubj:pass _ B-PER
vart bli AUX 3 aux:pass Tense=Past|VerbForm=Fin
drepen drepe VERB 0 root VerbForm=Part
i i ADP 5 case
panikk panikk NOUN 3 obl Definite=Ind
"""
    assert arguments(extractor, sentence) == {("Killing", "patient", "Moen")}


@pytest.mark.parametrize("together", ["saman", "sammen"])
def test_who_does_the_same_together_takes_part(extractor: Extractor, together: str) -> None:
    sentence = """
Moen Moen PROPN 2 nsubj _ B-PER
reiste reise VERB 0 root Tense=Past|VerbForm=Fin
{before}
med med ADP 5 case
Berge Berge PROPN 2 obl _ B-PER
"""
    found = arguments(extractor, sentence.format(before=f"{together} {together} ADV 5 advmod"))
    assert found == {("Travel", "agent", "Moen"), ("Travel", "coagent", "Berge")}
    assert ("Travel", "coagent", "Berge") not in arguments(
        extractor, sentence.format(before="raskt rask ADV 2 advmod")
    )


def test_who_dies_together_suffers_the_same(extractor: Extractor) -> None:
    sentence = """
Moen Moen PROPN 2 nsubj _ B-PER
omkom omkomme VERB 0 root Tense=Past|VerbForm=Fin
saman saman ADV 5 advmod
med med ADP 5 case
Berge Berge PROPN 2 obl _ B-PER
"""
    assert {("Death", "patient", "Moen"), ("Death", "patient", "Berge")} <= arguments(extractor, sentence)


@pytest.mark.parametrize("verb", ["leita leite", "lette lete"])
def test_whom_somebody_looks_for(extractor: Extractor, verb: str) -> None:
    sentence = f"""
Moen Moen PROPN 2 nsubj _ B-PER
{verb} VERB 0 root Tense=Past|VerbForm=Fin
etter etter ADP 4 case
Berge Berge PROPN 2 obl _ B-PER
"""
    assert ("Investigation", "patient", "Berge") in arguments(extractor, sentence)
