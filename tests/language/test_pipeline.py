"""Loading a pipeline, ours or another one, and taking articles through it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from app.errors import ArticleError, RunError
from app.language import Analyser, Document, load_pipeline
from app.language.sentences import NAME as SENTENCES
from app.language.tokenizer import blank_pipeline
from app.model.article import Article, ArticleId, Block, BlockKind

LINES = (
    "Ordføraren opna skulen",
    "Ordførar Kari Nordmann opna den nye skulen i Bergen måndag. Ho seier at ho ikkje har sett noko finare.",
)
DANISH = "Borgmesteren siger, at kommunen ikke har penge nok til at bygge den nye skole, og nu må børnene vente et år."


def article(name: str, *lines: str) -> Article:
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 2
    return Article(ArticleId(name), "\n\n".join(lines), tuple(blocks), source=f"{name}.txt")


@Language.component("test_parse", assigns=["token.dep", "token.pos", "token.lemma"])
def chain(doc: Doc) -> Doc:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        for token in sentence:
            token.head = words[0] if words else token
            token.dep_ = "ROOT" if token.head is token else "dep"
            token.pos_, token.lemma_ = "X", token.lower_
    return doc


@Language.component("test_names", assigns=["doc.ents"])
def capitals(doc: Doc) -> Doc:
    found = {"Kari": "PERSON", "Bergen": "GPE", "måndag": "DATE"}
    doc.ents = tuple(Span(doc, t.i, t.i + 1, found[t.text]) for t in doc if t.text in found)
    return doc


@Language.component("test_other_labels")
def other_labels(doc: Doc) -> Doc:
    for token in doc:
        token.dep_ = "dobj"
    return doc


@pytest.fixture
def nlp() -> Language:
    """Our tokens and sentences without the model."""
    nlp = blank_pipeline()
    nlp.add_pipe(SENTENCES)
    return nlp


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small pipeline of somebody else's."""
    other = spacy.blank("nb")
    other.add_pipe("sentencizer")
    other.add_pipe("test_parse")
    other.add_pipe("test_names")
    other.to_disk(tmp_path / "other")
    return tmp_path / "other"


def test_a_pipeline_that_remembers_too_many_words_is_renewed(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed = []

    def renew() -> Language:
        fresh = blank_pipeline()
        fresh.add_pipe(SENTENCES)
        renewed.append(fresh)
        return fresh

    articles = [article(name, *LINES) for name in "abc"]
    plain = list(Analyser(nlp, 1).analyse(articles))
    monkeypatch.setattr("app.language.pipeline._MOST_STRINGS", len(renew().vocab.strings) + 5)
    found = list(Analyser(renewed[0], 1, renew).analyse(articles))
    # The second and the third article each come after one that filled a pipeline.
    assert len(renewed) == 3
    documents = [(d, e) for d, e in zip(found, plain, strict=True) if isinstance(d, Document)]
    assert len(documents) == 3
    for document, expected in documents:
        assert isinstance(expected, Document)
        assert document.analysis.to_json() == expected.analysis.to_json()
    assert documents[2][0].analysis.vocab is renewed[2].vocab


def test_another_pipeline_takes_the_place_of_ours(folder: Path) -> None:
    nlp = load_pipeline(str(folder))
    (document,) = Analyser(nlp).analyse([article("a", *LINES)])
    assert isinstance(document, Document)
    assert [(entity.text, entity.label_) for entity in document.doc.ents] == [
        ("Kari", "PER"),
        ("Bergen", "GPE_LOC"),
    ]
    sentences = [sentence.text.strip() for sentence in document.doc.sents]
    assert sentences[0] == LINES[0]
    assert len(sentences) == 3


def test_pipeline_that_is_not_installed() -> None:
    with pytest.raises(RunError, match=r"no spaCy pipeline 'nb_nothing_here'.*spacy download"):
        load_pipeline("nb_nothing_here")


def test_folder_that_is_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="spaCy pipeline"):
        load_pipeline(str(tmp_path))


def test_pipeline_without_a_parser(tmp_path: Path) -> None:
    spacy.blank("nb").to_disk(tmp_path / "blank")
    nlp = load_pipeline(str(tmp_path / "blank"))
    with pytest.raises(RunError, match="gives no dependencies"):
        list(Analyser(nlp).analyse([article("a", *LINES)]))


def test_pipeline_with_other_dependency_labels(tmp_path: Path) -> None:
    other = spacy.blank("nb")
    other.add_pipe("sentencizer")
    other.add_pipe("test_parse")
    other.add_pipe("test_other_labels")
    other.to_disk(tmp_path / "other")
    nlp = load_pipeline(str(tmp_path / "other"))
    with pytest.raises(RunError, match="dobj"):
        list(Analyser(nlp).analyse([article("a", *LINES)]))


@pytest.mark.parametrize("batch_size", [1, 2, 3, 16])
def test_order_and_errors_are_kept(nlp: Language, batch_size: int) -> None:
    failed = ArticleError("c.txt", "the file is empty", "Leave it out")
    items: list[Article | ArticleError] = [
        article("a", *LINES),
        article("b", DANISH),
        failed,
        article("d", LINES[1]),
        article("e", "x " * 50),
    ]
    found = list(Analyser(nlp, batch_size).analyse(items))
    assert [item.article.id if isinstance(item, Document) else item.place for item in found] == [
        "a",
        "b.txt",
        "c.txt",
        "d",
        "e.txt",
    ]
    assert found[2] is failed


def test_articles_are_read_as_they_are_needed(nlp: Language) -> None:
    taken: list[int] = []

    def stream() -> Iterator[Article]:
        for number in range(10):
            taken.append(number)
            yield article(f"a{number}", *LINES)

    next(iter(Analyser(nlp, 2).analyse(stream())))
    assert taken == [0, 1]


def test_batches_have_one_article_at_least(nlp: Language) -> None:
    with pytest.raises(ValueError, match="not 0"):
        Analyser(nlp, 0)


@pytest.mark.model
def test_our_own_pipeline_says_what_it_assigns() -> None:
    nlp = load_pipeline()
    assigned = {name for pipe in nlp.pipe_names for name in nlp.get_pipe_meta(pipe).assigns}
    assert {
        "token.is_sent_start",
        "token.pos",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.ents",
    } <= assigned
    doc = nlp("\n\n".join(LINES) * 3)
    assert doc.text == "\n\n".join(LINES) * 3
    assert all("\n" not in sentence.text.strip() for sentence in doc.sents)


@pytest.mark.model
def test_saved_and_loaded_again_it_says_the_same(tmp_path: Path) -> None:
    nlp = load_pipeline()
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    text = "\n\n".join(LINES)
    assert loaded(text).to_json() == nlp(text).to_json()


@pytest.mark.model
@pytest.mark.parametrize(("batch_size", "threads"), [(1, 1), (3, 2)])
def test_an_article_is_analysed_as_if_it_were_alone(batch_size: int, threads: int) -> None:
    """Whatever shares a window of the encoder is of one article."""
    texts = ["\n\n".join(LINES), LINES[1] * 20, LINES[0], "", "\n\n".join(LINES[::-1])]
    nlp, other = load_pipeline(), load_pipeline(threads=threads)
    wanted = [nlp(text).to_json() for text in texts]
    assert [doc.to_json() for doc in other.pipe(texts, batch_size=batch_size)] == wanted
    assert [doc.to_json() for doc in other.pipe(texts[::-1], batch_size=batch_size)] == wanted[::-1]


@pytest.mark.model
def test_texts_beyond_spacy_s_usual_limit_are_taken() -> None:
    assert load_pipeline().max_length > 50_000_000
