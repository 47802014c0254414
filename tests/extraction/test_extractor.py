"""What sentences of known parse tell."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Term, Title
from app.extraction.lexicon import load_lexicon
from app.model.article import PartialDate
from app.model.extraction import Extraction
from app.model.vocabulary import EntityType, EventClass, Modality, Polarity, RelationType, Role
from tests.extraction.documents import document


def _entry(id_: str, kind: EntityType, nn: str, en: str = "", *terms: Term) -> Entry:
    return Entry(id_, kind, nn, nn, en, (), None, terms[0].of if terms else None, {}, terms)


def _gazetteer() -> Gazetteer:
    entries = [
        _entry("country/x", EntityType.GEOPOLITICAL_ENTITY, "Vestland", "Westland"),
        _entry(
            "person/y",
            EntityType.PERSON,
            "Ola Storvik",
            "",
            Term(("statsminister",), "country/x", "2001-05"),
            Term(("president",), "country/x", "1991", "1994"),
        ),
    ]
    names = {form: (e.id,) for e in entries for form in e.forms}
    titles = {t: Title(t, "", "office", "holdsPosition") for t in ("statsminister", "president")}
    titles["leiar"] = Title("leiar", "leader", "office", "leaderOf")
    surnames = {"Storvik": (entries[1],)}
    return Gazetteer(
        {e.id: e for e in entries}, names, {"vestlandsk": "country/x"}, {"vestlending": "country/x"}, titles,
        {"Kari": "f", "Per": "m"}, {}, surnames,
    )  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon(), _gazetteer())


def facts(extraction: Extraction) -> set[tuple[str, ...]]:
    """(class, role, name) of every argument."""
    names = {e.key: e.name for e in extraction.entities}
    return {
        (v.event_class.value, a.role.value, names[a.entity]) for v in extraction.events for a in v.arguments
    }


ACTIVE = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per per PROPN 2 obj _ B-PER
. . PUNCT 2 punct
"""
PASSIVE = """
Per Per PROPN 3 nsubj:pass _ B-PER
vart verte AUX 3 aux:pass
kritisert kritisere VERB 0 root VerbForm=Part
av av ADP 5 case
Kari Kari PROPN 3 obl _ B-PER
"""


@pytest.mark.parametrize("sentence", [ACTIVE, PASSIVE])
def test_voice_does_not_turn_the_direction(extractor: Extractor, sentence: str) -> None:
    found = facts(extractor.extract(document(sentence)))
    assert ("Criticism", "agent", "Kari") in found
    assert ("Criticism", "patient", "Per") in found


def test_coordinated_actors_all_act(extractor: Extractor) -> None:
    found = facts(
        extractor.extract(
            document(
                """
                Kari Kari PROPN 4 nsubj _ B-PER
                og og CCONJ 3 cc
                Per Per PROPN 1 conj _ B-PER
                kritiserte kritisere VERB 0 root
                Høgre Høgre PROPN 4 obj _ B-ORG
                """
            )
        )
    )
    assert {
        ("Criticism", "agent", "Kari"),
        ("Criticism", "agent", "Per"),
        ("Criticism", "patient", "Høgre"),
    } <= found


def test_coordinated_parties_of_a_meeting_meet_each_other(extractor: Extractor) -> None:
    found = facts(
        extractor.extract(
            document(
                """
                Kari Kari PROPN 4 nsubj _ B-PER
                og og CCONJ 3 cc
                Per Per PROPN 1 conj _ B-PER
                møttest møtast VERB 0 root
                """
            )
        )
    )
    assert {("Meeting", "agent", "Kari"), ("Meeting", "coagent", "Per")} <= found


@pytest.mark.parametrize(
    ("words", "polarity", "modality"),
    [
        ("ikkje ikkje PART 3 advmod", Polarity.NEGATIVE, Modality.ACTUAL),
        ("skal skulle AUX 3 aux", Polarity.POSITIVE, Modality.PLANNED),
        ("kan kunne AUX 3 aux", Polarity.POSITIVE, Modality.POSSIBLE),
        ("må måtte AUX 3 aux", Polarity.POSITIVE, Modality.REQUESTED),
        ("kanskje kanskje ADV 3 advmod", Polarity.POSITIVE, Modality.POSSIBLE),
        ("no no ADV 3 advmod", Polarity.POSITIVE, Modality.ACTUAL),
    ],
)
def test_status_words(extractor: Extractor, words: str, polarity: Polarity, modality: Modality) -> None:
    sentence = (
        f"Kari Kari PROPN 3 nsubj _ B-PER\n{words}\ndrepe drepe VERB 0 root\nPer Per PROPN 3 obj _ B-PER"
    )
    (event,) = extractor.extract(document(sentence)).events
    assert event.event_class is EventClass.KILLING
    assert (event.status.polarity, event.status.modality) == (polarity, modality)
    assert event.status.asserted == (words.startswith("no"))


