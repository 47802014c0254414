"""Where the reports of one event tell otherwise than one another."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.identity.sizes import counted


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article tells of an event: roles with the names of who has them, when, and whether it is so."""

    article: str
    parts: tuple[tuple[str, str], ...]
    time: str | None
    status: str | None
    """None where it told of what was still to come, or of what then became of it: that is history, not another view."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the reports of one event tell otherwise: each value with the articles that have it."""

    about: str
    """A role, `time`, `status`, or `number of` and a role."""
    values: tuple[tuple[str, tuple[str, ...]], ...]


def differences(tellings: Iterable[Telling]) -> tuple[Difference, ...]:
    """What they differ on, by the alphabet; numbers are compared as such, «to drepne» and «2 døde» agree."""
    told: dict[str, list[tuple[str, str]]] = {}
    for telling in tellings:
        article = telling.article
        for role in sorted({role for role, _ in telling.parts}):
            names = sorted(name for its, name in telling.parts if its == role)
            told.setdefault(role, []).append((", ".join(names), article))
            if sizes := [str(size) for name in names if (size := counted(name)[0]) is not None]:
                told.setdefault(f"number of {role}", []).append((", ".join(sizes), article))
        if telling.time is not None:
            told.setdefault("time", []).append((telling.time, article))
        if telling.status is not None:
            told.setdefault("status", []).append((telling.status, article))
    found = []
    for about, values in sorted(told.items()):
        by_value: dict[str, list[str]] = {}
        for value, article in values:
            by_value.setdefault(value, []).append(article)
        if len(by_value) > 1:
            found.append(Difference(about, tuple((v, tuple(dict.fromkeys(a))) for v, a in by_value.items())))
    return tuple(found)
