"""The direct triples of an event: `ngr:Austin ng:met ngr:Gallant`."""

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from app.graph.identifiers import Identifiers
from app.graph.ontology import DirectRule, Ontology
from app.model.extraction import EntityKey, Event
from app.model.linking import EntityId
from app.model.vocabulary import EventClass, Role


@dataclass(frozen=True, slots=True)
class DirectTriples:
    """The direct triples of one event: every subject with every object, but nothing with itself."""

    subjects: tuple[EntityKey, ...]
    property: NamedNode
    objects: tuple[EntityKey, ...]
    pairs: tuple[tuple[EntityKey, EntityKey], ...]
    """Subject and object of each triple, in text order."""


def direct_triples(
    event: Event, ontology: Ontology, identifiers: Identifiers, identity: Callable[[EntityKey], EntityId]
) -> DirectTriples | None:
    """The direct triples of the first rule that the participants fill; None where they fill none, or none is known."""
    if not event.roles_known:
        return None
    for rule in ontology.direct[event.event_class]:
        subjects, objects = _participants(event, rule)
        pairs = tuple((s, o) for s in subjects for o in objects if identity(s) != identity(o))
        if pairs:
            return DirectTriples(
                # Who would only stand beside themselves is no part of the triples.
                _once(tuple(s for s, _ in pairs)),
                rule.property or identifiers.predicate(event.predicate),
                _once(tuple(o for _, o in pairs)),
                pairs,
            )
    return None


def _participants(event: Event, rule: DirectRule) -> tuple[tuple[EntityKey, ...], tuple[EntityKey, ...]]:
    subjects: tuple[EntityKey, ...] = ()
    for role in rule.subject_roles:
        if subjects := event.entities(role):
            break
    objects = event.entities(rule.object_role)
    if rule.object_role is Role.COAGENT and not objects and event.event_class is not EventClass.EVENT:
        # «X og Y møttest»: the parties of a symmetric event may all stand as agents.
        subjects, objects = subjects[:1], subjects[1:]
    return _once(subjects), _once(objects)


def _once(keys: tuple[EntityKey, ...]) -> tuple[EntityKey, ...]:
    return tuple(dict.fromkeys(keys))
