"""Whom «eg» and «vi» stand for in what somebody says: himself, and those that he speaks for."""

from collections.abc import Iterable, Mapping

from app.extraction.drafts import COMMUNICATION, Draft
from app.extraction.entities import Referent
from app.extraction.relation_drafts import RelationDraft
from app.extraction.syntax import has_feature
from app.language.tokens import Token
from app.model.vocabulary import EventClass, RelationType

OPINION = COMMUNICATION - {EventClass.UTTERANCE, EventClass.ANNOUNCEMENT}
_OF_PERSONS = frozenset(
    {
        EventClass.TRAVEL,
        EventClass.BIRTH,
        EventClass.MARRIAGE,
        EventClass.DEATH,
        EventClass.INJURY,
        EventClass.ACCIDENT,
    }
)
"""What no body does, whoever speaks for it."""
_SPEAKING_FOR = (
    RelationType.LEADER_OF,
    RelationType.EMPLOYED_BY,
    RelationType.AFFILIATED_WITH,
    RelationType.MEMBER_OF,
)


def bodies_of(relations: Iterable[RelationDraft]) -> dict[int, Referent]:
    """By `id` of a person, the body that he can speak for: the only one that the text tells him to belong to."""
    found: dict[int, list[Referent]] = {}
    for relation in relations:
        body = relation.object
        if relation.type in _SPEAKING_FOR and body is not None and body.type.is_organization:
            bodies = found.setdefault(id(relation.subject), [])
            if all(body is not other for other in bodies):
                bodies.append(body)
    return {person: bodies[0] for person, bodies in found.items() if len(bodies) == 1}


def spoken_of(draft: Draft, word: Token, bodies: Mapping[int, Referent]) -> Referent | None:
    """Whom a pronoun of the first person in an event with a known source stands for; None where that is not told."""
    speaker = draft.source
    if speaker is None or not speaker.is_actor:
        return None
    if not speaker.is_person or has_feature(word, "Number", "Sing"):
        return speaker
    # «Vi støttar dei» is who speaks and more; in «vi reiste» it may be anybody, unless he speaks for a body.
    if draft.event_class in OPINION:
        return bodies.get(id(speaker), speaker)
    return None if draft.event_class in _OF_PERSONS else bodies.get(id(speaker))
