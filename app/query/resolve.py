"""Resolution: what a program decides on who is who and which events are one, from what the articles tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import NamedNode

import app
from app.graph.decisions import moment, read_decisions
from app.graph.identifiers import Identifiers
from app.graph.namesakes import namesake
from app.graph.port import ArticleStore
from app.identity import Decision, Judgement, Kind, Pair, decide, effective, pair_of
from app.identity.entities import likenesses
from app.identity.events import matches
from app.identity.namesakes import Apart, Together, namesakes
from app.identity.texts import copies
from app.query.decisions import update_automatic
from app.query.namesakes import read_sightings
from app.query.profiles import read_profiles
from app.query.reports import read_reports, read_texts
from app.query.world import World

_NOTHING_KNOWN = World()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What changed: decisions that are new, and those that nothing speaks for any longer."""

    kind: Kind
    decided: int
    """How many there are now, the new ones with them."""
    new: tuple[Decision, ...]
    gone: tuple[Decision, ...]
    overruled: int = 0
    """How many of them do not count, because people took them back or decided otherwise."""


def resolve(
    store: ArticleStore,
    *,
    base: str,
    now: datetime,
    world: World = _NOTHING_KNOWN,
) -> tuple[Resolution, ...]:
    """Decide anew on all entities, then on events and texts; people's decisions stay, and count before these.

    The same articles and human decisions give the same decisions, however often and in whatever order. `world` is what
    the gazetteers know.
    """
    ids = Identifiers(base)
    # Who is a namesake comes first, since all the rest is compared as that has it.
    apart = tuple(namesakes(read_sightings(store, base, world.known, world.offices)))
    told_apart = [(pair_of(a.article, a.who), a.score, a.reason) for a in apart if isinstance(a, Apart)]
    namesake_decisions = _decided(store, Kind.NAMESAKE, Judgement.DIFFERENT, told_apart, ids, now)
    return (
        _decided(store, Kind.ENTITY, Judgement.SAME, _entities(store, base, world, apart), ids, now),
        _decided(store, Kind.EVENT, Judgement.SAME, _events(store, base, world), ids, now),
        _decided(store, Kind.TEXT, Judgement.SAME, _texts(store), ids, now),
        namesake_decisions,
    )


def _decided(
    store: ArticleStore,
    kind: Kind,
    judgement: Judgement,
    found: Iterable[tuple[Pair, float, str]],
    ids: Identifiers,
    now: datetime,
) -> Resolution:
    decisions = tuple(
        decide(
            kind,
            judgement,
            pair,
            by=f"nyhendegraf {app.__version__}",
            by_person=False,
            time=moment(now),
            reason=reason,
            score=score,
        )
        for pair, score, reason in found
    )
    new, gone = update_automatic(store, kind, decisions, ids)
    counting = effective(read_decisions(store))
    standing = (counting.get(decision.pair) for decision in decisions)
    overruled = sum(one is None or one.judgement is not judgement for one in standing)
    return Resolution(kind, len(decisions), new, gone, overruled)


def _texts(store: ArticleStore) -> Iterator[tuple[Pair, float, str]]:
    for copy in copies(read_texts(store)):
        yield copy.pair, copy.score, copy.reason


def _entities(
    store: ArticleStore,
    base: str,
    world: World,
    apart: Iterable[Apart | Together],
) -> Iterator[tuple[Pair, float, str]]:
    for found in apart:
        if isinstance(found, Together):
            who = NamedNode(found.who)
            one, other = (namesake(NamedNode(article), who).value for article in found.articles)
            yield pair_of(one, other), found.score, found.reason
    for likeness in likenesses(read_profiles(store, base, world.known, world.offices)):
        yield likeness.pair, likeness.score, likeness.reason


def _events(store: ArticleStore, base: str, world: World) -> Iterator[tuple[Pair, float, str]]:
    for match in matches(read_reports(store, base, world)):
        yield match.pair, match.score, match.reason
