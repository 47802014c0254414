"""Chains of mentions by the trained ranking: each mention joins the best earlier one, or begins anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from app.errors import RunError
from app.extraction.coreference import Mentioned
from app.extraction.coreference_features import (
    antecedents,
    clashes,
    new_features,
    pair_features,
    related,
)

EAGERNESS = 0.8
"""Where the F1 of the chains is best: the likelihood that is trained for finds fewer links than that."""
WEIGHTS = Path(__file__).parent / "weights" / "coreference.npz"


@dataclass(frozen=True, slots=True)
class Ranking:
    """One hidden layer over binary features."""

    numbers: dict[str, int]
    embed: NDArray[np.float32]
    direct: NDArray[np.float32]
    bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: float

    def scores(self, options: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """How good each option is, by its features; unknown features count nothing."""
        hidden = np.zeros((len(options), len(self.bias)), np.float32)
        direct = np.zeros(len(options), np.float32)
        for row, features in enumerate(options):
            known = [self.numbers[f] for f in dict.fromkeys(features) if f in self.numbers]
            hidden[row] = self.embed[known].sum(0)
            direct[row] = self.direct[known].sum()
        result: NDArray[np.float32] = np.maximum(hidden + self.bias, 0) @ self.out + direct + self.out_bias
        return result


@cache
def load_ranking(path: Path = WEIGHTS) -> Ranking:
    """The trained weights; RunError where they are missing or no weights."""
    try:
        opened = np.load(path)
    except (OSError, ValueError) as error:
        raise RunError(f"{path} holds no weights ({error}). Reinstall nyhendegraf") from error
    with opened as data:
        features = str(data["features"]).split("\n")
        return Ranking(
            {feature: number for number, feature in enumerate(features)},
            data["embed"].astype(np.float32),
            data["direct"].astype(np.float32),
            data["bias"],
            data["out"],
            float(data["out_bias"][0]),
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions of one entity in text order."""

    mentions: list[Mentioned]
    sure: set[int]
    """Numbers of the mentions that linking is likelier for than not, at the likelihood that was trained for."""


def chains(
    mentions: Sequence[Mentioned], doc: Doc, ranking: Ranking, *, eagerness: float = EAGERNESS
) -> list[Chain]:
    """The mentions in groups of one entity each, those that stand alone too, by their first mention.

    `eagerness` is what is taken off the score of beginning anew. Names keep the bearer that they have:
    no two bearers come into one group.
    """
    cluster_of: dict[int, Chain] = {}
    found: list[Chain] = []
    of: dict[int, Chain] = {}
    for mention in mentions:
        bearer = mention.referent if mention.kind == "name" else None
        if bearer is not None and id(bearer) in of:
            cluster_of[mention.number] = of[id(bearer)]
            of[id(bearer)].mentions.append(mention)
            continue
        earlier = [
            n for n in antecedents(mentions, mention.number) if not clashes(mention, cluster_of[n].mentions)
        ]
        if bearer is not None:
            taken = {id(chain) for chain in of.values()}
            earlier = [n for n in earlier if id(cluster_of[n]) not in taken]
        is_related = any(related(mention, mentions[n]) for n in earlier)
        options: list[list[str]] = [new_features(mention, is_related)]
        options += [pair_features(mention, mentions[n], doc, cluster_of[n].mentions) for n in earlier]
        scores = ranking.scores(options)
        best = int(scores[1:].argmax()) + 1 if earlier else 0
        if not earlier or scores[best] <= scores[0] - eagerness:
            chain = Chain([], set())
            found.append(chain)
        else:
            chain = cluster_of[earlier[best - 1]]
            if scores[best] > scores[0]:
                chain.sure.add(mention.number)
        chain.mentions.append(mention)
        cluster_of[mention.number] = chain
        if bearer is not None:
            of[id(bearer)] = chain
    return found
