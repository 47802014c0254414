"""What exported weights say, for others to learn from: scores of sentences, and the labels of unlabelled text."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.errors import ArticleError, RunError
from app.language.identification import identify_article
from app.language.model.component import sentence_words
from app.language.model.inference import SentenceAnalysis, SentenceModel, SentenceWords
from app.language.sentences import NAME as SENTENCES
from app.language.tokenizer import blank_pipeline
from app.reading import read_articles
from app.training.corpus import Sentence, Word
from app.training.network import LabelSets

ROWS = ("upos", "feats", "lemma", "lemma_scores", "name")
"""Of the outputs of the graph those that have a row per word; arcs have one of another length in every sentence."""
SCORES, TEXT = "scores.npz", "text.json"


@dataclass(frozen=True, slots=True)
class Soft:
    """The scores of one sentence's words: rows by the names of ROWS, and arcs, word × head (0 is the root)."""

    rows: dict[str, NDArray[Any]]
    arc: NDArray[np.float16]


class Lessons:
    """A folder of scores of sentences, by their words, and of documents that only the teacher has read."""

    def __init__(self, folder: Path, labels: LabelSets) -> None:
        """RunError where the folder holds none, or those of a teacher with other labels."""
        try:
            text = json.loads((folder / TEXT).read_text(encoding="utf-8"))
        except OSError as error:
            raise RunError(
                f"{folder / TEXT}: {error.strerror}. Make it with: python -m app.training teach"
            ) from error
        if text["labels"] != {name: list(values) for name, values in asdict(labels).items()}:
            raise RunError(
                f"{folder}: the labels of the teacher are others than those of this run. Give the teacher's weights "
                "with --start"
            )
        self.documents: list[list[Sentence]] = [
            [tuple(Word(*word) for word in sentence) for sentence in document]
            for document in text["documents"]
        ]
        arrays = np.load(folder / SCORES)
        self._rows = {name: arrays[name] for name in ROWS}
        self._arcs = arrays["arc"]
        self._places: dict[str, tuple[int, int, int]] = {}
        word = arc = 0
        for key, count in text["sentences"]:
            self._places[key] = (word, arc, count)
            word, arc = word + count, arc + count * (count + 1)

    def of(self, sentence: Sentence) -> Soft | None:
        """The teacher's scores of a sentence, if it has read it."""
        place = self._places.get(key_of([word.form for word in sentence]))
        if place is None:
            return None
        word, arc, count = place
        return Soft(
            {name: values[word : word + count] for name, values in self._rows.items()},
            self._arcs[arc : arc + count * (count + 1)].reshape(count, count + 1),
        )


def key_of(forms: Iterable[str]) -> str:
    """What a sentence is found by."""
    return " ".join(forms)


def teach(
    weights: Path, documents: Iterable[Sequence[Sentence]], text: Sequence[Path], folder: Path
) -> tuple[int, int]:
    """Writes the lessons of exported weights on treebank documents and on articles; how many sentences of each.

    Sentences that run time would cut have none, and no articles in other languages are read.
    """
    model = SentenceModel(weights)
    keys: dict[str, int] = {}
    rows: dict[str, list[NDArray[Any]]] = {name: [] for name in ROWS}
    arcs: list[NDArray[np.float16]] = []

    def keep(words: SentenceWords, soft: Soft | None) -> None:
        key = key_of(words.forms)
        if soft is not None and key not in keys:
            keys[key] = len(words.forms)
            arcs.append(soft.arc.reshape(-1))
            for name in ROWS:
                rows[name].append(soft.rows[name])

    count = 0
    for document in documents:
        count += len(document)
        given = [SentenceWords(tuple(w.form for w in s), tuple(w.space_after for w in s)) for s in document]
        for window in model.windows(given):
            for words, soft in zip(window, soft_of(model, window), strict=True):
                keep(words, soft)
    read: list[list[Sentence]] = []
    for given in _articles(text):
        sentences: list[Sentence] = []
        for window in model.windows(given):
            found = zip(window, soft_of(model, window), model.analyse(window), strict=True)
            for words, soft, analysis in found:
                keep(words, soft)
                if soft is not None:
                    sentences.append(sentence_of(words, analysis))
        read.append(sentences)
    folder.mkdir(parents=True, exist_ok=True)
    labels = json.loads((weights / "labels.json").read_text(encoding="utf-8"))
    written = {
        "labels": labels,
        "sentences": list(keys.items()),
        "documents": [[[astuple(word) for word in sentence] for sentence in d] for d in read],
    }
    (folder / TEXT).write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    arrays = {name: np.concatenate(values) for name, values in rows.items()}
    np.savez(folder / SCORES, arc=np.concatenate(arcs), **arrays)
    return count, sum(map(len, read))


def soft_of(model: SentenceModel, window: Sequence[SentenceWords]) -> list[Soft | None]:
    """The scores of the sentences of a window; None for one that run time cuts."""
    outputs = model.scores(window)
    if outputs is None:
        return [None] * len(window)
    upos, feats, lemma, lemma_scores, name, arc, _ = outputs
    values = {"upos": upos, "feats": feats, "lemma": lemma, "lemma_scores": lemma_scores, "name": name}
    found: list[Soft | None] = []
    for row, words in enumerate(window):
        count = len(words.forms)
        rows = {
            key: scores[row, :count].astype(np.int16 if key == "lemma" else np.float16)
            for key, scores in values.items()
        }
        found.append(Soft(rows, arc[row, :count, : count + 1].astype(np.float16)))
    return found


def sentence_of(words: SentenceWords, analysis: SentenceAnalysis) -> Sentence:
    """A sentence as a treebank would have it, with the labels of an analysis."""
    columns = zip(
        words.forms,
        analysis.lemmas,
        analysis.upos,
        analysis.feats,
        analysis.heads,
        analysis.deprels,
        analysis.names,
        words.spaces_after,
        strict=True,
    )
    return tuple(
        Word(form, lemma, upos, feats or "_", 0 if head == index else head + 1, deprel, name, space)
        for index, (form, lemma, upos, feats, head, deprel, name, space) in enumerate(columns)
    )


def _articles(paths: Sequence[Path]) -> Iterator[list[SentenceWords]]:
    nlp = blank_pipeline()
    nlp.add_pipe(SENTENCES)
    for article in read_articles([str(path) for path in paths]):
        if isinstance(article, ArticleError):
            continue
        try:
            identify_article(article)
        except ArticleError:
            continue
        yield sentence_words(nlp(article.text))