PLANS = """
Kari Kari PROPN 2 nsubj _ B-PER
planlegg planleggje VERB 0 root VerbForm=Fin
å å PART 4 mark
besøke besøkje VERB 2 xcomp VerbForm=Inf
Vestland Vestland PROPN 4 obj _ B-GPE_LOC
"""


def test_infinitive_takes_its_subject_and_status_from_the_verb_above(extractor: Extractor) -> None:
    extraction = extractor.extract(document(PLANS))
    assert {("Visit", "agent", "Kari"), ("Visit", "patient", "Vestland")} <= facts(extraction)
    (visit,) = [e for e in extraction.events if e.event_class is EventClass.VISIT]
    assert visit.status.modality is Modality.PLANNED


def test_what_is_avoided_did_not_happen(extractor: Extractor) -> None:
    sentence = PLANS.replace("planlegg planleggje", "unngjekk unngå")
    (visit,) = extractor.extract(document(sentence)).events
    assert visit.status.polarity is Polarity.NEGATIVE


def test_relative_clause_is_told_of_its_antecedent(extractor: Extractor) -> None:
    found = facts(
        extractor.extract(
            document(
                """
                Kari Kari PROPN 6 nsubj _ B-PER
                som som SCONJ 3 mark
                kritiserte kritisere VERB 1 acl:relcl
                Per Per PROPN 3 obj _ B-PER
                er vere AUX 6 cop
                glad glad ADJ 0 root
                """
            )
        )
    )
    assert {("Criticism", "agent", "Kari"), ("Criticism", "patient", "Per")} <= found


SAYS = """
Høgre Høgre PROPN 2 nsubj _ B-ORG
vann vinne VERB 5 ccomp
over over ADP 4 case
Venstre Venstre PROPN 2 obl _ B-ORG
, , PUNCT 2 punct
seier seie VERB 0 root
Kari Kari PROPN 6 nsubj _ B-PER
"""


def test_what_somebody_says_is_attributed(extractor: Extractor) -> None:
    sentence = SAYS.replace("VERB 5 ccomp", "VERB 6 ccomp")
    extraction = extractor.extract(document(sentence))
    names = {e.key: e.name for e in extraction.entities}
    by_class = {e.event_class: e for e in extraction.events}
    source = by_class[EventClass.VICTORY].status.source
    assert source is not None and names[source] == "Kari"
    assert by_class[EventClass.UTTERANCE].status.source is None


def test_abstention_is_from_the_vote_told_before(extractor: Extractor) -> None:
    vote = """
    Rådet rådet PROPN 2 nsubj _ B-ORG
    vedtok vedta VERB 0 root
    resolusjonen resolusjon NOUN 2 obj Definite=Def|Number=Sing
    """
    abstained = """
    Vestland Vestland PROPN 2 nsubj _ B-GPE_ORG
    avstod avstå VERB 0 root
    frå frå ADP 5 case
    å å PART 5 mark
    stemme stemme VERB 2 advcl VerbForm=Inf
    """
    found = facts(extractor.extract(document(vote, abstained)))
    assert ("Adoption", "patient", "resolusjonen") in found
    assert {("Abstention", "agent", "Vestland"), ("Abstention", "patient", "resolusjonen")} <= found


def test_pronoun_goes_to_the_subject_before_and_is_no_node_of_its_own(extractor: Extractor) -> None:
    second = """
    Ho ho PRON 2 nsubj Animacy=Hum|Gender=Fem
    besøkte besøkje VERB 0 root
    Vestland Vestland PROPN 2 obj _ B-GPE_LOC
    """
    extraction = extractor.extract(document(ACTIVE, second))
    assert ("Visit", "agent", "Kari") in facts(extraction)
    assert "Ho" not in {e.name for e in extraction.entities}


def test_unresolved_pronoun_makes_nobody(extractor: Extractor) -> None:
    extraction = extractor.extract(
        document(
            "Han han PRON 2 nsubj\nbesøkte besøkje VERB 0 root\nVestland Vestland PROPN 2 obj _ B-GPE_LOC"
        )
    )
    assert {e.name for e in extraction.entities} == {"Vestland"}


