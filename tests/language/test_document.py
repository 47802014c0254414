"""Documents: blocks, kinds and passages by offset."""

import pytest
import spacy
from spacy.tokens import Doc

from app.language import Document
from app.model.article import Article, ArticleId, Block, BlockKind, Variety

TEXT = "Ny skule\n\nOrdføraren er glad. Bygda har venta.\nFoto: Ola Nordmann"
BLOCKS = (
    Block(BlockKind.HEADLINE, 0, 8),
    Block(BlockKind.PARAGRAPH, 10, 46),
    Block(BlockKind.CAPTION, 47, 65),
)


@pytest.fixture
def document() -> Document:
    words = [
        "Ny",
        "skule",
        "\n\n",
        "Ordføraren",
        "er",
        "glad",
        ".",
        "Bygda",
        "har",
        "venta",
        ".",
        "\n",
        "Foto",
    ]
    words += [":", "Ola", "Nordmann"]
    spaces = [
        True,
        False,
        False,
        True,
        True,
        False,
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        True,
        True,
        False,
    ]
    starts: list[bool | int | None] = [i in (0, 3, 7, 12) for i in range(len(words))]
    doc = Doc(spacy.blank("nb").vocab, words=words, spaces=spaces, sent_starts=starts)
    return Document(Article(ArticleId("a"), TEXT, BLOCKS), Variety.NYNORSK, doc)


def test_every_character_of_a_block_is_found_in_it(document: Document) -> None:
    for block in BLOCKS:
        assert all(document.block_at(offset) == block for offset in range(block.start, block.end))
    assert [document.block_at(offset) for offset in (8, 9, 46, 65)] == [None] * 4


def test_kinds_of_sentences_and_tokens(document: Document) -> None:
    assert [document.kind_of(sentence) for sentence in document.doc.sents] == [
        BlockKind.HEADLINE,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.CAPTION,
    ]
    assert document.kind_of(document.doc[1]) is BlockKind.HEADLINE
    assert document.kind_of(document.doc[2]) is None


def test_captions_are_not_running_text(document: Document) -> None:
    assert document.is_running(TEXT.index("glad"))
    assert not document.is_running(TEXT.index("Ola"))
    assert not document.is_running(8)


def test_text_must_be_the_article_s(document: Document) -> None:
    with pytest.raises(ValueError, match="own text"):
        Document(Article(ArticleId("b"), "Noko anna", ()), Variety.NYNORSK, document.analysis)


def test_passages_in_another_language(document: Document) -> None:
    assert document.foreign_passages() == ()
