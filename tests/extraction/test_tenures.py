"""Whether a position is held, was held or is held for somebody else, and when; on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.article import PartialDate
from app.model.extraction import Relation
from app.model.vocabulary import EntityType, Tenure
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    town = Entry(
        "place/utvika", EntityType.GEOPOLITICAL_ENTITY, "Utvika", "Utvika", "Utvika", (), None, None, {}
    )
    titles = {
        word: Title(word, word, "office", "leaderOf" if word == "leiar" else "affiliatedWith")
        for word in ("leiar", "statsråd", "ordførar", "omsorgsminister", "kulturminister")
    }
    gazetteer = Gazetteer({town.id: town}, {"Utvika": (town.id,)}, {}, {}, titles, {}, {}, {})
    return Extractor(load_lexicon(), gazetteer)


def _relations(extractor: Extractor, sentence: str) -> dict[tuple[str, str, str], Relation]:
    extraction = extractor.extract(document(sentence, date=PartialDate(2024, 3, 27)))
    names = {e.key: e.name for e in extraction.entities}
    return {
        (r.type.value, names[r.subject], names[r.object] if r.object else r.literal or ""): r
        for r in extraction.relations
    }


TITLED = """
{word} {word} ADJ 2 amod
leiar leiar NOUN 5 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 2 flat:name _ B-PER
Vik Vik PROPN 2 flat:name _ I-PER
kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
"""
FORMER_BY_PREFIX = """
Eks-leiar eks-leiar NOUN 4 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 1 flat:name _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("word", "tenure"),
    [
        ("Tidlegare", Tenure.FORMER),
        ("Daværende", Tenure.FORMER),
        ("Fungerande", Tenure.ACTING),
        ("Midlertidig", Tenure.ACTING),
        ("Populær", None),
    ],
)
def test_a_word_before_a_title_tells_how_it_is_held(
    extractor: Extractor, word: str, tenure: Tenure | None
) -> None:
    found = _relations(extractor, TITLED.format(word=word))
    assert found["holdsPosition", "Kari Vik", "leiar"].tenure is tenure


def test_a_former_position_is_told_by_a_prefix(extractor: Extractor) -> None:
    found = _relations(extractor, FORMER_BY_PREFIX)
    assert found["holdsPosition", "Kari Vik", "eks-leiar"].tenure is Tenure.FORMER


RELATIVE = """
Kari Kari PROPN 12 nsubj _ B-PER
Vik+ Vik PROPN 1 flat:name _ I-PER
, , PUNCT 8 punct
som som SCONJ 8 mark
i i ADP 6 case
1999 1999 NUM 8 obl
var vere AUX 8 cop Mood=Ind|Tense=Past|VerbForm=Fin
leiar leiar NOUN 1 nmod Definite=Ind|Number=Sing
for for ADP 10 case
Havdrift+ Havdrift PROPN 8 nmod _ B-ORG
, , PUNCT 1 punct
kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
"""
IN_OFFICE = """
Frå frå ADP 2 case
2003 2003 NUM 7 obl
til til ADP 4 case
2011 2011 NUM 2 obl
var vere AUX 7 cop Mood=Ind|Tense=Past|VerbForm=Fin
Kari Kari PROPN 7 nsubj _ B-PER
leiar leiar NOUN 0 root Definite=Ind|Number=Sing
i i ADP 9 case
Havdrift Havdrift PROPN 7 nmod _ B-ORG
"""


def test_a_relative_clause_tells_a_position_and_when(extractor: Extractor) -> None:
    found = _relations(extractor, RELATIVE)
    position = found["holdsPosition", "Kari Vik", "leiar"]
    assert position.time is not None and str(position.time.value) == "1999"
    assert ("leaderOf", "Kari Vik", "Havdrift") in found


def test_a_position_is_held_from_one_year_to_another(extractor: Extractor) -> None:
    time = _relations(extractor, IN_OFFICE)["leaderOf", "Kari", "Havdrift"].time
    assert time is not None
    assert (time.surface, str(time.value), str(time.end)) == ("2003 til 2011", "2003", "2011")


TRUNCATED = """
Ho ho PRON 2 nsubj Animacy=Hum|Number=Sing|PronType=Prs
møtte møte VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
helse- helse- NOUN 2 obj
og og CCONJ 5 cc
omsorgsminister+ omsorgsminister NOUN 3 conj Definite=Ind|Number=Sing
, , PUNCT 7 punct
Kari Kari PROPN 3 appos _ B-PER
Vik Vik PROPN 7 flat:name _ I-PER
"""
CAPITAL = """
Alt alt PRON 2 nsubj
gjekk gå VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
bra+ bra ADV 2 advmod
, , PUNCT 5 punct
sa seie VERB 2 parataxis Mood=Ind|Tense=Past|VerbForm=Fin
Kulturminister Kulturminister PROPN 5 nsubj
Kari Kari PROPN 6 appos _ B-PER
Vik Vik PROPN 7 flat:name _ I-PER
"""
OF_TOWN = """
{title} {title} NOUN 4 nsubj Definite=Ind|Number=Sing
Kari Kari PROPN 1 flat:name _ B-PER
Vik Vik PROPN 1 flat:name _ I-PER
kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
"""


@pytest.mark.parametrize(("sentence", "title"), [(TRUNCATED, "omsorgsminister"), (CAPITAL, "kulturminister")])
def test_titles_introduce_whom_they_stand_before(extractor: Extractor, sentence: str, title: str) -> None:
    assert ("holdsPosition", "Kari Vik", title) in _relations(extractor, sentence)


@pytest.mark.parametrize("title", ["Utvikas-ordførar", "Utvika-ordførar", "Utvikaordførar"])
def test_a_title_is_written_together_with_its_place(extractor: Extractor, title: str) -> None:
    found = _relations(extractor, OF_TOWN.format(title=title))
    assert ("holdsPosition", "Kari Vik", "ordførar") in found
    assert ("affiliatedWith", "Kari Vik", "Utvika") in found
