"""Sentences through the graph: windows, encoder, and the search for the best trees and names."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from app.language.model.decoding import bio_transitions, spanning_tree, viterbi
from app.language.model.forms import TABLES, form_ids
from app.language.model.packing import joined, pack
from app.language.model.pieces import PieceTokenizer
from app.language.model.typography import plain_form
from app.language.model.words import FILE, Lemmatizer, WordLists

FILES = ("model.onnx", "labels.json", "tokenizer.json", FILE)
CUT_WORDS, CUT_PIECES = 120, 300
"""Longer sentences are read in cuts of at most so many words and pieces …"""
OVERLAP_WORDS, OVERLAP_PIECES = 25, 100
"""… with so much of the sentence on either side; marks included, the encoder's 512 positions are never exceeded."""


CONTEXT = "context_pieces"
"""The graph's property that tells the size of a window of several sentences; without it a sentence is read alone."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of a sentence, and whether a space follows each."""

    forms: tuple[str, ...]
    spaces_after: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class SentenceAnalysis:
    """One item per word; `heads` are word indices in the sentence, a root's its own; `names` is BIO."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Part of a long sentence: words `start` to `end` are asked for, `left` to `right` are read; half open."""

    left: int
    start: int
    end: int
    right: int

    @classmethod
    def whole(cls, words: int) -> "Cut":
        """All of a sentence."""
        return cls(0, 0, words, words)


