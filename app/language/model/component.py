"""The trained model as a spaCy component."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import minibatch

from app.errors import RunError
from app.language.model.consistency import agree
from app.language.model.inference import FILES, SentenceAnalysis, SentenceModel, SentenceWords

NAME = "nyhendegraf_model"


@dataclass(frozen=True, slots=True)
class SentencePrediction:
    """The words of a sentence, white space left out (their indices in the document), and their analysis."""

    words: tuple[int, ...]
    analysis: SentenceAnalysis


class LanguageModel:
    """Sets pos, tag, morph, lemma, head, dep and ents; needs tokens and sentence starts.

    Results depend on the document alone: not on others in the batch, its size or the number of threads.
    """

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._model: SentenceModel | None = None

    @property
    def weights(self) -> SentenceModel:
        """The weights; RunError before from_disk."""
        if self._model is None:
            raise RunError(f"{NAME} has no weights yet. Call app.language.load_pipeline, or from_disk")
        return self._model

    def from_disk(self, path: Path | str, **_: object) -> "LanguageModel":
        """Reads the graph, labels and vocabulary of a folder; what spaCy names to leave out is not there."""
        self._model = SentenceModel(Path(path))
        return self

    def to_disk(self, path: Path | str, **_: object) -> None:
        """Copies the files that from_disk reads."""
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.weights.folder / name, target / name)

    def __getstate__(self) -> dict[str, Any]:
        """For `nlp.pipe(n_process=2)`: a worker reads the weights itself."""
        return {"threads": self._threads, "folder": self._model.folder if self._model else None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._threads = state["threads"]
        self._model = SentenceModel(state["folder"]) if state["folder"] else None

    def __call__(self, doc: Doc) -> Doc:
        """One document, annotated in place."""
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Documents in order; the windows of a batch are shared among the threads."""
        batches: Iterator[list[Doc]] = map(list, minibatch(stream, batch_size))  # type: ignore[no-untyped-call]
        for docs in batches:
            self.set_annotations(docs, self.predict(docs))
            yield from docs

    def predict(self, docs: Sequence[Doc]) -> list[list[SentencePrediction]]:
        """The sentences of each document that have words; the documents stay as they are."""
        model = self.weights
        sentences = [[words for words in _sentences(doc) if words] for doc in docs]
        read = [[_words(words) for words in of_doc] for of_doc in sentences]
        windows = [window for of_doc in read for window in model.windows(of_doc)]
        if self._threads > 1 and len(windows) > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                found = list(pool.map(model.analyse, windows))
        else:
            found = [model.analyse(window) for window in windows]
        analyses = iter([analysis for of_window in found for analysis in of_window])
        return [
            [
                SentencePrediction(tuple(w.i for w in words), analysis)
                for words, analysis in zip(
                    of_doc, agree(of_words, list(islice(analyses, len(of_doc)))), strict=True
                )
            ]
            for of_doc, of_words in zip(sentences, read, strict=True)
        ]

    def set_annotations(
        self, docs: Sequence[Doc], predictions: Sequence[Sequence[SentencePrediction]]
    ) -> None:
        """Writes predictions into the documents; white space hangs on a word of its sentence as `dep`."""
        for doc, sentences in zip(docs, predictions, strict=True):
            heads, deprels = _space_tree(doc)
            spans: list[Span] = []
            for prediction in sentences:
                analysis, words = prediction.analysis, prediction.words
                for index, i in enumerate(words):
                    token: Any = doc[i]
                    token.pos_ = token.tag_ = analysis.upos[index]
                    token.set_morph(analysis.feats[index])
                    token.lemma_ = analysis.lemmas[index]
                    heads[i] = words[analysis.heads[index]]
                    deprels[i] = "ROOT" if heads[i] == i else analysis.deprels[index]
                spans.extend(_name_spans(doc, words, analysis.names))
            for token in doc:
                if token.is_space:
                    token.pos_ = token.tag_ = "SPACE"
                    token.lemma_ = token.text
            _set_tree(doc, heads, deprels)
            doc.set_ents(spans)


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    if len(doc):
        for sentence in doc.sents:
            yield [token for token in sentence if not token.is_space]


def sentence_words(doc: Doc) -> list[SentenceWords]:
    """The sentences of a document that have words, without white space."""
    return [_words(words) for words in _sentences(doc) if words]


def _words(words: Sequence[Token]) -> SentenceWords:
    """White space of its own beside a word counts as a space after it."""
    spaces = (bool(w.whitespace_) or (w.i + 1 < len(w.doc) and w.nbor().is_space) for w in words)
    return SentenceWords(tuple(w.text for w in words), tuple(spaces))


def _space_tree(doc: Doc) -> tuple[list[int], list[str]]:
    """Heads and relations of white space: on the word before it, else on the sentence's first word."""
    heads = list(range(len(doc)))
    deprels = ["dep"] * len(doc)
    for sentence in doc.sents if len(doc) else ():
        first = next((token.i for token in sentence if not token.is_space), sentence.start)
        anchor = first
        for token in sentence:
            if not token.is_space:
                anchor = token.i
            heads[token.i] = anchor
        if doc[first].is_space:
            deprels[first] = "ROOT"
    return heads, deprels


def _set_tree(doc: Doc, heads: Sequence[int], deprels: Sequence[str]) -> None:
    """All heads at once: token by token, spaCy would see cycles halfway."""
    offsets = np.array([head - i for i, head in enumerate(heads)], dtype=np.int64).astype(np.uint64)
    labels = np.array([doc.vocab.strings.add(deprel) for deprel in deprels], dtype=np.uint64)
    columns: Any = np.stack([offsets, labels], axis=1)
    doc.from_array(["HEAD", "DEP"], columns)


def _name_spans(doc: Doc, words: Sequence[int], names: Sequence[str]) -> Iterator[Span]:
    """Spans of a BIO column; an I- that continues nothing (two windows disagree) opens a span."""
    start: int | None = None
    for index, tag in enumerate([*names, "O"]):
        if start is not None and tag != f"I-{names[start][2:]}":
            yield Span(doc, words[start], words[index - 1] + 1, names[start][2:])
            start = None
        if start is None and tag != "O":
            start = index


@Language.factory(
    NAME,
    default_config={"threads": 1},
    requires=["token.is_sent_start"],
    assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "token.head", "token.dep", "doc.ents"],
)
def create_language_model(nlp: Language, name: str, threads: int) -> LanguageModel:  # noqa: ARG001
    """The model without weights; from_disk gives it some."""
    return LanguageModel(threads)
