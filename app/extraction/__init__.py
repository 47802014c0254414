"""Extraction: a document becomes mentions, entities, events and relations with their status, source, time and words."""

from app.extraction.extractor import Extractor

__all__ = ["Extractor"]
