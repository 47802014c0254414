"""Trains the ranking of antecedents: which earlier mention, if any, each mention refers back to.

The loss is the marginal likelihood of all right antecedents (Durrett and Klein 2013), the model one hidden layer over
binary features. The annotation of the corpus stands in for the pipeline's analysis.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from torch import Tensor, nn

from app.extraction.coreference import Mentioned, mentions_of
from app.extraction.coreference_features import new_features, pair_features
from app.extraction.gazetteer import Gazetteer
from app.extraction.looking_back import look_back
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.language import Document
from app.training.coreference import CorefDocument


@dataclass(frozen=True, slots=True)
class Example:
    """One mention: features of being new and of each antecedent, and which of them are right (the first is new)."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How it is trained."""

    hidden: int = 48
    epochs: int = 4
    learning_rate: float = 0.002
    least_count: int = 15
    """Features that fewer pairs have are left out."""
    dropout: float = 0.3
    seed: int = 1


def gold_document(corpus: CorefDocument, vocab: Vocab) -> Document:
    """A document with the corpus' own words, parse and names."""
    text = corpus.article.text
    words: list[str] = []
    spaces: list[bool] = []
    place: list[int] = []
    for number, placed in enumerate(corpus.words):
        following = corpus.words[number + 1].begin if number + 1 < len(corpus.words) else len(text)
        gap = text[placed.end : following]
        place.append(len(words))
        words.append(placed.word.form)
        spaces.append(gap == " ")
        if gap not in ("", " "):
            words.append(gap)
            spaces.append(False)
    attributes: dict[str, list[str]] = {
        name: [""] * len(words) for name in ("pos", "morphs", "lemmas", "deps", "ents")
    }
    heads = list(range(len(words)))
    starts: list[bool] = [False] * len(words)
    attributes["pos"] = ["SPACE"] * len(words)
    attributes["deps"] = ["dep"] * len(words)
    attributes["ents"] = ["O"] * len(words)
    attributes["lemmas"] = list(words)
    for number, placed in enumerate(corpus.words):
        at = place[number]
        attributes["pos"][at] = placed.word.upos
        attributes["morphs"][at] = "" if placed.word.feats == "_" else placed.word.feats
        attributes["lemmas"][at] = placed.word.lemma
        attributes["deps"][at] = "ROOT" if placed.head == number else placed.word.deprel
        attributes["ents"][at] = placed.word.name
        heads[at] = place[placed.head]
        starts[at] = placed.opens
    for at in range(1, len(words)):
        if attributes["pos"][at] == "SPACE":
            heads[at] = at - 1
    doc = Doc(vocab, words=words, spaces=spaces, heads=heads, **attributes)  # type: ignore[arg-type]
    return Document(corpus.article, corpus.variety, doc)


def examples_of(corpus: CorefDocument, document: Document, gazetteer: Gazetteer) -> list[Example]:
    """What the mentions of one document teach."""
    names = NameTable(document, gazetteer)
    mentions = mentions_of(document, names, Participants(document, gazetteer, names))
    chain_of = {m.head: number for number, chain in enumerate(corpus.chains) if len(chain) > 1 for m in chain}
    doc = document.doc
    clusters: dict[int, list[Mentioned]] = {}
    found = []
    for mention, lookback in zip(mentions, look_back(mentions), strict=True):
        chain = chain_of.get(doc[mention.index].idx)
        earlier = lookback.antecedents
        features = [tuple(new_features(mention, not lookback.related.isdisjoint(earlier)))]
        right = []
        for position, number in enumerate(earlier, start=1):
            other = mentions[number]
            its = chain_of.get(doc[other.index].idx)
            cluster = clusters.get(its, [other]) if its is not None else [other]
            features.append(tuple(pair_features(mention, other, doc, cluster)))
            if chain is not None and its == chain:
                right.append(position)
        found.append(Example(tuple(features), tuple(right) or (0,)))
        if chain is not None:
            clusters.setdefault(chain, []).append(mention)
    return found


class Ranker(nn.Module):
    """Scores of options from their features."""

    def __init__(self, size: int, config: TrainingConfig) -> None:
        super().__init__()
        self.embed = nn.EmbeddingBag(size, config.hidden, mode="sum")
        nn.init.normal_(self.embed.weight, std=0.05)
        self.bias = nn.Parameter(torch.zeros(config.hidden))
        self.direct = nn.EmbeddingBag(size, 1, mode="sum")
        nn.init.zeros_(self.direct.weight)
        self.out = nn.Linear(config.hidden, 1)
        self.drop = nn.Dropout(config.dropout)

    def forward(self, indices: Tensor, offsets: Tensor) -> Tensor:
        """One score for each bag of features."""
        hidden = self.drop(torch.relu(self.embed(indices, offsets) + self.bias))
        scores: Tensor = (self.out(hidden) + self.direct(indices, offsets)).squeeze(-1)
        return scores


