"""Learned from annotated articles: how often a fact that looks like this one is right."""

from app.extraction.learned.company_weights import COMPANY_WEIGHTS, load_company
from app.extraction.learned.confidences import WEIGHTS, Confidences, load_confidences
from app.extraction.learned.signs import Signs, event_signs, relation_signs

__all__ = [
    "COMPANY_WEIGHTS",
    "WEIGHTS",
    "Confidences",
    "Signs",
    "event_signs",
    "load_company",
    "load_confidences",
    "relation_signs",
]
