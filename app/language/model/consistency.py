"""A name is of one kind throughout a text: what the model says of its other occurrences decides where it wavers."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from app.language.model.inference import SentenceAnalysis, SentenceWords

LEAST_VOTES = 3
LEAST_SHARE = 2 / 3
_PERSON = "PER"
_KINDS_OF_ONE = frozenset({"GPE_LOC", "GPE_ORG"})
"""A country is a place in one sentence and acts in the next: these are told by the sentence, not by the name."""
_SHORTEST_WITH_GENITIVE = 5


def agree(
    sentences: Sequence[SentenceWords], analyses: Sequence[SentenceAnalysis]
) -> Sequence[SentenceAnalysis]:
    """The analyses of the sentences of one text, with the kinds of its names made to agree.

    Each occurrence votes for the kind it was given, and a longer name of a person also for its surname; two thirds
    of three votes or more decide (one sense per discourse, Gale, Church & Yarowsky 1992). Where a name begins and ends
    stays as it is.
    """
    votes: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for words, analysis in zip(sentences, analyses, strict=True):
        for start, end, kind in _names(analysis.names):
            votes[_key(words.forms[start:end])][kind] += 1
            if kind == _PERSON and end - start > 1:
                votes[_key(words.forms[end - 1 : end])][kind] += 1
    decided = {key: winner for key, counts in votes.items() if (winner := _decided(counts))}
    if not decided:
        return analyses
    return [
        _with_kinds(words.forms, analysis, decided)
        for words, analysis in zip(sentences, analyses, strict=True)
    ]


def _with_kinds(
    forms: Sequence[str], analysis: SentenceAnalysis, decided: dict[tuple[str, ...], str]
) -> SentenceAnalysis:
    names = list(analysis.names)
    for start, end, kind in _names(analysis.names):
        better = decided.get(_key(forms[start:end]), kind)
        if not {better, kind} <= _KINDS_OF_ONE:
            names[start:end] = [f"B-{better}", *[f"I-{better}"] * (end - start - 1)]
    return dataclasses.replace(analysis, names=tuple(names))


def _decided(counts: Counter[str]) -> str | None:
    """The kind that the votes decide for; None where they are few, divided or all the same."""
    if len(counts) < 2 or counts.total() < LEAST_VOTES:
        return None
    kind, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    return kind if most >= LEAST_SHARE * counts.total() else None


def _key(forms: Sequence[str]) -> tuple[str, ...]:
    """The words of a name; the last one without what may be its genitive."""
    last = forms[-1]
    if len(last) >= _SHORTEST_WITH_GENITIVE and last.endswith("s"):
        last = last[:-1]
    return (*forms[:-1], last)


def _names(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each name; an I- that continues nothing is none."""
    start: int | None = None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and tag != f"I-{tags[start][2:]}":
            yield start, index, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = index