TITLED = """
Vestlands Vestland PROPN 2 nmod Case=Gen B-GPE_ORG
statsminister statsminister NOUN 5 nsubj Definite=Ind|Number=Sing
Ola Ola PROPN 2 flat:name _ B-PER
Storvik Storvik PROPN 2 flat:name _ I-PER
kom kome VERB 0 root
"""


def test_title_tells_position_and_country(extractor: Extractor) -> None:
    extraction = extractor.extract(document(TITLED))
    names = {e.key: e.name for e in extraction.entities}
    found = {
        (r.type, names[r.subject], names[r.object] if r.object else r.literal) for r in extraction.relations
    }
    assert (RelationType.HOLDS_POSITION, "Ola Storvik", "statsminister") in found
    assert (RelationType.AFFILIATED_WITH, "Ola Storvik", "Vestland") in found


@pytest.mark.parametrize(
    ("title", "year", "known"),
    [
        ("statsminister", 2010, True),
        ("statsminister", 2001, True),
        ("statsminister", 1992, False),
        ("statsminister", 1990, False),
        ("president", 1992, True),
        ("president", 2010, False),
    ],
)
def test_surname_is_a_known_person_only_in_that_office(
    extractor: Extractor, title: str, year: int, known: bool
) -> None:
    sentence = (
        f"{title.capitalize()} {title} NOUN 3 nsubj\n"
        "Storvik Storvik PROPN 1 flat:name _ B-PER\n"
        "kom kome VERB 0 root"
    )
    extraction = extractor.extract(document(sentence, date=PartialDate(year)))
    person = next(e for e in extraction.entities if e.type is EntityType.PERSON)
    assert (person.gazetteer_id == "person/y") is known


def test_age_and_adjective(extractor: Extractor) -> None:
    sentence = """
    Kari Kari PROPN 5 nsubj _ B-PER
    ( ( PUNCT 3 punct
    34 34 NUM 1 appos
    ) ) PUNCT 3 punct
    besøkte besøkje VERB 0 root
    vestlandske vestlandsk ADJ 7 amod
    soldatar soldat NOUN 5 obj Number=Plur
    """
    extraction = extractor.extract(document(sentence))
    assert (RelationType.AGED, "34") in {(r.type, r.literal) for r in extraction.relations}
    assert "country/x" in {e.gazetteer_id for e in extraction.entities}


def test_every_mention_is_its_span_and_every_key_is_known(extractor: Extractor) -> None:
    for sentences in ([ACTIVE, PASSIVE], [PLANS], [SAYS.replace("5 ccomp", "6 ccomp")], [TITLED, ACTIVE]):
        doc = document(*sentences)
        extraction = extractor.extract(doc)
        keys = {e.key for e in extraction.entities}
        for entity in extraction.entities:
            assert set(entity.about) <= keys
            for mention in entity.mentions:
                assert doc.article.text[mention.span.start : mention.span.end] == mention.surface
        for event in extraction.events:
            assert {a.entity for a in event.arguments} <= keys
            assert 0 < event.confidence < 1
            assert event.sentence.start <= event.trigger.start < event.sentence.end


def test_extraction_is_the_same_every_time(extractor: Extractor) -> None:
    doc = document(TITLED, ACTIVE, SAYS.replace("5 ccomp", "6 ccomp"))
    assert extractor.extract(doc) == extractor.extract(doc)


def test_roles_are_never_topics_alone(extractor: Extractor) -> None:
    for event in extractor.extract(document(ACTIVE, PLANS)).events:
        assert any(a.role is not Role.TOPIC for a in event.arguments)


WHAT_FOR = """
Kari Kari PROPN 2 nsubj _ B-PER
kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
Per Per PROPN 2 obj _ B-PER
for for ADP 7 case
å å PART 7 mark
ha ha AUX 7 aux
besøkt besøkje VERB 2 advcl VerbForm=Part
Vestland Vestland PROPN 7 obj _ B-GPE_LOC
"""


def test_who_is_criticised_for_it_did_it(extractor: Extractor) -> None:
    found = facts(extractor.extract(document(WHAT_FOR)))
    assert ("Visit", "agent", "Per") in found
    assert ("Visit", "agent", "Kari") not in found
    purpose = WHAT_FOR.replace("ha ha AUX 7 aux\n", "").replace("7", "6").replace("besøkt", "besøkje")
    purpose = purpose.replace("VerbForm=Part", "VerbForm=Inf")
    assert ("Visit", "agent", "Per") not in facts(extractor.extract(document(purpose)))
