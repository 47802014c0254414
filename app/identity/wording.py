"""How alike descriptions of one thing are, and words that tell one event."""

from functools import cache

from app.identity.sizes import counted, in_figures
from app.resources import load_yaml

ALIKE = 0.5
"""From here on two descriptions may be of one."""
_STEM, _SHORTEST, _ROOT, _FEW = 6, 4, 5, 2


def similarity(one: str, other: str) -> float:
    """The share of longer words that two descriptions have both, by their beginnings («framlegga»), and of numbers.

    Nothing where they tell of different numbers («to drepne», «3 drepne»).
    """
    (size, words), (other_size, other_words) = counted(one), counted(other)
    if size is not None and other_size is not None and not size.may_be(other_size):
        return 0.0
    left, right = _stems(words), _stems(other_words)
    sizes = [s for s in (size, other_size) if s is not None and s.number > 1]
    if len(sizes) == 1:
        # One tells how many, the other does not.
        left = left | {""}
    alike = len(left & right) / len(left | right) if left and right else 0.0
    # «20 omkomne» and «20 fiskarar»: many of the same number are telling by themselves.
    return max(alike, ALIKE) if len(sizes) > 1 and min(s.number for s in sizes) > _FEW else alike


def _stems(text: str) -> set[str]:
    # Norwegian words change at their ends; short words say little.
    words = text.casefold().replace("-", " ").split()
    numbers = {word: str(number) for word in words if (number := in_figures(word) or 0) > 1}
    kept = (word for word in words if len(word) >= _SHORTEST or word.isdecimal() or word in numbers)
    return {numbers.get(word, word[:_STEM]) for word in kept}


def begun(one: str, other: str) -> bool:
    """Whether both tell that one thing was begun: «starte krig» and «innleie krig»."""
    ends = (_begun(one), _begun(other))
    return ends[0] is not None and ends[0] == ends[1]


def _begun(predicate: str) -> str | None:
    return next((predicate[len(v) + 1 :] for v in _begins() if predicate.startswith(f"{v} ")), None)


@cache
def _begins() -> tuple[str, ...]:
    return tuple(load_yaml("lexicon", "sameness.yaml")["begins"])


def kin(one: str, other: str) -> bool:
    """Whether two verbs or nouns are made of one word: «messe» and «halde messe», «møte» and «årsmøte»."""
    left, right = one.split()[-1], other.split()[-1]
    shorter, longer = sorted((left, right), key=len)
    return left == right or (
        len(shorter) >= _SHORTEST and (longer.endswith(shorter) or longer[:_ROOT] == shorter[:_ROOT])
    )
