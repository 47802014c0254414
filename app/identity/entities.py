"""One entity under two names: which may be the same, and why.

Two are compared only if they are of one kind and share the last word of a name, folded, and only with their nearest
neighbours in the alphabet, so that the work grows with their number and not with its square.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.identity.decisions import Pair, pair_of

THRESHOLD = 0.6
_NEIGHBOURS = 60
"""With how many of the next in the alphabet an entity is compared within its block."""
_NEAR_DAYS = 60
_WORDS = 2
"""As many as a full name has at least."""
_MARGIN = 0.2
"""How much surer the best bearer of a part of a name has to be than the next."""
_REMEMBERED = 1 << 16
"""How many names are kept in another form; each is looked at once for each neighbour."""
_SHORTEST = 8
"""Shorter names that differ in a letter are as often two."""
_TELLING = 12.0
"""As much rarity as three entities that are seldom told of have together."""
_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ł": "l"})
# What transliterations of one name differ in, each written one way.
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"sch|sh|sj|skj", "s"),
        (r"tch|tsj|ch", "k"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"kh|ck|q", "k"),
        (r"w", "v"),
        (r"[yj]", "i"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"c", "k"),
        (r"(.)\1", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the articles tell of an entity, as it is compared."""

    iri: str
    kind: str
    """Person, or another group of types that are never one."""
    name: str
    is_local: bool
    """Whether one article alone speaks of it, by a part of a name."""
    is_known: bool
    """Whether it is in the gazetteer, so that another known one is another."""
    articles: frozenset[str]
    days: tuple[date, ...]
    """When its articles are from, sorted."""
    offices: frozenset[str]
    belongs: frozenset[str]
    """Countries, parties and bodies that it belongs to."""
    beside: frozenset[str]
    """Shared entities that the same articles speak of."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entities with how surely they are one, and what speaks for it."""

    pair: Pair
    score: float
    reason: str


WEIGHTS = {
    "bias": -5.0,
    "name": 5.0,
    "office": 2.0,
    "belongs": 1.0,
    "beside": 2.5,
    "near": 0.5,
    "other office": -0.5,
    "other country": -2.0,
    "part": -2.5,
}
"""What each feature counts; `part` is a name of one word against a full one."""


def likenesses(profiles: Iterable[Profile], *, threshold: float = THRESHOLD) -> Iterator[Likeness]:
    """The pairs that are one, each once, in the order of their IRIs."""
    known = {profile.iri: profile for profile in profiles}
    counts: Counter[str] = Counter()
    for profile in known.values():
        counts.update(profile.beside)
    found: list[Likeness] = []
    rivals: dict[str, list[float]] = defaultdict(list)
    for pair in sorted(candidates(known.values())):
        one, other = (known[iri] for iri in pair)
        likeness = compare(one, other, counts, len(known))
        if likeness is None:
            continue
        for profile in (one, other):
            if profile.is_local:
                rivals[profile.iri].append(likeness.score)
        if likeness.score >= threshold:
            found.append(likeness)
    for likeness in found:
        scores = sorted(rivals[likeness.pair[0]] + rivals[likeness.pair[1]], reverse=True)
        # A part of a name that two may bear is neither's.
        if len(scores) < _WORDS or scores[0] - scores[1] >= _MARGIN:
            yield likeness


def candidates(profiles: Iterable[Profile]) -> set[Pair]:
    """The pairs of one kind whose names end alike."""
    blocks: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in profiles:
        words = folded(profile.name).split()
        if words:
            blocks[profile.kind, words[-1]].append(profile)
            if len(words) > 1:
                # Spelling differs at the end too; then the beginning is alike.
                blocks[profile.kind, f"{words[0]} {words[-1][:2]}"].append(profile)
    found: set[Pair] = set()
    for block in blocks.values():
        ordered = sorted(block, key=lambda p: (folded(p.name), p.iri))
        for index, profile in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + _NEIGHBOURS]:
                if profile.iri != other.iri and not (profile.is_known and other.is_known):
                    found.add(pair_of(profile.iri, other.iri))
    return found


