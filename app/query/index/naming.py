"""What things are called, in the language that somebody prefers."""

import json
import sqlite3
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import TypeVar, cast

from pyoxigraph import Literal, NamedNode

from app.graph.ontology import load_ontology
from app.graph.vocabulary import LABEL

_MOST_KEPT = 50_000
_MOST_ANSWERS = 500
T = TypeVar("T")


def chosen(labels: Mapping[str, str], languages: tuple[str, ...], iri: str) -> str:
    """The label in the first language there is one in; any other; else the end of the IRI."""
    for language in languages:
        if language in labels:
            return labels[language]
    return next(iter(labels.values()), None) or iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


class Names:
    """Labels of entities, properties and classes, and answers that took long: for as long as the index stands."""

    def __init__(self) -> None:
        self._known: dict[str, Mapping[str, str]] = {}
        self._answers: dict[Hashable, object] = {}
        self._stood: object = None

    def labels(self, connection: sqlite3.Connection, iri: str, stands: object) -> Mapping[str, str]:
        """Language → label; empty where it has none."""
        if stands != self._stood or len(self._known) > _MOST_KEPT:
            self._forget(stands)
        known = self._known
        found = known.get(iri)
        if found is None:
            found = known[iri] = _read(connection, iri)
        return found

    def kept(self, key: Hashable, stands: object, make: Callable[[], T]) -> T:
        """What was made for a key while the index stood as it stands now, else made now."""
        if stands != self._stood or len(self._answers) > _MOST_ANSWERS:
            self._forget(stands)
        answers = self._answers
        if key not in answers:
            answers[key] = make()
        return cast(T, answers[key])

    def _forget(self, stands: object) -> None:
        self._known, self._answers, self._stood = {}, {}, stands


def _read(connection: sqlite3.Connection, iri: str) -> Mapping[str, str]:
    of_ontology = ontology_labels().get(iri)
    if of_ontology is not None:
        return of_ontology
    row = connection.execute("SELECT labels FROM entity WHERE iri = ?", (iri,)).fetchone()
    found: dict[str, str] = {} if row is None else json.loads(row[0])
    if not found:
        for language, label in connection.execute(
            "SELECT language, label FROM predicate WHERE iri = ? ORDER BY language, label", (iri,)
        ):
            found.setdefault(language, label)
    return found


@cache
def ontology_labels() -> dict[str, dict[str, str]]:
    """IRI of a term of the ontology → language → label."""
    found: dict[str, dict[str, str]] = {}
    for quad in sorted(load_ontology().quads, key=str):
        if (
            quad.predicate == LABEL
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
        ):
            found.setdefault(quad.subject.value, {}).setdefault(quad.object.language or "", quad.object.value)
    return found
