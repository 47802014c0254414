"""Events as they happened: the reports that are of one event, its history, and where the sources differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions

from app.graph.decisions import wrong_facts
from app.graph.port import ArticleStore
from app.graph.vocabulary import DECISIONS_GRAPH, NG, PREFIXES
from app.identity.reports import Turn
from app.model.vocabulary import Modality
from app.query.differences import Difference, Telling, differences
from app.query.facts import Fact, facts_of, status_of
from app.query.identity import Identities
from app.query.reading import DEFAULT_LANGUAGES
from app.query.turns import read_turns

_REPORTS = (
    "SELECT DISTINCT ?event { GRAPH ?g { ?event ng:polarity ?polarity } "
    "FILTER NOT EXISTS { GRAPH ?g { ?event a ng:Relation } } }"
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with all its reports, the earliest article first."""

    iri: str
    reports: tuple[Fact, ...]
    history: tuple[tuple[str, str], ...]
    """What it was, and the article that first told so: planned, then postponed, cancelled, actual or not actual."""
    differences: tuple[Difference, ...]
    texts: int
    """How many texts the reports are from: an agency's text in five papers is one source, not five."""


@dataclass(frozen=True, slots=True)
class EventCounts:
    """How many reports of events there are, and of how many events."""

    reports: int
    events: int


def count_events(store: ArticleStore) -> EventCounts:
    """Count those that nobody holds to be wrong; reports that nothing puts together are events of their own."""
    answer = store.query(_REPORTS, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    reports = {row["event"].value for row in answer if isinstance(row["event"], NamedNode)} - wrong_facts(
        store
    )
    # What was decided on reports that are no longer in the store counts for nothing.
    present = ([m for m in members if m.value in reports] for members in _groups(store))
    merged = sum(len(members) - 1 for members in present if members)
    return EventCounts(len(reports), len(reports) - merged)


def happenings(
    store: ArticleStore, *, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[Happening, ...]:
    """The events that have several reports, by the first article that tells of them."""
    identities = Identities(store)
    turns = read_turns(store)
    found = [
        happening(m[0], facts_of(store, m, languages=languages), identities, turns) for m in _groups(store)
    ]
    several = (h for h in found if len(h.reports) > 1)
    return tuple(sorted(several, key=lambda h: (*_when(h.reports[0]), h.iri)))


def happening(
    iri: NamedNode, reports: Iterable[Fact], identities: Identities, turns: Mapping[NamedNode, Turn]
) -> Happening:
    """One event from its reports; `turns` are those that were cancelled or postponed."""
    ordered = tuple(sorted(reports, key=lambda fact: (*_when(fact), fact.trigger.begin)))
    history: dict[str, str] = {}
    tellings = []
    for fact in ordered:
        turn = turns.get(NamedNode(fact.iri))
        history.setdefault(turn.value if turn is not None else status_of(fact), fact.article.identifier)
        tellings.append(_telling(fact, ahead=turn is not None or fact.modality == Modality.PLANNED))
    texts = {identities.canonical(fact.article.iri) for fact in ordered}
    differing = differences(tellings, moved=Turn.POSTPONED in history)
    return Happening(iri.value, ordered, tuple(history.items()), differing, len(texts))


def _telling(fact: Fact, *, ahead: bool) -> Telling:
    return Telling(
        fact.article.identifier,
        tuple((p.role, p.party.label) for p in fact.participants),
        None if fact.time is None else fact.time.value or fact.time.words,
        None if ahead else status_of(fact),
        None if fact.source is None else fact.source.label,
        ahead,
    )


def _when(fact: Fact) -> tuple[str, str]:
    return fact.article.published or "", fact.article.identifier


def _groups(store: ArticleStore) -> list[tuple[NamedNode, ...]]:
    groups: dict[NamedNode, list[NamedNode]] = {}
    for quad in store.quads_for_pattern(None, NG("sameEventAs"), None, DECISIONS_GRAPH):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            groups.setdefault(quad.object, []).append(quad.subject)
    return [(first, *sorted(groups[first], key=str)) for first in sorted(groups, key=str)]
