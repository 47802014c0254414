"""How many a description tells of: «to drepne», «12 skadde», «om lag to hundre soldatar»."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from app.resources import load_yaml

_TOKEN = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+(?![\d,])|\d+(?:,\d+)?|[^\W\d_]+")
_GAP = re.compile(r"[. \u00a0]")
_NEAR = 1.5
"""By how much a number that is only about so may differ from another."""
_MANY = 1 << 12
"""How many descriptions are remembered; each is compared many times."""


@dataclass(frozen=True, slots=True)
class Size:
    """A number, and whether it is told as exact; `words` tells how it was put before («over»)."""

    number: float
    words: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether nothing before it says that it is about so."""
        return not self.words

    def __str__(self) -> str:
        """In figures, as sources are compared: «over 20»."""
        return f"{self.words} {self.number:.15g}".strip()

    def may_be(self, other: "Size") -> bool:
        """Whether both can be of the same."""
        if self.is_exact and other.is_exact:
            return self.number == other.number
        return max(self.number, other.number) <= _NEAR * min(self.number, other.number)


@dataclass(frozen=True, slots=True)
class _Words:
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    inexact: tuple[str, ...]
    plain: tuple[str, ...]
    articles: frozenset[str]
    collectives: frozenset[str]
    anybody: tuple[str, ...]


@cache
def _words() -> _Words:
    data = load_yaml("lexicon", "numbers.yaml")
    # The longest first: «meir enn» before «meir».
    inexact, plain = (tuple(sorted(data[key], key=len, reverse=True)) for key in ("inexact", "plain"))
    return _Words(
        data["numbers"],
        data["multipliers"],
        inexact,
        plain,
        frozenset(data["articles"]),
        frozenset(data["collectives"]),
        tuple(data["anybody"]),
    )


def anybody(words: str) -> bool:
    """Whether the words behind a number say no more than that they are people: «menneske», «omkomne», none at all."""
    return all(word.startswith(_words().anybody) for word in words.casefold().split())


@lru_cache(maxsize=_MANY)
def counted(description: str) -> tuple[Size | None, str]:
    """The number that a description begins with, None where it has none, and the words behind it."""
    rest, said = description.casefold().strip(), ""
    for _ in range(2):
        for kind, forms in (("inexact", _words().inexact), ("plain", _words().plain)):
            form = next((f for f in forms if rest.startswith(f"{f} ")), None)
            if form is not None:
                rest = rest[len(form) :].lstrip()
                said = f"{said} {form}".strip() if kind == "inexact" else said
    number, length = _number(rest)
    of, behind = rest[:length], rest[length:].strip()
    if number is None or (of in _words().articles and _words().collectives.intersection(behind.split()[:2])):
        return None, description.casefold()
    return Size(number, said), behind


def _number(text: str) -> tuple[float | None, int]:
    """The number at the beginning of a text, and how long it is there: «to hundre og femti», «1,5 millionar»."""
    multipliers, thousand = _words().multipliers, 1000
    whole = part = 0.0
    last: float | None = None
    position = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if text[position : token.start()].strip() not in ("", "og") or (word == "og" and last is None):
            break
        if word == "og":
            continue
        factor = multipliers.get(word)
        number = None if factor is not None else _figures(word, text[token.end() : token.end() + 1])
        if factor is not None:
            part = (part or 1) * factor
            if factor >= thousand:
                whole, part = whole + part, 0.0
        elif number is not None and (last is None or number < last):
            # «tjue to», «hundre og to»: what follows is smaller, else it is another number.
            part += number
        else:
            break
        last, position = factor or number, token.end()
    return (None if last is None else whole + part), position


def _figures(word: str, behind: str) -> float | None:
    if behind == "-" or behind.isalnum():
        # «20-åringen», «9mm»: a word, not a number of something.
        return None
    if word[0].isdecimal():
        return float(_GAP.sub("", word).replace(",", "."))
    number = in_figures(word)
    return None if number is None else float(number)


@lru_cache(maxsize=_MANY)
def in_figures(word: str) -> int | None:
    """The number that a word in small letters is, also one put together («tjueto», «tohundreogfemti»)."""
    numbers, multipliers = _words().numbers, _words().multipliers
    if word in numbers:
        return numbers[word]
    if word in multipliers:
        return multipliers[word]
    for end, factor in multipliers.items():
        before, found, behind = word.partition(end)
        if found and (not before or before in numbers):
            rest = in_figures(behind.removeprefix("og")) if behind else 0
            if rest is not None and rest < factor:
                return (numbers[before] if before else 1) * factor + rest
    # «tjueto»: tens and ones.
    tens = next(
        (t for t in numbers if word.startswith(t) and numbers[t] >= 20 and numbers[t] % 10 == 0), None
    )
    ones = numbers.get(word[len(tens) :]) if tens is not None else None
    return numbers[tens] + ones if tens is not None and ones is not None and ones < 10 else None
