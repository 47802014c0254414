"""Reading: files and feeds become articles; text is normalised once, before offsets exist."""

from app.reading.files import read_article, read_articles
from app.reading.limits import DEFAULT_MAX_BYTES, DEFAULT_MAX_DOCUMENT_BYTES, Limits
from app.reading.paths import article_paths
from app.reading.sources.records import FIELDS

__all__ = [
    "DEFAULT_MAX_BYTES",
    "DEFAULT_MAX_DOCUMENT_BYTES",
    "FIELDS",
    "Limits",
    "article_paths",
    "read_article",
    "read_articles",
]
