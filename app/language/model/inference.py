"""One sentence through the graph: windows, encoder, and the search for the best tree and names."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from app.language.model.decoding import bio_transitions, spanning_tree, viterbi
from app.language.model.forms import form_ids
from app.language.model.lemmas import apply_script
from app.language.model.pieces import PieceTokenizer
from app.language.model.typography import plain_form

FILES = ("model.onnx", "labels.json", "tokenizer.json")
WINDOW_WORDS, WINDOW_PIECES = 120, 300
"""Longer sentences are read in windows of at most so many words and pieces …"""
CONTEXT_WORDS, CONTEXT_PIECES = 25, 100
"""… with so much context on either side; marks included, the encoder's 512 positions are never exceeded."""


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
class Window:
    """Words `start` to `end` are asked for, `left` to `right` are read; half-open word indices."""

    left: int
    start: int
    end: int
    right: int


class SentenceModel:
    """The graph of a folder with its labels.

    A sentence is a run of its own, on one thread: the quantised layers scale by all that they are given, so
    in a shared batch a result would depend on its neighbours.
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
        labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._upos, self._scripts = labels["upos"], labels["lemma"]
        self._deprels, self._names = labels["deprel"], labels["name"]
        self._feats = ["" if feats == "_" else feats for feats in labels["feats"]]
        self._transitions = bio_transitions(self._names)
        self._pieces = PieceTokenizer(folder / "tokenizer.json")

    def analyse(self, forms: Sequence[str], spaces_after: Sequence[bool]) -> SentenceAnalysis:
        """The analysis of one sentence of any length but 0."""
        plain = [plain_form(form) for form in forms]
        lengths = self._pieces.lengths(plain, spaces_after)
        parts = [self._read(forms, plain, spaces_after, window) for window in windows(lengths)]
        return parts[0] if len(parts) == 1 else join(parts)

    def inputs(self, words: Sequence[str], spaces_after: Sequence[bool]) -> dict[str, NDArray[Any]]:
        """What the graph is given, by the names of its inputs."""
        pieces, owners = self._pieces.encode(words, spaces_after)
        return {
            "pieces": np.array([pieces], dtype=np.int64),
            "pool": _means(owners, len(words)),
            "forms": np.array([[form_ids(word) for word in words]], dtype=np.int64),
        }

    def _read(
        self, forms: Sequence[str], plain: Sequence[str], spaces_after: Sequence[bool], window: Window
    ) -> SentenceAnalysis:
        read = slice(window.left, window.right)
        inputs = self.inputs(plain[read], spaces_after[read])
        outputs: list[NDArray[np.int64] | NDArray[np.float32]] = self._session.run(None, inputs)
        upos, feats, lemma, name, arc, label = (output[0] for output in outputs)
        first, last = window.start - window.left, window.end - window.left
        # Heads are looked for inside the window: column 0 is the root, column i + 1 is word i.
        columns: NDArray[np.int64] = np.concatenate(([0], np.arange(first, last) + 1))
        heads = spanning_tree(arc[first:last][:, columns].astype(np.float64))
        names = viterbi(name.astype(np.float32), self._transitions)
        asked = forms[window.start : window.end]
        return SentenceAnalysis(
            upos=tuple(self._upos[i] for i in upos[first:last]),
            feats=tuple(self._feats[i] for i in feats[first:last]),
            lemmas=tuple(
                apply_script(form, self._scripts[i]) for form, i in zip(asked, lemma[first:last], strict=True)
            ),
            heads=tuple(i if head == 0 else head - 1 for i, head in enumerate(heads)),
            deprels=tuple(self._deprels[label[first + i, columns[head]]] for i, head in enumerate(heads)),
            names=tuple(self._names[i] for i in names[first:last]),
        )


def _means(owners: Sequence[int], words: int) -> NDArray[np.float32]:
    """1 × words × pieces: the share of each piece in the mean that stands for its word."""
    owner = np.array(owners)
    columns = np.flatnonzero(owner >= 0)
    counts = np.bincount(owner[columns], minlength=words)
    pool = np.zeros((1, words, len(owners)), dtype=np.float32)
    pool[0, owner[columns], columns] = 1 / counts[owner[columns]]
    return pool


def windows(lengths: Sequence[int]) -> Iterator[Window]:
    """Windows that together ask for every word once; `lengths` counts the pieces of each word."""
    start = 0
    while start < len(lengths):
        end = start + _fitting(lengths[start:], WINDOW_WORDS, WINDOW_PIECES)
        left = start - _fitting(lengths[:start][::-1], CONTEXT_WORDS, CONTEXT_PIECES)
        right = end + _fitting(lengths[end:], CONTEXT_WORDS, CONTEXT_PIECES)
        yield Window(left, start, end, right)
        start = end


def _fitting(lengths: Sequence[int], words: int, pieces: int) -> int:
    """How many words from the beginning stay within both limits."""
    total = 0
    for count, length in enumerate(lengths):
        total += length
        if count == words or total > pieces:
            return count
    return len(lengths)


def join(parts: Sequence[SentenceAnalysis]) -> SentenceAnalysis:
    """Windows as one sentence: the roots of later windows hang on the first one's as parataxis."""
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
