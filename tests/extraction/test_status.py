"""Whether it is so, and who says so, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.syntax import verb_lemma
from app.model.article import PartialDate
from app.model.extraction import Event, Extraction
from app.model.vocabulary import EventClass, Modality, Polarity
from tests.extraction.documents import document


def event(extraction: Extraction, kind: EventClass) -> Event:
    return next(e for e in extraction.events if e.event_class is kind)


KILLING = "Kari Kari PROPN 3 nsubj _ B-PER\n{}\ndrepe drepe VERB 0 root\nPer Per PROPN 3 obj _ B-PER"
CONCESSION = """
Sjølv sjølv ADV 4 advmod
om om SCONJ 4 mark
Kari Kari PROPN 4 nsubj _ B-PER
drap drepe VERB 7 advcl
Per Per PROPN 4 obj _ B-PER
var vere AUX 7 cop
stille stille ADJ 0 root
"""


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        (KILLING.format("måtte måtte AUX 3 aux Tense=Past"), Modality.ACTUAL),
        (KILLING.format("må måtte AUX 3 aux Tense=Pres"), Modality.REQUESTED),
        (KILLING.format("burde burde AUX 3 aux Tense=Past"), Modality.REQUESTED),
        (CONCESSION, Modality.ACTUAL),
        (CONCESSION.replace("Sjølv sjølv", "Berre berre"), Modality.POSSIBLE),
    ],
)
def test_what_had_to_be_done_was_done(extractor: Extractor, sentence: str, modality: Modality) -> None:
    assert event(extractor.extract(document(sentence)), EventClass.KILLING).status.modality is modality


@pytest.mark.parametrize(
    ("date", "tense", "modality"),
    [
        ("2025", "Pres", Modality.PLANNED),
        ("2025", "Past", Modality.ACTUAL),
        ("2024", "Pres", Modality.ACTUAL),
    ],
)
def test_present_tense_at_a_later_time_is_a_plan(
    extractor: Extractor, date: str, tense: str, modality: Modality
) -> None:
    sentence = f"""
    Kari Kari PROPN 2 nsubj _ B-PER
    møter møte VERB 0 root Tense={tense}
    Per Per PROPN 2 obj _ B-PER
    i i ADP 5 case
    {date} {date} NUM 2 obl
    """
    extraction = extractor.extract(document(sentence, date=PartialDate(2024, 5, 2)))
    assert event(extraction, EventClass.MEETING).status.modality is modality


@pytest.mark.parametrize(
    ("words", "tense", "day", "modality"),
    [
        ("på på ADP 5 case", "Pres", "2024-05-05", Modality.PLANNED),
        ("på på ADP 5 case", "Past", "2024-04-28", Modality.ACTUAL),
        ("til til ADP 5 case", "Past", "2024-05-05", Modality.ACTUAL),
    ],
)
def test_a_weekday_is_before_or_after_publication_as_the_tense_tells(
    extractor: Extractor, words: str, tense: str, day: str, modality: Modality
) -> None:
    sentence = f"""
    Kari Kari PROPN 2 nsubj _ B-PER
    møter møte VERB 0 root Tense={tense}
    Per Per PROPN 2 obj _ B-PER
    {words}
    søndag søndag NOUN 2 obl
    """
    found = event(extractor.extract(document(sentence, date=PartialDate(2024, 5, 2))), EventClass.MEETING)
    assert found.time is not None and str(found.time.value) == day
    assert found.status.modality is modality


@pytest.mark.parametrize(
    ("auxiliary", "modality"), [("kan kunne AUX", Modality.ACTUAL), ("skal skulle AUX", Modality.PLANNED)]
)
def test_who_can_tell_it_tells_it(extractor: Extractor, auxiliary: str, modality: Modality) -> None:
    sentence = f"""
    Kari Kari PROPN 3 nsubj _ B-PER
    {auxiliary} 3 aux
    fortelje fortelje VERB 0 root
    at at SCONJ 6 mark
    Per Per PROPN 6 nsubj _ B-PER
    kom kome VERB 3 ccomp
    """
    assert event(extractor.extract(document(sentence)), EventClass.UTTERANCE).status.modality is modality


def test_first_person_in_a_quotation_is_the_speaker(extractor: Extractor) -> None:
    sentence = """
    – – PUNCT 3 punct
    Eg eg PRON 3 nsubj Number=Sing|Person=1
    støttar støtte VERB 6 ccomp
    Per Per PROPN 3 obj _ B-PER
    , , PUNCT 3 punct
    seier seie VERB 0 root
    Kari Kari PROPN 6 nsubj _ B-PER
    """
    extraction = extractor.extract(document(sentence))
    names = {e.key: e.name for e in extraction.entities}
    support = event(extraction, EventClass.SUPPORT)
    assert {(a.role.value, names[a.entity]) for a in support.arguments} == {
        ("agent", "Kari"),
        ("patient", "Per"),
    }


def test_one_expression_means_one_time(extractor: Extractor) -> None:
    sentence = """
    Kari Kari PROPN 2 nsubj _ B-PER
    møter møte VERB 0 root Tense=Pres
    Per Per PROPN 2 obj _ B-PER
    søndag søndag NOUN 2 obl
    og og CCONJ 6 cc
    kritiserte kritisere VERB 2 conj Tense=Past
    Per Per PROPN 6 obj _ B-PER
    """
    found = extractor.extract(document(sentence, date=PartialDate(2024, 5, 2))).events
    assert len({str(e.time.value) for e in found if e.time is not None}) == 1


NOT_EITHER = """
Heller heller ADV 2 advmod
ikkje ikkje ADV 3 advmod
måndag måndag NOUN 4 obl
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 4 nsubj _ B-PER
Per Per PROPN 4 obj _ B-PER
"""
AN_ATTACK = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
ei ein DET 4 det
kvinne kvinne NOUN 2 obj
"""