class SentenceModel:
    """The graph of a folder with its labels.

    A window of one text's sentences is a run of its own, on one thread: the quantised layers scale by all that they
    are given, so in a shared batch a result would depend on other texts.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        properties = self._session.get_modelmeta().custom_metadata_map
        self.context_pieces = int(properties.get(CONTEXT, 0))
        self._is_packed = CONTEXT in properties
        labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._scripts = labels["lemma"]
        self._deprels, self._names = labels["deprel"], labels["name"]
        words = WordLists.read(folder / FILE)
        self._lemmatizer = Lemmatizer(words)
        upos = {label: index for index, label in enumerate(labels["upos"])}
        feats = {label: index for index, label in enumerate(labels["feats"])}
        tags = [(u, f) for u, f in words.tags if u in upos and f in feats]
        self._tags = [(u, "" if f == "_" else f) for u, f in tags]
        self._tag_upos = np.array([upos[u] for u, _ in tags])
        self._tag_feats = np.array([feats[f] for _, f in tags])
        self._transitions = bio_transitions(self._names)
        self._pieces = PieceTokenizer(folder / "tokenizer.json")

    def windows(self, sentences: Sequence[SentenceWords]) -> list[Sequence[SentenceWords]]:
        """The sentences of one text, none of them empty, as they are to be analysed together."""
        if not self.context_pieces:
            return [[sentence] for sentence in sentences]
        lengths = [
            sum(self._pieces.lengths([plain_form(form) for form in s.forms], s.spaces_after)) + 2
            for s in sentences
        ]
        return [sentences[part.start : part.stop] for part in pack(lengths, self.context_pieces)]

    def scores(self, window: Sequence[SentenceWords]) -> list[NDArray[Any]] | None:
        """What the graph says of a window, a row per sentence; None for a sentence that has to be cut."""
        plain = [[plain_form(form) for form in s.forms] for s in window]
        if len(window) == 1:
            parts = list(cuts(self._pieces.lengths(plain[0], window[0].spaces_after)))
            if len(parts) > 1:
                return None
        return self._outputs([(words, s.spaces_after) for words, s in zip(plain, window, strict=True)])

    def analyse(self, window: Sequence[SentenceWords]) -> list[SentenceAnalysis]:
        """The analyses of the sentences of a window, or of one of any length but 0."""
        plain = [[plain_form(form) for form in s.forms] for s in window]
        if len(window) > 1:
            outputs = self._outputs([(p, s.spaces_after) for p, s in zip(plain, window, strict=True)])
            return [
                self._decode(s.forms, [output[row] for output in outputs], Cut.whole(len(s.forms)))
                for row, s in enumerate(window)
            ]
        (sentence,), (words,) = window, plain
        lengths = self._pieces.lengths(words, sentence.spaces_after)
        parts: list[SentenceAnalysis] = []
        for part in cuts(lengths):
            read = slice(part.left, part.right)
            outputs = self._outputs([(words[read], sentence.spaces_after[read])])
            parts.append(self._decode(sentence.forms, [output[0] for output in outputs], part))
        return [parts[0] if len(parts) == 1 else join_cuts(parts)]

    def inputs(self, window: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> dict[str, NDArray[Any]]:
        """What the graph is given, by the names of its inputs; rows are filled up with zeros."""
        encoded = [self._pieces.encode(words, spaces) for words, spaces in window]
        read = joined([ids for ids, _ in encoded])
        count = max(len(words) for words, _ in window)
        longest = max(len(ids) for ids, _ in encoded)
        pool = np.zeros((len(window), count, longest), dtype=np.float32)
        forms = np.zeros((len(window), count, len(TABLES)), dtype=np.int64)
        places = np.zeros((len(window), longest), dtype=np.int64)
        for row, ((words, _), (ids, owners), start) in enumerate(
            zip(window, encoded, read.starts, strict=True)
        ):
            pool[row, : len(words), : len(ids)] = _means(owners, len(words))
            forms[row, : len(words)] = [form_ids(word) for word in words]
            places[row, : len(ids)] = np.arange(start, start + len(ids))
        given: dict[str, NDArray[Any]] = {
            "pieces": np.array([read.pieces], dtype=np.int64),
            "pool": pool,
            "forms": forms,
        }
        if self._is_packed:
            given["places"] = places
            given["positions"] = np.array([read.positions], dtype=np.int64)
            given["sentences"] = np.array([read.sentences], dtype=np.int64)
        return given

    def _outputs(self, window: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[NDArray[Any]]:
        found: list[NDArray[Any]] = self._session.run(None, self.inputs(window))
        return found

    def _decode(self, forms: Sequence[str], outputs: Sequence[NDArray[Any]], part: Cut) -> SentenceAnalysis:
        upos, feats, lemma, lemma_scores, name, arc, label = outputs
        first, last = part.start - part.left, part.end - part.left
        # Heads are looked for inside the cut: column 0 is the root, column i + 1 is word i.
        columns: NDArray[np.int64] = np.concatenate(([0], np.arange(first, last) + 1))
        heads = spanning_tree(arc[first:last][:, columns].astype(np.float64))
        names = viterbi(name[: part.right - part.left].astype(np.float32), self._transitions)
        # Part of speech and features together: only what training had of both.
        joint = upos[first:last][:, self._tag_upos] + feats[first:last][:, self._tag_feats]
        tags = [self._tags[i] for i in joint.argmax(axis=1)]
        lemmas = [
            self._lemmatizer.lemma(form, tag, [self._scripts[i] for i in best], scores)
            for form, (tag, _), best, scores in zip(
                forms[part.start : part.end],
                tags,
                lemma[first:last].tolist(),
                lemma_scores[first:last].tolist(),
                strict=True,
            )
        ]
        return SentenceAnalysis(
            upos=tuple(upos for upos, _ in tags),
            feats=tuple(feats for _, feats in tags),
            lemmas=tuple(lemmas),
            heads=tuple(i if head == 0 else head - 1 for i, head in enumerate(heads)),
            deprels=tuple(self._deprels[label[first + i, columns[head]]] for i, head in enumerate(heads)),
            names=tuple(self._names[i] for i in names[first:last]),
        )


def _means(owners: Sequence[int], words: int) -> NDArray[np.float32]:
    """Words × pieces: the share of each piece in the mean that stands for its word."""
    owner = np.array(owners)
    columns = np.flatnonzero(owner >= 0)
    counts = np.bincount(owner[columns], minlength=words)
    pool = np.zeros((words, len(owners)), dtype=np.float32)
    pool[owner[columns], columns] = 1 / counts[owner[columns]]
    return pool


def cuts(lengths: Sequence[int]) -> Iterator[Cut]:
    """Cuts that together ask for every word once; `lengths` counts the pieces of each word."""
    start = 0
    while start < len(lengths):
        end = start + _fitting(lengths[start:], CUT_WORDS, CUT_PIECES)
        left = start - _fitting(lengths[:start][::-1], OVERLAP_WORDS, OVERLAP_PIECES)
        right = end + _fitting(lengths[end:], OVERLAP_WORDS, OVERLAP_PIECES)
        yield Cut(left, start, end, right)
        start = end


def _fitting(lengths: Sequence[int], words: int, pieces: int) -> int:
    """How many words from the beginning stay within both limits."""
    total = 0
    for count, length in enumerate(lengths):
        total += length
        if count == words or total > pieces:
            return count
    return len(lengths)


def join_cuts(parts: Sequence[SentenceAnalysis]) -> SentenceAnalysis:
    """Cuts as one sentence: the roots of later ones hang on the first one's as parataxis."""
    heads: list[int] = []
    deprels: list[str] = []
    root: int | None = None
    for part in parts:
        base = len(heads)
        for index, (head, deprel) in enumerate(zip(part.heads, part.deprels, strict=True)):
            if head != index:
                heads.append(base + head)
                deprels.append(deprel)
            elif root is None:
                root = base + index
                heads.append(root)
                deprels.append(deprel)
            else:
                heads.append(root)
                deprels.append("parataxis")
    return SentenceAnalysis(
        upos=tuple(label for part in parts for label in part.upos),
        feats=tuple(label for part in parts for label in part.feats),
        lemmas=tuple(lemma for part in parts for lemma in part.lemmas),
        heads=tuple(heads),
        deprels=tuple(deprels),
        names=tuple(name for part in parts for name in part.names),
    )
