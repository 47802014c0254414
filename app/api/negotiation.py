"""Content negotiation by `Accept` (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence
from functools import lru_cache

_REMEMBERED = 500


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The best of the offered media types, None where none is acceptable.

    `offers` stand in the server's order of preference, which decides between equal qualities. A header that cannot be
    read counts as absent.
    """
    if accept is None or not accept.strip():
        return offers[0]
    return _chosen(accept, tuple(offers))


# A client sends the same header each time.
@lru_cache(_REMEMBERED)
def _chosen(accept: str, offers: tuple[str, ...]) -> str | None:
    ranges = [parsed for part in accept.split(",") if (parsed := _parse(part)) is not None]
    if not ranges:
        return offers[0]
    ranked = [(_quality(offer, ranges), -place, offer) for place, offer in enumerate(offers)]
    quality, _, offer = max(ranked)
    return offer if quality > 0 else None


def _parse(part: str) -> tuple[str, str, float] | None:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    kind, slash, subtype = media.partition("/")
    if not slash or not kind or not subtype:
        return None
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                return None
    return kind, subtype, quality


def _quality(offer: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """Of the most specific range that covers the offer."""
    kind, _, subtype = offer.partition("/")
    best = (-1, 0.0)
    for range_kind, range_subtype, quality in ranges:
        if (range_kind, range_subtype) == (kind, subtype):
            best = max(best, (2, quality))
        elif (range_kind, range_subtype) == (kind, "*"):
            best = max(best, (1, quality))
        elif (range_kind, range_subtype) == ("*", "*"):
            best = max(best, (0, quality))
    return best[1]
