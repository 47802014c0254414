"""Reading: files become articles; text is normalised once, before offsets exist."""

from app.reading.files import DEFAULT_MAX_BYTES, article_paths, read_article, read_articles

__all__ = ["DEFAULT_MAX_BYTES", "article_paths", "read_article", "read_articles"]
