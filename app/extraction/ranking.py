"""Chains of mentions by the trained ranking: each mention joins the best earlier one, or begins anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from app.errors import RunError
from app.extraction.coreference import (
    Mentioned,
    antecedents,
    mentions_of,
    new_features,
    pair_features,
    related,
)
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.language import Document
from app.model.extraction import MentionKind

EAGERNESS = 0.8
"""Where the F1 of the chains is best: the likelihood that is trained for finds fewer links than that."""
SURE = 0.0
"""For facts, where a wrong link costs more than a missing one: as likely as it was trained for."""
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


def chains(
    mentions: Sequence[Mentioned],
    doc: Doc,
    ranking: Ranking,
    *,
    eagerness: float = EAGERNESS,
    settled: bool = False,
) -> list[list[Mentioned]]:
    """The mentions in groups of one entity each, those that stand alone too, in text order.

    `eagerness` is what is taken off the score of beginning anew. With `settled`, what the rules gave to somebody stays
    with them, and only the others are ranked.
    """
    cluster_of: dict[int, list[Mentioned]] = {}
    found: list[list[Mentioned]] = []
    of: dict[int, list[Mentioned]] = {}
    for mention in mentions:
        if settled and mention.referent is not None:
            if id(mention.referent) not in of:
                of[id(mention.referent)] = []
                found.append(of[id(mention.referent)])
            cluster_of[mention.number] = of[id(mention.referent)]
            cluster_of[mention.number].append(mention)
            continue
        earlier = antecedents(mentions, mention.number)
        is_related = any(related(mention, mentions[n]) for n in earlier)
        options: list[list[str]] = [new_features(mention, is_related)]
        options += [pair_features(mention, mentions[n], doc, cluster_of[n]) for n in earlier]
        scores = ranking.scores(options)
        scores[0] -= eagerness
        best = int(scores.argmax())
        if best == 0:
            cluster_of[mention.number] = [mention]
            found.append(cluster_of[mention.number])
        else:
            cluster = cluster_of[earlier[best - 1]]
            cluster.append(mention)
            cluster_of[mention.number] = cluster
    return found


def complete(document: Document, names: NameTable, participants: Participants) -> None:
    """Give pronouns and definite nouns that the rules gave to nobody to the one that their chain is of.

    Only third person pronouns take part in events: «seg» repeats who does already, and who «eg» is the reporting knows.
    """
    mentions = mentions_of(document, names, participants)
    for chain in chains(mentions, document.doc, load_ranking(), eagerness=SURE, settled=True):
        referent = chain[0].referent
        if referent is None:
            continue
        for mention in chain:
            if mention.referent is None and (mention.is_pronoun or mention.kind == "def"):
                kind = MentionKind.PRONOUN if mention.is_pronoun else MentionKind.NOMINAL
                takes_part = mention.kind in _THIRD_PERSON
                participants.adopt(document.doc[mention.index], referent, kind, takes_part=takes_part)


_THIRD_PERSON = ("m", "f", "they")
