"""Queries in processes of their own, which can be stopped, over copies of the store that nobody writes to."""

from app.query.workers.copies import Copies, Copy
from app.query.workers.pool import Limits, QueryPool, Reply
from app.query.workers.worker import (
    QueryError,
    QueryMemoryError,
    QueryTimeError,
    TooManyQueriesError,
)

__all__ = [
    "Copies",
    "Copy",
    "Limits",
    "QueryError",
    "QueryMemoryError",
    "QueryPool",
    "QueryTimeError",
    "Reply",
    "TooManyQueriesError",
]
