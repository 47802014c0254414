"""How much of what comes from outside is taken."""

from dataclasses import dataclass

DEFAULT_MAX_BYTES = 2_000_000
DEFAULT_MAX_DOCUMENT_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, after decompression."""

    article: int = DEFAULT_MAX_BYTES
    """Of one article."""
    document: int = DEFAULT_MAX_DOCUMENT_BYTES
    """Of what has to be in memory as a whole: a feed, a page, a JSON document; not of an archive or of lines."""
    depth: int = 3
    """Of archives in archives."""


DEFAULT_LIMITS = Limits()
