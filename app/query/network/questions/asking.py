"""What every question is asked of, and how its answer names entities and shows evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from app.graph.port import Readable
from app.graph.vocabulary import DEFAULT_BASE
from app.query.filters import ASSERTED, FactFilter
from app.query.network.claims import Claim
from app.query.network.network import Network
from app.query.reading import DEFAULT_LANGUAGES
from app.query.records import read_fact


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity in an answer; `id` is the local part of its IRI."""

    id: str
    iri: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class Report:
    """One fact in an answer, with the sentence that says so where the store has it."""

    id: str
    iri: str
    kind: str
    """The event class, or the name of the relation."""
    article: str
    polarity: str
    modality: str
    source: Actor | None
    """Who says so; None where it is the article itself."""
    confidence: float
    time: str | None
    """At the precision that is known."""
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A network with the filter, the languages and the base of ids that a question is asked with.

    `store` is where sentences are read; without one, answers have none.
    """

    network: Network
    chosen: FactFilter = ASSERTED
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    base: str = DEFAULT_BASE
    store: Readable | None = None

    def actor(self, iri: str) -> Actor:
        """An entity by its name."""
        network = self.network
        return Actor(
            iri.removeprefix(self.base), iri, network.name(iri, self.languages), network.type_of(iri)
        )

    def reports(self, claims: Iterable[Claim], limit: int = 5) -> tuple[Report, ...]:
        """The surest facts first, at most so many."""
        best = sorted(claims, key=lambda c: (-c.confidence, c.article, c.iri))[:limit]
        return tuple(self.report(claim) for claim in best)

    def report(self, claim: Claim) -> Report:
        """A fact with its sentence."""
        sentence = None
        if self.store is not None:
            fact = read_fact(self.store, NamedNode(claim.iri), NamedNode(claim.article))
            sentence = " ".join(fact.sentence.text.split()) if fact is not None else None
        return Report(
            claim.iri.removeprefix(self.base),
            claim.iri,
            claim.category,
            self.network.article(claim.article).identifier,
            claim.polarity,
            claim.modality,
            self.actor(claim.source) if claim.source is not None else None,
            claim.confidence,
            claim.value,
            sentence,
        )
