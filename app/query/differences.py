"""Where the reports of one event tell otherwise than one another."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.identity.sizes import counted
from app.model.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article tells of an event: roles with the names of who has them, when, and whether it is so."""

    article: str
    parts: tuple[tuple[str, str], ...]
    time: str | None
    status: str | None
    """None where it told of what was still to come, or of what then became of it: that is history, not another view."""
    source: str | None = None
    """Who says so, by the article: «according to the police»."""
    ahead: bool = False
    """Whether it told of what was still to come."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the reports of one event tell otherwise: each value with the articles that have it."""

    about: str
    """A role, `time`, `status`, or `number of` and a role; who meets whom counts as one role, `agent`."""
    values: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Value:
    """What some of the reports tell, the articles that do, and whom these name as their sources."""

    text: str
    articles: tuple[str, ...]
    sources: tuple[str, ...] = ()


def differences(tellings: Iterable[Telling], *, moved: bool = False) -> tuple[Difference, ...]:
    """What they differ on, by the alphabet; numbers are compared as such, «to drepne» and «2 døde» agree.

    Of what was `moved` the time that was planned is no other view of when it was.
    """
    told: dict[str, dict[str, list[Telling]]] = {}
    of_all = tuple(tellings)
    # Of a meeting either may be told of first.
    mutual = any(role == Role.COAGENT for telling in of_all for role, _ in telling.parts)
    for telling in of_all:

        def tell(about: str, value: str, telling: Telling = telling) -> None:
            told.setdefault(about, {}).setdefault(value, []).append(telling)

        parts = [(Role.AGENT if mutual and r == Role.COAGENT else r, name) for r, name in telling.parts]
        for role in sorted({role for role, _ in parts}):
            names = sorted(name for its, name in parts if its == role)
            tell(role, ", ".join(names))
            if sizes := [str(size) for name in names if (size := counted(name)[0]) is not None]:
                tell(f"number of {role}", ", ".join(sizes))
        if telling.time is not None and not (moved and telling.ahead):
            tell("time", telling.time)
        if telling.status is not None:
            tell("status", telling.status)
    return tuple(
        Difference(about, tuple(_value(text, its) for text, its in values.items()))
        for about, values in sorted(told.items())
        if len(values) > 1
    )


def _value(text: str, tellings: Iterable[Telling]) -> Value:
    its = tuple(tellings)
    sources = dict.fromkeys(telling.source for telling in its if telling.source is not None)
    return Value(text, tuple(dict.fromkeys(telling.article for telling in its)), tuple(sources))
