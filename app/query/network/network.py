"""The direct layer in memory, article by article: what changes is one article's part, never the whole."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from pyoxigraph import NamedNode

from app.graph.ontology import load_ontology
from app.graph.port import ArticleRecord
from app.query.filters import FactFilter
from app.query.network.claims import Claim, Contribution, Key, Naming, Pool, contribution
from app.query.reading import DEFAULT_LANGUAGES
from app.query.records import ArticleContent

K = TypeVar("K")
V = TypeVar("V")
_MOST_KEPT = 4


class Network:
    """Entities, and edges that are held by the facts of articles; filters are applied when it is asked.

    `same` says which IRI stands for an entity, event or text that is another one as well; `entity` is the one place
    where that counts. The facts that are `wrong` are not in it.
    Not safe for writing from several threads at once: `LiveNetwork` keeps one beside a store.
    """

    def __init__(self, same: Mapping[str, str] | None = None, wrong: frozenset[str] = frozenset()) -> None:
        self._same: Mapping[str, str] = same or {}
        self._wrong = wrong
        self._pool = Pool()
        self._contributions: dict[str, Contribution] = {}
        self._namings: dict[str, dict[str, Naming]] = {}
        self._edges: dict[Key, dict[str, tuple[Claim, ...]]] = {}
        self._incident: dict[str, set[Key]] = {}
        self._literals: dict[str, dict[str, tuple[Claim, ...]]] = {}
        self._predicates: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
        self._kept: dict[Hashable, object] = {}
        self.version = 0
        """How often it was changed."""

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._contributions)

    # Changing

    def add(self, content: ArticleContent) -> None:
        """Put an article in, in place of what it had."""
        facts = tuple(fact for fact in content.facts if fact.iri not in self._wrong)
        new = contribution(replace(content, facts=facts), self.entity, self._pool)
        article = content.article.iri.value
        self.remove(article)
        self._contributions[article] = new
        for entity, naming in new.entities:
            self._namings.setdefault(entity, {})[article] = naming
        for predicate, labels in new.predicates:
            self._predicates.setdefault(predicate, {})[article] = labels
        for claim in new.claims:
            for key in claim.keys:
                held = self._edges.setdefault(key, {})
                held[article] = (*held.get(article, ()), claim)
                for end in (key[0], key[2]):
                    self._incident.setdefault(end, set()).add(key)
            if claim.subject is not None:
                said = self._literals.setdefault(claim.subject, {})
                said[article] = (*said.get(article, ()), claim)
        self._changed()

    def remove(self, article: str) -> bool:
        """Take an article out, by its IRI; whether it was there."""
        old = self._contributions.pop(article, None)
        if old is None:
            return False
        for entity, _ in old.entities:
            _without(self._namings, entity, article)
        for predicate, _ in old.predicates:
            _without(self._predicates, predicate, article)
        for claim in old.claims:
            for key in claim.keys:
                if _without(self._edges, key, article):
                    for end in (key[0], key[2]):
                        keys = self._incident.get(end, set())
                        keys.discard(key)
                        if not keys:
                            self._incident.pop(end, None)
            if claim.subject is not None:
                _without(self._literals, claim.subject, article)
        self._changed()
        return True

    def identify(self, same: Mapping[str, str]) -> list[str]:
        """Other decisions on which entities are the same: the IRIs of the articles that have to be added anew."""
        before, self._same = self._same, same
        moved = {iri for iri in {*before, *same} if before.get(iri, iri) != same.get(iri, iri)}
        if moved:
            self._changed()
        return sorted({article for iri in moved for article in self.articles_of(before.get(iri, iri))})

    def reject(self, wrong: frozenset[str]) -> list[str]:
        """Other decisions on which facts are wrong: the IRIs of the facts whose articles have to be added anew."""
        before, self._wrong = self._wrong, wrong
        return sorted(before ^ wrong)

    def kept(self, name: Hashable, make: Callable[[], V]) -> V:
        """What is made of the network and asked for again, such as a graph to compute on, until the next change."""
        found = self._kept.get(name)
        if found is None:
            found = make()
            while len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[name] = found
        return cast(V, found)

    def _changed(self) -> None:
        self.version += 1
        self._kept.clear()

    # Articles and entities

    @property
    def articles(self) -> dict[str, ArticleRecord]:
        """IRI → article, sorted by identifier."""
        records = (c.article for c in self._contributions.values())
        return {a.iri.value: a for a in sorted(records, key=lambda a: (a.identifier, a.iri.value))}

    def article(self, iri: str) -> ArticleRecord:
        """One article; KeyError where it is not in."""
        return self._contributions[iri].article

    def entities(self) -> list[str]:
        """Every entity, sorted."""
        return sorted(self._namings)

    def has(self, entity: str) -> bool:
        """Whether some article names the entity."""
        return entity in self._namings

    def entity(self, iri: str) -> str:
        """The id of an entity in the network; of a report, that of its event, of an article, that of its text."""
        return self._same.get(iri, iri)

    def articles_of(self, entity: str, chosen: FactFilter | None = None) -> list[str]:
        """The articles that name an entity, sorted."""
        named = self._namings.get(entity, {})
        return sorted(a for a in named if chosen is None or chosen.accepts_article(self.article(a)))

    def entities_of(self, article: str) -> tuple[str, ...]:
        """The entities that an article names, sorted."""
        return tuple(entity for entity, _ in self._contributions[article].entities)

    def type_of(self, entity: str) -> str:
        """What most articles take it to be; the first by alphabet among equals."""
        types = [n.type for n in self._namings.get(entity, {}).values()]
        return min(set(types), key=lambda t: (-types.count(t), t)) if types else "Concept"

    def mentions_of(self, entity: str) -> int:
        """How often all articles speak of it."""
        return sum(n.mentions for n in self._namings.get(entity, {}).values())

    def same_as(self, entity: str) -> tuple[str, ...]:
        """What it was linked to."""
        return tuple(sorted({iri for n in self._namings.get(entity, {}).values() for iri in n.same_as}))

    def name(self, entity: str, languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> str:
        """Its name in the first language there is; the first by alphabet where articles differ."""
        found: dict[str, str] = {}
        for naming in self._namings.get(entity, {}).values():
            for tag, text in naming.labels:
                if tag not in found or text < found[tag]:
                    found[tag] = text
        return _first(found, languages) or _ending(entity)

    def predicate_label(self, predicate: str, languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> str:
        """The label of a property, of the ontology or as articles name it."""
        found = dict(load_ontology().labels.get(NamedNode(predicate), {}))
        for labels in self._predicates.get(predicate, {}).values():
            for tag, text in labels:
                if tag not in found or text < found[tag]:
                    found[tag] = text
        return _first(found, languages) or _ending(predicate)

    # Facts

    def claims(self, chosen: FactFilter) -> Iterator[Claim]:
        """The facts that a filter leaves, by article."""
        for iri, record in self.articles.items():
            if chosen.accepts_article(record):
                for claim in self._contributions[iri].claims:
                    if chosen.accepts(claim, record):
                        yield claim

    def keys(self, entity: str) -> list[Key]:
        """The edges that an entity is an end of, sorted."""
        return sorted(self._incident.get(entity, ()))

    def all_keys(self) -> list[Key]:
        """Every edge, sorted."""
        return sorted(self._edges)

    def held(self, key: Key, chosen: FactFilter) -> tuple[Claim, ...]:
        """The facts of an edge that a filter leaves, by article."""
        return self._accepted(self._edges.get(key, {}), chosen)

    def count(self, key: Key, chosen: FactFilter) -> int:
        """How many facts of an edge a filter leaves."""
        contributions = self._contributions
        return sum(
            chosen.accepts(claim, contributions[article].article)
            for article, claims in self._edges.get(key, {}).items()
            for claim in claims
        )

    def literals(self, entity: str, chosen: FactFilter) -> tuple[Claim, ...]:
        """The facts that give an entity a literal: positions, ages, kinds."""
        return self._accepted(self._literals.get(entity, {}), chosen)

    def _accepted(self, held: Mapping[str, Iterable[Claim]], chosen: FactFilter) -> tuple[Claim, ...]:
        found = []
        for article in sorted(held):
            record = self._contributions[article].article
            found += [claim for claim in held[article] if chosen.accepts(claim, record)]
        return tuple(found)


def _without(index: dict[K, dict[str, V]], key: K, article: str) -> bool:
    """Take an article's part out of an index; whether the key is gone with it."""
    parts = index.get(key)
    if parts is None:
        return False
    parts.pop(article, None)
    if parts:
        return False
    del index[key]
    return True


def _first(found: Mapping[str, str], languages: tuple[str, ...]) -> str | None:
    named = next((found[tag] for tag in languages if tag in found), None)
    return named or next((found[tag] for tag in sorted(found)), None)


def _ending(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