def compare(one: Profile, other: Profile, counts: Mapping[str, int], total: int) -> Likeness | None:
    """How surely two are one; None where their names cannot be one's."""
    if one.is_local and other.is_local:
        # Two parts of names are never one by themselves: each has to be the same as the whole.
        return None
    part = one.is_local or other.is_local
    name = _part_alike(one, other) if part else names_alike(one.name, other.name)
    if name == 0:
        return None
    common = one.beside & other.beside
    rarity = sum(math.log((1 + total) / (1 + counts[iri])) for iri in common)
    features = {
        "name": name,
        "part": float(part),
        "office": float(bool(one.offices & other.offices)),
        "other office": float(bool(one.offices and other.offices and not one.offices & other.offices)),
        "belongs": float(bool(one.belongs & other.belongs)),
        "other country": float(_elsewhere(one, other)),
        "beside": min(1.0, rarity / _TELLING),
        "near": float(_near(one, other)),
    }
    score = 1 / (
        1 + math.exp(-WEIGHTS["bias"] - sum(WEIGHTS[key] * value for key, value in features.items()))
    )
    shown = ", ".join(f"{key} {value:.2f}" for key, value in features.items() if value)
    return Likeness(pair_of(one.iri, other.iri), score, f"«{one.name}» and «{other.name}»: {shown}")


def names_alike(one: str, other: str) -> float:
    """1 where two full names are one but for spelling, less where a part is missing or short, 0 where they are two."""
    left, right = (folded(name).split() for name in (one, other))
    if left == right:
        return 1.0
    if len(left) < _WORDS or len(right) < _WORDS:
        # Single words sound alike too often.
        return 0.0
    if sound(one) == sound(other):
        return 1.0
    if sound(left[-1]) == sound(right[-1]) and _given_alike(left[:-1], right[:-1]):
        return 0.9
    return 0.8 if _one_letter(" ".join(left), " ".join(right)) else 0.0


@lru_cache(maxsize=_REMEMBERED)
def folded(name: str) -> str:
    """Small letters without marks; hyphens are spaces, and full stops nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).translate(_FOLD)
    return " ".join(re.sub(r"[^\w\s-]", "", letters).replace("-", " ").split())


@lru_cache(maxsize=_REMEMBERED)
def sound(name: str) -> str:
    """The name as it sounds, roughly: what transliterations differ in is written one way."""
    text = folded(name)
    for pattern, to in _SOUNDS:
        text = pattern.sub(to, text)
    return text


def _given_alike(left: list[str], right: list[str]) -> bool:
    """«George» and «George W», «J» and «Jens»: the first agree, and what is beyond agrees or is missing."""
    shorter, longer = sorted((left, right), key=len)
    if not _abbreviates(shorter[0], longer[0]) or (
        len(shorter[0]) == 1 and len(longer[0]) == 1 and left != right
    ):
        return False
    rest = iter(longer[1:])
    return all(any(_abbreviates(word, long) for long in rest) for word in shorter[1:])


def _abbreviates(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return sound(one) == sound(other)


def _part_alike(one: Profile, other: Profile) -> float:
    local, whole = (one, other) if one.is_local else (other, one)
    words = folded(whole.name).split()
    return 1.0 if len(words) >= _WORDS and folded(local.name) in (words[-1], words[0]) else 0.0


def _one_letter(one: str, other: str) -> bool:
    """Whether long names differ in one letter that is too much, missing or another."""
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    left, right = one[start:], other[start:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:]


def _elsewhere(one: Profile, other: Profile) -> bool:
    left, right = ({b for b in p.belongs if "/country/" in b} for p in (one, other))
    return bool(left and right and not left & right)


def _near(one: Profile, other: Profile) -> bool:
    return any(abs((a - b).days) <= _NEAR_DAYS for a in one.days[:3] for b in other.days[:3])
