"""The pipeline on raw text: tokens and sentences of its own, scored as in the CoNLL 2018 shared task (Zeman et al.).

A figure is the F1 of words (sentences, names) that begin and end where the treebank's do and have the right annotation;
an attachment is right where both ends are such words.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from app.training.corpus import Sentence
from app.training.evaluation import FOLDED, SCHEMES, name_spans

_ENDS = tuple('.!?:…"»”')
Span = tuple[int, int]
"""Offsets in a text, half open."""


@dataclass(slots=True)
class RawScores:
    """Counts that add up over texts; «words», «sentences», the layers of annotation and the name schemes."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def f1(self, key: str) -> float:
        """Per cent."""
        return 200 * self.right[key] / max(self.found[key] + self.wanted[key], 1)

    @property
    def words_per_second(self) -> float:
        """From text to annotation, of the treebank's words."""
        return self.wanted["words"] / self.seconds

    def count(self, key: str, right: int, found: int, wanted: int) -> None:
        """Adds to one figure."""
        self.right[key] += right
        self.found[key] += found
        self.wanted[key] += wanted


@dataclass(frozen=True, slots=True)
class _Word:
    """`head` is the span of the head, the word's own for a root."""

    upos: str
    feats: frozenset[str]
    lemma: str
    head: Span
    deprel: str


@dataclass(slots=True)
class _Text:
    words: dict[Span, _Word] = field(default_factory=dict)
    sentences: set[Span] = field(default_factory=set)
    names: set[tuple[int, int, str]] = field(default_factory=set)


def score_raw(nlp: Language, documents: Sequence[Sequence[Sentence]], batch_size: int = 16) -> RawScores:
    """Runs the pipeline over the text of the documents and compares."""
    texts = ["\n".join(_text(part) for part in passages(document)) for document in documents]
    began = time.process_time()
    docs = list(nlp.pipe(texts, batch_size=batch_size))
    scores = RawScores(seconds=time.process_time() - began)
    for document, doc in zip(documents, docs, strict=True):
        _compare(_gold(document), _predicted(doc), scores)
    return scores


def passages(sentences: Iterable[Sentence], longest: int = 20) -> Iterator[list[Sentence]]:
    """Sentences that follow each other in a line; one without a mark at its end (a heading) is the last in its line."""
    current: list[Sentence] = []
    for sentence in sentences:
        current.append(sentence)
        if len(current) == longest or not sentence[-1].form.endswith(_ENDS):
            yield current
            current = []
    if current:
        yield current


def _text(part: Sequence[Sentence]) -> str:
    return " ".join("".join(w.form + " " * w.space_after for w in sentence).strip() for sentence in part)


def _gold(document: Sequence[Sentence]) -> _Text:
    found = _Text()
    place = 0
    for sentence in document:
        spans: list[Span] = []
        for word in sentence:
            spans.append((place, place + len(word.form)))
            place += len(word.form) + (word.space_after and word is not sentence[-1])
        place += 1
        for span, word in zip(spans, sentence, strict=True):
            head = spans[word.head - 1] if word.head else span
            found.words[span] = _Word(word.upos, _features(word.feats), word.lemma, head, word.deprel)
        found.sentences.add((spans[0][0], spans[-1][1]))
        for start, end, label in name_spans([w.name for w in sentence], folded=False):
            found.names.add((spans[start][0], spans[end - 1][1], label))
    return found


def _predicted(doc: Doc) -> _Text:
    found = _Text()
    for token in doc:
        if not token.is_space:
            head = (token.head.idx, token.head.idx + len(token.head))
            # spaCy writes the root in capitals and sorts features in an order of its own.
            deprel = "root" if token.dep_ == "ROOT" else token.dep_
            word = _Word(token.pos_, _features(str(token.morph)), token.lemma_, head, deprel)
            found.words[token.idx, token.idx + len(token)] = word
    for sentence in doc.sents:
        tokens = [t for t in sentence if not t.is_space]
        if tokens:
            found.sentences.add((tokens[0].idx, tokens[-1].idx + len(tokens[-1])))
    found.names = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
    return found


def _features(text: str) -> frozenset[str]:
    return frozenset(text.split("|")) - {"", "_"}


def _compare(gold: _Text, found: _Text, scores: RawScores) -> None:
    def count(key: str, right: int) -> None:
        scores.count(key, right, len(found.words), len(gold.words))

    pairs = [(gold.words[span], found.words[span]) for span in gold.words.keys() & found.words.keys()]
    count("words", len(pairs))
    for layer in ("upos", "feats", "lemma"):
        count(layer, sum(getattr(g, layer) == getattr(f, layer) for g, f in pairs))
    attached = [g.deprel == f.deprel for g, f in pairs if g.head == f.head]
    count("uas", len(attached))
    count("las", sum(attached))
    common = gold.sentences & found.sentences
    scores.count("sentences", len(common), len(found.sentences), len(gold.sentences))
    for scheme, folded in zip(SCHEMES, ({}, FOLDED), strict=True):
        wanted, given = (
            {(start, end, folded.get(label, label)) for start, end, label in names}
            for names in (gold.names, found.names)
        )
        scores.count(f"names, {scheme}", len(wanted & given), len(given), len(wanted))
