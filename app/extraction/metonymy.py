"""Places that stand for those who govern from them: «Moskva varslar tiltak», «Kreml avviser det»."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.extraction.drafts import Draft, DraftArgument
from app.extraction.entities import Referent
from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.participants import Participants
from app.model.extraction import Span
from app.model.vocabulary import EventClass, Role
from app.resources import load_yaml


@dataclass(frozen=True, slots=True)
class Metonymies:
    """The lists of `metonymy.yaml`."""

    own: frozenset[str]
    classes: frozenset[EventClass]
    roles: frozenset[Role]
    towards: frozenset[EventClass]


@cache
def metonymies() -> Metonymies:
    """When a place stands for who governs from it."""
    data = load_yaml("lexicon", "metonymy.yaml")
    return Metonymies(
        frozenset(data["own"]),
        frozenset(map(EventClass, data["classes"])),
        frozenset(map(Role, data["roles"])),
        frozenset(map(EventClass, data["towards"])),
    )


def find_metonymies(
    drafts: Iterable[Draft], participants: Participants, gazetteer: Gazetteer
) -> dict[tuple[int, Span], Referent]:
    """By the `id` of a referent and the span of a mention, what the place stands for there.

    What an article does not name itself becomes a referent without mentions.
    """
    found: dict[tuple[int, Span], Referent] = {}
    for draft in drafts:
        for argument in draft.arguments:
            meant = _meant(argument.referent, gazetteer)
            if meant is None or not _acts(draft, argument):
                continue
            span = participants.span_of(argument.word)
            if span in argument.referent.mentions:
                found[id(argument.referent), span] = participants.of_entry(meant)
    return found


def _meant(referent: Referent, gazetteer: Gazetteer) -> Entry | None:
    entry = referent.entry
    if entry is None or entry.id in metonymies().own:
        return None
    noted = entry.note.get("stands_for")
    if noted is None and entry.id.startswith("capital/"):
        noted = entry.country
    return gazetteer.entries.get(noted) if noted else None


def _acts(draft: Draft, argument: DraftArgument) -> bool:
    words = metonymies()
    if argument.role is Role.PATIENT:
        return draft.event_class in words.towards
    return draft.event_class in words.classes and argument.role in words.roles
