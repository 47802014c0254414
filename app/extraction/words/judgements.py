"""Words that praise and blame (`judgements.yaml`)."""

from dataclasses import dataclass
from functools import cache

from app.extraction.words.loading import load


@dataclass(frozen=True, slots=True)
class JudgementWords:
    """Adjectives and nouns that praise and blame."""

    good: frozenset[str]
    bad: frozenset[str]
    denied: frozenset[str]
    """What blames where it is denied («ikkje godt nok»)."""
    deed_verbs: frozenset[str]
    deeds: frozenset[str]
    """What somebody does well or badly («ein god jobb»)."""
    good_deeds: frozenset[str]
    """What praises a deed, but says too little of somebody or something."""


@cache
def judgement_words() -> JudgementWords:
    """The lists of `judgements.yaml`."""
    data = load("judgements.yaml")
    deeds = data["deeds"]
    return JudgementWords(
        good=frozenset(data["good"]),
        bad=frozenset(data["bad"]),
        denied=frozenset(data["denied"]),
        deed_verbs=frozenset(deeds["verbs"]),
        deeds=frozenset(deeds["nouns"]),
        good_deeds=frozenset(deeds["good"]),
    )
