"""The graph: linked extractions become checked quads, and quads become a store."""

from app.graph.checks import CheckedGraph, Violation, check, quarantine
from app.graph.identifiers import Identifiers
from app.graph.mapping import article_quads
from app.graph.serialisation import nquads, trig, turtle
from app.graph.store import ArticleRecord, Store

__all__ = [
    "ArticleRecord",
    "CheckedGraph",
    "Identifiers",
    "Store",
    "Violation",
    "article_quads",
    "check",
    "nquads",
    "quarantine",
    "trig",
    "turtle",
]
