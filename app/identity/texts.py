"""Texts told twice: which articles have the same text, word for word or nearly, as agencies' texts in many papers have.

Similarity is the share of five-word runs that two texts have both (Jaccard, after Broder 1997), estimated by MinHash;
candidates come from locality-sensitive hashing, so that the work grows with the number of texts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.identity.decisions import Pair, pair_of

THRESHOLD = 0.6
"""Two papers' own stories on one event have hardly a run in common; an edited agency text has most."""
_RUN = 5
_FEWEST_WORDS = 20
"""Shorter texts are alike by chance: «Saka blir oppdatert»."""
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 42
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, by the article's IRI."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles of one text, and how much of it they have both, from `THRESHOLD` to 1."""

    pair: Pair
    score: float
    reason: str


def copies(texts: Iterable[Text], *, threshold: float = THRESHOLD) -> Iterator[Copy]:
    """The pairs of articles that have one text, in the order of their IRIs."""
    # Here, because only this needs it.
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    sketches: list[tuple[str, RMinHash]] = []
    found: list[Copy] = []
    for text in sorted(texts, key=lambda t: t.article):
        runs = _runs(text.text)
        if runs is None:
            continue
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(runs)
        for number in index.query(sketch):
            other, its = sketches[number]
            score = sketch.jaccard(its)
            if score >= threshold:
                reason = f"the texts have {score:.0%} of their runs of {_RUN} words in common"
                found.append(Copy(pair_of(text.article, other), score, reason))
        index.insert(len(sketches), sketch)
        sketches.append((text.article, sketch))
    yield from sorted(found, key=lambda copy: copy.pair)


def _runs(text: str) -> list[str] | None:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return None
    return sorted({" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)})
