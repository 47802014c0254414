"""What articles come in beside plain text: feeds, pages, records, tables, agencies' XML and archives of them."""

from app.reading.sources.reader import Source, is_source, read_source

__all__ = ["Source", "is_source", "read_source"]
