"""Deciding who is who: merging, splitting, taking back, and the account of what was decided.

Every function works on any store opened for writing; the articles' graphs stay as they are. `by` is who decides, `now`
when. DecisionError where what is asked for cannot be.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pyoxigraph import NamedNode

from app.graph.decisions import moment, read_decisions, write_decisions
from app.graph.identifiers import Identifiers
from app.graph.port import ArticleStore
from app.graph.vocabulary import LABEL, SKOS
from app.identity import Decision, Judgement, Kind, cluster, decide, effective, pair_of, refusals
from app.query.meant import (
    TELLS_FACTS,
    DecisionError,
    PointlessDecisionError,
    UnknownDecisionError,
    refuse_unlike,
    thing,
    two_things,
)
from app.query.reading import DEFAULT_LANGUAGES, Reader

_SHOWN = 5
_ID_DIGITS = 8
_LEAST_DIGITS = 4
"""One digit would take back whatever happens to begin with it."""


@dataclass(frozen=True, slots=True)
class DecisionAccount:
    """A decision as people read it."""

    decision: Decision
    labels: tuple[str, ...]
    """Of the two, in their order; of a fact its own."""
    counts: bool
    """Whether it is the one that counts for its two, and nothing keeps it from having effect."""


def merge(
    store: ArticleStore,
    one: str,
    other: str,
    *,
    base: str,
    by: str,
    now: datetime,
    because: str = "",
    force: bool = False,
) -> Decision:
    """Decide that two entities, or two reports of events, are one, whatever was decided before.

    Of a person and an article: that the article means that person by the name.

    An earlier decision that would now put together what a person has told apart loses its effect; `decisions` shows it.
    PointlessDecisionError where a person's decision counts that says so, UnlikeError where their types or their items
    of Wikidata differ, unless somebody insists by `force`.
    """
    kind, first, second = two_things(store, one, other, base)
    if not force:
        refuse_unlike(store, kind, first, second, base)
    known = read_decisions(store)
    _refuse_again(known, Judgement.SAME, first, second)
    made = decide(
        kind,
        Judgement.SAME,
        pair_of(first, second),
        by=by,
        by_person=True,
        time=_after(known, now),
        reason=because or "decided by a person",
    )
    write_decisions(store, (*known, made), Identifiers(base))
    return made


def split(
    store: ArticleStore,
    one: str,
    other: str | None = None,
    *,
    base: str,
    by: str,
    now: datetime,
    because: str = "",
) -> tuple[Decision, ...]:
    """Decide that two are different, or that one is different from all that it was put together with.

    Of a person and an article: that the article means another by that name, who has an IRI of his own from then on.
    PointlessDecisionError where a person's decision counts that says so.
    """
    known = read_decisions(store)
    if other is not None:
        kind, first, second = two_things(store, one, other, base)
        _refuse_again(known, Judgement.DIFFERENT, first, second)
        others: tuple[str, ...] = (second,)
    else:
        kind, first = thing(store, one, base)
        groups = cluster(decision for decision in known if decision.kind is kind)
        others = tuple(iri for group in groups if first in group for iri in group if iri != first)
        if not others:
            raise DecisionError(
                f"{one} is put together with nothing. See what was decided: nyhendegraf decisions"
            )
    made = tuple(
        decide(
            kind,
            Judgement.DIFFERENT,
            pair_of(first, second),
            by=by,
            by_person=True,
            time=_after(known, now),
            reason=because or "decided by a person",
        )
        for second in others
    )
    write_decisions(store, (*known, *made), Identifiers(base))
    return made


def reject(
    store: ArticleStore,
    fact: str,
    *,
    base: str,
    by: str,
    now: datetime,
    because: str = "",
) -> Decision:
    """Decide that a fact is wrong: accounts, index and network leave it out, and the article's graph keeps it.

    PointlessDecisionError where that counts already.
    """
    kind, iri = thing(store, fact, base)
    if kind is not Kind.EVENT:
        raise DecisionError(
            f"{fact} is an entity, and only facts can be wrong. Give the id of one, fact/…. {TELLS_FACTS}"
        )
    known = read_decisions(store)
    _refuse_again(known, Judgement.WRONG, iri)
    made = decide(
        Kind.FACT,
        Judgement.WRONG,
        (iri,),
        by=by,
        by_person=True,
        time=_after(known, now),
        reason=because or "decided by a person",
    )
    write_decisions(store, (*known, made), Identifiers(base))
    return made


def undo(store: ArticleStore, decision_id: str, *, base: str, by: str, now: datetime) -> Decision:
    """Take a decision back, by its id or the beginning of one; what counted before it counts again."""
    known = read_decisions(store)
    if 0 < len(decision_id) < _LEAST_DIGITS:
        raise DecisionError(
            f"{decision_id!r} is too short for the id of a decision. Give {_LEAST_DIGITS} digits of it or more"
        )
    found = [d for d in known if d.id.startswith(decision_id)] if decision_id else []
    if not found:
        message = f"no decision has the id {decision_id!r}. See their ids: nyhendegraf decisions"
        raise UnknownDecisionError(message, "decision", decision_id)
    if len(found) > 1:
        ids = ", ".join(d.id for d in found[:_SHOWN])
        raise DecisionError(f"{len(found)} decisions begin with {decision_id!r}: {ids}. Give more of the id")
    (decision,) = found
    if decision.undone is not None:
        raise PointlessDecisionError(
            f"the decision {decision.id} was taken back already, on {decision.undone[:10]} by {decision.undone_by}. "
            "See what counts: nyhendegraf decisions"
        )
    undone = replace(decision, undone=moment(now), undone_by=by)
    write_decisions(store, (undone if d.id == decision.id else d for d in known), Identifiers(base))
    return undone


def decisions(
    store: ArticleStore,
    *,
    of: str | None = None,
    base: str,
    everything: bool = False,
    languages: tuple[str, ...] = DEFAULT_LANGUAGES,
) -> tuple[DecisionAccount, ...]:
    """What was decided, the latest last; of one entity or event, and with what was taken back if asked for."""
    known = read_decisions(store)
    idle = _idle(known)
    wanted = None if of is None else thing(store, of, base)[1]
    reader = Reader(store, languages)
    return tuple(
        DecisionAccount(
            decision,
            tuple(_label(reader, iri) for iri in decision.pair),
            decision.id not in idle,
        )
        for decision in known
        if (everything or decision.active) and (wanted is None or wanted in decision.pair)
    )


def without_effect(store: ArticleStore) -> frozenset[str]:
    """The ids of the decisions that nobody took back, and others stand against."""
    known = read_decisions(store)
    return _idle(known) & {decision.id for decision in known if decision.active}


def update_automatic(
    store: ArticleStore, kind: Kind, made: Iterable[Decision], ids: Identifiers
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Put a program's decisions of a kind in place of its earlier ones; those that are new, and those that are gone.

    What is decided again keeps its time. What a person has taken back stays taken back.
    """
    known = read_decisions(store)
    before = {d.id: d for d in known if d.kind is kind and not d.by_person}
    kept = [d for d in known if d.id not in before or not d.active]
    undone = {d.id for d in kept}
    wanted = {d.id: d for d in made if d.id not in undone}
    again = [replace(d, time=before[d.id].time) if d.id in before else d for d in wanted.values()]
    write_decisions(store, (*kept, *again), ids)
    new = tuple(d for d in wanted.values() if d.id not in before)
    return new, tuple(d for d in before.values() if d.active and d.id not in wanted)


