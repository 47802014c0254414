"""Which names of an article are names of one bearer."""

import re
from collections import defaultdict
from itertools import pairwise

from app.extraction.entities import Referent, best_name
from app.extraction.gazetteer import Gazetteer
from app.extraction.names.name import QUOTES, Name
from app.extraction.words import reference_words
from app.language.tokens import Doc
from app.model.vocabulary import EntityType

_ALIAS_WORDS = 3


class NameClustering:
    """Gives each name of one document its referent; `referents` are all of them, in text order."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._gazetteer = gazetteer
        self.referents: list[Referent] = []

    def cluster(self, names: list[Name]) -> list[tuple[Name, Referent]]:
        """The names in their order, each with whose name it is."""
        by_key: dict[str, Referent] = {}
        forms: dict[int, list[str]] = defaultdict(list)
        assigned: list[tuple[Name, Referent]] = []
        persons = [n for n in names if n.type is EntityType.PERSON and " " in n.form]
        for name in names:
            key = self._key(name, persons)
            referent = by_key.get(key)
            if referent is None:
                referent = Referent(name.type, name.form, entry=name.entry)
                by_key[key] = referent
                self.referents.append(referent)
            if referent.entry is None and name.entry is not None:
                referent.entry, referent.type = name.entry, name.entry.type
            forms[id(referent)].append(name.form)
            assigned.append((name, referent))
        self._merge_short(assigned, forms)
        self._merge_aliases(assigned)
        for referent in self.referents:
            referent.name = best_name(referent, forms[id(referent)])
            if referent.is_person:
                referent.gender = self._gazetteer.genders.get(re.split(r"[ -]", referent.name)[0])
        return assigned

    def _key(self, name: Name, persons: list[Name]) -> str:
        if name.entry is not None:
            return name.entry.id
        if name.type is EntityType.PERSON and " " not in name.form:
            before = [p for p in persons if name.form in (p.form.split()[-1], p.form.split()[0])]
            by_surname = [p for p in before if p.form.split()[-1] == name.form] or before
            if by_surname:
                # Of several bearers the one named last; a name that comes only later is better than none.
                earlier = [p for p in by_surname if p.start <= name.start]
                chosen = earlier[-1] if earlier else by_surname[0]
                return self._key(chosen, [])
        return f"{_group(name.type)}\t{name.form.casefold()}"

    def _merge_aliases(self, assigned: list[tuple[Name, Referent]]) -> None:
        """«Kari Vik, betre kjend som Kvitveis»: two names of one bearer."""
        for (name, referent), (other_name, other) in pairwise(list(assigned)):
            between = self._doc[name.end : other_name.start]
            words = [t.lower_ for t in between if not t.is_punct and t.text not in QUOTES]
            if not words or len(words) > _ALIAS_WORDS or " ".join(words) not in reference_words().aliases:
                continue
            same = _group(referent.type) == _group(other.type)
            free = referent.is_person and not _is_place(other)
            if referent is other or other.entry is not None or not (same or free):
                continue
            for index, (found, holder) in enumerate(assigned):
                if holder is other:
                    assigned[index] = (found, referent)
            if other in self.referents:
                self.referents.remove(other)

    def _merge_short(self, assigned: list[tuple[Name, Referent]], forms: dict[int, list[str]]) -> None:
        """«Brann» and «SK Brann», «A. Berg» and «Arne Berg»: a short form joins the one long form it fits."""
        for short in list(self.referents):
            if short.entry is not None or short.type in (EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE):
                continue
            words = short.name.split()
            fits = [
                long
                for long in self.referents
                if long is not short
                and _group(long.type) == _group(short.type)
                and len(long.name.split()) > len(words)
                and (
                    long.name.split()[-len(words) :] == words
                    or (not short.is_person and long.name.split()[: len(words)] == words)
                )
            ]
            if len(fits) != 1:
                continue
            for index, (name, referent) in enumerate(assigned):
                if referent is short:
                    assigned[index] = (name, fits[0])
                    forms[id(fits[0])].append(name.form)
            self.referents.remove(short)


def _is_place(referent: Referent) -> bool:
    return referent.type in (EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE)


def _group(kind: EntityType) -> str:
    return "Organization" if kind.is_organization else kind.value
