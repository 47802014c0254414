"""Whether an article means the person of the gazetteer, or another of that name, by what it tells of the bearer."""

from collections import defaultdict

from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.words import relation_words
from app.model.extraction import Entity, EntityKey, Extraction
from app.model.vocabulary import Polarity, RelationType

_OF_AGE = 18
"""Nobody is elected or appointed before."""
_LONGEST_LIFE = 90
"""So many years before somebody first holds an office, the bearer of the name is another."""
_HEADED = (RelationType.LEADER_OF, RelationType.AFFILIATED_WITH)
_PROFESSION = "profession"
_MUNICIPALITIES = "no/"


class Persons:
    """Tells namesakes of persons in the gazetteer by country, age, office and date."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def another(self, entity: Entity, entry: Entry, extraction: Extraction) -> str | None:
        """What speaks against the person of the gazetteer; None where nothing does, or an office is theirs."""
        told: dict[RelationType, set[str]] = defaultdict(set)
        of: dict[RelationType, set[EntityKey]] = defaultdict(set)
        for relation in extraction.relations:
            if relation.subject == entity.key and relation.status.polarity is Polarity.POSITIVE:
                if relation.literal is not None:
                    told[relation.type].add(relation.literal.lower())
                elif relation.object is not None:
                    of[relation.type].add(relation.object)
        titles = told[RelationType.HOLDS_POSITION]
        if any(titles.intersection(term.offices) for term in entry.terms):
            return None
        ids = {e.key: e.gazetteer_id for e in extraction.entities}
        date = extraction.article.date
        countries = {i for key in of[RelationType.CITIZEN_OF] if (i := ids.get(key)) is not None}
        own = {entry.country, *(term.of for term in entry.terms)}
        if countries and entry.country is not None and not countries & own:
            return "a citizen of another country"
        first = self._first_office(entry)
        if date is not None and first is not None:
            ages = {int(age) for age in told[RelationType.AGED] if age.isdecimal()}
            if len(ages) == 1 and date.year - max(ages) > first - _OF_AGE:
                return f"aged {max(ages)}, too young to have held an office in {first}"
            if date.year < first - _LONGEST_LIFE:
                return f"told of too long before the office of {first}"
        if any(term.covers(date) for term in entry.terms):
            if titles and all(self._is_profession(title) for title in titles):
                return f"«{min(titles)}», while the other was in office"
            heads = {key for kind in _HEADED for key in of[kind]}
            if titles and any(self._is_local(ids.get(key), own) for key in heads):
                return f"«{min(titles)}» of another body, while the other was in office"
        return None

    def _is_profession(self, title: str) -> bool:
        found = self._gazetteer.title(title)
        return found is not None and found.kind == _PROFESSION

    def _is_local(self, known: str | None, own: set[str | None]) -> bool:
        return known not in own if known is None or known.startswith(_MUNICIPALITIES) else False

    def _first_office(self, entry: Entry) -> int | None:
        """The year in which somebody first held an office that one is chosen for; royalty is born to theirs."""
        if any(relation_words().born_to.intersection(term.offices) for term in entry.terms):
            return None
        years = [int(term.begins[:4]) for term in entry.terms if term.begins[:4].isdecimal()]
        return min(years, default=None)
