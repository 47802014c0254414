"""An index of one article in memory, to tell of it as of those that are stored."""

import sqlite3
from collections.abc import Mapping

from app.query.index.schema import TABLES
from app.query.index.standing import put_standing
from app.query.index.writing import put_article
from app.query.records import ArticleContent


def index_of_article(content: ArticleContent, same: Mapping[str, str] | None = None) -> sqlite3.Connection:
    """Whoever gets it closes it; `same` says which IRI stands for which."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.executescript(TABLES)
    connection.execute("BEGIN")
    put_standing(connection, (same or {}).items())
    put_article(connection, content, "")
    connection.execute("COMMIT")
    return connection
