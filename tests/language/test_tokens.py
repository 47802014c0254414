"""Plain words answer as spaCy's do."""

import pytest
import spacy
from spacy import tokens

from app.language.tokens import Doc

_FORMS = ["Kva", "meiner", "Kari", "Vik", "at", "ho", "såg", "?", "\n\n", "Ho", "gjekk", "."]
_HEADS = [6, 1, 1, 2, 6, 6, 1, 1, 7, 10, 10, 10]
"""«Kva» hangs on «såg» across the root, so that the tree is not projective."""
_DEPS = [
    "obj",
    "ROOT",
    "nsubj",
    "flat:name",
    "mark",
    "nsubj",
    "ccomp",
    "punct",
    "dep",
    "nsubj",
    "ROOT",
    "punct",
]
_TAGS = ["PRON", "VERB", "PROPN", "PROPN", "SCONJ", "PRON", "VERB", "PUNCT", "SPACE", "PRON", "VERB", "PUNCT"]
_MORPHS = ["", "Mood=Ind|Tense=Pres", "", "", "", "Case=Nom,Acc|Gender=Fem", *[""] * 6]


@pytest.fixture
def analysis() -> tokens.Doc:
    doc = tokens.Doc(
        spacy.blank("nb").vocab,
        words=_FORMS,
        spaces=[True] * 6 + [False] * 3 + [True, False, False],
        lemmas=[form.lower() for form in _FORMS],
        pos=_TAGS,
        heads=_HEADS,
        deps=_DEPS,
        morphs=_MORPHS,
    )
    doc.set_ents([tokens.Span(doc, 2, 4, "PER")])
    return doc


def test_words_say_the_same(analysis: tokens.Doc) -> None:
    doc = Doc(analysis)
    assert (len(doc), doc.text) == (len(analysis), analysis.text)
    for word, expected in zip(doc, analysis, strict=True):
        for name in (
            *("i", "idx", "text", "text_with_ws", "lower_", "lemma_", "pos_", "dep_", "ent_type_"),
            *("is_alpha", "is_punct", "is_space", "is_sent_start"),
        ):
            assert getattr(word, name) == getattr(expected, name), (word.text, name)
        assert word.morph == str(expected.morph)
        assert word.features == {k: tuple(v.split(",")) for k, v in expected.morph.to_dict().items()}
        assert len(word) == len(expected)
        assert word.doc is doc


def test_the_tree_is_the_same(analysis: tokens.Doc) -> None:
    doc = Doc(analysis)
    for word, expected in zip(doc, analysis, strict=True):
        assert word.head is doc[expected.head.i]
        assert [c.i for c in word.children] == [c.i for c in expected.children]
        assert [t.i for t in word.subtree] == [t.i for t in expected.subtree]
        assert word.left_edge.i == analysis[expected.i].left_edge.i
    assert doc[6].left_edge is doc[0]


def test_sentences_and_names_are_the_same(analysis: tokens.Doc) -> None:
    doc = Doc(analysis)
    for found, expected in zip((*doc.sents, *doc.ents), (*analysis.sents, *analysis.ents), strict=True):
        assert (found.start, found.end, found.label_) == (expected.start, expected.end, expected.label_)
        assert (found.start_char, found.end_char) == (expected.start_char, expected.end_char)
        assert (found.text, len(found)) == (expected.text, len(expected))
        assert [t.i for t in found] == [t.i for t in expected]
    assert len(doc.sents) == 2
    assert all(word.sent.start <= word.i < word.sent.end for word in doc)
    assert doc[2].sent == doc.sents[0]


def test_neighbours_and_slices(analysis: tokens.Doc) -> None:
    doc = Doc(analysis)
    assert doc[2].nbor() is doc[3]
    assert doc[2].nbor(-2) is doc[0]
    assert doc[-1] is doc[11]
    assert [t.text for t in doc[2:4]] == ["Kari", "Vik"]
    for word, by in ((doc[0], -1), (doc[11], 1)):
        with pytest.raises(IndexError):
            word.nbor(by)


def test_a_text_without_words_has_no_sentences() -> None:
    doc = Doc(tokens.Doc(spacy.blank("nb").vocab))
    assert (len(doc), doc.text, doc.sents, doc.ents) == (0, "", (), ())
