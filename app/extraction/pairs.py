"""What tells of all pairs of a document whether they belong together, whatever else is one with them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from app.extraction.coreference import Mentioned
from app.extraction.coreference_features import (
    SPEAKERS,
    SPEECH,
    bucket,
    form_features,
    is_subject_of,
    kind_features,
    place_features,
    role_features,
    speaks,
    speech_features,
    within,
)
from app.extraction.feature_sums import FeatureSums
from app.extraction.looking_back import Lookback
from app.language.tokens import Doc

_BUCKETS = np.array([bucket(number) for number in range(18)], np.int64)
_WITHIN = {"no": 0, "in": 1, "around": 2}
_KIND, _TYPE, _ROLE, _FORM, _BUCKET = 5, 6, 8, 14, 3
"""Bits that each takes in a code."""
_Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The sums of pairs of mentions, one after another, each mention's nearest antecedent first."""

    starts: Sequence[int]
    """Where the pairs of each mention begin, and behind the last where they end."""
    others: Sequence[int]
    """The number of the earlier mention of each pair."""
    distances: Sequence[int]
    """Sentences between the two, as `bucket` gives them."""
    sums: NDArray[np.float32]


def sums_of_pairs(
    mentions: Sequence[Mentioned], lookbacks: Sequence[Lookback], doc: Doc, table: FeatureSums
) -> Pairs:
    """What the features of each mention with each of its antecedents add up to, whatever their clusters."""
    sizes = [len(lookback.antecedents) for lookback in lookbacks]
    starts = list(accumulate(sizes, initial=0))
    others = [number for lookback in lookbacks for number in lookback.antecedents]
    ones = [number for number, size in enumerate(sizes) for _ in range(size)]
    one, two = np.array(ones, np.int64), np.array(others, np.int64)

    def pair(at: int) -> tuple[Mentioned, Mentioned]:
        return mentions[ones[at]], mentions[others[at]]

    def steps(values: Iterable[int]) -> _Ints:
        of = np.array(tuple(values), np.int64)
        result: _Ints = _BUCKETS[np.clip(of[one] - of[two], 0, len(_BUCKETS) - 1)]
        return result

    kind = table.kinds.of(m.kind for m in mentions)
    type_ = table.types.of(m.type for m in mentions)
    role = table.roles.of(m.role for m in mentions)
    form = np.array([table.forms[m.form] if m.is_pronoun else 0 for m in mentions], np.int64)
    plural, quoted, is_pronoun, tells, speaks_up = (
        np.array(values, np.int64)
        for values in (
            [m.plural for m in mentions],
            [m.quoted for m in mentions],
            [m.is_pronoun for m in mentions],
            [m.kind in SPEECH for m in mentions],
            [m.kind in SPEAKERS for m in mentions],
        )
    )
    same_form, same_lemma = (
        (of[one] == of[two]).astype(np.int64)
        for of in (_local(m.form for m in mentions), _local(m.lemma for m in mentions))
    )
    distance, paragraphs = steps(m.sentence for m in mentions), steps(m.paragraph for m in mentions)
    clause, inside, told = _in_sentence(pair, (distance == 0).nonzero()[0], len(ones), doc)
    kinds = _packed((kind[one], _KIND), (kind[two], _KIND))
    both = 2 * _KIND
    sorts = _packed(
        (kinds, both),
        (distance, _BUCKET),
        (same_form, 1),
        (same_lemma, 1),
        (plural[one], 1),
        (plural[two], 1),
        (type_[two], _TYPE),
    )
    roles = _packed(
        (kind[one], _KIND), (role[one], _ROLE), (role[two], _ROLE), (distance, _BUCKET), (clause, 1)
    )
    places = _packed(
        (kinds, both),
        (steps(m.number for m in mentions), _BUCKET),
        (quoted[one], 1),
        (quoted[two], 1),
        (paragraphs, _BUCKET),
        (inside, 2),
    )
    # Who says a noun's words counts where the other is a first person; pronouns are known by their forms.
    is_told = speaks_up[two] * (1 - is_pronoun[one])
    says = tells[one]
    is_reflexive = np.array([m.kind == "reflexive" for m in mentions], np.int64)[one]
    speech = _packed(
        (kinds, both),
        (form[one] * says, _FORM),
        (form[two] * says, _FORM),
        (np.where(is_told, type_[one], type_[two]), _TYPE),
        (told, 1),
        (quoted[one], 1),
        (quoted[two], 1),
        (distance, _BUCKET),
        (paragraphs * is_told, _BUCKET),
    )
    speech = np.where(is_reflexive, told, np.where(is_told | says, speech + 2, -1))
    forms = _packed((form[one], _FORM), (kind[two], _KIND), (type_[two], _TYPE), (plural[two], 1))
    groups: tuple[tuple[str, _Ints, Callable[[Mentioned, Mentioned], list[str]]], ...] = (
        ("kind", sorts, kind_features),
        ("role", roles, role_features),
        ("place", places, place_features),
        ("form", np.where(is_pronoun[one], forms, -1), form_features),
        ("speech", speech, lambda m, a: speech_features(m, a, doc)),
    )
    total = np.zeros((len(ones), table.width), np.float32)
    for name, codes, features in groups:
        found = table.places(name, codes.tolist(), lambda at, features=features: features(*pair(at)))  # type: ignore[misc]
        total += table.rows[found]
    return Pairs(starts, others, distance.tolist(), total)


def _in_sentence(
    pair: Callable[[int], tuple[Mentioned, Mentioned]], near: _Ints, size: int, doc: Doc
) -> tuple[_Ints, _Ints, _Ints]:
    """Of each pair, by the indices of those in one sentence: whether both are in one clause, one inside the other, and
    whether one says the other's words or is the reflexive's subject."""
    clause, inside, told = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    for at in near.tolist():
        m, a = pair(at)
        clause[at] = m.governor == a.governor
        inside[at] = _WITHIN[within(m, a)]
        if m.kind == "reflexive":
            told[at] = is_subject_of(m, a, doc)
        elif m.kind in SPEECH:
            told[at] = speaks(m, a)
        elif not m.is_pronoun and a.kind in SPEAKERS:
            told[at] = speaks(a, m)
    return clause, inside, told


def _local(keys: Iterable[str]) -> _Ints:
    """Numbers for the keys of one document."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)


def _packed(*parts: tuple[_Ints, int]) -> _Ints:
    """One number for several; each has its bits."""
    code = np.zeros_like(parts[0][0])
    for values, bits in parts:
        code = (code << bits) | values
    return code
