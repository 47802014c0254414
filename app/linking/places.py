"""Which of several places of one name an article means: «Vik» in Sogn or in Nordland, «Georgia» the country or not."""

from app.extraction.gazetteer import Entry, Gazetteer
from app.model.extraction import Entity, Extraction
from app.model.vocabulary import EntityType, RelationType

_PLACES = frozenset({EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE})
_COUNTRY, _CAPITAL = "country/", "capital/"


class Places:
    """Chooses by what else an article speaks of; where nothing speaks for one of them, none is chosen."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def namesakes(self, entity: Entity) -> tuple[Entry, ...]:
        """The places that have the name of a named place, where they are several."""
        if entity.type not in _PLACES or not entity.is_named:
            return ()
        known = self._gazetteer.entries.get(entity.gazetteer_id or "")
        found = self._gazetteer.find(entity.name if known is None else known.nn, _PLACES)
        return found if len(found) > 1 else ()

    def chosen(self, entity: Entity, places: tuple[Entry, ...], extraction: Extraction) -> Entry | None:
        """The one that is meant; None where it may be any."""
        kinds = {
            r.literal
            for r in extraction.relations
            if r.subject == entity.key and r.type is RelationType.INSTANCE_OF
        }
        told = [place for place in places if place.note.get("kind") in kinds]
        if len(told) == 1:
            return told[0]
        others = [
            self._gazetteer.entries[e.gazetteer_id]
            for e in extraction.entities
            if e.gazetteer_id is not None and e.key != entity.key
        ]
        country = next((p for p in places if p.id.startswith(_COUNTRY)), None)
        if country is not None:
            return self._country_or_part(country, places, others)
        votes = sorted((self._votes(place, places, others), place.id) for place in places)
        (second, _), (first, best) = votes[-2:]
        return self._gazetteer.entries[best] if first > second else None

    def _country_or_part(self, country: Entry, places: tuple[Entry, ...], others: list[Entry]) -> Entry:
        """The country, unless nothing is told of it and something is told of what lies beside the other."""
        if any(other.country == country.id for other in others):
            return country
        beside = [
            place
            for place in places
            if place is not country
            # The other's country and capital are told of in articles on any country.
            and any(
                o.country == place.country and not o.id.startswith(_CAPITAL) and o.type in _PLACES
                for o in others
            )
        ]
        return beside[0] if len(beside) == 1 else country

    def _votes(self, place: Entry, places: tuple[Entry, ...], others: list[Entry]) -> int:
        """How many others are of its county, or of its country where that tells the places apart."""
        within = self._gazetteer.within
        if len({p.country for p in places}) > 1:
            return sum(place.country in (other.country, other.id) for other in others)
        county = next((c for c in set(within.values()) if place.id.endswith(f"-{c.partition('/')[2]}")), None)
        return sum(county is not None and county in (other.id, within.get(other.id)) for other in others)


def containing(gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """Entry → what it lies in: of a place its county and country, of a body its country."""
    found = {}
    for entry in gazetteer.entries.values():
        if entry.type is not EntityType.PERSON:
            county = gazetteer.within.get(entry.id)
            country = entry.country or (gazetteer.entries[county].country if county else None)
            if county or country:
                found[entry.id] = frozenset(filter(None, (county, country)))
    return found
