"""Accept headers as clients really send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.negotiation import choose

RESULTS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, RESULTS[0]),
        ("", RESULTS[0]),
        ("*/*", RESULTS[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("application/sparql-results+json;q=0.5, application/sparql-results+xml;q=0.7", RESULTS[1]),
        ("text/*, */*;q=0.1", "text/csv"),
        ("text/csv;q=0, */*", RESULTS[0]),
        ("application/*;q=0.2, application/sparql-results+xml", RESULTS[1]),
        ("text/html", None),
        ("*/*;q=0", None),
        ("nonsense", RESULTS[0]),
    ],
)
def test_best_offer(accept: str | None, expected: str | None) -> None:
    assert choose(accept, RESULTS) == expected


def test_a_specific_refusal_beats_a_general_welcome() -> None:
    assert choose("text/csv;q=0, text/*;q=1", ["text/csv"]) is None


@given(st.text(max_size=60))
def test_any_header_gets_an_answer(accept: str) -> None:
    assert choose(accept, RESULTS) in {*RESULTS, None}