@pytest.mark.parametrize(
    ("sentence", "polarity"), [(NOT_EITHER, Polarity.NEGATIVE), (AN_ATTACK, Polarity.POSITIVE)]
)
def test_what_denies_and_what_only_looks_so(extractor: Extractor, sentence: str, polarity: Polarity) -> None:
    found = event(extractor.extract(document(sentence)), EventClass.CRITICISM)
    assert found.status.polarity is polarity


COORDINATED = """
Kari Kari PROPN 3 nsubj _ B-PER
vil ville AUX 3 aux Tense=Pres
reise reise VERB 0 root VerbForm=Inf
men men CCONJ 5 cc
{} kritisere VERB 3 conj {}
Per Per PROPN 5 obj _ B-PER
"""
BECAUSE = """
Liv Liv PROPN 3 nsubj _ B-PER
må måtte AUX 3 aux Tense=Pres
reise reise VERB 0 root VerbForm=Inf
{} {} SCONJ 6 mark
Kari Kari PROPN 6 nsubj _ B-PER
kritiserte kritisere VERB 3 advcl Tense=Past|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
COMING = """
Kari Kari PROPN 2 nsubj _ B-PER
kjem kome VERB 0 root Tense=Pres|VerbForm=Fin
til til ADP 5 case
å å PART 5 mark
kritisere kritisere VERB 2 advcl VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
"""
WHY = """
Kvifor kvifor ADV 2 advmod
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 2 nsubj _ B-PER
Per Per PROPN 2 obj _ B-PER
? ? PUNCT 2 punct
"""
FOLLY = """
Det det PRON 3 expl
{} vere AUX 3 cop Tense={}
galskap galskap NOUN 0 root
å å PART 5 mark
kritisere kritisere VERB 3 csubj VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        (COORDINATED.format("kritiserer", "Tense=Pres|VerbForm=Fin"), Modality.ACTUAL),
        (COORDINATED.format("kritisere", "VerbForm=Inf"), Modality.PLANNED),
        (BECAUSE.format("fordi", "fordi"), Modality.ACTUAL),
        (BECAUSE.format("dersom", "dersom"), Modality.POSSIBLE),
        (COMING, Modality.PLANNED),
        (WHY, Modality.ACTUAL),
        (WHY.replace("Kvifor kvifor", "No no"), Modality.POSSIBLE),
        (FOLLY.format("er", "Pres"), Modality.POSSIBLE),
        (FOLLY.format("var", "Past"), Modality.ACTUAL),
    ],
)
def test_clauses_lend_their_status_only_where_they_govern(
    extractor: Extractor, sentence: str, modality: Modality
) -> None:
    found = event(extractor.extract(document(sentence)), EventClass.CRITICISM)
    assert found.status.modality is modality


