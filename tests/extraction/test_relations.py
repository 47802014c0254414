"""What titles, and words before and behind names, tell of their bearers, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.extraction import Extraction
from app.model.vocabulary import EntityType, Polarity, RelationType
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    country = Entry(
        "country/nordland",
        EntityType.GEOPOLITICAL_ENTITY,
        "Nordland",
        "Nordland",
        "Nordland",
        (),
        None,
        None,
        {},
    )
    council = Entry(
        "org/havrad", EntityType.GOVERNMENT_BODY, "Havrådet", "Havrådet", "Sea Council", (), None, None, {}
    )
    titles = {
        word: Title(word, word, "office", "leaderOf" if word == "leiar" else "affiliatedWith")
        for word in ("leiar", "talsmann", "statsråd", "dronning", "driftsansvarleg", "ambassadør")
    }
    return Extractor(
        load_lexicon(),
        Gazetteer(
            {country.id: country, council.id: council},
            {"Nordland": (country.id,), "Havrådet": (council.id,), "Havråd": (council.id,)},
            {"nordlandsk": country.id},
            {},
            titles,
            {},
            {},
            {},
        ),
    )


def relations(extraction: Extraction) -> set[tuple[str, str, str]]:
    names = {e.key: e.name for e in extraction.entities}
    return {
        (r.type.value, names[r.subject], names[r.object] if r.object else r.literal or "")
        for r in extraction.relations
    }


BEHIND = """
Kari Kari PROPN 13 nsubj _ B-PER
Vik+ Vik PROPN 1 flat:name _ I-PER
, , PUNCT 4 punct
leiar leiar NOUN 1 appos Definite=Ind|Number=Sing
i i ADP 6 case
Havdrift Havdrift PROPN 4 nmod _ B-ORG
og og CCONJ 8 cc
talsmann talsmann NOUN 4 conj Definite=Ind|Number=Sing
for for ADP 10 case
Fjordlaget+ Fjordlaget PROPN 8 nmod _ B-ORG
, , PUNCT 1 punct
har ha AUX 13 aux
reist reise VERB 0 root
"""

COORDINATED = """
Statsrådane statsråd NOUN 7 nsubj Definite=Def|Number=Plur
Kari Kari PROPN 1 appos _ B-PER
Vik Vik PROPN 2 flat:name _ I-PER
og og CCONJ 5 cc
Per Per PROPN 2 conj _ B-PER
Nes Nes PROPN 5 flat:name _ I-PER
reiste reise VERB 0 root
"""

ADJECTIVE = """
Nordlandske nordlandsk ADJ 2 amod
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 2 flat:name _ I-PER
vann vinne VERB 0 root
"""

GENITIVE = """
Havdrifts Havdrift PROPN 2 nmod Case=Gen B-ORG
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 2 flat:name _ I-PER
kom kome VERB 0 root
"""

REALM = """
Dronning dronning NOUN 5 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 1 flat:name _ B-PER
av av ADP 4 case _ I-PER
Nordland Nordland PROPN 2 nmod _ I-PER
kom kome VERB 0 root
"""

CAPACITY = """
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er vere AUX 4 cop
tilsett tilsetje ADJ 0 root Definite=Ind|VerbForm=Part
som som ADP 6 case
leiar leiar NOUN 4 xcomp Definite=Ind|Number=Sing
i i ADP 8 case
Havdrift Havdrift PROPN 6 nmod _ B-ORG
"""

RELATIVE = """
Kari Kari PROPN 9 nsubj _ B-PER
Vik+ Vik PROPN 1 flat:name _ I-PER
, , PUNCT 6 punct
som som SCONJ 6 mark
er vere AUX 6 cop
leiar leiar NOUN 1 acl:relcl Definite=Ind|Number=Sing
i i ADP 8 case
Havdrift Havdrift PROPN 6 nmod _ B-ORG
kom kome VERB 0 root
"""

AGED = """
Kvinna kvinne NOUN 5 nsubj Definite=Def|Number=Sing
( ( PUNCT 3 punct
44+ 44 NUM 1 appos
) ) PUNCT 3 punct
møtte møte VERB 0 root
åtte åtte NUM 7 nummod
år år NOUN 8 obl
gamle gammal ADJ 9 amod
Kari Kari PROPN 5 obj _ B-PER
"""

CHILD = """
Ei ein DET 2 det
jente jente NOUN 6 nsubj Definite=Ind|Number=Sing
på på ADP 5 case
seks seks NUM 5 nummod
år år NOUN 2 nmod
møtte møte VERB 0 root
niåringen niåring NOUN 6 obj Definite=Def|Number=Sing
i i ADP 9 case
Havdrift Havdrift PROPN 6 obl _ B-ORG
"""

PART = """
Havrådets Havråd PROPN 2 nmod Case=Gen B-ORG
fiskekomité fiskekomité NOUN 3 nsubj _ I-ORG
møttest møtast VERB 0 root
"""

BODY = """
Havråd-styrkane havråd-styrke NOUN 2 nsubj Definite=Def|Number=Plur
åtvara åtvare VERB 0 root
Havrådet Havråd PROPN 2 obj _ B-ORG
"""

FAR = """
Leiaren leiar NOUN 9 nsubj Definite=Def|Number=Sing
for for ADP 4 case
største stor ADJ 4 amod
fagforeininga fagforeining NOUN 1 nmod Definite=Def|Number=Sing
Fjordlaget+ Fjordlaget PROPN 4 appos _ B-ORG
, , PUNCT 7 punct
Kari Kari PROPN 4 appos _ B-PER
Vik Vik PROPN 7 flat:name _ I-PER
kom kome VERB 0 root
"""

ADJECTIVAL = """
Driftsansvarleg driftsansvarleg ADJ 6 nsubj Definite=Ind|Number=Sing
ved ved ADP 3 case
Havdrift+ Havdrift PROPN 1 nmod _ B-ORG
, , PUNCT 5 punct
Kari Kari PROPN 1 appos _ B-PER
kom kome VERB 0 root
"""

WITHIN = """
Leiar leiar NOUN 7 nsubj Definite=Ind|Number=Sing
for for ADP 3 case
drifta drift NOUN 1 nmod Definite=Def|Number=Sing
i i ADP 5 case
Havdrift Havdrift PROPN 3 nmod _ B-ORG
Kari Kari PROPN 1 appos _ B-PER
kom kome VERB 0 root
"""

VISITORS = """
Tre tre NUM 2 nummod
personar person NOUN 5 nsubj Definite=Ind|Number=Plur
frå frå ADP 4 case
Havdrift Havdrift PROPN 2 nmod _ B-ORG
møtte møte VERB 0 root Tense=Past|VerbForm=Fin
Kari Kari PROPN 5 obj _ B-PER
"""

COLLEAGUE = """
Den den DET 3 det
nordlandske nordlandsk ADJ 3 amod
mannen mann NOUN 6 nsubj Definite=Def|Number=Sing
, , PUNCT 5 punct
Per Per PROPN 3 appos _ B-PER
kom kome VERB 0 root
"""

AMBASSADOR = """
Ambassadøren statsråd NOUN 4 nsubj Definite=Def|Number=Sing
frå frå ADP 3 case
Nordland Nordland PROPN 1 nmod _ B-GPE_LOC
møtte møte VERB 0 root
Kari Kari PROPN 4 obj _ B-PER
"""


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (BEHIND, ("leaderOf", "Kari Vik", "Havdrift")),
        (BEHIND, ("holdsPosition", "Kari Vik", "talsmann")),
        (COORDINATED, ("holdsPosition", "Kari Vik", "statsråd")),
        (COORDINATED, ("holdsPosition", "Per Nes", "statsråd")),
        (ADJECTIVE, ("citizenOf", "Kari Vik", "Nordland")),
        (GENITIVE, ("affiliatedWith", "Kari Vik", "Havdrift")),
        (REALM, ("affiliatedWith", "Kari av Nordland", "Nordland")),
        (CAPACITY, ("holdsPosition", "Kari Vik", "leiar")),
        (CAPACITY, ("leaderOf", "Kari Vik", "Havdrift")),
        (RELATIVE, ("leaderOf", "Kari Vik", "Havdrift")),
        (AGED, ("aged", "kvinna", "44")),
        (AGED, ("aged", "Kari", "8")),
        (CHILD, ("aged", "ei jente på seks år", "6")),
        (CHILD, ("aged", "niåringen", "9")),
        (PART, ("partOf", "Havrådets fiskekomité", "Havrådet")),
        (BODY, ("affiliatedWith", "Havråd-styrkane", "Havrådet")),
        (FAR, ("holdsPosition", "Kari Vik", "leiar")),
        (ADJECTIVAL, ("holdsPosition", "Kari", "driftsansvarleg")),
        (WITHIN, ("affiliatedWith", "Kari", "Havdrift")),
        (VISITORS, ("affiliatedWith", "tre personar frå Havdrift", "Havdrift")),
        (COLLEAGUE, ("citizenOf", "Per", "Nordland")),
        (AMBASSADOR, ("affiliatedWith", "ambassadøren frå Nordland", "Nordland")),
    ],
)
def test_relation(extractor: Extractor, sentence: str, relation: tuple[str, str, str]) -> None:
    assert relation in relations(extractor.extract(document(sentence)))


def test_an_inhabitant_is_the_person_just_told_of() -> None:
    country = Entry(
        "country/n", EntityType.GEOPOLITICAL_ENTITY, "Nordland", "Nordland", "", (), None, None, {}
    )
    extractor = Extractor(
        load_lexicon(),
        Gazetteer({country.id: country}, {}, {}, {"nordlending": country.id}, {}, {}, {}, {}),
    )
    found = extractor.extract(
        document(
            "Kari Kari PROPN 2 nsubj _ B-PER\nkom kome VERB 0 root",
            "Nordlendingen nordlending NOUN 2 nsubj Definite=Def|Number=Sing\nsong syngje VERB 0 root",
        )
    )
    assert ("citizenOf", "Kari", "Nordland") in relations(found)


def test_who_made_a_work(extractor: Extractor) -> None:
    sentence = """
    Havrådet Havrådet PROPN 2 nsubj _ B-ORG
    kritiserte kritisere VERB 0 root Tense=Past|VerbForm=Fin
    boka bok NOUN 2 obj Definite=Def|Number=Sing
    til til ADP 5 case
    Kari Kari PROPN 3 nmod _ B-PER
    """
    assert ("creatorOf", "Kari", "boka til Kari") in relations(extractor.extract(document(sentence)))


def test_a_title_behind_a_name_is_nobody_else(extractor: Extractor) -> None:
    found = relations(extractor.extract(document(BEHIND)))
    assert {subject for _, subject, _ in found} == {"Kari Vik"}


BOTH = """
{before} leiar NOUN 6 nsubj Definite={definite}|Number=Sing
og og CCONJ 3 cc
talsmann talsmann NOUN 1 conj Definite=Ind|Number=Sing
Kari Kari PROPN 3 flat:name _ B-PER
Vik Vik PROPN 4 flat:name _ I-PER
reiste reise VERB 0 root Tense=Past|VerbForm=Fin
"""


@pytest.mark.parametrize(("before", "definite", "hers"), [("Leiar", "Ind", True), ("Leiaren", "Def", False)])
def test_of_two_bare_titles_before_a_name_both_are_its_bearers(
    extractor: Extractor, before: str, definite: str, hers: bool
) -> None:
    found = relations(extractor.extract(document(BOTH.format(before=before, definite=definite))))
    assert ("holdsPosition", "Kari Vik", "talsmann") in found
    assert (("holdsPosition", "Kari Vik", "leiar") in found) is hers


def test_a_definite_title_behind_a_comma_is_anothers(extractor: Extractor) -> None:
    sentence = BEHIND.replace(
        "leiar leiar NOUN 1 appos Definite=Ind", "leiaren leiar NOUN 1 appos Definite=Def"
    )
    assert not any(
        kind == "leaderOf" and who == "Kari Vik"
        for kind, who, _ in relations(extractor.extract(document(sentence)))
    )


NATIONALITY = """
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
er vere AUX 4 cop Tense=Pres|VerbForm=Fin
nordlandsk nordlandsk ADJ 0 root Definite=Ind|Degree=Pos|Number=Sing
. . PUNCT 4 punct
"""


def test_what_country_somebody_is_of(extractor: Extractor) -> None:
    extraction = extractor.extract(document(NATIONALITY))
    assert ("citizenOf", "Kari Vik", "Nordland") in relations(extraction)


LED = """
{title} {title} NOUN 5 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 1 flat:name _ B-PER
i i ADP 4 case
Havrådet Havrådet PROPN 1 nmod _ B-ORG
kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
"""
IN_COMMITTEE = """
Kari Kari PROPN 7 nsubj _ B-PER
( ( PUNCT 3 punct
Havlaget Havlaget PROPN 1 nmod _ B-ORG
) ) PUNCT 3 punct
i i ADP 6 case
finanskomiteen finanskomité NOUN 1 nmod Definite=Def|Number=Sing
kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("title", "kind"), [("leiar", "leaderOf"), ("flysikringsleiar", "employedBy"), ("øyleiar", "leaderOf")]
)
def test_who_leads_a_part_works_for_the_whole(extractor: Extractor, title: str, kind: str) -> None:
    assert (kind, "Kari", "Havrådet") in relations(extractor.extract(document(LED.format(title=title))))


