"""An article with its linguistic analysis."""

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy import tokens as spacy

from app.language.identification import ForeignPassage, foreign_passages
from app.language.tokens import Doc, Span, Token
from app.model.article import Article, Block, BlockKind, Variety
from app.model.extraction import Span as TextSpan

RUNNING = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST})
"""The kinds of blocks that tell facts; captions, bylines and links are left alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """`doc.text` is `article.text`, so a token's `idx` is an offset of the article."""

    article: Article
    variety: Variety
    analysis: spacy.Doc
    """What the pipeline gave, for those who need more of it than `doc` tells."""
    doc: Doc = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where blocks begin: every rule asks for the block of every token."""

    def __post_init__(self) -> None:
        if self.analysis.text != self.article.text:
            raise ValueError("a document's analysis must be of the article's own text")
        object.__setattr__(self, "doc", Doc(self.analysis))
        object.__setattr__(self, "_starts", tuple(block.start for block in self.article.blocks))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset."""
        index = bisect_right(self._starts, offset) - 1
        block = self.article.blocks[index] if index >= 0 else None
        return block if block is not None and offset < block.end else None

    def kind_of(self, part: Span | Token) -> BlockKind | None:
        """What a sentence or a token is to the reader, by its first word; None for white space between blocks."""
        tokens = part if isinstance(part, Span) else (part,)
        first = next((token for token in tokens if not token.is_space), None)
        block = None if first is None else self.block_at(first.idx)
        return None if block is None else block.kind

    def is_running(self, offset: int) -> bool:
        """Whether the text at the offset is told by the article itself."""
        block = self.block_at(offset)
        return block is not None and block.kind in RUNNING

    def foreign_passages(self) -> tuple[ForeignPassage, ...]:
        """Sentences and quotations in another language, in text order."""
        return foreign_passages(self.article.text, ((s.start_char, s.end_char) for s in self.doc.sents))

    def stripped(self, start: int, end: int) -> TextSpan:
        """A stretch of the text without the white space at its ends."""
        text = self.article.text[start:end]
        return TextSpan(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))

    def sentence_spans(self) -> tuple[TextSpan, ...]:
        """The sentences, in order."""
        spans = (self.stripped(s.start_char, s.end_char) for s in self.doc.sents if s.text.strip())
        return tuple(spans)
