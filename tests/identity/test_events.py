"""When two reports are of one event."""

from dataclasses import replace
from datetime import date

import pytest

from app.identity.events import Match, candidates, matches
from app.identity.reports import Participant, Report, Turn
from app.identity.wording import similarity
from app.model.vocabulary import EventClass, Modality, Polarity, Role

KARI = Participant(Role.AGENT, "person/kari", "Kari Vik", True, False)
LIV = Participant(Role.COAGENT, "person/liv", "Liv Strand", True, False)
TOWN = Participant(Role.PLACE, "no/storvik", "Storvik", True, True)
DAY = date(2024, 3, 5)
MEETING = Report(
    "fact/1",
    "a",
    EventClass.MEETING,
    "møte",
    Polarity.POSITIVE,
    Modality.ACTUAL,
    DAY,
    None,
    None,
    (KARI, LIV, TOWN),
)
AGAIN = replace(MEETING, iri="fact/2", article="b", published=date(2024, 3, 6))
CROWD = [
    replace(
        MEETING,
        iri=f"fact/x{n}",
        article=f"x{n}",
        event_class=EventClass.ATTACK,
        participants=(Participant(Role.AGENT, f"person/{n}", f"Nr {n}", True, False),),
    )
    for n in range(80)
]


def found(*reports: Report) -> list[Match]:
    return [*matches([*CROWD, *reports])]


def test_the_same_meeting_told_twice() -> None:
    (match,) = found(MEETING, AGAIN)
    assert match.pair == ("fact/1", "fact/2")
    assert "Kari Vik, Liv Strand, Storvik" in match.reason


@pytest.mark.parametrize(
    "other",
    [
        replace(AGAIN, event_class=EventClass.NEGOTIATION),
        replace(AGAIN, polarity=Polarity.NEGATIVE),
        replace(AGAIN, modality=Modality.POSSIBLE),
        replace(AGAIN, published=date(2024, 4, 6)),
        replace(AGAIN, begin=date(2023, 1, 1), end=date(2023, 12, 31)),
        replace(AGAIN, participants=(replace(KARI, iri="person/ola", label="Ola Nes"), LIV)),
        replace(AGAIN, participants=(KARI,)),
    ],
    ids=["class", "denied", "possible", "later", "last year", "another party", "one alone"],
)
def test_another_event(other: Report) -> None:
    assert found(MEETING, other) == []


def test_what_was_announced_and_then_held_is_one() -> None:
    planned = replace(MEETING, modality=Modality.PLANNED, published=date(2024, 3, 3))
    assert len(found(planned, AGAIN)) == 1
    # What is announced after it was held is the next one.
    assert found(replace(planned, published=date(2024, 3, 8)), AGAIN) == []


def test_what_became_of_an_announced_event() -> None:
    planned = replace(MEETING, modality=Modality.PLANNED, published=date(2024, 3, 3))
    off = replace(AGAIN, turn=Turn.CANCELLED)
    not_held = replace(AGAIN, polarity=Polarity.NEGATIVE)
    for later in (off, not_held, replace(off, polarity=Polarity.NEGATIVE, modality=Modality.PLANNED)):
        assert len(found(planned, later)) == 1
        # What was called off before is no longer announced.
        assert found(replace(planned, published=date(2024, 3, 8)), later) == []
        # And it was not held, which another article would tell.
        assert found(later, replace(MEETING, iri="fact/3", article="c")) == []


def test_what_was_moved_is_one_with_both_its_times() -> None:
    first, second = date(2024, 3, 12), date(2024, 3, 20)
    planned = replace(MEETING, modality=Modality.PLANNED, published=date(2024, 3, 3), begin=first, end=first)
    moved = replace(AGAIN, turn=Turn.POSTPONED, begin=second, end=second)
    held = replace(MEETING, iri="fact/3", article="c", published=date(2024, 3, 21), begin=second, end=second)
    assert found(planned, held) == []
    assert [match.pair for match in found(planned, moved, held)] == [
        ("fact/1", "fact/2"),
        ("fact/1", "fact/3"),
        ("fact/2", "fact/3"),
    ]


