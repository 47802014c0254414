"""What a name is the name of: one type and, where one fits, one gazetteer entry for each form in an article."""

from collections import Counter, defaultdict

from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.names.name import PLACES, Name
from app.extraction.words import reference_words, relation_words
from app.language.tokens import Doc
from app.model.vocabulary import EntityType


class NameClassifier:
    """Settles the types of one document's names."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._gazetteer = gazetteer

    def settle(self, names: list[Name]) -> None:
        """One type for one form, by the gazetteer, by the persons that are named in full, or by majority."""
        votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
        for name in names:
            votes[name.form][name.type] += 1
        surnames = {n.form.split()[-1] for n in names if n.type is EntityType.PERSON and " " in n.form}
        for name in names:
            entry = name.entry or self._unique_entry(name) or self._team(name, names)
            if entry is not None:
                name.entry, name.type = entry, entry.type
            elif name.form in surnames and " " not in name.form:
                name.type = EntityType.PERSON
            else:
                counts = votes[name.form]
                name.type = max(counts, key=lambda t: (counts[t], t is name.type, t.value))
                if name.type is EntityType.ORGANIZATION and name.form.endswith(reference_words().legal_forms):
                    name.type = EntityType.COMPANY
                elif name.type is not EntityType.PERSON and self._is_league(name):
                    name.type = EntityType.NAMED_EVENT
                elif name.type is EntityType.PRODUCT and (self._quoted(name) or self._called_work(name)):
                    name.type = EntityType.CREATIVE_WORK
                elif name.type is EntityType.GEOPOLITICAL_ENTITY and self._ends_in_body(name):
                    name.type = EntityType.ORGANIZATION

    def _team(self, name: Name, names: list[Name]) -> Entry | None:
        """«trenaren i Brann»: the team that the article names elsewhere, where no place is called so."""
        if name.type not in PLACES or any(e.type in PLACES for e in self._gazetteer.find(name.form)):
            return None
        others = (self._unique_entry(n) for n in names if n.form == name.form and n.type not in PLACES)
        return next((e for e in others if e is not None and e.type is EntityType.SPORTS_TEAM), None)

    @staticmethod
    def _is_league(name: Name) -> bool:
        """«OBOS-ligaen», «Premier League»: what clubs play in."""
        words = reference_words()
        return name.form in words.leagues or name.form.lower().endswith(words.league_ends)

    def _quoted(self, name: Name) -> bool:
        before = self._doc[name.start - 1].text if name.start else ""
        return before in ("«", '"', "“", "”", "'")

    def _called_work(self, name: Name) -> bool:
        """«romanen X», «filmen X»."""
        before = self._doc[name.start - 1] if name.start else None
        return before is not None and before.lemma_.lower().endswith(relation_words().works)

    def _ends_in_body(self, name: Name) -> bool:
        """«Vik formannskap», «Vik heradsstyre»; but «Vik kommune» is the place as well."""
        last = self._doc[name.end - 1]
        lemma = last.lemma_.lower()
        is_body = lemma in reference_words().bodies and lemma not in reference_words().territories
        return is_body and last.text.islower() and name.end - name.start > 1

    def _unique_entry(self, name: Name) -> Entry | None:
        entries = self._gazetteer.find(name.form)
        if not entries:
            return None
        if name.type is EntityType.PERSON:
            # A surname alone («Katz») is not enough here; titles.py looks at what else the text says.
            entries = tuple(e for e in entries if e.type is EntityType.PERSON and " " in name.form)
            return entries[0] if len(entries) == 1 else None
        entries = tuple(e for e in entries if e.type is not EntityType.PERSON)
        same = tuple(e for e in entries if _agree(e.type, name.type))
        if len(same) == 1:
            return same[0]
        if len(entries) == 1 and "ambiguous" not in entries[0].note:
            return entries[0]
        # A country before a town, a capital before a village of the same name.
        ranked = sorted(
            same, key=lambda e: (not e.id.startswith("country/"), not e.id.startswith("capital/"))
        )
        return ranked[0] if ranked and ranked[0].id.startswith(("country/", "capital/")) else None


def _agree(entry: EntityType, label: EntityType) -> bool:
    if entry is label or (entry.is_organization and label.is_organization):
        return True
    return entry in PLACES and label in PLACES
