"""Named entities of an article: names found by the model or the gazetteer, and which of them are the same."""

from app.extraction.names.name import Name
from app.extraction.names.table import NameTable

__all__ = ["Name", "NameTable"]
