"""What becomes of announced events, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.model.article import PartialDate
from app.model.extraction import Event, Extraction
from app.model.vocabulary import EventClass, Modality, Polarity, Role
from tests.extraction.documents import document

SHOULD_HAVE = """
Kari Kari PROPN 4 nsubj _ B-PER
skulle skulle AUX 4 aux Tense=Past|VerbForm=Fin
ha ha AUX 4 aux VerbForm=Inf
møtt møte VERB 0 root VerbForm=Part
Per Per PROPN 4 obj _ B-PER
fredag fredag NOUN 4 obl
, , PUNCT 10 punct
men men CCONJ 10 cc
{} {} NOUN 10 nsubj Definite=Def|Number=Sing
{} {} {} 4 conj VerbForm=Part
vart verte AUX 10 aux:pass
"""
WEDNESDAY = PartialDate(2024, 3, 6)


def told(extractor: Extractor, noun: str, turn: str, tag: str = "VERB") -> Extraction:
    form, lemma = turn.split()
    rows = SHOULD_HAVE.format(noun, {"møtet": "møte", "konserten": "konsert"}[noun], form, lemma, tag)
    return extractor.extract(document(rows, date=WEDNESDAY))


def of(extraction: Extraction, kind: EventClass) -> list[Event]:
    return [e for e in extraction.events if e.event_class is kind]


@pytest.mark.parametrize(
    ("turn", "kind", "status"),
    [
        ("avlyst avlyse", EventClass.CANCELLATION, (Polarity.NEGATIVE, Modality.ACTUAL)),
        ("utsett utsetje", EventClass.POSTPONEMENT, (Polarity.POSITIVE, Modality.PLANNED)),
        ("utsatt utsette", EventClass.POSTPONEMENT, (Polarity.POSITIVE, Modality.PLANNED)),
    ],
)
def test_a_noun_names_again_what_should_have_been(
    extractor: Extractor, turn: str, kind: EventClass, status: tuple[Polarity, Modality]
) -> None:
    extraction = told(extractor, "møtet", turn)
    announced, again = of(extraction, EventClass.MEETING)
    assert (announced.status.polarity, announced.status.modality) == (Polarity.POSITIVE, Modality.PLANNED)
    assert (again.status.polarity, again.status.modality) == status
    for role in (Role.AGENT, Role.COAGENT):
        assert announced.entities(role) == again.entities(role) != ()
    # Friday is the day of the meeting, not of the calling off.
    assert str(announced.time.value if announced.time else None) == "2024-03-08"
    assert again.time is None
    assert all(turned.time is None for turned in of(extraction, kind)) and of(extraction, kind)


def test_a_noun_of_another_kind_names_nothing_again(extractor: Extractor) -> None:
    extraction = told(extractor, "konserten", "avlyst avlyse")
    assert len(of(extraction, EventClass.MEETING)) == 1
    assert of(extraction, EventClass.PERFORMANCE) == []


def test_what_was_held_is_not_what_is_called_off(extractor: Extractor) -> None:
    held = """
    Kari Kari PROPN 2 nsubj _ B-PER
    møtte møte VERB 0 root Tense=Past|VerbForm=Fin
    Per Per PROPN 2 obj _ B-PER
    """
    off = """
    Møtet møte NOUN 3 nsubj Definite=Def|Number=Sing
    er vere AUX 3 cop
    avlyst avlyse ADJ 0 root
    """
    assert len(of(extractor.extract(document(held, off)), EventClass.MEETING)) == 1


CLOSURE = """
Nedlegginga nedlegging NOUN 5 nsubj Definite=Def|Number=Sing
av av ADP 3 case
Havbruket Havbruket PROPN 1 nmod _ B-ORG
er vere AUX 5 cop
{} {} ADJ 0 root Definite=Ind|Number=Sing
"""


@pytest.mark.parametrize("participle", ["utsett utsetje", "framskunda framskunde", "fremskyndet fremskynde"])
def test_a_participle_that_the_parse_takes_for_an_adjective(extractor: Extractor, participle: str) -> None:
    extraction = extractor.extract(document(CLOSURE.format(*participle.split())))
    (closure,) = of(extraction, EventClass.CLOSURE)
    assert closure.status.modality is Modality.PLANNED
    assert len(of(extraction, EventClass.POSTPONEMENT)) == 1


MOVED = """
Konserten konsert NOUN 5 nsubj Definite=Def|Number=Sing
til til ADP 3 case
Kari Kari PROPN 1 nmod _ B-PER
er vere AUX 5 aux:pass
{} {} VERB 0 root VerbForm=Part
{} {} ADP 7 case
{} {} {} 5 obl
"""


@pytest.mark.parametrize(
    ("words", "is_moved"),
    [
        ("flytta flytte til til oktober oktober NOUN", True),
        ("flyttet flytte til til fredag fredag NOUN", True),
        ("flytta flytte til til kyrkja kyrkje NOUN", True),
        ("rost rose for for salongen salong NOUN", False),
    ],
)
def test_what_is_moved_to_another_time(extractor: Extractor, words: str, is_moved: bool) -> None:
    extraction = extractor.extract(document(MOVED.format(*words.split()), date=WEDNESDAY))
    moved = of(extraction, EventClass.POSTPONEMENT)
    assert bool(moved) is is_moved
    (concert,) = of(extraction, EventClass.PERFORMANCE)
    assert concert.status.modality is (Modality.PLANNED if is_moved else Modality.ACTUAL)


def test_the_time_that_something_is_moved_to_lies_ahead(extractor: Extractor) -> None:
    rows = MOVED.format("utsett", "utsetje", "til", "til", "januar", "januar", "NOUN")
    (moved,) = of(extractor.extract(document(rows, date=PartialDate(2024, 3, 6))), EventClass.POSTPONEMENT)
    assert str(moved.time.value if moved.time else None) == "2025-01"


ELECTION = """
Det det PRON 3 expl
{} {} AUX 3 aux:pass
halde halde VERB 0 root VerbForm=Part
val val NOUN 3 obj Definite=Ind|Number=Sing
i i ADP 6 case
Storvik Storvik PROPN 3 obl _ B-GPE_LOC
"""


def test_an_election_is_held_in_its_place(extractor: Extractor) -> None:
    extraction = extractor.extract(document(ELECTION.format("vart", "verte")))
    (election,) = of(extraction, EventClass.ELECTION)
    names = {e.key: e.name for e in extraction.entities}
    assert [names[key] for key in election.entities(Role.PLACE)] == ["Storvik"]
    assert election.status.asserted


def test_a_country_that_moves_its_election_is_where_it_is(extractor: Extractor) -> None:
    rows = """
    Storvik Storvik PROPN 2 nsubj _ B-GPE_LOC
    utsette utsetje VERB 0 root Tense=Past|VerbForm=Fin
    valet val NOUN 2 obj Definite=Def|Number=Sing
    """
    (election,) = of(extractor.extract(document(rows)), EventClass.ELECTION)
    assert election.entities(Role.PLACE) and election.status.modality is Modality.PLANNED


GOES = """
Konserten konsert NOUN 4 nsubj Definite=Def|Number=Sing
til til ADP 3 case
Kari Kari PROPN 1 nmod _ B-PER
går gå VERB 0 root Tense=Pres|VerbForm=Fin
{} {} PART 4 advmod
som som ADP 7 case
planlagt planleggje ADJ 4 xcomp
"""


@pytest.mark.parametrize(
    ("word", "polarity"),
    [("ikkje", Polarity.NEGATIVE), ("ikke", Polarity.NEGATIVE), ("framleis", Polarity.POSITIVE)],
)
def test_what_does_not_go_as_planned_is_planned_no_more(
    extractor: Extractor, word: str, polarity: Polarity
) -> None:
    (concert,) = of(extractor.extract(document(GOES.format(word, word))), EventClass.PERFORMANCE)
    assert (concert.status.polarity, concert.status.modality) == (polarity, Modality.PLANNED)
