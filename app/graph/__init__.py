"""The graph: linked extractions become checked quads, and quads become a store."""

from app.graph.checks import CheckedGraph, Violation, check, quarantine
from app.graph.identifiers import Identifiers
from app.graph.mapping import article_quads
from app.graph.port import ArticleRecord, ArticleStore, Size
from app.graph.serialisation import nquads, trig, turtle
from app.graph.store import Store

__all__ = [
    "ArticleRecord",
    "ArticleStore",
    "CheckedGraph",
    "Identifiers",
    "Size",
    "Store",
    "Violation",
    "article_quads",
    "check",
    "nquads",
    "quarantine",
    "trig",
    "turtle",
]