@pytest.mark.parametrize(
    ("form", "tense", "modality"),
    [("blir", "Pres", Modality.PLANNED), ("blei", "Past", Modality.ACTUAL)],
)
def test_who_becomes_something_is_not_that_yet(
    extractor: Extractor, form: str, tense: str, modality: Modality
) -> None:
    sentence = f"""
Kari Kari PROPN 2 nsubj _ B-PER
{form} bli VERB 0 root Tense={tense}|VerbForm=Fin
ny ny ADJ 4 amod
ordførar ordførar NOUN 2 xcomp
"""
    found = event(extractor.extract(document(sentence)), EventClass.APPOINTMENT)
    assert found.status.modality is modality


@pytest.mark.parametrize(
    ("auxiliary", "modality"),
    [("burde burde AUX 3 aux", Modality.POSSIBLE), ("har ha AUX 3 aux", Modality.ACTUAL)],
)
def test_a_participle_under_a_modal_verb_is_no_fact(
    extractor: Extractor, auxiliary: str, modality: Modality
) -> None:
    found = extractor.extract(
        document(
            f"""
Kari Kari PROPN 3 nsubj _ B-PER
{auxiliary}
kritisert kritisere VERB 0 root VerbForm=Part
Per Per PROPN 3 obj _ B-PER
"""
        )
    )
    assert event(found, EventClass.CRITICISM).status.modality is modality


def test_who_is_urged_to_something_has_not_done_it(extractor: Extractor) -> None:
    found = extractor.extract(
        document(
            """
Kari Kari PROPN 2 nsubj _ B-PER
oppmodar oppmode VERB 0 root Tense=Pres|VerbForm=Fin
til til ADP 6 case
at at SCONJ 6 mark
Vik_Vel Vik_Vel PROPN 6 nsubj _ B-ORG
kritiserer kritisere VERB 2 advcl Tense=Pres|VerbForm=Fin
Per Per PROPN 6 obj _ B-PER
"""
        )
    )
    assert event(found, EventClass.CRITICISM).status.modality is Modality.REQUESTED


@pytest.mark.parametrize(
    ("head", "modality"),
    [
        ("reiste reise VERB 0 root Tense=Past|VerbForm=Fin", Modality.ACTUAL),
        ("reiser reise VERB 0 root Tense=Pres|VerbForm=Fin", Modality.PLANNED),
    ],
)
def test_what_somebody_went_to_do(extractor: Extractor, head: str, modality: Modality) -> None:
    found = extractor.extract(
        document(
            f"""
Kari Kari PROPN 2 nsubj _ B-PER
{head}
for for ADP 5 case
å å PART 5 mark
kritisere kritisere VERB 2 advcl VerbForm=Inf
Per Per PROPN 5 obj _ B-PER
"""
        )
    )
    assert event(found, EventClass.CRITICISM).status.modality is modality


def test_a_passive_ending_is_undone(extractor: Extractor) -> None:
    found = extractor.extract(
        document(
            """
Kari Kari PROPN 3 nsubj _ B-PER
må måtte AUX 3 aux
kritiserast kritiserast VERB 0 root VerbForm=Inf
av av ADP 5 case
Per Per PROPN 3 obl _ B-PER
"""
        )
    )
    names = {e.key: e.name for e in found.entities}
    told = event(found, EventClass.CRITICISM)
    assert {(a.role.value, names[a.entity]) for a in told.arguments} == {
        ("patient", "Kari"),
        ("agent", "Per"),
    }


def test_being_in_something_is_taking_part(extractor: Extractor) -> None:
    found = extractor.extract(
        document(
            """
Kari Kari PROPN 3 nsubj _ B-PER
er vere AUX 3 cop
med med ADP 0 root
i i ADP 5 case
Vik_Marsjen Vik_Marsjen PROPN 3 obl _ B-EVT
"""
        )
    )
    assert {a.role.value for a in event(found, EventClass.PARTICIPATION).arguments} == {"agent", "patient"}


