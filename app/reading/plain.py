"""An article in plain text, with an optional date line."""

import unicodedata

from app.errors import ArticleError
from app.model.article import Article, ArticleId
from app.reading.dates import split_date
from app.reading.encoding import decode
from app.reading.normalisation import normalise
from app.reading.structure import find_blocks

_UNSHOWN = frozenset({"Cc", "Zl", "Zp"})
"""Control characters and newlines."""


def plain_article(place: str, name: str, data: bytes, max_bytes: int) -> Article:
    """The article of a text's bytes, with a name without its ending as its id; ArticleError where there is none.

    `place` is what it is called in messages.
    """
    article_id = checked_id(place, name)
    if len(data) > max_bytes:
        raise ArticleError(
            place,
            f"the text is more than an article can be ({max_bytes / 1e6:g} MB)",
            "Split it into one file for each article, or raise NYHENDEGRAF_MAX_BYTES",
        )
    if not data.strip():
        raise ArticleError(place, "the file is empty", "Put the article into it, or leave the file out")
    published, text = split_date(place, normalise(decode(place, data)))
    text = normalise(text)
    if not text:
        raise ArticleError(
            place,
            "the file has a date but no text" if published else "the file has no text",
            "Put the article into it, or leave the file out",
        )
    return Article(article_id, text, find_blocks(text), published, place)


def checked_id(place: str, name: str) -> ArticleId:
    """A name as an article's id; ArticleError where it cannot be one."""
    # File systems differ in how they spell «å» (one code point or two); ids must not.
    article_id = unicodedata.normalize("NFC", name)
    try:
        article_id.encode()
    except UnicodeEncodeError as error:
        shown = place.encode(errors="replace").decode()
        raise ArticleError(
            shown, "the file's name is not UTF-8", "Rename it: its name is the article's id"
        ) from error
    if not article_id.strip() or any(unicodedata.category(c) in _UNSHOWN for c in article_id):
        raise ArticleError(
            ascii(place)[1:-1],
            "the file's name is blank or has characters that do not show",
            "Rename it: its name is the article's id",
        )
    return ArticleId(article_id)
