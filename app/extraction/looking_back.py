"""Which of the mentions before it each mention may refer back to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.extraction.coreference import Mentioned
from app.extraction.coreference_features import SHORTEST_SUFFIX

_REACH = {"reflexive": 12, "you": 24, "name": 8, "def": 8}
_PRONOUN_REACH = 40
"""How many mentions each kind looks back to, beside those that share a word or a rule's referent."""
_MOST = 60


@dataclass(frozen=True, slots=True)
class Lookback:
    """What a mention may refer back to."""

    antecedents: tuple[int, ...]
    """Numbers of the mentions, the nearest first."""
    related: frozenset[int]
    """Those mentions before it that share a word with it, or that the rules hold to be one with it."""


def look_back(mentions: Sequence[Mentioned]) -> Iterator[Lookback]:
    """What each of the mentions may refer back to, in their order."""
    suffixes = suffixes_of(m.lemma for m in mentions)
    by_kind, by_lemma, by_word = (defaultdict[str, list[int]](list) for _ in range(3))
    by_referent = defaultdict[int, list[int]](list)
    for mention in mentions:
        number, kind = mention.number, mention.kind
        # Of each list the last are enough: no more than that are taken of all together.
        groups = [by_lemma[mention.lemma][-_MOST:]]
        if mention.referent is not None:
            groups.append(by_referent[id(mention.referent)][-_MOST:])
        if kind != "indef":
            groups += [by_word[word][-_MOST:] for word in mention.words]
        if kind == "def":
            groups += [by_lemma[lemma][-_MOST:] for lemma in suffixes.get(mention.lemma, ())]
        related = frozenset(n for group in groups for n in group)
        wanted = set(by_kind[kind][-_MOST:]) if mention.is_pronoun else set(related)
        if kind != "indef":
            wanted.update(range(max(0, number - _REACH.get(kind, _PRONOUN_REACH)), number))
        yield Lookback(tuple(sorted(wanted, reverse=True)[:_MOST]), related)
        by_kind[kind].append(number)
        by_lemma[mention.lemma].append(number)
        for word in mention.words:
            by_word[word].append(number)
        if mention.referent is not None:
            by_referent[id(mention.referent)].append(number)


def suffixes_of(lemmas: Iterable[str]) -> dict[str, set[str]]:
    """Each lemma of some length with those of the others that it ends with or that end with it («småbåt», «båt»)."""
    known = frozenset(lemmas)
    found = defaultdict[str, set[str]](set)
    for lemma in known:
        if len(lemma) < SHORTEST_SUFFIX:
            continue
        for start in range(1, len(lemma)):
            if (end := lemma[start:]) in known:
                found[lemma].add(end)
                if len(end) >= SHORTEST_SUFFIX:
                    found[end].add(lemma)
    return found
