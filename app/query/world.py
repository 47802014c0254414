"""What is known of the world beside what articles tell, as resolution needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.extraction.gazetteer import Gazetteer, Term
from app.linking.places import containing
from app.model.article import PartialDate


@dataclass(frozen=True, slots=True)
class World:
    """The gazetteers, by the ids of their entries; empty where nothing is known."""

    known: frozenset[str] = frozenset()
    """All ids; two of them are never one."""
    offices: Mapping[str, str] = field(default_factory=dict)
    """Names of titles in one language by their names in others."""
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Entry → what it lies in."""
    containers: frozenset[str] = frozenset()
    """In which others lie."""
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    """Person → the offices that they held, each with its time."""

    def acts_for(self, person: str, when: PartialDate | None) -> frozenset[str]:
        """The countries and bodies that somebody had an office of at a time."""
        return frozenset(
            term.of for term in self.terms.get(person, ()) if term.of is not None and term.covers(when)
        )


def world_of(gazetteer: Gazetteer) -> World:
    """What the gazetteers know."""
    within = containing(gazetteer)
    return World(
        frozenset(gazetteer.entries),
        {lemma: title.en for lemma, title in gazetteer.titles.items() if title.en},
        within,
        frozenset(place for places in within.values() for place in places),
        {entry.id: entry.terms for entry in gazetteer.entries.values() if entry.terms},
    )
