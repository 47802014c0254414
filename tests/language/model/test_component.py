"""The component with a model that says what the test tells it to."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from app.errors import RunError
from app.language.model import NAME, LanguageModel, add_model
from app.language.model.inference import SentenceAnalysis, SentenceModel, SentenceWords


class Said:
    """Every word hangs on the first; names as given."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.asked: list[SentenceWords] = []

    def windows(self, sentences: Sequence[SentenceWords]) -> list[Sequence[SentenceWords]]:
        return [sentences[i : i + 2] for i in range(0, len(sentences), 2)]

    def analyse(self, window: Sequence[SentenceWords]) -> list[SentenceAnalysis]:
        self.asked += window
        return [self._analysis(sentence.forms) for sentence in window]

    def _analysis(self, forms: Sequence[str]) -> SentenceAnalysis:
        count = len(forms)
        return SentenceAnalysis(
            upos=("NOUN",) * count,
            feats=("Number=Sing",) * count,
            lemmas=tuple(form.lower() for form in forms),
            heads=(0,) * count,
            deprels=("root",) + ("nmod",) * (count - 1),
            names=tuple(self.names.get(form, "O") for form in forms),
        )


@pytest.fixture
def nlp() -> Language:
    return spacy.blank("nb")


def begin(more: int) -> list[bool | int | None]:
    """Sentence starts of one sentence: a word and so many more."""
    return [True, *[False] * more]


def component(names: dict[str, str] | None = None) -> LanguageModel:
    model = LanguageModel()
    model._model = cast("SentenceModel", Said(names or {}))
    return model


def test_annotates_words_and_hangs_white_space_on_them(nlp: Language) -> None:
    words = ["\n", "Ola", "\n\n", "Berg", "kjem", ".", "  "]
    doc = Doc(nlp.vocab, words, spaces=[False] * 7, sent_starts=begin(6))
    model = component({"Ola": "B-PER", "Berg": "I-PER"})
    model(doc)
    assert [t.head.i for t in doc] == [1, 1, 1, 1, 1, 1, 5]
    assert [t.dep_ for t in doc] == ["dep", "ROOT", "dep", "nmod", "nmod", "nmod", "dep"]
    assert [t.pos_ for t in doc][:3] == ["SPACE", "NOUN", "SPACE"]
    assert [t.tag_ for t in doc][1] == "NOUN"
    assert str(doc[1].morph) == "Number=Sing"
    assert [t.lemma_ for t in doc][1:4] == ["ola", "\n\n", "berg"]
    assert [(e.text, e.label_) for e in doc.ents] == [("Ola\n\nBerg", "PER")]
    # White space beside a word counts as a space after it.
    asked = SentenceWords(("Ola", "Berg", "kjem", "."), (True, False, False, True))
    assert cast("Said", model.weights).asked == [asked]


def test_sentences_stay_as_they_were(nlp: Language) -> None:
    doc = Doc(nlp.vocab, ["A", "b", " ", " ", "C", "d"], sent_starts=[True, False, True, False, True, False])
    component()(doc)
    assert [(s.start, s.end) for s in doc.sents] == [(0, 2), (2, 4), (4, 6)]


def test_names_that_touch_and_names_that_begin_inside(nlp: Language) -> None:
    doc = Doc(nlp.vocab, ["A", "B", "C", "D", "E"], sent_starts=begin(4))
    component({"A": "B-PER", "B": "B-PER", "C": "I-ORG", "D": "I-ORG", "E": "I-PER"})(doc)
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("A", "PER"),
        ("B", "PER"),
        ("C D", "ORG"),
        ("E", "PER"),
    ]
    assert all(t.ent_iob_ != "" for t in doc)


def test_empty_document(nlp: Language) -> None:
    assert len(component()(Doc(nlp.vocab))) == 0


def test_prediction_leaves_the_document_alone(nlp: Language) -> None:
    doc = Doc(nlp.vocab, ["Ola"], sent_starts=[True])
    component().predict([doc])
    assert doc[0].pos_ == ""
    assert not doc.ents


def test_declares_what_it_assigns(nlp: Language) -> None:
    meta = nlp.get_factory_meta(NAME)
    assert {"token.pos", "token.dep", "token.lemma", "doc.ents"} <= set(meta.assigns)
    assert "token.is_sent_start" in meta.requires


def test_says_what_to_do_without_weights(nlp: Language, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="make train"):
        add_model(nlp, tmp_path)
    doc = Doc(nlp.vocab, ["Ola"], sent_starts=[True])
    with pytest.raises(RunError, match="no weights"):
        LanguageModel()(doc)


def test_run_time_does_not_reach_torch() -> None:
    code = (
        "import sys; sys.modules.update(torch=None, onnx=None, safetensors=None); import app.language.model"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
