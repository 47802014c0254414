"""Dates and numbers as the graph has them."""

from pyoxigraph import Literal

from app.graph.vocabulary import XSD
from app.model.article import PartialDate


def date_literal(date: PartialDate) -> Literal:
    """A date at its real precision: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`."""
    return Literal(str(date), datatype=XSD(_datatype(date)))


def decimal_literal(value: float) -> Literal:
    """A score as `xsd:decimal` with at most three decimals, in the canonical form that stores keep."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD("decimal"))


def _datatype(date: PartialDate) -> str:
    if date.day is not None:
        return "date"
    return "gYearMonth" if date.month is not None else "gYear"


def count_literal(number: int) -> Literal:
    """A number of things, or a place in a text.

    NIF has `xsd:nonNegativeInteger`; Oxigraph keeps every integer as `xsd:integer`, and what is stored has to equal
    what is built.
    """
    return Literal(str(number), datatype=XSD("integer"))
