"""Words that the text gives as somebody's own: between quotation marks, and after a dash that opens a paragraph."""

import re
from dataclasses import dataclass

from app.language import Document
from app.language.tokens import Token
from app.model.article import BlockKind
from app.model.extraction import Quotation, Span

_PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"'}
_OPENERS = re.compile("[" + "".join(_PAIRS) + "]")
DASHES = ("–", "—", "-")
_MIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and the block it stands in."""

    quotation: Quotation
    block: int
    dash: bool


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """The quotations of running text in text order; what follows a dash reaches to the reporting clause's comma.

    A dash paragraph is cut into sentences later, when it is known which clauses report.
    """
    text = document.article.text
    found: list[Quote] = []
    for number, block in enumerate(document.article.blocks):
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.LIST):
            continue
        position = block.start
        while opener := _OPENERS.search(text, position, block.end):
            position = opener.start()
            end = text.find(_PAIRS[opener[0]], position + 1, block.end)
            if end < 0:
                break
            surface = text[position + 1 : end].strip()
            if len(surface.split()) >= _MIN_WORDS:
                start = text.index(surface, position + 1)
                found.append(Quote(Quotation(Span(start, start + len(surface)), surface), number, dash=False))
            position = end + 1
    return tuple(found)


def is_dialogue(document: Document, number: int) -> bool:
    """Whether a block opens with a dash, as direct speech does."""
    block = document.article.blocks[number]
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST) and document.article.text[block.start] in DASHES
    )


def inside(token: Token, quotes: tuple[Quote, ...]) -> Quote | None:
    """The quotation in marks that a word stands in."""
    for quote in quotes:
        if quote.quotation.span.start <= token.idx < quote.quotation.span.end:
            return quote
    return None
