"""Identities by gazetteer entry, by full name, or local to the article where neither is certain."""

import re
import unicodedata

from app.extraction.gazetteer import Entry, Gazetteer, load_gazetteer
from app.linking.offices import Offices
from app.linking.persons import Persons
from app.linking.places import Places
from app.model.article import Variety
from app.model.extraction import Entity, Extraction, Label, MentionKind
from app.model.linking import EntityId, LinkedEntity, LinkedExtraction
from app.model.vocabulary import EntityType

_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ł": "l"})
_LONGEST_SLUG = 60


class Linker:
    """Decides for each entity of an extraction; the order of articles changes nothing."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or load_gazetteer()
        self._offices = Offices(self._gazetteer)
        self._places = Places(self._gazetteer)
        self._persons = Persons(self._gazetteer)

    def link(self, extraction: Extraction) -> LinkedExtraction:
        """The extraction with an identity for every entity."""
        taken: dict[EntityId, int] = {}
        countries = self._countries(extraction)
        identities = []
        for entity in extraction.entities:
            identity = self._identify(entity, extraction, countries)
            if not identity.shared and not (entity.is_named and _group(entity.type) == "place"):
                # Two descriptions with the same words are two things, a town is named once.
                number = taken.get(identity.id, 0)
                taken[identity.id] = number + 1
                if number:
                    identity = _renamed(identity, EntityId(f"{identity.id}-{number + 1}"))
            identities.append((entity.key, identity))
        # Two names may turn out to be one thing, one by the gazetteer, the other by form: the surer reason counts.
        surest: dict[EntityId, LinkedEntity] = {}
        for _, identity in identities:
            known = surest.setdefault(identity.id, identity)
            if (identity.score, identity.reason) > (known.score, known.reason):
                surest[identity.id] = identity
        return LinkedExtraction(extraction, tuple((key, surest[identity.id]) for key, identity in identities))

    def _countries(self, extraction: Extraction) -> frozenset[str]:
        """The countries that an article speaks of, by themselves or by what lies in them."""
        ids = (e.gazetteer_id for e in extraction.entities if e.gazetteer_id is not None)
        entries = [self._gazetteer.entries[i] for i in ids]
        places = (e for e in entries if e.type is EntityType.GEOPOLITICAL_ENTITY)
        return frozenset(e.country or e.id for e in places)

    def _identify(self, entity: Entity, extraction: Extraction, countries: frozenset[str]) -> LinkedEntity:
        variety, article = extraction.variety, extraction.article.id
        places = self._places.namesakes(entity)
        chosen = self._places.chosen(entity, places, extraction) if places else None
        known = chosen.id if chosen is not None else entity.gazetteer_id
        if known is not None:
            entry = self._gazetteer.entries[known]
            if entry.type is EntityType.PERSON:
                against = self._persons.another(entity, entry, extraction)
                if against is not None:
                    return _namesake(entity, entry, article, variety, against)
            same_as = (entry.wikidata,) if entry.wikidata else ()
            reason = f"the name is that of {entry.id} in the gazetteer"
            if places:
                reason += ", which fits best what else the article speaks of"
            return LinkedEntity(
                EntityId(entry.id), entry.type, _labels(entry), same_as, reason, 0.95, shared=True
            )
        label = (Label(entity.name, variety.value),)
        group = _group(entity.type)
        if not entity.is_named:
            held = (
                self._offices.holder(entity.name, extraction.article.date, countries)
                if entity.type is EntityType.PERSON
                else None
            )
            if held is not None:
                term, entry = held
                same_as = (entry.wikidata,) if entry.wikidata else ()
                reason = (
                    f"«{entity.name}» held the office of {term.offices[0]} of {term.of} "
                    f"from {term.begins} to {term.ends or 'now'}, says the gazetteer"
                )
                return LinkedEntity(
                    EntityId(entry.id), entry.type, _labels(entry), same_as, reason, 0.85, shared=True
                )
            offset = entity.mentions[0].span.start
            local = EntityId(f"{slug(article)}/{group}/{slug(entity.name)}-{offset}")
            return LinkedEntity(
                local, entity.type, label, (), "a description, known in its article only", 1.0, shared=False
            )
        if places:
            local = EntityId(f"{slug(article)}/{group}/{slug(entity.name)}")
            return LinkedEntity(
                local, entity.type, label, (), "a name that several places have", 0.6, shared=False
            )
        if entity.type is EntityType.PERSON and " " not in entity.name:
            local = EntityId(f"{slug(article)}/{group}/{slug(entity.name)}")
            return LinkedEntity(
                local, entity.type, label, (), "part of a name, which others may bear", 0.6, shared=False
            )
        shared = EntityId(f"{group}/{slug(entity.name)}")
        return LinkedEntity(shared, entity.type, label, (), "the same full name and kind", 0.8, shared=True)


def _namesake(entity: Entity, entry: Entry, article: str, variety: Variety, against: str) -> LinkedEntity:
    """Somebody of the name of a known person, by what the article calls them: «Støre» alone may be in the gazetteer."""
    names = [m.surface for m in entity.mentions if m.kind is MentionKind.NAME]
    name = entity.name if entity.name in names else max(names, key=len, default=entity.name)
    return LinkedEntity(
        EntityId(f"{slug(article)}/{_group(entity.type)}/{slug(name)}"),
        entity.type,
        (Label(name, variety.value),),
        (),
        f"not {entry.id} of the gazetteer, who has the name: {against}",
        0.7,
        shared=False,
    )


def _renamed(identity: LinkedEntity, new: EntityId) -> LinkedEntity:
    return LinkedEntity(
        new,
        identity.type,
        identity.preferred,
        identity.same_as,
        identity.reason,
        identity.score,
        identity.shared,
    )


def _labels(entry: Entry) -> tuple[Label, ...]:
    found = [(entry.nn, Variety.NYNORSK.value), (entry.nb, Variety.BOKMAAL.value), (entry.en, "en")]
    return tuple(Label(text, language) for text, language in found if text)


def _group(kind: EntityType) -> str:
    if kind.is_organization:
        return "org"
    return {
        EntityType.GEOPOLITICAL_ENTITY: "place",
        EntityType.CREATIVE_WORK: "work",
        EntityType.NAMED_EVENT: "event",
    }.get(kind, kind.value.lower())


def slug(text: str) -> str:
    """Small letters, digits and hyphens only, never empty; Norwegian letters as two («ø» → «oe»)."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_FOLD))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", "-", plain).strip("-_")
    if len(words) > _LONGEST_SLUG:
        words = words[:_LONGEST_SLUG].rsplit("-", 1)[0]
    return words or "x"
