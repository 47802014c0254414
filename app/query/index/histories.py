"""What became of an event from report to report, from the index."""

import sqlite3
from collections.abc import Iterable

from app.identity.reports import Turn
from app.model.vocabulary import EventClass
from app.query.facts import status_of
from app.query.index.reading import article_facts
from app.query.index.rows import FactRow
from app.query.turns import CLASSES

_PHRASES = (
    "SELECT other.iri, other.category, mention.begin, mention.stop "
    "FROM fact AS one CROSS JOIN fact AS other ON other.article = one.article "
    "CROSS JOIN part ON part.fact = other.id "
    "CROSS JOIN mention ON mention.entity = part.entity AND mention.article = one.article "
    "WHERE one.id = ? AND other.id <> one.id AND other.category IN (?, ?) AND other.asserted AND NOT other.wrong "
    "AND part.roles LIKE '%,patient,%' AND mention.begin <= ? AND mention.stop > ?"
)


def history(connection: sqlite3.Connection, reports: Iterable[FactRow]) -> list[tuple[str, FactRow]]:
    """What an event was, with the report that first told so: planned, then postponed, cancelled, actual and so on."""
    found: dict[str, FactRow] = {}
    for row in sorted(reports, key=lambda r: (r.article.published or "", r.key)):
        turn = _turn(connection, row)
        found.setdefault(turn.value if turn is not None else status_of(row.fact), row)
    return list(found.items())


def _turn(connection: sqlite3.Connection, row: FactRow) -> Turn | None:
    """What the article tells has become of it, by the same rule as `app.query.turns`."""
    at = row.fact.trigger.begin
    classes = [kind.value for kind in CLASSES]
    phrases = connection.execute(_PHRASES, (row.key[1], *classes, at, at)).fetchall()
    if not phrases or row.fact.kind == "Relation":
        return None
    events = [f.fact for f in article_facts(connection, row.article.iri) if f.fact.kind != "Relation"]
    turns = {
        CLASSES[EventClass(category)]
        for iri, category, begin, end in phrases
        if at == min(f.trigger.begin for f in events if f.iri != iri and begin <= f.trigger.begin < end)
    }
    return min(turns, default=None)
