"""Short readable labels of events and relations: «Lloyd Austin — met — Yoav Gallant»."""

from app.graph.direct import DirectTriples
from app.graph.ontology import Ontology
from app.graph.vocabulary import EVENT_CLASSES, RELATIONS
from app.model.extraction import EntityKey, Event, Label, Relation
from app.model.linking import LinkedExtraction
from app.model.vocabulary import EventClass, RelationType

_ENGLISH = "en"
_DASH = " — "


class FactLabels:
    """Labels in the article's language, and in English where every part has an English name."""

    def __init__(self, linked: LinkedExtraction, ontology: Ontology) -> None:
        self._language = linked.extraction.variety.value
        self._ontology = ontology
        self._own_names = {entity.key: entity.name for entity in linked.extraction.entities}
        self._preferred = {
            key: {label.language: label.text for label in identity.preferred if label.text}
            for key, identity in linked.identities
        }

    def of_event(self, event: Event, direct: DirectTriples | None) -> tuple[Label, ...]:
        """Who — what — whom by the direct triple; without one, the class or the lemma and who takes part."""
        if direct is not None:
            subjects = direct.subjects
            # In a group that met, the same ones may stand on both sides.
            objects = tuple(o for o in direct.objects if o not in subjects) or direct.objects[-1:]
        else:
            subjects, objects = (), tuple(dict.fromkeys(a.entity for a in event.arguments))
        found = []
        for language in (self._language, _ENGLISH):
            parts = [self._names(subjects, language)] if subjects else []
            parts.append(self._verb(event, direct, language))
            if objects:
                parts.append(self._names(objects, language))
            found.append(_joined(language, *parts))
        return tuple(label for label in found if label is not None)

    def of_relation(self, relation: Relation) -> tuple[Label, ...]:
        """Who — what — whom, or the literal."""
        found = []
        for language in (self._language, _ENGLISH):
            if relation.object is not None:
                object_ = self._name(relation.object, language)
            else:
                # A literal is in the article's language, but a number is in all.
                plain = language == self._language or relation.type is RelationType.AGED
                object_ = relation.literal if plain else None
            verb = self._ontology.label(RELATIONS[relation.type], language)
            found.append(_joined(language, self._name(relation.subject, language), verb, object_))
        return tuple(label for label in found if label is not None)

    def _verb(self, event: Event, direct: DirectTriples | None, language: str) -> str | None:
        if event.event_class is EventClass.EVENT:
            return event.predicate if language == self._language else None
        return self._ontology.label(direct.property if direct else EVENT_CLASSES[event.event_class], language)

    def _names(self, keys: tuple[EntityKey, ...], language: str) -> str | None:
        names = [self._name(key, language) for key in keys]
        return None if None in names else ", ".join(name for name in names if name is not None)

    def _name(self, key: EntityKey, language: str) -> str | None:
        """Its name in a language; in the article's own language also any other name it has."""
        preferred = self._preferred[key]
        if language in preferred or language == _ENGLISH:
            return preferred.get(language)
        return next(iter(preferred.values()), None) or self._own_names[key]


def _joined(language: str, *parts: str | None) -> Label | None:
    if None in parts:
        return None
    return Label(_DASH.join(part for part in parts if part is not None), language)
