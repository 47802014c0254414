"""What every reader of XML refuses."""

from app.errors import ArticleError

MOST_ELEMENTS = 1_000_000
"""Of what is in memory as a whole: an element takes a hundred times what «<a/>» does in a file."""
_DECLARATIONS = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def refuse_entities(data: bytes, place: str) -> None:
    """ArticleError where entities are declared: they may grow without bound, or stand for files and addresses."""
    if any(declaration in data for declaration in _DECLARATIONS):
        raise ArticleError(
            place,
            "the XML declares entities of its own, which are not taken from outside",
            "Remove its <!ENTITY …> declarations",
        )


def refuse_crowds(data: bytes, place: str) -> None:
    """ArticleError where there are more elements than memory should hold."""
    if data.count(b"<") > 2 * MOST_ELEMENTS:
        raise ArticleError(place, f"the XML has more than {MOST_ELEMENTS} elements", "Split it")
