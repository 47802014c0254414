"""The trained model as a spaCy component."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import minibatch

from app.language.model.decoding import bio_transitions, spanning_tree, viterbi
from app.language.model.forms import form_ids
from app.language.model.lemmas import apply_script
from app.language.model.pieces import PieceTokenizer

NAME = "nyhendegraf_model"
FILES = ("model.onnx", "labels.json", "tokenizer.json")
WINDOW_WORDS = 120
"""Longer sentences are read in windows of this many words …"""
CONTEXT_WORDS = 25
"""… with so many words of context on either side."""


@dataclass(frozen=True, slots=True)
class SentenceAnalysis:
    """One item per word; `heads` are word indices in the sentence, a root's its own."""

    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]


class LanguageModel:
    """Sets pos, tag, morph, lemma, head, dep and ents; needs tokens and sentence starts.

    Every sentence is a run of its own through the graph, so its result depends on nothing around it: not the batch, not
    the number of threads (quantised layers scale by what they are given).
    """

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._folder: Path | None = None

    def from_disk(self, path: Path, *, exclude: Sequence[str] = ()) -> "LanguageModel":
        """Reads the graph, labels and vocabulary of a folder."""
        path = Path(path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(path / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        labels = json.loads((path / "labels.json").read_text(encoding="utf-8"))
        self._upos: list[str] = labels["upos"]
        self._feats: list[str] = ["" if f == "_" else f for f in labels["feats"]]
        self._scripts: list[str] = labels["lemma"]
        self._deprels: list[str] = labels["deprel"]
        self._names: list[str] = labels["name"]
        self._transitions = bio_transitions(self._names)
        self._pieces = PieceTokenizer(path / "tokenizer.json")
        self._folder = path
        return self

    def to_disk(self, path: Path, *, exclude: Sequence[str] = ()) -> None:
        """Copies the files that from_disk reads."""
        assert self._folder is not None
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self._folder / name, path / name)

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Documents in order; sentences of a batch are shared among the threads."""
        for docs in minibatch(stream, batch_size):
            docs = list(docs)
            self.set_annotations(docs, self.predict(docs))
            yield from docs

    def predict(self, docs: Sequence[Doc]) -> list[list[tuple[list[Token], SentenceAnalysis]]]:
        """For each document its sentences' words, white space left out, with their analysis."""
        words = [[self._words(sentence) for sentence in doc.sents] if len(doc) else [] for doc in docs]
        flat = [sentence for sentences in words for sentence in sentences if sentence]
        if self._threads > 1 and len(flat) > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                analyses = list(pool.map(self.analyse, flat))
        else:
            analyses = [self.analyse(sentence) for sentence in flat]
        results = iter(analyses)
        return [[(s, next(results)) for s in sentences if s] for sentences in words]

    @staticmethod
    def _words(sentence: Span) -> list[Token]:
        return [token for token in sentence if not token.is_space]

    def analyse(self, tokens: Sequence[Token]) -> SentenceAnalysis:
        """The analysis of one sentence's words."""
        forms = [t.text for t in tokens]
        spaces = [bool(t.whitespace_) or (t.i + 1 < len(t.doc) and t.nbor().is_space) for t in tokens]
        parts: list[SentenceAnalysis] = []
        for start in range(0, len(forms), WINDOW_WORDS):
            end = min(start + WINDOW_WORDS, len(forms))
            left, right = max(0, start - CONTEXT_WORDS), min(len(forms), end + CONTEXT_WORDS)
            parts.append(self._window(forms[left:right], spaces[left:right], start - left, end - left))
        return parts[0] if len(parts) == 1 else _join(parts)

    def _window(self, forms: list[str], spaces: list[bool], start: int, end: int) -> SentenceAnalysis:
        pieces, owners = self._pieces.encode(forms, spaces)
        pool = np.zeros((1, len(forms), len(pieces)), dtype=np.float32)
        owner = np.array(owners)
        columns = np.flatnonzero(owner >= 0)
        counts = np.bincount(owner[columns], minlength=len(forms))
        pool[0, owner[columns], columns] = 1 / counts[owner[columns]]
        upos, feats, lemma, name, arc, label = self._session.run(
            None,
            {
                "pieces": np.array([pieces], dtype=np.int64),
                "pool": pool,
                "forms": np.array([[form_ids(form) for form in forms]], dtype=np.int64),
            },
        )
        # Heads are looked for inside the window itself: column 0 is the root, column i + 1 is word i.
        kept: NDArray[np.int64] = np.concatenate(([0], np.arange(start, end) + 1))
        heads = spanning_tree(arc[0, start:end][:, kept])
        rows = range(start, end)
        return SentenceAnalysis(
            upos=[self._upos[i] for i in upos[0, start:end]],
            feats=[self._feats[i] for i in feats[0, start:end]],
            lemmas=[apply_script(forms[r], self._scripts[i]) for r, i in zip(rows, lemma[0, start:end], strict=True)],
            heads=[d if h == 0 else h - 1 for d, h in enumerate(heads)],
            deprels=[self._deprels[int(label[0, start + d, kept[h]])] for d, h in enumerate(heads)],
            names=[self._names[i] for i in viterbi(name[0], self._transitions)][start:end],
        )

    def set_annotations(
        self, docs: Sequence[Doc], analyses: Sequence[Sequence[tuple[list[Token], SentenceAnalysis]]]
    ) -> None:
        """Writes predictions into the documents; white space hangs on the word before it."""
        for doc, sentences in zip(docs, analyses, strict=True):
            heads = list(range(len(doc)))
            deps = ["dep"] * len(doc)
            starts = [bool(token.is_sent_start) for token in doc]
            spans: list[Span] = []
            for tokens, analysis in sentences:
                for index, token in enumerate(tokens):
                    token.pos_ = analysis.upos[index]
                    token.tag_ = analysis.upos[index]
                    token.set_morph(analysis.feats[index])
                    token.lemma_ = analysis.lemmas[index]
                    heads[token.i] = tokens[analysis.heads[index]].i
                    is_root = analysis.heads[index] == index
                    deps[token.i] = "ROOT" if is_root else analysis.deprels[index]
                spans.extend(_name_spans(doc, tokens, analysis.names))
            for token in doc:
                if token.is_space:
                    token.pos_ = token.tag_ = "SPACE"
                    token.lemma_ = token.text
                    if token.i and not starts[token.i]:
                        heads[token.i] = token.i - 1 if not doc[token.i - 1].is_space else heads[token.i - 1]
                    elif token.i + 1 < len(doc) and not starts[token.i + 1]:
                        heads[token.i] = token.i + 1
            _set_tree(doc, heads, deps)
            doc.set_ents(spans)


def _set_tree(doc: Doc, heads: Sequence[int], deps: Sequence[str]) -> None:
    """All heads at once: token by token, spaCy would see cycles halfway."""
    offsets = np.array([head - i for i, head in enumerate(heads)], dtype="int64").astype("uint64")
    labels = np.array([doc.vocab.strings.add(dep) for dep in deps], dtype="uint64")
    doc.from_array(["HEAD", "DEP"], np.stack([offsets, labels], axis=1))


def _name_spans(doc: Doc, tokens: Sequence[Token], names: Sequence[str]) -> Iterator[Span]:
    start: int | None = None
    for index, tag in enumerate([*names, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield Span(doc, tokens[start].i, tokens[index - 1].i + 1, names[start][2:])
            start = None
        if tag.startswith("B-"):
            start = index


def _join(parts: Sequence[SentenceAnalysis]) -> SentenceAnalysis:
    """Windows as one sentence: the roots of later windows hang on the first one's."""
    joined = SentenceAnalysis([], [], [], [], [], [])
    root: int | None = None
    for part in parts:
        base = len(joined.upos)
        for index, (head, deprel) in enumerate(zip(part.heads, part.deprels, strict=True)):
            if head == index and root is not None:
                joined.heads.append(root)
                joined.deprels.append("parataxis")
                continue
            if head == index:
                root = base + index
            joined.heads.append(base + head)
            joined.deprels.append(deprel)
        joined.upos.extend(part.upos)
        joined.feats.extend(part.feats)
        joined.lemmas.extend(part.lemmas)
        joined.names.extend(part.names)
    return joined


@Language.factory(
    NAME,
    default_config={"threads": 1},
    requires=["token.is_sent_start"],
    assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "token.head", "token.dep", "doc.ents"],
)
def create_language_model(nlp: Language, name: str, threads: int) -> LanguageModel:
    """The model without weights; from_disk gives it some."""
    return LanguageModel(threads)
