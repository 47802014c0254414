"""Chains of mentions by the trained ranking: each mention joins the best earlier one, or begins anew."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import RunError
from app.extraction.chain import Chain, mention_number
from app.extraction.coreference import Mentioned
from app.extraction.coreference_features import (
    bucket,
    last_features,
    new_features,
    suffix_features,
)
from app.extraction.disjoint import Disjoint
from app.extraction.feature_sums import FeatureSums
from app.extraction.looking_back import look_back, suffixes_of
from app.extraction.pairs import Pairs, sums_of_pairs
from app.extraction.words import relation_words
from app.language.tokens import Doc

EAGERNESS = 0.8
"""Where the F1 of the chains is best: the likelihood that is trained for finds fewer links than that."""
WEIGHTS = Path(__file__).parent / "weights" / "coreference.npz"


class Ranking:
    """One hidden layer over binary features."""

    def __init__(
        self,
        features: Sequence[str],
        embed: NDArray[np.float32],
        direct: NDArray[np.float32],
        bias: NDArray[np.float32],
        out: NDArray[np.float32],
        out_bias: float,
    ) -> None:
        """`embed` and `direct` have a row for each feature; `direct` is what it is worth past the hidden layer."""
        self._numbers = {feature: number for number, feature in enumerate(features)}
        self._weights = np.concatenate([embed, direct[:, None]], axis=1)
        self._bias = bias
        self._out = out
        self._out_bias = out_bias
        self._sums = FeatureSums(self._numbers, self._weights)

    def sums(self) -> FeatureSums:
        """What features add up to; for one document."""
        if self._sums.is_full:
            self._sums = FeatureSums(self._numbers, self._weights)
        return self._sums

    def scores(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """How good options are, by what their features add up to."""
        hidden = np.maximum(sums[:, :-1] + self._bias, 0)
        result: NDArray[np.float32] = hidden @ self._out + sums[:, -1] + self._out_bias
        return result


@cache
def load_ranking(path: Path = WEIGHTS) -> Ranking:
    """The trained weights; RunError where they are missing or no weights."""
    try:
        opened = np.load(path)
    except (OSError, ValueError) as error:
        raise RunError(f"{path} holds no weights ({error}). Reinstall nyhendegraf") from error
    with opened as data:
        return Ranking(
            str(data["features"]).split("\n"),
            data["embed"].astype(np.float32),
            data["direct"].astype(np.float32),
            data["bias"],
            data["out"],
            float(data["out_bias"][0]),
        )


def chains(
    mentions: Sequence[Mentioned], doc: Doc, ranking: Ranking, *, eagerness: float = EAGERNESS
) -> list[Chain]:
    """The mentions in groups of one entity each, those that stand alone too, by their first mention.

    `eagerness` is what is taken off the score of beginning anew. Names keep the bearer that they have:
    no two bearers come into one group.
    """
    return _Chaining(mentions, doc, ranking).clusters(eagerness)


class _Chaining:
    """The chains of one document while they are being found."""

    def __init__(self, mentions: Sequence[Mentioned], doc: Doc, ranking: Ranking) -> None:
        self._mentions = mentions
        self._ranking = ranking
        self._table = ranking.sums()
        lookbacks = list(look_back(mentions))
        self._related = [lookback.related for lookback in lookbacks]
        self._disjoint = Disjoint(mentions, doc)
        self._suffixes = suffixes_of(m.lemma for m in mentions)
        self._pairs: Pairs = sums_of_pairs(mentions, lookbacks, doc, self._table)
        self._cluster_of: list[Chain] = []
        """Of each mention so far."""

    def clusters(self, eagerness: float) -> list[Chain]:
        found: list[Chain] = []
        of: dict[int, Chain] = {}
        for mention in self._mentions:
            bearer = mention.referent if mention.kind == "name" else None
            cluster = of.get(id(bearer)) if bearer is not None else None
            if cluster is None:
                barred = [*self._barred(mention, of), *self._apart(mention, of)]
                cluster = self._chosen(mention, eagerness, found, barred)
                if not cluster.mentions:
                    found.append(cluster)
                if bearer is not None:
                    of[id(bearer)] = cluster
            cluster.add(mention)
            self._cluster_of.append(cluster)
        return found

    def _chosen(
        self, mention: Mentioned, eagerness: float, found: Sequence[Chain], barred: list[Chain]
    ) -> Chain:
        """What the ranking chooses, but who is called by an age has that age: «ein mann på 67 år … 67-åringen»."""
        aged = mention.age is not None and mention.kind == "def" and not mention.plural
        if not aged:
            return self._best(mention, eagerness, barred)
        by_age_alone = mention.lemma.endswith(tuple(relation_words().aged_nouns))
        chosen = None if by_age_alone else self._best(mention, eagerness, barred)
        if chosen is not None and chosen.mentions:
            return chosen
        apart = {id(cluster) for cluster in barred}
        open_ = [c for c in found if id(c) not in apart and not c.clashes(mention)]
        same = [c for c in open_ if mention.age in c.ages]
        if not same and by_age_alone:
            # «Trenar Kari Vik er tilbake. 67-åringen …»: the one person with a name that was just told of.
            since = mention.sentence - 1
            same = [c for c in open_ if c.is_person and not c.ages and c.mentions[-1].sentence >= since]
        if len(same) != 1:
            return chosen if chosen is not None else self._best(mention, eagerness, barred)
        same[0].sure.add(mention.number)
        return same[0]

    @staticmethod
    def _barred(mention: Mentioned, of: Mapping[int, Chain]) -> Sequence[Chain]:
        """The clusters of other bearers of names, where the mention is a name or has its bearer in the sentence.

        «SV braut samtalane fordi partiet …»: no other party.
        """
        if mention.kind == "name":
            return list(of.values()) if mention.referent is not None else ()
        home = of.get(id(mention.referent)) if mention.kind == "def" else None
        if home is None or home.name_sentence != mention.sentence:
            return ()
        return [cluster for cluster in of.values() if cluster is not home]

    def _apart(self, mention: Mentioned, of: Mapping[int, Chain]) -> Iterator[Chain]:
        """The clusters that the build of the sentence rules out."""
        for number in self._disjoint.earlier(mention):
            yield self._cluster_of[number]
        for bearer in self._disjoint.bearers(mention):
            if (cluster := of.get(id(bearer))) is not None:
                yield cluster

    def _best(self, mention: Mentioned, eagerness: float, taken: Sequence[Chain]) -> Chain:
        """The cluster that a mention belongs to, an empty one where it begins anew; none of those that are taken."""
        first = self._pairs.starts[mention.number]
        others = self._pairs.others[first : self._pairs.starts[mention.number + 1]]
        # Clusters are compared by identity.
        allowed: dict[int, bool] = {id(cluster): False for cluster in taken}
        earlier = []
        for at, number in enumerate(others, first):
            cluster = self._cluster_of[number]
            fits = allowed.get(id(cluster))
            if fits is None:
                fits = allowed[id(cluster)] = not cluster.clashes(mention)
            if fits:
                earlier.append(at)
        if not earlier:
            return Chain()
        clusters = [self._cluster_of[self._pairs.others[at]] for at in earlier]
        scores = self._scores(mention, earlier, clusters)
        best = int(scores[1:].argmax()) + 1
        if scores[best] <= scores[0] - eagerness:
            return Chain()
        if scores[best] > scores[0]:
            clusters[best - 1].sure.add(mention.number)
        return clusters[best - 1]

    def _scores(
        self, mention: Mentioned, earlier: Sequence[int], clusters: Sequence[Chain]
    ) -> NDArray[np.float32]:
        """How good it is to begin anew, and to join the cluster of each of the earlier ones, given by their pairs."""
        table, m = self._table, mention
        own = mention_number(m, table)
        known: dict[int, tuple[int, int, int, bool, int]] = {}
        lasts: dict[tuple[bool, int], int] = {}
        rows: list[tuple[int, ...]] = []
        others = [self._pairs.others[at] for at in earlier]
        for at, other, cluster in zip(earlier, others, clusters, strict=True):
            told = known.get(id(cluster))
            if told is None:
                suffix = cluster.has_suffix(m, self._suffixes)
                apart = bucket(m.number - cluster.last)
                told = known[id(cluster)] = (*cluster.places(m, own, suffix, table), suffix, apart)
            state, match, word, suffix, apart = told
            is_last = cluster.last == other
            last = lasts.get((is_last, apart))
            if last is None:
                key = (m.kind, is_last, apart)
                last = table.place("last", key, last_features, m, is_last, cluster.last)
                lasts[is_last, apart] = last
            if m.kind == "def":
                near = (suffix, self._pairs.distances[at])
                short = table.place("suffix", near, suffix_features, m, self._mentions[other], suffix)
                rows.append((state, match, word, last, short))
            else:
                rows.append((state, match, word, last))
        is_related = not self._related[m.number].isdisjoint(others)
        new = table.place("new", self._new_key(m, is_related), new_features, m, is_related)
        sums = table.rows[np.array(rows)].sum(axis=1) + self._pairs.sums[np.array(earlier)]
        return self._ranking.scores(np.concatenate([table.rows[new : new + 1], sums]))

    def _new_key(self, m: Mentioned, has_related: bool) -> tuple[object, ...]:
        """What `new_features` are made of."""
        word = m.form if m.is_pronoun else m.type
        noun = self._table.known_noun(m.lemma) if m.kind == "def" else ""
        counts = (min(m.number, 30) // 5, min(len(m.words), 4))
        return (m.kind, word, noun, m.role, has_related, *counts, m.quoted, m.referent is not None)
