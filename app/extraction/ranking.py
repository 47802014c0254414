"""Chains of mentions by the trained ranking: each mention joins the best earlier one, or begins anew."""

from collections.abc import Mapping, Sequence
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
    cluster_features,
    link_features,
    new_features,
    related,
)

EAGERNESS = 0.8
"""Where the F1 of the chains is best: the likelihood that is trained for finds fewer links than that."""
WEIGHTS = Path(__file__).parent / "weights" / "coreference.npz"


@dataclass(frozen=True, slots=True)
class Ranking:
    """One hidden layer over binary features; row 0 of `embed` and `direct` is of none and holds zeros."""

    numbers: dict[str, int]
    embed: NDArray[np.float32]
    direct: NDArray[np.float32]
    bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: float

    def sums(self, options: Sequence[Sequence[str]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What each option's features add up to, for the hidden layer and past it; unknown ones count nothing."""
        known: list[int] = []
        starts: list[int] = []
        get = self.numbers.get
        for features in options:
            starts.append(len(known))
            # Row 0 counts nothing: no option is without features then.
            known.append(0)
            known += [n for f in dict.fromkeys(features) if (n := get(f)) is not None]
        return (
            np.add.reduceat(self.embed[known], starts, axis=0),
            np.add.reduceat(self.direct[known], starts),
        )

    def scores(self, hidden: NDArray[np.float32], direct: NDArray[np.float32]) -> NDArray[np.float32]:
        """How good options are, by what their features add up to."""
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
            {feature: number for number, feature in enumerate(features, start=1)},
            _after_nothing(data["embed"].astype(np.float32)),
            _after_nothing(data["direct"].astype(np.float32)),
            data["bias"],
            data["out"],
            float(data["out_bias"][0]),
        )


def _after_nothing(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.concatenate([np.zeros_like(rows[:1]), rows])


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
        scores = _scores(mention, mentions, doc, ranking, earlier, cluster_of)
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


def _scores(
    mention: Mentioned,
    mentions: Sequence[Mentioned],
    doc: Doc,
    ranking: Ranking,
    earlier: Sequence[int],
    cluster_of: Mapping[int, Chain],
) -> NDArray[np.float32]:
    """How good it is to begin anew, and to join each of the earlier ones."""
    is_related = any(related(mention, mentions[n]) for n in earlier)
    clusters = {id(cluster_of[n]): cluster_of[n].mentions for n in earlier}
    place = {cluster: row for row, cluster in enumerate(clusters, start=1)}
    shared = [cluster_features(mention, cluster) for cluster in clusters.values()]
    hidden, direct = ranking.sums([new_features(mention, is_related), *shared])
    if earlier:
        links = [link_features(mention, mentions[n], doc, cluster_of[n].mentions) for n in earlier]
        rows = [place[id(cluster_of[n])] for n in earlier]
        of_links, past_links = ranking.sums(links)
        hidden = np.concatenate([hidden[:1], hidden[rows] + of_links])
        direct = np.concatenate([direct[:1], direct[rows] + past_links])
    return ranking.scores(hidden, direct)