class FeatureTable:
    """Features by number, in the order in which they come up."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.counts: Counter[int] = Counter()

    def packed(self, examples: Sequence[Example]) -> "Packed":
        """The examples of a document as numbers."""
        bags: list[list[int]] = []
        for example in examples:
            for option in example.features:
                bag = [self.numbers.setdefault(f, len(self.numbers)) for f in dict.fromkeys(option)]
                self.counts.update(bag)
                bags.append(bag)
        return Packed(
            np.array([i for bag in bags for i in bag], np.int32),
            np.array([len(bag) for bag in bags], np.int32),
            np.array([len(example.features) for example in examples], np.int32),
            tuple(example.right for example in examples),
        )


@dataclass(frozen=True, slots=True)
class Packed:
    """A document's examples: all features one after another, and how many each option and each mention has."""

    features: NDArray[np.int32]
    sizes: NDArray[np.int32]
    options: NDArray[np.int32]
    right: tuple[tuple[int, ...], ...]


def train(
    documents: Sequence[Packed], table: FeatureTable, config: TrainingConfig, report: Callable[[str], None]
) -> tuple[list[str], Ranker]:
    """The features that are known, and the trained model."""
    torch.manual_seed(config.seed)
    chance = random.Random(config.seed)
    known = sorted(f for f, number in table.numbers.items() if table.counts[number] >= config.least_count)
    renumbered = np.full(len(table.numbers), -1, np.int32)
    for number, feature in enumerate(known):
        renumbered[table.numbers[feature]] = number
    data = [_kept(document, renumbered) for document in documents if len(document.options)]
    model = Ranker(len(known), config)
    optimiser = torch.optim.Adam(model.parameters(), lr=config.learning_rate)
    batches = [range(start, min(start + _BATCH, len(data))) for start in range(0, len(data), _BATCH)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: max(0.05, 1 - step / (config.epochs * len(batches)))
    )
    for epoch in range(config.epochs):
        chance.shuffle(data)
        losses = []
        model.train()
        for batch in batches:
            loss = torch.stack([_loss(model, data[number]) for number in batch]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
        report(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}")
    model.eval()
    return known, model


_BATCH = 4
"""Documents in a step."""


def _kept(document: Packed, renumbered: NDArray[np.int32]) -> Packed:
    """With the features that are known only."""
    features = renumbered[document.features]
    bag = np.repeat(np.arange(len(document.sizes)), document.sizes)
    sizes = np.bincount(bag[features >= 0], minlength=len(document.sizes)).astype(np.int32)
    return Packed(features[features >= 0], sizes, document.options, document.right)


def write_weights(known: Sequence[str], model: Ranker, path: Path) -> None:
    """In 16 bits, with the features in their order."""
    np.savez_compressed(
        path,
        features=np.array("\n".join(known)),
        embed=model.embed.weight.detach().numpy().astype(np.float16),
        direct=model.direct.weight.detach().numpy().astype(np.float16).ravel(),
        bias=model.bias.detach().numpy().astype(np.float32),
        out=model.out.weight.detach().numpy().astype(np.float32).ravel(),
        out_bias=model.out.bias.detach().numpy().astype(np.float32),
    )


def _loss(model: Ranker, document: Packed) -> Tensor:
    offsets = np.concatenate(([0], np.cumsum(document.sizes)[:-1]))
    scores = model(torch.from_numpy(document.features).long(), torch.from_numpy(offsets).long())
    count, longest = len(document.options), int(document.options.max())
    rows = torch.from_numpy(np.repeat(np.arange(count), document.options)).long()
    columns = torch.from_numpy(np.concatenate([np.arange(size) for size in document.options])).long()
    padded = torch.full((count, longest), _NEVER).index_put((rows, columns), scores)
    is_right = torch.zeros((count, longest), dtype=torch.bool)
    for row, options in enumerate(document.right):
        is_right[row, list(options)] = True
    right = padded.masked_fill(~is_right, _NEVER)
    return (torch.logsumexp(padded, 1) - torch.logsumexp(right, 1)).mean()


_NEVER = -1e4
