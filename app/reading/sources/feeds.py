"""RSS and Atom feeds; each item is an article."""

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser

from app.errors import ArticleError
from app.reading.sources.drafts import Draft
from app.reading.sources.markup import line, plain
from app.reading.sources.moments import partial_date
from app.reading.sources.xml import refuse_crowds, refuse_entities

_LONE = re.compile(
    rb"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)|&(?!(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)", re.DOTALL
)
"""An «&» that begins no entity («R&D»), which the feed's reader would make one of."""


def read_feed(data: bytes, place: str, address: str | None = None) -> Iterator[Draft | ArticleError]:
    """The items in the feed's order; `address` is where the feed is from, for its relative links.

    What is damaged is read as far as it goes, as every reader of feeds does; ArticleError where that is nowhere.
    """
    refuse_entities(data, place)
    refuse_crowds(data, place)
    # What stands before the declaration is no part of the document.
    data = data[max(0, data.find(b"<?xml")) :]
    data = _LONE.sub(lambda found: found[0] if found[1] else b"&amp;", data)
    # A stream, since bytes would be tried as the name of a file first.
    # Ids stay as they are, so that a saved feed has those that it has at its address.
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    if not feed.entries:
        error = feed.get("bozo_exception")
        if feed.get("version") and not feed.bozo:
            return
        raise ArticleError(
            place,
            f"the feed has no item that can be read ({error or 'it is empty'})",
            "Look whether it opens in a reader of feeds, and fetch it anew",
        )
    base = address or feed.feed.get("link")
    for number, entry in enumerate(feed.entries, start=1):
        yield _draft(entry, f"{place}, item {number}", base)


def _draft(entry: Any, place: str, base: str | None) -> Draft:
    contents = sorted((c.get("value") or "" for c in entry.get("content", ())), key=len)
    text = contents[-1] if contents else ""
    if len(text) < len(entry.get("summary") or ""):
        text = entry.summary
    link = entry.get("link")
    date = next(
        (
            found
            for name in ("published", "created", "updated")
            if name in entry and (found := partial_date(entry[name])) is not None
        ),
        None,
    )
    return Draft(
        place,
        plain(text),
        id=entry.get("id"),
        headline=line(entry.get("title") or "") or None,
        date=date,
        url=urljoin(base, link) if base and link else link,
    )
