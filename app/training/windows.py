"""What the encoder reads together in training: sentences alone, or with their neighbours."""

import dataclasses
import random
from collections.abc import Iterable, Sequence

from app.language.model.packing import pack
from app.language.model.pieces import UNKNOWN
from app.training.batches import Example, Examples, Window
from app.training.config import TrainingConfig
from app.training.corpus import Sentence, noisy, with_noise
from app.training.swaps import Names, gazetteer_names, swapped, with_swaps


def some_of(
    documents: Sequence[list[Sentence]], limit: int, chance: random.Random | None
) -> list[list[Sentence]]:
    """Documents of so many sentences together, the last one cut; shuffled where chance is given. 0 = all."""
    if not limit:
        return list(documents)
    order = list(documents)
    if chance is not None:
        chance.shuffle(order)
    found: list[list[Sentence]] = []
    for document in order:
        found.append(document[:limit])
        limit -= len(found[-1])
        if not limit:
            break
    return found


def fixed_windows(documents: Iterable[Sequence[Sentence]], maker: Examples, limit: int) -> list[Window]:
    """The windows that run time would make."""
    windows: list[Window] = []
    for document in documents:
        examples = [maker.make(sentence) for sentence in document]
        lengths = [len(example.pieces) for example in examples]
        windows += [examples[part.start : part.stop] for part in pack(lengths, limit)]
    return windows


class TrainingWindows:
    """The training documents, cut into other windows each epoch where sentences have context.

    Without context, copies with noise and other names are added to the sentences; with it, they take the place
    of the sentences that they are copies of, other ones each epoch.
    """

    def __init__(
        self, documents: Sequence[Sequence[Sentence]], maker: Examples, config: TrainingConfig
    ) -> None:
        self._maker = maker
        self._config = config
        self._names: Names = gazetteer_names() if config.swap_share else {}
        self._documents = [self._short(document) for document in documents]
        self._copies: list[Example] = []
        if not config.context_pieces:
            sentences = [sentence for document in documents for sentence in document]
            copies = with_noise(sentences, config.noise_share, config.seed)
            copies += with_swaps(sentences, self._names, config.swap_share, config.seed)
            self._copies = self._short(copies)

    def _short(self, sentences: Iterable[Sentence]) -> list[Example]:
        examples = map(self._maker.make, sentences)
        return [example for example in examples if len(example.pieces) <= self._config.max_pieces]

    def of_epoch(self, epoch: int) -> list[Window]:
        """The windows of an epoch, the same whenever asked for."""
        if not self._config.context_pieces:
            return [[example] for document in [*self._documents, self._copies] for example in document]
        chance = random.Random(f"{self._config.seed}-windows-{epoch}")
        return [window for document in self._documents for window in self._cut(document, chance)]

    def _cut(self, document: Sequence[Example], chance: random.Random) -> list[Window]:
        """Windows of chance sizes, the first one often small, so that sentences have other neighbours each time."""
        limit = self._config.context_pieces
        windows: list[Window] = []
        current: list[Example] = []
        room = chance.randint(1, limit)
        for example in document:
            example = self._varied(example, chance)
            if current and len(example.pieces) > room:
                windows.append(current)
                current = []
                alone = chance.random() < self._config.alone_share
                room = 0 if alone else chance.randint(limit // 2, limit)
            current.append(example)
            room -= len(example.pieces)
        if current:
            windows.append(current)
        return windows

    def _varied(self, example: Example, chance: random.Random) -> Example:
        draw = chance.random() - self._config.noise_share
        copy: Sentence | None = None
        if draw < 0:
            copy = noisy(example.sentence, chance)
        elif draw < self._config.swap_share:
            copy = swapped(example.sentence, self._names, chance)
        varied = example if copy is None else self._maker.make(copy)
        chosen = varied if len(varied.pieces) <= self._config.max_pieces else example
        return dropped(chosen, self._config.drop_share, chance) if self._config.drop_share else chosen


def dropped(example: Example, share: float, chance: random.Random) -> Example:
    """The example with the pieces of so many of its words unknown, so that context and form must tell them.

    Word dropout (Iyyer et al. 2015); what the words are to be labelled stays.
    """
    gone = {index for index in range(len(example.sentence)) if chance.random() < share}
    pieces = [
        UNKNOWN if owner in gone else piece
        for piece, owner in zip(example.pieces, example.owners, strict=True)
    ]
    return dataclasses.replace(example, pieces=pieces)
