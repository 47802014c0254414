"""Sentences as tensors, in batches of similar length."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from app.language.model.forms import TABLES, form_ids
from app.language.model.lemmas import make_script
from app.language.model.packing import joined
from app.language.model.pieces import PieceTokenizer
from app.language.model.typography import plain_form
from app.training.corpus import Sentence, Word
from app.training.network import LabelSets
from app.training.teacher import Lessons, Soft

IGNORE = -100
MIN_SCRIPT_COUNT = 2


def collect_labels(sentences: Iterable[Sentence]) -> LabelSets:
    """Every label of the training data, most frequent first; rare lemma scripts are left out."""

    def ranked(key: Callable[[Word], str], minimum: int = 1) -> tuple[str, ...]:
        counts = Counter(key(word) for sentence in sentences for word in sentence)
        kept = [label for label, count in counts.items() if count >= minimum]
        return tuple(sorted(kept, key=lambda label: (-counts[label], label)))

    sentences = list(sentences)
    return LabelSets(
        upos=ranked(lambda w: w.upos),
        feats=ranked(lambda w: w.feats),
        lemma=ranked(lambda w: make_script(w.form, w.lemma), MIN_SCRIPT_COUNT),
        deprel=ranked(lambda w: w.deprel),
        name=ranked(lambda w: w.name),
    )


@dataclass(slots=True)
class Example:
    """One sentence as numbers."""

    sentence: Sentence
    pieces: list[int]
    owners: list[int]
    forms: Tensor
    targets: dict[str, Tensor]
    soft: Soft | None = None


class Examples:
    """Turns sentences into examples with one set of labels, and with what a teacher says of them."""

    def __init__(self, tokenizer: PieceTokenizer, labels: LabelSets, lessons: Lessons | None = None) -> None:
        self._tokenizer = tokenizer
        self._lessons = lessons
        self._index = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("upos", "feats", "lemma", "deprel", "name")
        }

    def make(self, sentence: Sentence) -> Example:
        """The example of a sentence; a label never seen in training is IGNOREd."""
        plain = [plain_form(w.form) for w in sentence]
        pieces, owners = self._tokenizer.encode(plain, [w.space_after for w in sentence])
        values = {
            "upos": [w.upos for w in sentence],
            "feats": [w.feats for w in sentence],
            "lemma": [make_script(w.form, w.lemma) for w in sentence],
            "deprel": [w.deprel for w in sentence],
            "name": [w.name for w in sentence],
        }
        targets = {
            name: torch.tensor([self._index[name].get(label, IGNORE) for label in column])
            for name, column in values.items()
        }
        targets["head"] = torch.tensor([w.head for w in sentence])
        forms = torch.tensor([form_ids(form) for form in plain])
        soft = self._lessons.of(sentence) if self._lessons is not None else None
        return Example(sentence, pieces, owners, forms, targets, soft)


Window = Sequence[Example]
"""Sentences that the encoder reads together."""


@dataclass(slots=True)
class Batch:
    """Padded tensors, one row per window or per sentence; see Heads.forward for the shapes of the latter."""

    examples: list[Example]
    hidden: Tensor
    sentences: Tensor
    """Window × piece: the number of the sentence in its window, -1 where there is no piece."""
    places: Tensor
    """Sentence × piece: where the sentence's pieces, marks included, lie among those of all windows."""
    word_mask: Tensor
    pool: Tensor
    forms: Tensor
    targets: dict[str, Tensor]
    lessons: dict[str, Tensor] | None
    """Sentence × word × label: a teacher's scores, and under «read» whether it has read the word; None if of none."""


def make_batch(windows: Sequence[Window], hidden: Sequence[Tensor]) -> Batch:
    """Pads windows with the hidden states of their pieces (pieces × width each), and their sentences."""
    examples = [example for window in windows for example in window]
    longest = max(len(states) for states in hidden)
    states = torch.zeros(len(windows), longest, hidden[0].shape[-1])
    sentences = torch.full((len(windows), longest), -1)
    starts: list[int] = []
    for row, (window, states_row) in enumerate(zip(windows, hidden, strict=True)):
        states[row, : len(states_row)] = states_row.float()
        read = joined([e.pieces for e in window])
        sentences[row, : len(states_row)] = torch.tensor(read.sentences)
        starts += [row * longest + start for start in read.starts]
    size, pieces = len(examples), max(len(e.pieces) for e in examples)
    words = max(len(e.sentence) for e in examples)
    places = torch.zeros(size, pieces, dtype=torch.long)
    word_mask = torch.zeros(size, words, dtype=torch.bool)
    pool = torch.zeros(size, words, pieces)
    forms = torch.zeros(size, words, len(TABLES), dtype=torch.long)
    names = ("upos", "feats", "lemma", "deprel", "name", "head")
    targets = {name: torch.full((size, words), IGNORE) for name in names}
    for row, (example, start) in enumerate(zip(examples, starts, strict=True)):
        count, length = len(example.pieces), len(example.sentence)
        places[row, :count] = torch.arange(start, start + count)
        word_mask[row, :length] = True
        pool[row, :length, :count] = pool_matrix(example.owners, length)
        forms[row, :length] = example.forms
        for name in names:
            targets[name][row, :length] = example.targets[name]
    lessons = _lessons(examples, words)
    return Batch(examples, states, sentences, places, word_mask, pool, forms, targets, lessons)


def _lessons(examples: Sequence[Example], words: int) -> dict[str, Tensor] | None:
    taught = [(row, example.soft) for row, example in enumerate(examples) if example.soft is not None]
    if not taught:
        return None
    size = len(examples)
    first = taught[0][1]
    found = {
        name: torch.zeros(size, words, values.shape[1], dtype=torch.long if name == "lemma" else torch.float)
        for name, values in first.rows.items()
    }
    # What is not there has no chance.
    found["arc"] = torch.full((size, words, words + 1), -torch.inf)
    found["read"] = torch.zeros(size, words, dtype=torch.bool)
    for row, soft in taught:
        count = len(soft.arc)
        for name, values in soft.rows.items():
            found[name][row, :count] = torch.from_numpy(values).to(found[name].dtype)
        found["arc"][row, :count, : count + 1] = torch.from_numpy(soft.arc).float()
        found["read"][row, :count] = True
    return found


def pool_matrix(owners: Sequence[int], words: int) -> Tensor:
    """words × pieces: the share of each piece in its word's mean."""
    owner = torch.tensor(owners)
    index = (owner >= 0).nonzero()[:, 0]
    counts = torch.bincount(owner[index], minlength=words).float()
    matrix = torch.zeros(words, len(owners))
    matrix[owner[index], index] = 1 / counts[owner[index]]
    return matrix


def group(lengths: Sequence[int], budget: int, chance: random.Random | None) -> list[list[int]]:
    """Indices in groups of a padded size within the budget of pieces; shuffled where chance is given."""
    order = list(range(len(lengths)))
    if chance is None:
        chunks = [sorted(order, key=lambda i: lengths[i])]
    else:
        chance.shuffle(order)
        chunks = [sorted(order[i : i + 2000], key=lambda i: lengths[i]) for i in range(0, len(order), 2000)]
    groups: list[list[int]] = []
    for chunk in chunks:
        current: list[int] = []
        for index in chunk:
            if current and (len(current) + 1) * lengths[index] > budget:
                groups.append(current)
                current = []
            current.append(index)
        if current:
            groups.append(current)
    if chance is not None:
        chance.shuffle(groups)
    return groups
