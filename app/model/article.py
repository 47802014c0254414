"""What reading produces: an article whose text never changes again."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)


class Variety(StrEnum):
    """The written standard of Norwegian that an article is in, as a BCP 47 tag."""

    NYNORSK = "nn"
    BOKMAAL = "nb"


class BlockKind(StrEnum):
    """What a stretch of an article is to its reader."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    """A line of a list or a table."""
    CAPTION = "caption"
    BYLINE = "byline"
    LINK = "link"
    """A pointer to another article («Les også: …»)."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph: `text[start:end]`, code points, no surrounding white space."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date at the precision that is known: year, year and month, or day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """The XSD lexical form: `2024`, `2024-03` or `2024-03-25`."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True, slots=True)
class Article:
    """A news article after normalisation.

    `text` is what every offset counts in, in code points; the date line is no part of it. `blocks` are in text order
    and do not overlap. `date` is the date of publication, None where it is unknown.
    """

    id: ArticleId
    text: str
    blocks: tuple[Block, ...]
    date: PartialDate | None = None
    source: str | None = None
    """Where it was read from, for messages; no part of the graph."""
    url: str | None = None
