"""Reading from the web, politely and without being led to machines that are nobody's business."""

from app.reading.web.fetching import Fetched, Fetcher, FetchError, RefusedError

__all__ = ["FetchError", "Fetched", "Fetcher", "RefusedError"]
