"""What a source says of an article, and the article made of it."""

import hashlib
import unicodedata
from dataclasses import dataclass

from app.errors import ArticleError
from app.model.article import Article, ArticleId, PartialDate
from app.reading.limits import Limits
from app.reading.normalisation import normalise
from app.reading.structure import find_blocks

_LONGEST_ID = 400
_HASH_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """Text as the source has it, in plain text; what the source does not say is None.

    `place` is where it stands, for messages: «feed.xml, item 3».
    """

    place: str
    text: str
    id: str | None = None
    headline: str | None = None
    date: PartialDate | None = None
    url: str | None = None


def article_of(draft: Draft, limits: Limits) -> Article:
    """The article: the headline on the first line unless the text begins with it; ArticleError where there is no text.

    Its id is the source's, else its address, else a digest of its text.
    """
    headline, body = normalise(draft.headline or ""), normalise(draft.text)
    headline = " ".join(headline.split())
    text = body if not headline or body.startswith(headline) else f"{headline}\n\n{body}".strip()
    if not text:
        raise ArticleError(
            draft.place, "the article has no text", "Leave it out, or look whether its text has another name"
        )
    if len(text.encode(errors="replace")) > limits.article:
        raise ArticleError(
            draft.place,
            f"the article is longer than an article can be ({limits.article / 1e6:g} MB)",
            "Split it, or raise NYHENDEGRAF_MAX_BYTES",
        )
    url = _address(draft.url)
    return Article(
        ArticleId(_identifier(draft.id) or _identifier(url) or _digest(text)),
        text,
        find_blocks(text),
        draft.date,
        draft.place,
        url,
    )


def _identifier(given: str | None) -> str | None:
    """An id as a source gives it, without what does not show; a digest of one that is too long."""
    if given is None:
        return None
    kept = "".join(
        " " if unicodedata.category(c)[0] in "CZ" else c for c in unicodedata.normalize("NFC", given)
    )
    kept = " ".join(kept.split())
    return _digest(kept) if len(kept) > _LONGEST_ID else kept or None


def _address(given: str | None) -> str | None:
    """An address of the web; None for anything else, such as `javascript:`."""
    address = (given or "").strip()
    if not address.lower().startswith(("http://", "https://")) or any(
        c.isspace() or c in '<>"{}|\\^`' or unicodedata.category(c) in ("Cc", "Cs") for c in address
    ):
        return None
    return address


def _digest(text: str) -> str:
    return "text-" + hashlib.sha256(text.encode(errors="replace")).hexdigest()[:_HASH_DIGITS]
