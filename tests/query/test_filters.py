"""The filter of facts: what each condition leaves, and what it says to one that makes no sense."""

from typing import Any

import pytest

from app.graph.mapping import article_quads
from app.graph.vocabulary import DEFAULT_BASE
from app.query import EVERYTHING, FactFilter, FilterError, fact_filter, read_content
from tests.graph.examples import bokmaal, harbour


def left(chosen: FactFilter) -> list[str]:
    found = []
    for linked in (harbour(), bokmaal()):
        content = read_content(article_quads(linked))
        assert content is not None
        found += [f.category for f in content.facts if chosen.accepts(f, content.article)]
    return found


ASSERTED = ["locatedIn", "Adoption", "Abstention", "holdsPosition", "aged", "Meeting", "Event", "Utterance"]


def test_the_default_is_what_is_asserted() -> None:
    assert left(FactFilter()) == [*ASSERTED, "Meeting"]
    assert left(fact_filter()) == left(FactFilter())
    assert len(left(EVERYTHING)) == 11


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"classes": ["Meeting"]}, ["Meeting", "Meeting"]),
        ({"classes": ["meeting", "aged"]}, ["aged", "Meeting", "Meeting"]),
        ({"classes": ["Consultation"]}, ["Meeting", "Meeting"]),
        ({"classes": ["Relation"]}, ["locatedIn", "holdsPosition", "aged"]),
        ({"classes": ["Event"]}, ["Event"]),
        ({"min_confidence": 0.85, "classes": ["Consultation"]}, ["Meeting"]),
        ({"begin": "2024-03", "end": "2024-03"}, ["Adoption"]),
        ({"begin": "2024-03-15", "end": "2024-03-16"}, ["Adoption"]),
        ({"begin": "2024"}, ["Adoption", "Meeting"]),
        ({"end": "2024-03"}, ["Adoption"]),
        ({"begin": "2025"}, []),
        ({"begin": "2024-03", "end": "2024-03", "dated": "published"}, ASSERTED),
        ({"articles": ["havnen-2024"]}, ["Meeting"]),
        ({"articles": [f"{DEFAULT_BASE}article/havnen-2024", "none"]}, ["Meeting"]),
        ({"language": "nb"}, ["Meeting"]),
        ({"modalities": ["possible"]}, ["Visit"]),
        ({"polarity": "negative"}, ["allyOf"]),
        ({"polarity": "Positive", "status": "asserted", "classes": ["Visit"]}, []),
        ({"source": "person/per-aa-moe", "status": "all"}, ["Visit"]),
        ({"source": f"{DEFAULT_BASE}person/per-aa-moe", "status": "all"}, ["Visit"]),
        ({"source": "article"}, [*ASSERTED, "Meeting"]),
    ],
)
def test_conditions(given: dict[str, Any], expected: list[str]) -> None:
    assert left(fact_filter(**given)) == expected


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"classes": ["Møte"]}, r"class = 'Møte' is no event class.*Meeting"),
        ({"begin": "yesterday"}, r"from = 'yesterday' is no date\. Give a year"),
        ({"end": "2024-02-30"}, "to = '2024-02-30' is no date"),
        ({"end": "2024/2025"}, "is no date"),
        ({"begin": "2025", "end": "2024"}, "from = '2025' is after to = '2024'. Give the earlier"),
        ({"min_confidence": 2}, "min_confidence = '2' is no confidence. Give a number from 0 to 1"),
        ({"min_confidence": float("nan")}, "is no confidence"),
        ({"polarity": "maybe"}, "polarity = 'maybe' cannot be. It may be Positive, Negative"),
        ({"modalities": ["Actual", "x"]}, "modality = 'x' cannot be"),
        ({"status": "some"}, "status = 'some' cannot be. It may be asserted, all"),
        ({"status": "asserted", "polarity": "Negative"}, "leaves nothing"),
        ({"language": "sv"}, "lang = 'sv' cannot be. It may be nn, nb"),
        ({"dated": "never"}, "dated = 'never' cannot be"),
        ({"source": "a b"}, "source = 'a b' is no id"),
    ],
)
def test_errors_tell_value_and_remedy(given: dict[str, Any], told: str) -> None:
    with pytest.raises(FilterError, match=told):
        fact_filter(**given)