def short_id(decision: Decision) -> str:
    """As much of its id as people type."""
    return decision.id[:_ID_DIGITS]


def _idle(known: Sequence[Decision]) -> frozenset[str]:
    """The ids of those that do not count."""
    counting = {decision.id for decision in effective(known).values()}
    return frozenset({d.id for d in known} - counting | {d.id for d in refusals(known)})


def _refuse_again(known: Sequence[Decision], judgement: Judgement, *things: str) -> None:
    counting = effective(known).get(tuple(sorted(things)))
    # What a later decision keeps from having effect may be said again, to be the latest.
    if counting is None or not counting.by_person or counting in refusals(known):
        return
    if counting.judgement is judgement:
        raise PointlessDecisionError(
            f"that was decided already, on {counting.time[:10]} by {counting.by}, as {counting.id}. Take that back "
            "first to decide anew"
        )


def _after(known: Iterable[Decision], now: datetime) -> str:
    """Now, or just after the last decision where the clock is not past it: the later one has to count."""
    last = max((d.time for d in known if d.by_person), default="")
    if moment(now) > last:
        return moment(now)
    return moment(datetime.fromisoformat(last) + timedelta(seconds=1))


def _label(reader: Reader, iri: str) -> str:
    node = NamedNode(iri)
    # The name of each for itself: what was put together has one name for all.
    for predicate in (SKOS("prefLabel"), LABEL):
        if text := reader.own_text(node, predicate):
            return text
    return iri.rsplit("/", 1)[-1]
