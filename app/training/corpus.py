"""Treebanks in CoNLL-U with names in MISC (`name=B-PER`, the layout of NorNE's UD edition)."""

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import RunError
from app.model.article import Variety

FILES = {Variety.NYNORSK: ("nno", "no_nynorsk-ud"), Variety.BOKMAAL: ("nob", "no_bokmaal-ud")}


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a treebank; `head` is 1-based in the sentence, 0 the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    name: str
    space_after: bool


Sentence = tuple[Word, ...]


def read_documents(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a file, by `# newdoc`; multiword tokens and empty nodes are passed over."""
    document: list[Sentence] = []
    words: list[Word] = []
    with path.open(encoding="utf-8") as lines:
        for line in itertools.chain(lines, [""]):
            line = line.rstrip("\n")
            if not line:
                if words:
                    document.append(tuple(words))
                words = []
            elif line.startswith("# newdoc"):
                if document:
                    yield document
                document = []
            elif not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    words.append(word_of(columns))
    if document:
        yield document


def word_of(columns: list[str]) -> Word:
    """A word from the ten columns of its line."""
    form, lemma, upos, feats, head, deprel, misc = (columns[i] for i in (1, 2, 3, 5, 6, 7, 9))
    values = dict(part.partition("=")[::2] for part in misc.split("|"))
    # The treebank writes the lemma of a punctuation mark with a dollar sign («$,»).
    if lemma.startswith("$") and len(lemma) > 1:
        lemma = lemma[1:]
    return Word(
        form, lemma, upos, feats, int(head), deprel, values.get("name", "O"), values.get("SpaceAfter") != "No"
    )


def read_split(folder: Path, variety: Variety, split: str) -> list[list[Sentence]]:
    """The documents of one variety's `train` or `dev`, sentence by sentence."""
    directory, prefix = FILES[variety]
    path = folder / directory / f"{prefix}-{split}.conllu"
    if not path.is_file():
        raise RunError(
            f"{path}: no such treebank file. Give the folder that holds nno/ and nob/ with --corpus"
        )
    return list(read_documents(path))


def with_noise(sentences: Iterable[Sentence], share: float, seed: int) -> list[Sentence]:
    """Copies of a share of the sentences, as headlines write them."""
    chance = random.Random(seed)
    copies = [noisy(sentence, chance) for sentence in sentences if chance.random() < share]
    return [copy for copy in copies if copy is not None]


def noisy(sentence: Sentence, chance: random.Random) -> Sentence | None:
    """The sentence in capitals, or without its full stop; None where it has none to lose."""
    if chance.random() < 0.5:
        return tuple(replace(w, form=w.form.upper()) for w in sentence)
    whole = len(sentence) > 3 and sentence[-1].form == "."
    return sentence[:-1] if whole and not any(w.head == len(sentence) for w in sentence) else None
