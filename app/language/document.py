"""An article with its linguistic analysis."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from app.model.article import Article, Block, BlockKind, Variety

RUNNING = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST})
"""The kinds of blocks that tell facts; captions, bylines and links are left alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """`doc.text` is `article.text`, so a token's `idx` is an offset of the article."""

    article: Article
    variety: Variety
    doc: Doc

    def __post_init__(self) -> None:
        if self.doc.text != self.article.text:
            raise ValueError("a document's analysis must be of the article's own text")

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset."""
        index = bisect_right(self.article.blocks, offset, key=lambda b: b.start) - 1
        if index < 0 or offset >= self.article.blocks[index].end:
            return None
        return self.article.blocks[index]

    def is_running(self, offset: int) -> bool:
        """Whether the text at the offset is told by the article itself."""
        block = self.block_at(offset)
        return block is not None and block.kind in RUNNING
