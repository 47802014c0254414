"""Births and deaths in parentheses behind names, on documents built by hand."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.lexicon import load_lexicon
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}))


def _lives(extractor: Extractor, behind: str, label: str = "PER") -> set[tuple[str, str, str]]:
    words = behind.split()
    rows = [f"Kari Kari PROPN {len(words) + 3} nsubj _ B-{label}", f"Vik Vik PROPN 1 flat:name _ I-{label}"]
    for number, word in enumerate(words):
        glued = "+" if number < len(words) - 1 else ""
        rows.append(f"{word}{glued} {word} {'NUM' if word.isdigit() else 'PUNCT'} 1 nmod")
    rows.append("kom kome VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin")
    extraction = extractor.extract(document("\n".join(rows)))
    names = {e.key: e.name for e in extraction.entities}
    return {
        (e.event_class.value, names[e.arguments[0].entity], str(e.time.value if e.time else None))
        for e in extraction.events
        if e.rule == "life span"
    }


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("( 1898 – 1972 )", {("Birth", "Kari Vik", "1898"), ("Death", "Kari Vik", "1972")}),
        ("( 1898-1972 )", {("Birth", "Kari Vik", "1898"), ("Death", "Kari Vik", "1972")}),
        ("( f. 1950 )", {("Birth", "Kari Vik", "1950")}),
        ("( d. 1945 )", {("Death", "Kari Vik", "1945")}),
    ],
)
def test_years_behind_a_name_tell_a_life(
    extractor: Extractor, behind: str, told: set[tuple[str, str, str]]
) -> None:
    assert _lives(extractor, behind) == told


@pytest.mark.parametrize(
    "behind", ["( 1942 )", "( 1972 – 1898 )", "( 1200 – 1500 )", "( 34 )", "( s. 1950 )"]
)
def test_other_numbers_tell_none(extractor: Extractor, behind: str) -> None:
    assert _lives(extractor, behind) == set()


def test_only_persons_live(extractor: Extractor) -> None:
    assert _lives(extractor, "( 1898 – 1972 )", "ORG") == set()
