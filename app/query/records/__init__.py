"""What one article's graph says, read from its quads in one pass, without labels of any language."""

from app.query.records.content import article_content, article_outline, read_content, read_fact
from app.query.records.days import day_bounds
from app.query.records.kinds import (
    ArticleContent,
    EntityRecord,
    Evidence,
    FactRecord,
    MentionRecord,
    When,
)

__all__ = [
    "ArticleContent",
    "EntityRecord",
    "Evidence",
    "FactRecord",
    "MentionRecord",
    "When",
    "article_content",
    "article_outline",
    "day_bounds",
    "read_content",
    "read_fact",
]
