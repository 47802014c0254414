"""The read index: what a store says, in tables that answer the API's questions in milliseconds."""

from app.query.index.database import Index, index_of

__all__ = ["Index", "index_of"]