def test_few_words_say_which_announced_event_was_put_off() -> None:
    planned = replace(MEETING, modality=Modality.PLANNED, published=date(2024, 3, 3))
    brief = replace(AGAIN, predicate="halde møte", participants=(KARI, LIV))
    assert found(planned, replace(brief, modality=Modality.PLANNED)) == []
    for turn in Turn:
        assert len(found(planned, replace(brief, modality=Modality.PLANNED, turn=turn))) == 1


def test_in_a_small_collection_a_place_is_no_more_telling_and_a_person_is() -> None:
    seldom = replace(MEETING, participants=(KARI, LIV))
    again = replace(AGAIN, participants=(KARI, LIV))
    (match,) = matches([seldom, again])
    (larger,) = found(seldom, again)
    assert dict(match.features)["rare"] == dict(larger.features)["rare"] == 1.0
    countries = tuple(
        Participant(role, f"country/{name}", name, True, True)
        for role, name in ((Role.AGENT, "Noreg"), (Role.COAGENT, "Sverige"))
    )
    one, other = (
        replace(report, participants=countries, predicate=report.article) for report in (seldom, again)
    )
    assert list(matches([one, other])) == []


def test_an_article_tells_the_same_of_the_same_by_the_same_word() -> None:
    dead = Participant(Role.PATIENT, "person/ola", "Ola Nes", True, False)
    arrest = replace(MEETING, event_class=EventClass.ARREST, predicate="pågripe", participants=(dead,))
    again = replace(arrest, iri="fact/2")
    many = [
        replace(CROWD[0], iri=f"fact/y{n}", participants=(replace(dead, iri=f"person/y{n}"),))
        for n in range(600)
    ]

    def is_one(one: Report, other: Report) -> bool:
        return bool(list(matches([*many, one, other])))

    assert is_one(arrest, again)
    assert not is_one(arrest, replace(again, article="b"))
    assert not is_one(arrest, replace(again, predicate="ta"))
    travel = replace(arrest, event_class=EventClass.TRAVEL)
    assert not is_one(travel, replace(travel, iri="fact/2"))


def test_words_of_one_root_speak_for_one_event() -> None:
    def kin(word: str) -> float:
        (match,) = found(MEETING, replace(AGAIN, predicate=word))
        return dict(match.features)["kin"]

    assert [kin(word) for word in ("toppmøte", "halde møte", "møte", "drøfte")] == [1.0, 1.0, 0.0, 0.0]


def test_named_times_have_to_agree() -> None:
    dated = replace(MEETING, begin=DAY, end=DAY)
    assert len(found(dated, replace(AGAIN, begin=date(2024, 3, 1), end=date(2024, 3, 31)))) == 1
    assert found(dated, replace(AGAIN, begin=date(2024, 3, 6), end=date(2024, 3, 6))) == []


def test_one_dies_once() -> None:
    dead = replace(KARI, role=Role.PATIENT)
    death = replace(MEETING, event_class=EventClass.DEATH, predicate="døy", participants=(dead, TOWN))
    later = replace(death, iri="fact/2", article="b", published=date(2024, 8, 1))
    assert len(found(death, later)) == 1


def test_things_said_are_each_for_themselves() -> None:
    said = replace(MEETING, event_class=EventClass.UTTERANCE)
    assert found(said, replace(AGAIN, event_class=EventClass.UTTERANCE)) == []


def test_work_grows_with_the_number() -> None:
    many = [replace(MEETING, iri=f"fact/{n}", article=f"a{n}") for n in range(400)]
    assert len(candidates(many)) <= 3 * 40 * 400


def test_numbers_are_compared_as_numbers_however_they_are_written() -> None:
    assert similarity("to drepne", "2 drepne") == 1.0
    assert similarity("to drepne", "tre drepne") == 0.0
    assert similarity("tolv skadde", "dei 12 skadde") == 1.0
    assert similarity("om lag tjue døde", "23 døde") == 1.0
    # Many of one number are telling by themselves, two are not.
    assert similarity("20 omkomne", "tjue fiskarar") == 0.5
    assert similarity("to omkomne", "to fiskarar") < 0.5


def test_a_town_lies_in_its_county() -> None:
    inside = replace(TOWN, within=frozenset({"no/vestland", "country/noreg"}))
    county = replace(TOWN, iri="no/vestland", label="Vestland")
    elsewhere = replace(county, iri="no/nordland", label="Nordland")
    town = replace(MEETING, participants=(KARI, inside))
    others = [replace(AGAIN, participants=(KARI, place)) for place in (county, elsewhere)]
    assert [len(found(town, other)) for other in others] == [1, 0]


