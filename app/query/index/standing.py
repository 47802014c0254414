"""Which entity stands for which in the index: what an article says, as the store's decisions make it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from app.graph.decisions import wrong_facts
from app.graph.port import ArticleStore
from app.query.identity import standing_for
from app.query.index.types import most_particular
from app.query.records import ArticleContent, EntityRecord, FactRecord

OWN, OTHERS = 1, 2
"""The preferred names of an entity itself, and of what it was put together with; 0 is for names beside them."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What one article says of an entity, and of all that is the same."""

    iri: str
    type: str
    mentions: int
    names: tuple[tuple[str, str, int], ...]
    """Language, name, and whose preferred one it is."""
    traits: tuple[tuple[str, str], ...]
    """Kind and value: `same_as`, `about`, `reason`."""


class Standing:
    """IRI to the IRI that stands for it, itself where nothing was decided."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        """Who stands for an IRI."""
        found = self._known.get(iri)
        if found is None:
            row = self._connection.execute("SELECT one FROM standing WHERE iri = ?", (iri,)).fetchone()
            found = self._known[iri] = iri if row is None else row[0]
        return found

    def namings(self, content: ArticleContent) -> tuple[Naming, ...]:
        """What an article says of its entities, once for each that is one."""
        groups: dict[str, list[EntityRecord]] = {}
        for record in content.entities:
            groups.setdefault(self(record.iri), []).append(record)
        return tuple(_naming(iri, records) for iri, records in sorted(groups.items()))

    def fact(self, fact: FactRecord) -> FactRecord:
        """A fact between those who stand for its ends."""
        return replace(
            fact,
            subjects=self._all(fact.subjects),
            objects=self._all(fact.objects),
            roles=tuple(dict.fromkeys((role, self(party)) for role, party in fact.roles)),
            source=None if fact.source is None else self(fact.source),
        )

    def _all(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self, iris)))


def standing(connection: sqlite3.Connection) -> dict[str, str]:
    """What decisions made of the index: IRI → the IRI that stands for it, for those for which another one does."""
    return dict(connection.execute("SELECT iri, one FROM standing"))


def put_standing(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """IRIs and who stands for them from now on."""
    connection.executemany("INSERT OR REPLACE INTO standing VALUES (?, ?)", pairs)


def take_over(connection: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """What was decided in another index."""
    put_standing(connection, standing(other).items())
    connection.executemany("INSERT INTO wrong VALUES (?)", other.execute("SELECT iri FROM wrong").fetchall())


def identify(connection: sqlite3.Connection, store: ArticleStore) -> list[str]:
    """Take over the store's decisions: the articles of the index that have to be read again, sorted."""
    before, now = standing(connection), standing_for(store)
    touched = _reject(connection, store)
    moved = {iri for iri in {*before, *now} if before.get(iri) != now.get(iri)}
    connection.executemany("DELETE FROM standing WHERE iri = ?", [(iri,) for iri in moved])
    put_standing(connection, [(iri, now[iri]) for iri in moved if iri in now])
    articles = {iri for (iri,) in connection.execute("SELECT iri FROM article")} if moved else set()
    # Only what is said of those for whom another one stands is written otherwise: the articles of the others stay.
    for node in map(NamedNode, moved if articles else ()):
        for quads in (
            store.quads_for_pattern(node, None, None, None),
            store.quads_for_pattern(None, None, node, None),
        ):
            touched |= {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    return sorted(touched & articles) if moved else sorted(touched)


def _reject(connection: sqlite3.Connection, store: ArticleStore) -> set[str]:
    """Take over which facts are wrong: the articles that tell of those that were or are."""
    before, now = {iri for (iri,) in connection.execute("SELECT iri FROM wrong")}, wrong_facts(store)
    touched: set[str] = set()
    for iri in sorted(before ^ now):
        change = "INSERT INTO wrong VALUES (?)" if iri in now else "DELETE FROM wrong WHERE iri = ?"
        connection.execute(change, (iri,))
        touched |= {
            article
            for (article,) in connection.execute(
                "SELECT article.iri FROM fact JOIN article ON article.id = fact.article WHERE fact.iri = ?",
                (iri,),
            )
        }
    return touched


def _naming(iri: str, records: list[EntityRecord]) -> Naming:
    names: dict[tuple[str, str, int], None] = {}
    traits: dict[tuple[str, str], None] = {}
    for record in records:
        whose = OWN if record.iri == iri else OTHERS
        names |= dict.fromkeys((language, name, whose) for language, name in record.labels.items())
        names |= dict.fromkeys(("", alias, 0) for alias in record.aliases)
        kinds = (("same_as", record.same_as), ("about", record.about), ("reason", record.reasons))
        traits |= dict.fromkeys((kind, value) for kind, values in kinds for value in values)
    return Naming(
        iri,
        most_particular(record.type for record in records),
        sum(record.mentions for record in records),
        tuple(names),
        tuple(traits),
    )
