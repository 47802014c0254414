"""How alike descriptions of one thing are, and words that tell one event."""

from functools import cache

from app.identity.sizes import counted, in_figures
from app.resources import load_yaml

ALIKE = 0.5
"""From here on two descriptions may be of one."""
_STEM, _SHORTEST, _ROOT, _FEW, _ROOT_LENGTH = 6, 4, 5, 2, 3


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
    fewer, more = sorted((left, right), key=len)
    if fewer <= more and any(len(stem) == _STEM for stem in fewer):
        # «høyringsutkastet» and «høyringsutkast til ein ny plan»: the one says more of it.
        alike = max(alike, ALIKE)
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
    if _root(one) == _root(other):
        return True
    left, right = one.split()[-1], other.split()[-1]
    shorter, longer = sorted((left, right), key=len)
    return left == right or (
        len(shorter) >= _SHORTEST and (longer.endswith(shorter) or longer[:_ROOT] == shorter[:_ROOT])
    )


def _root(predicate: str) -> str:
    """What a verb and the noun for its doing have in common: «opne» and «opning», «leggje ned» and «nedlegging»."""
    verb, *rest = predicate.split()
    word = (rest[-1] if rest and rest[-1] in _particles() else "") + verb
    ending = next((e for e in _endings() if word.endswith(e) and len(word) - len(e) >= _ROOT_LENGTH), "")
    return word.removesuffix(ending)


@cache
def _endings() -> tuple[str, ...]:
    """The longest first."""
    return tuple(sorted(load_yaml("lexicon", "sameness.yaml")["endings"], key=len, reverse=True))


@cache
def _particles() -> frozenset[str]:
    return frozenset(load_yaml("lexicon", "sameness.yaml")["particles"])