def test_being_against_something_is_rejecting_it(extractor: Extractor) -> None:
    found = extractor.extract(
        document(
            """
Kari Kari PROPN 4 nsubj _ B-PER
er vere AUX 4 cop
mot mot ADP 4 case
planen plan NOUN 0 root Definite=Def
"""
        )
    )
    assert {a.role.value for a in event(found, EventClass.REJECTION).arguments} == {"agent", "patient"}


@pytest.mark.parametrize(("preposition", "year"), [("frå", None), ("fra", None), ("i", "2015")])
def test_the_time_of_a_thing_is_not_that_of_what_happens_to_it(
    extractor: Extractor, preposition: str, year: str | None
) -> None:
    found = extractor.extract(
        document(
            f"""
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
planen plan NOUN 2 obj Definite=Def
{preposition} {preposition} ADP 5 case
2015 2015 NUM 3 nmod
"""
        )
    )
    time = event(found, EventClass.CRITICISM).time
    assert (str(time.value) if time is not None else None) == year


@pytest.mark.parametrize("week", ["neste veke", "neste uke"])
def test_what_happens_next_week_is_planned(extractor: Extractor, week: str) -> None:
    following, noun = week.split()
    found = extractor.extract(
        document(
            f"""
Kari Kari PROPN 2 nsubj _ B-PER
møter møte VERB 0 root Tense=Pres
Per Per PROPN 2 obj _ B-PER
{following} neste ADJ 5 amod
{noun} {noun} NOUN 2 obl
""",
            date=PartialDate(2024, 3, 5),
        )
    )
    assert event(found, EventClass.MEETING).status.modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("lemma", "verb"),
    [
        ("utnemnne", "utnemne"),
        ("nemnne", "nemne"),
        ("stemme", "stemme"),
        ("opprette", "opprette"),
        ("ramme", "ramme"),
    ],
)
def test_a_consonant_is_not_doubled_behind_another_one(lemma: str, verb: str) -> None:
    (token,) = document(f"nemnde {lemma} VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin").doc
    assert verb_lemma(token) == verb


CALLED_OFF = """
Møtet møte NOUN 7 nsubj Definite=Def
mellom mellom ADP 3 case
Kari Kari PROPN 1 nmod _ B-PER
og og CCONJ 5 cc
Per Per PROPN 3 conj _ B-PER
vart verte AUX 7 aux:pass
{} {} VERB 0 root VerbForm=Part
tysdag tysdag NOUN 7 obl
"""


@pytest.mark.parametrize(
    ("participle", "polarity", "modality"),
    [
        ("utsett utsetje", Polarity.POSITIVE, Modality.PLANNED),
        ("avlyst avlyse", Polarity.NEGATIVE, Modality.ACTUAL),
        ("rost rose", Polarity.POSITIVE, Modality.ACTUAL),
    ],
)
@pytest.mark.parametrize("parse", ["verb", "adjective"])
def test_what_was_put_off_or_called_off_did_not_take_place(
    extractor: Extractor, participle: str, polarity: Polarity, modality: Modality, parse: str
) -> None:
    rows = CALLED_OFF.format(*participle.split())
    if parse == "adjective":
        rows = rows.replace("vart verte AUX 7 aux:pass", "er vere AUX 7 cop").replace("VERB 0", "ADJ 0")
    meeting = event(extractor.extract(document(rows, date=PartialDate(2024, 3, 7))), EventClass.MEETING)
    assert (meeting.status.polarity, meeting.status.modality) == (polarity, modality)
    if parse == "verb":
        # The time is that of the putting off.
        assert (meeting.time is None) == (participle != "rost rose")


def test_what_is_not_called_off_is_still_planned(extractor: Extractor) -> None:
    rows = CALLED_OFF.format("avlyst", "avlyse").replace(
        "tysdag tysdag NOUN 7 obl", "ikkje ikkje PART 7 advmod"
    )
    meeting = event(extractor.extract(document(rows)), EventClass.MEETING)
    assert (meeting.status.polarity, meeting.status.modality) == (Polarity.POSITIVE, Modality.PLANNED)
