"""Resolution: what a program decides on who is who and which events are one, from what the articles tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import app
from app.graph.decisions import moment
from app.graph.identifiers import Identifiers
from app.graph.port import ArticleStore
from app.identity import Decision, Judgement, Kind, Pair, decide
from app.identity.entities import likenesses
from app.identity.events import matches
from app.identity.texts import copies
from app.query.decisions import update_automatic
from app.query.profiles import read_profiles
from app.query.reports import read_reports, read_texts


@dataclass(frozen=True, slots=True)
class Resolution:
    """What changed: decisions that are new, and those that nothing speaks for any longer."""

    kind: Kind
    decided: int
    """How many there are now, the new ones with them."""
    new: tuple[Decision, ...]
    gone: tuple[Decision, ...]


def resolve(
    store: ArticleStore, *, base: str, now: datetime, known: frozenset[str] = frozenset()
) -> tuple[Resolution, ...]:
    """Decide anew on all entities, then on events and texts; people's decisions stay, and count before these.

    The same articles and human decisions give the same decisions, however often and in whatever order. `known` are the
    ids of the gazetteer, two of which are never one.
    """
    return tuple(_resolved(store, kind, base, now, known) for kind in (Kind.ENTITY, Kind.EVENT, Kind.TEXT))


def _resolved(store: ArticleStore, kind: Kind, base: str, now: datetime, known: frozenset[str]) -> Resolution:
    match kind:
        case Kind.TEXT:
            found = _texts(store)
        case Kind.ENTITY:
            found = _entities(store, base, known)
        case Kind.EVENT:
            found = _events(store, base)
    decisions = tuple(
        decide(
            kind,
            Judgement.SAME,
            pair,
            by=f"nyhendegraf {app.__version__}",
            by_person=False,
            time=moment(now),
            reason=reason,
            score=score,
        )
        for pair, score, reason in found
    )
    new, gone = update_automatic(store, kind, decisions, Identifiers(base))
    return Resolution(kind, len(decisions), new, gone)


def _texts(store: ArticleStore) -> Iterator[tuple[Pair, float, str]]:
    for copy in copies(read_texts(store)):
        yield copy.pair, copy.score, copy.reason


def _entities(store: ArticleStore, base: str, known: frozenset[str]) -> Iterator[tuple[Pair, float, str]]:
    for likeness in likenesses(read_profiles(store, base, known)):
        yield likeness.pair, likeness.score, likeness.reason


def _events(store: ArticleStore, base: str) -> Iterator[tuple[Pair, float, str]]:
    for match in matches(read_reports(store, base)):
        yield match.pair, match.score, match.reason