def test_one_is_killed_once_whoever_tells_it_how() -> None:
    victim = replace(KARI, role=Role.PATIENT)
    death = replace(MEETING, event_class=EventClass.DEATH, predicate="døy", participants=(victim,))
    other = replace(death, iri="fact/2", predicate="bortgang")
    assert len(found(death, other)) == 1
    assert (
        found(replace(death, event_class=EventClass.INJURY), replace(other, event_class=EventClass.INJURY))
        == []
    )


def test_the_same_sentence_in_two_papers() -> None:
    said = "Ola Nes avviste framlegget."
    one = replace(
        MEETING, event_class=EventClass.REJECTION, predicate="avvise", participants=(KARI,), sentence=said
    )
    other = replace(one, iri="fact/2", article="b", published=None)
    assert len(found(one, other)) == 1
    assert found(one, replace(other, sentence="Ola Nes avviste alt.")) == []


def test_what_was_demanded_and_then_happened_once() -> None:
    closing = replace(MEETING, event_class=EventClass.CLOSURE, predicate="leggje ned")
    wanted = replace(
        closing, iri="fact/2", article="b", modality=Modality.REQUESTED, published=date(2024, 1, 9)
    )
    assert len(found(closing, wanted)) == 1
    assert found(closing, replace(wanted, published=date(2024, 3, 9))) == []
    # Of what happens often it may be another time.
    meeting, asked = (replace(report, event_class=EventClass.MEETING) for report in (closing, wanted))
    assert found(meeting, replace(asked, published=date(2024, 3, 4))) == []
    assert len(found(asked, replace(asked, iri="fact/3", article="c", modality=Modality.POSSIBLE))) == 1


def test_descriptions_are_compared_by_the_beginnings_of_words_and_by_numbers() -> None:
    assert similarity("framlegget til strategi", "framlegg til strategi") > 0.4
    assert similarity("20 soldatar", "20 soldatane") == 1.0
    assert similarity("20 soldatar", "30 soldatar") < 0.5
    assert similarity("ein bil", "i dag") == 0.0


def test_who_acts_for_a_country_supports_and_does_not_decide() -> None:
    norway, sweden = (
        Participant(role, f"country/{name}", name, True, True)
        for role, name in ((Role.AGENT, "Noreg"), (Role.COAGENT, "Sverige"))
    )
    states = replace(MEETING, participants=(norway, sweden, TOWN))
    heads = (replace(KARI, acts_for=frozenset({norway.iri})), replace(LIV, acts_for=frozenset({sweden.iri})))
    others = [
        replace(
            MEETING, iri=f"fact/y{n}", article=f"y{n}", participants=(TOWN,), event_class=EventClass.VISIT
        )
        for n in range(5)
    ]
    dated = [
        replace(report, begin=DAY, end=DAY)
        for report in (states, replace(AGAIN, participants=(*heads, TOWN)))
    ]
    assert [match.pair for match in found(*dated, *others)] == [("fact/1", "fact/2")]
    assert found(dated[0], replace(dated[1], participants=(KARI, LIV, TOWN)), *others) == []
    # Without a town in common it is not decided, and two ministers of one country are two.
    assert found(replace(states, participants=(norway, sweden)), replace(AGAIN, participants=heads)) == []
    ministers = tuple(replace(head, iri=f"{head.iri}-2", label=f"{head.label} 2") for head in heads)
    assert found(dated[1], replace(dated[0], participants=(*ministers, TOWN)), *others) == []


def test_who_began_a_war_is_what_sources_differ_on() -> None:
    one, other = (
        replace(
            MEETING,
            iri=f"fact/{article}",
            article=article,
            event_class=EventClass.ATTACK,
            predicate=predicate,
            participants=(replace(KARI, role=first), replace(LIV, role=second)),
        )
        for article, predicate, first, second in (
            ("a", "starte krig", Role.AGENT, Role.PATIENT),
            ("b", "innleie krig", Role.PATIENT, Role.AGENT),
        )
    )
    (match,) = found(one, other)
    assert dict(match.features)["begun"] == 1.0
    # Who attacks and is attacked on one day are two attacks.
    assert found(*(replace(report, predicate="angripe") for report in (one, other))) == []
