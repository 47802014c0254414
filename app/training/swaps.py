"""Names of today in training sentences: the treebanks end in 2013, the gazetteers do not."""

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.resources import ontology_path
from app.training.corpus import Sentence, Word

_SOURCES = {
    "PER": ("persons",),
    "GPE_LOC": ("countries", "capitals", "norway", "nordic"),
    "GPE_ORG": ("countries", "capitals"),
    "ORG": ("organisations",),
}
Names = Mapping[tuple[str, int], Sequence[tuple[str, ...]]]
"""(name type, number of words) → names of so many words."""


def gazetteer_names() -> Names:
    """The Nynorsk and Bokmål names of the gazetteers that are capitalised word by word."""
    found: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for label, files in _SOURCES.items():
        for file in files:
            text = ontology_path("gazetteers", f"{file}.tsv").read_text(encoding="utf-8")
            lines = (line for line in text.splitlines() if not line.startswith("#"))
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for name in (row["nn"], row["nb"]):
                    words = tuple(name.split())
                    if words and all(word[:1].isupper() and word.isalpha() for word in words):
                        found[label, len(words)].add(words)
    return {key: sorted(names) for key, names in found.items()}


def with_swaps(sentences: Iterable[Sentence], names: Names, share: float, seed: int) -> list[Sentence]:
    """Copies of a share of the sentences, each name of which has given way to one of its type and length.

    So the parse stays as it is. Genitives, and names of which some word is in small letters, stay.
    """
    chance = random.Random(seed)
    copies = [swapped(s, names, chance) for s in sentences if chance.random() < share]
    return [copy for copy in copies if copy is not None]


def swapped(sentence: Sentence, names: Names, chance: random.Random) -> Sentence | None:
    """The sentence with other names; None where no name can give way."""
    words = list(sentence)
    changed = False
    for start, word in enumerate(sentence):
        if not word.name.startswith("B-"):
            continue
        end = start + 1
        while end < len(sentence) and sentence[end].name == "I-" + word.name[2:]:
            end += 1
        choices = names.get((word.name[2:], end - start), ())
        if not choices or not all(_is_plain(w) for w in sentence[start:end]):
            continue
        for i, form in enumerate(chance.choice(choices), start):
            words[i] = replace(words[i], form=form, lemma=form)
            changed = True
    return tuple(words) if changed else None


def _is_plain(word: Word) -> bool:
    return (
        word.upos == "PROPN"
        and word.form == word.lemma
        and word.form[:1].isupper()
        and "Case=Gen" not in word.feats
    )