def test_a_committee_behind_a_name_has_the_named_as_member(extractor: Extractor) -> None:
    assert ("memberOf", "Kari", "finanskomiteen") in relations(extractor.extract(document(IN_COMMITTEE)))


NEITHER = """
Verken verken CCONJ 2 cc
Nordland Nordland PROPN 6 nsubj _ B-GPE_LOC
eller eller CCONJ 4 cc
Sørland Sørland PROPN 2 conj _ B-GPE_LOC
er vere AUX 6 cop Tense=Pres|VerbForm=Fin
medlem medlem NOUN 0 root Definite=Ind|Number=Sing
av av ADP 8 case
Havrådet Havrådet PROPN 6 nmod _ B-ORG
"""


def test_neither_of_two_is_a_member(extractor: Extractor) -> None:
    found = [r for r in extractor.extract(document(NEITHER)).relations if r.type is RelationType.MEMBER_OF]
    assert [r.status.polarity for r in found] == [Polarity.NEGATIVE, Polarity.NEGATIVE]
    assert len({r.subject for r in found}) == len(("Nordland", "Sørland"))


TWO_OFFICES = """
Kari Kari PROPN 4 nsubj _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
var vere AUX 4 cop Tense=Past|VerbForm=Fin
leiar leiar NOUN 0 root Definite=Ind|Number=Sing
i i ADP 6 case
Havdrift Havdrift PROPN 4 nmod _ B-ORG
og og CCONJ 8 cc
statsråd statsråd NOUN 4 conj Definite=Ind|Number=Sing
i i ADP 10 case
Nordland Nordland PROPN 8 nmod _ B-GPE_LOC
"""


def test_the_second_of_two_predicates_is_nobody_else(extractor: Extractor) -> None:
    found = relations(extractor.extract(document(TWO_OFFICES)))
    assert ("holdsPosition", "Kari Vik", "statsråd") in found
    assert ("affiliatedWith", "Kari Vik", "Nordland") in found
    assert {subject for _, subject, _ in found} == {"Kari Vik"}


POSTED = """
Den den DET 3 det
nordlandske nordlandsk ADJ 3 amod
ambassadøren ambassadør NOUN 6 nsubj Definite=Def|Number=Sing
i i ADP 5 case
Sørland Sørland PROPN 3 nmod _ B-GPE_LOC
kom kome VERB 0 root
"""


def test_an_ambassador_serves_whoever_sent_her(extractor: Extractor) -> None:
    found = relations(extractor.extract(document(POSTED)))
    assert {place for kind, _, place in found if kind == "affiliatedWith"} == {"Nordland"}
