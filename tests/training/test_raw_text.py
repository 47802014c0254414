"""Scores of raw text, with pipelines that say what the treebank says, or not quite."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span, Token

from app.model.article import Variety
from app.training.corpus import Sentence, read_split
from app.training.raw_text import RawScores, passages, score_raw

Change = Callable[[Token], None]


@pytest.fixture
def sentences(corpus: Path) -> list[Sentence]:
    return read_split(corpus, Variety.NYNORSK, "dev")[0]


def scores(sentences: list[Sentence], change: Change, *, names: bool = True) -> RawScores:
    """Of a pipeline that repeats the treebank, but for one change."""
    nlp = spacy.blank("nb")
    rest: Iterator[Sentence] = iter(sentences)

    def annotate(text: str) -> Doc:
        words = [w for sentence in sentences for w in sentence]
        doc = Doc(nlp.vocab, [w.form for w in words], [w.space_after for w in words[:-1]] + [False])
        start = 0
        for sentence in rest:
            for i, word in enumerate(sentence, start):
                doc[i].pos_, doc[i].lemma_ = word.upos, word.lemma
                doc[i].set_morph("" if word.feats == "_" else word.feats)  # type: ignore[attr-defined]
                doc[i].head = doc[start + word.head - 1] if word.head else doc[i]
                doc[i].dep_ = word.deprel if word.head else "ROOT"
            start += len(sentence)
        if names:
            doc.ents = (Span(doc, 0, 2, "PER"), Span(doc, 6, 7, "GPE_LOC"), Span(doc, 8, 9, "ORG"))
        for token in doc:
            change(token)
        return doc

    nlp.make_doc = annotate  # type: ignore[method-assign]
    return score_raw(nlp, [sentences])


def nothing(token: Token) -> None:
    pass


def test_the_treebank_itself_is_all_right(sentences: list[Sentence]) -> None:
    found = scores(sentences, nothing)
    assert {key: found.f1(key) for key in found.wanted} == dict.fromkeys(found.wanted, 100.0)
    assert found.wanted["words"] == 13
    assert found.wanted["sentences"] == 2
    assert found.words_per_second > 0


def test_a_wrong_label_costs_one_word(sentences: list[Sentence]) -> None:
    def change(token: Token) -> None:
        if token.text == "mjølkeku":
            token.dep_, token.pos_ = "obl", "ADJ"

    found = scores(sentences, change)
    assert found.f1("las") == found.f1("upos") == pytest.approx(100 * 12 / 13)
    assert found.f1("uas") == found.f1("feats") == 100


def test_the_kinds_of_countries_and_towns_are_folded(sentences: list[Sentence]) -> None:
    def change(token: Token) -> None:
        if token.text == "Voss":
            token.doc.set_ents([Span(token.doc, token.i, token.i + 1, "LOC")], default="unmodified")

    found = scores(sentences, change)
    assert found.f1("names, nine types") == pytest.approx(200 / 3)
    assert found.f1("names, GPE folded") == 100


def test_names_that_are_not_found(sentences: list[Sentence]) -> None:
    assert scores(sentences, nothing, names=False).f1("names, nine types") == 0


def test_a_heading_ends_its_passage(sentences: list[Sentence]) -> None:
    heading = sentences[0][:-1]
    assert [len(p) for p in passages([sentences[0], heading, *sentences])] == [2, 2]
    assert [len(p) for p in passages(sentences * 20, longest=15)] == [15, 15, 10]
