"""An index of one article in memory, to tell of it as of those that are stored."""

import sqlite3

from app.query.index.schema import TABLES
from app.query.index.standing import take_over
from app.query.index.writing import put_article
from app.query.records import ArticleContent


def index_of_article(content: ArticleContent, beside: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Whoever gets it closes it; what was decided in the index `beside` counts in it too."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.executescript(TABLES)
    connection.execute("BEGIN")
    if beside is not None:
        take_over(connection, beside)
    put_article(connection, content, "")
    connection.execute("COMMIT")
    return connection
