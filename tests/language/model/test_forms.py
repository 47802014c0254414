import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.model.forms import TABLES, form_ids, shape
from app.language.model.typography import plain_form


@pytest.mark.parametrize(
    ("word", "pattern"),
    [
        ("Stortinget", "Xxxxx"),
        ("NATO", "XXXX"),
        ("24.11.2026", "dd.dd.dddd"),
        ("E39", "Xdd"),
        ("17-åring", "dd-xxxx"),
    ],
)
def test_shapes(word: str, pattern: str) -> None:
    assert shape(word) == pattern


@given(st.text(max_size=20))
def test_rows_lie_in_their_tables_and_are_not_padding(word: str) -> None:
    for row, (_, rows, _) in zip(form_ids(word), TABLES, strict=True):
        assert 1 <= row < rows


def test_rows_are_stable() -> None:
    """The weights know words by these numbers: another hash would make them worthless."""
    assert form_ids("Bergen") == form_ids("Bergen")
    assert form_ids("Bergen")[:6] == form_ids("bergen")[:6]
    assert form_ids("Bergen")[6] != form_ids("bergen")[6]


@pytest.mark.parametrize(
    ("form", "plain"),
    [("”", '"'), ("d’Or", "d'Or"), ("—", "–"), ("sam\u00adband", "samband"), ("\u00ad", "\u00ad")],
)
def test_typography(form: str, plain: str) -> None:
    assert plain_form(form) == plain


@given(st.text(min_size=1, max_size=10))
def test_typography_leaves_something_and_is_done_once(form: str) -> None:
    assert plain_form(form)
    assert plain_form(plain_form(form)) == plain_form(form)
